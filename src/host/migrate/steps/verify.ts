import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { type ContainerFacts, containerOf } from "../../facts/engine-objects.js";
import { type IdMapLine, isIdentity, readIdMap } from "../../facts/processes.js";
import type { Verify } from "../../plan/step.js";
import { acceptedToFail } from "../accepted.js";
import { inspected, worldShown } from "../engine-world.js";
import { MigrateError } from "../migrate-error.js";
import type { Stage, Work } from "../stage.js";
import { unknownContainers } from "../unknown-containers.js";

/** How long containers must have run before they count as running. */
const settleSeconds = 3;

/** Shows that it is on and whole: the kernel's map of every container, everything that was carried over, and nothing that runs unseen. */
export const verify: Work<Verify> = {
  async apply(step, stage) {
    const { engine, plan, signal } = stage;
    if ((await worldShown(engine, plan, signal)) !== "new") throw new MigrateError("The engine does not run with the mapping of the plan.");
    stage.say(`wait ${settleSeconds} s and look at every container`);
    await delay(settleSeconds * 1_000, undefined, { ...(signal && { signal }) });
    const problems: string[] = [];
    const accepted = acceptedToFail(plan);
    for (const name of step.running.filter((each) => !accepted.has(each))) problems.push(...(await problemsOf(name, stage)));
    for (const volume of step.volumes)
      if (!(await inspected(engine, `/volumes/${encodeURIComponent(volume)}`, signal)))
        problems.push(`The volume \`${volume}\` is missing.`);
    for (const network of step.networks)
      if (!(await inspected(engine, `/networks/${encodeURIComponent(network)}`, signal)))
        problems.push(`The network \`${network}\` is missing.`);
    problems.push(...(await unknownContainers(stage)));
    if (problems.length > 0) throw new MigrateError(problems.join("\n"));
    return { containers: step.running.length };
  },
};

async function problemsOf(name: string, { engine, shift, signal }: Stage): Promise<string[]> {
  const found = await inspected(engine, `/containers/${encodeURIComponent(name)}/json`, signal);
  if (!found) return [`The container \`${name}\` is missing.`];
  const container = containerOf(found);
  if (!container.isRunning) return [`The container \`${name}\` does not run; its log (\`docker logs\`) says why.`];
  return [...mapProblems(container, "uid_map", shift.uids), ...mapProblems(container, "gid_map", shift.gids)];
}

function mapProblems({ name, pid, usernsMode }: ContainerFacts, file: "uid_map" | "gid_map", expected: readonly IdMapLine[]): string[] {
  const map = readIdMap(readFileSync(`/proc/${pid}/${file}`, "utf8"));
  const shown = (lines: readonly IdMapLine[]): string =>
    lines.map(({ inside, outside, count }) => `${inside} ${outside} ${count}`).join(", ");
  if (usernsMode === "host" ? isIdentity(map) : shown(map) === shown(expected)) return [];
  return [
    `The ids of the container \`${name}\` are not mapped as planned: its ${file} is \`${shown(map)}\`, expected \`${shown(expected)}\`.`,
  ];
}
