import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmdirSync, rmSync } from "node:fs";
import { posix } from "node:path";
import { shownRanges } from "../../checks/mapping.js";
import { readAccounts } from "../../facts/accounts.js";
import { answersIn, textMap, textOf } from "../../facts/answer.js";
import { valueIn } from "../../facts/fact.js";
import { openTree } from "../../facts/tree.js";
import type { PlannedRemap } from "../../plan/plan.js";
import type { Switch } from "../../plan/step.js";
import { bridgeOf, deleteBridges } from "../bridges.js";
import { replaceFile, rootOnly, syncFolder } from "../durable-file.js";
import { type WorldShown, waitForWorld, worldSettled, worldShown } from "../engine-world.js";
import { dataOf } from "../journal.js";
import { MigrateError } from "../migrate-error.js";
import { quietAgain, refuseRunningUnseen, stopRunning } from "../quiet.js";
import { restartEngine } from "../restart.js";
import type { Stage, Work } from "../stage.js";

/** The old daemon.json, in the folder of the plan. */
const kept = "daemon.json.before";

/** Writes daemon.json and restarts dockerd; the way back puts the old bytes back. A file that is neither the old nor the new one was changed by somebody, and stops both ways. */
export const switchEngine: Work<Switch> = {
  before({ daemonJson }, { folder }) {
    const bytes = readOr(daemonJson.path);
    if (digestOf(bytes) === daemonJson.before && bytes) replaceFile(posix.join(folder, kept), bytes, rootOnly, `.${kept}`);
    return { hadFolder: existsSync(posix.dirname(daemonJson.path)) };
  },
  async apply({ daemonJson, restart }, stage) {
    const next = readFileSync(posix.join(stage.folder, daemonJson.file));
    if (digestOf(next) !== daemonJson.after)
      throw new MigrateError(`\`${daemonJson.file}\` in the folder of the plan was changed. Make a new plan.`);
    const now = digestOf(readOr(daemonJson.path));
    if (now !== daemonJson.before && now !== daemonJson.after) throw changed(daemonJson.path);
    refuseOtherRanges(stage.remap);
    const shown = await worldSettled(stage.engine, stage.plan, stage.signal);
    if (shown !== "new") await quietBefore(stage, shown);
    if (now !== daemonJson.after) {
      mkdirSync(posix.dirname(daemonJson.path), { recursive: true, mode: 0o755 });
      replaceFile(daemonJson.path, next, daemonJson, `.daemon.json-${stage.plan.id}`);
    }
    if (shown !== "new") {
      stage.say("restart the engine with the mapping");
      await restartEngine(restart, stage.folder);
    }
    await waitForWorld(stage.engine, stage.plan, "new", stage.signal);
    return undefined;
  },
  undoTitle: ({ daemonJson }) => `Put \`${daemonJson.path}\` back, restart dockerd, and remove the bridges of the new world`,
  async beforeUndo(step, stage) {
    // Asked only the first time: later the engine may show the old world, whose bridges must stay.
    const known = dataOf(stage.entries, step.id, "undo-begin")["bridges"];
    if (known !== undefined) return { bridges: known };
    return { bridges: (await worldShown(stage.engine, stage.plan, stage.signal)) === "new" ? await bridgesNow(stage) : bridgesMade(stage) };
  },
  async undo({ id, daemonJson, restart }, stage) {
    const now = digestOf(readOr(daemonJson.path));
    if (now !== daemonJson.before && now !== daemonJson.after) throw changed(daemonJson.path);
    const shown = await worldSettled(stage.engine, stage.plan, stage.signal);
    // In whichever world it is: it is about to be left.
    if (shown !== "plain") await stopRunning(stage);
    if (now === daemonJson.after) {
      if (daemonJson.before === null) {
        rmSync(daemonJson.path);
        syncFolder(posix.dirname(daemonJson.path));
        if (dataOf(stage.entries, id, "begin")["hadFolder"] === false) removeEmpty(posix.dirname(daemonJson.path));
      } else {
        const bytes = readFileSync(posix.join(stage.folder, kept));
        if (digestOf(bytes) !== daemonJson.before) throw new MigrateError(`\`${kept}\` in the folder of the plan was changed.`);
        replaceFile(daemonJson.path, bytes, daemonJson, `.daemon.json-${stage.plan.id}`);
      }
    }
    if (shown !== "plain") {
      stage.say("restart the engine without the mapping");
      await restartEngine(restart, stage.folder);
    }
    await waitForWorld(stage.engine, stage.plan, "plain", stage.signal);
    const { bridges } = dataOf(stage.entries, id, "undo-begin");
    await deleteBridges(Array.isArray(bridges) ? bridges.map(String) : []);
  },
};

