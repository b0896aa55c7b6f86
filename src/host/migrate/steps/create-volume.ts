import { answerOf, textMap, textOf } from "../../facts/answer.js";
import type { CreateVolume } from "../../plan/step.js";
import { asked, inspected } from "../engine-world.js";
import { MigrateError } from "../migrate-error.js";
import { readRecord, recorded } from "../record-file.js";
import type { Work } from "../stage.js";
import { type IdShift, shifted } from "../volumes/id-shift.js";

/** Makes a volume with the labels and options that it had. */
export const createVolume: Work<CreateVolume> = {
  async apply({ volume, shiftsOwnerOption }, stage) {
    const old = recorded(readRecord(stage).volumes, "Name", volume);
    const labels = answerOf(old["Labels"]);
    const options = Object.fromEntries(textMap(old["Options"]));
    if (shiftsOwnerOption && options["o"] !== undefined) options["o"] = shiftedOwners(options["o"], stage.shift);
    const there = await inspected(stage.engine, `/volumes/${encodeURIComponent(volume)}`, stage.signal);
    if (there && JSON.stringify(sorted(answerOf(there["Labels"]))) !== JSON.stringify(sorted(labels)))
      throw new MigrateError(
        `The new world already has a volume \`${volume}\` with other labels, which this plan did not make. Remove it with \`docker volume rm\` if nothing in it is needed.`,
      );
    const body = { Name: volume, Driver: textOf(old["Driver"]) || "local", DriverOpts: options, Labels: labels };
    await asked(`make the volume \`${volume}\``, () => stage.engine.bytes("POST", "/volumes/create", { body, signal: stage.signal }));
    return undefined;
  },
};

function sorted(labels: object): unknown[] {
  return Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** `uid=1000,gid=50` of a mount that takes owners, for example tmpfs, as host ids of containers. */
function shiftedOwners(option: string, { uids, gids }: IdShift): string {
  return option
    .split(",")
    .map((word) => {
      const [, name, id] = /^([ug]id)=(\d{1,10})$/.exec(word) ?? [];
      if (name === undefined) return word;
      return `${name}=${shifted(name === "uid" ? uids : gids, Number(id)) ?? id}`;
    })
    .join(",");
}