/** Refuses a way back that would end at a daemon.json which somebody changed, before anything is stopped. */
export function refuseChanged({ daemonJson }: Switch): void {
  const now = digestOf(readOr(daemonJson.path));
  if (now !== daemonJson.before && now !== daemonJson.after) throw changed(daemonJson.path);
}

/** What others put there since stays, such as the certificates of registries. */
function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOTEMPTY") throw error;
  }
}

/** Nothing may run when worlds change: it would be lost from sight. Of the old world, only what the plan stopped may have come up again. */
async function quietBefore(stage: Stage, shown: Exclude<WorldShown, "new">): Promise<void> {
  if (shown === "down") return refuseRunningUnseen(stage.plan);
  if (shown === "other") throw new MigrateError("The data root or the ID of the engine is not the one of the plan. Make a new plan.");
  const stopped = stage.plan.steps.flatMap((step) => (step.kind === "stop-containers" ? step.containers.map(({ id }) => id) : []));
  await quietAgain(stage, new Set(stopped));
}

/** The ids that dockerd is about to take must be those that volumes are shifted by. */
function refuseOtherRanges({ user, uids, gids }: PlannedRemap): void {
  const accounts = readAccounts(openTree("/"));
  const uid = valueIn(accounts.users)?.find(({ name }) => name === user)?.uid;
  for (const [path, file, planned] of [
    ["/etc/subuid", accounts.subuid, uids],
    ["/etc/subgid", accounts.subgid, gids],
  ] as const) {
    const now = (valueIn(file)?.ranges ?? []).filter(({ owner, count }) => count > 0 && (owner === user || owner === String(uid)));
    if (shownRanges(now) !== shownRanges(planned))
      throw new MigrateError(
        `\`${path}\` gives \`${user}\` the ids ${shownRanges(now) || "of no range"}, and the plan was made for ${shownRanges(planned)}. Put the lines back, or go back and make a new plan.`,
      );
  }
}

/** The bridges of the networks that the engine has now. */
async function bridgesNow({ engine, signal }: Stage): Promise<string[]> {
  return answersIn(await engine.json("GET", "/networks", { signal }))
    .filter((network) => network["Driver"] === "bridge" && network["Name"] !== "bridge")
    .map((network) => bridgeOf(textOf(network["Id"]), textMap(network["Options"])));
}

/** The bridges of the networks that this plan made, where the engine of the new world cannot be asked for those that it has. */
function bridgesMade({ plan, entries }: Stage): string[] {
  return plan.steps.flatMap(({ id, kind }) => {
    const { link } = kind === "create-network" ? dataOf(entries, id, "done") : {};
    return typeof link === "string" ? [link] : [];
  });
}

function changed(path: string): MigrateError {
  return new MigrateError(
    `\`${path}\` was changed since the plan was made: it is neither the file of then nor the one of the plan. Put one of them back; \`diff\` with the files in the folder of the plan shows what changed.`,
  );
}

function readOr(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function digestOf(bytes: Buffer | undefined): string | null {
  return bytes ? createHash("sha256").update(bytes).digest("hex") : null;
}
