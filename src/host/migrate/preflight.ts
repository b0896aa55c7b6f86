import { existsSync } from "node:fs";
import { reasonOf } from "../../engines/engine-error.js";
import { findProgram } from "../../engines/installation.js";
import { valueIn } from "../facts/fact.js";
import { readHost } from "../facts/host.js";
import { basisOf } from "../plan/basis.js";
import type { Basis, BasisPart } from "../plan/plan.js";
import type { CopyVolume } from "../plan/step.js";
import { stateOf } from "./journal.js";
import { MigrateError } from "./migrate-error.js";
import type { Stage } from "./stage.js";
import { whyNotIdmapped } from "./volumes/copy.js";
import { type IdShift, inverse } from "./volumes/id-shift.js";
import { type Survey, survey } from "./volumes/proof.js";

/** The programs that copies, locks and bridges need, with the package of Debian that has them. */
const programs: readonly (readonly [program: string, from: string])[] = [
  ["perl", "perl-base"],
  ["cp", "coreutils"],
  ["sync", "coreutils"],
  ["setpriv", "util-linux"],
  ["ip", "iproute2"],
];

/**
 * Holds the host to the plan before anything is stopped; reads only. Throws a MigrateError when the plan is stale, when a volume holds what a copy would not keep, or when copies cannot be
 * made here.
 */
export async function preflight(stage: Stage): Promise<void> {
  for (const [program, from] of programs)
    if (findProgram(program) === undefined)
      throw new MigrateError(`There is no \`${program}\` on this host. Install it (Debian: ${from}).`);
  await refuseStale(stage);
  for (const { volume, from } of copiesOf(stage)) await refuseUncopyable(volume, from, stage.shift, stage);
}

/** Holds the volumes of the new world to what can be carried back, before anything is stopped; reads only. Throws a MigrateError. */
export async function preflightBack(stage: Stage): Promise<void> {
  const done = copiesOf(stage).filter(({ id, to }) => stateOf(stage.entries, id) === "done" && existsSync(to));
  for (const { volume, to } of done) await refuseUncopyable(volume, to, inverse(stage.shift), stage);
}

function copiesOf({ plan }: Stage): CopyVolume[] {
  return plan.steps.filter((step): step is CopyVolume => step.kind === "copy-volume");
}

async function refuseUncopyable(volume: string, folder: string, shift: IdShift, { say, signal }: Stage): Promise<void> {
  say(`look through the volume ${volume}`);
  const reason = await whyNotIdmapped(folder, shift);
  if (reason !== undefined)
    throw new MigrateError(
      `The volume \`${volume}\` cannot be copied with its owners shifted, because its file system or the kernel has no idmapped mounts (${reason}). They need Linux 5.12 and ext4, xfs or btrfs.`,
    );
  const { obstacles } = await surveyed(volume, folder, shift, signal);
  if (obstacles.length > 0)
    throw new MigrateError(`The volume \`${volume}\` holds what a copy would not keep. Nothing was stopped.\n${obstacles.join("\n")}`);
}

/** Containers still write while this looks: what is gone between two looks is looked at again. */
async function surveyed(volume: string, folder: string, shift: IdShift, signal: AbortSignal | undefined): Promise<Survey> {
  for (let left = 3; ; left--) {
    try {
      return await survey(folder, shift, signal);
    } catch (error) {
      signal?.throwIfAborted();
      if (left === 0)
        throw new MigrateError(
          `The volume \`${volume}\` changes too fast to be looked through (${reasonOf(error)}). Stop the container that writes to it, and run this again. Nothing was stopped.`,
        );
    }
  }
}

async function refuseStale({ plan, entries, signal }: Stage): Promise<void> {
  const { socket } = plan.engine;
  const facts = await readHost({ socket, ...(signal && { signal }) });
  const engine = facts.running && valueIn(facts.running.engine);
  if (!engine) throw new MigrateError(`The engine at \`${socket}\` does not answer.`);
  const now: Basis = basisOf(facts, engine);
  const user = plan.steps.find(({ kind }) => kind === "create-remap-user");
  const ours: readonly BasisPart[] = user && stateOf(entries, user.id) !== "none" ? ["/etc/subuid", "/etc/subgid"] : [];
  const parts = (Object.keys(now) as BasisPart[]).filter((part) => now[part] !== plan.basis[part] && !ours.includes(part));
  if (parts.length > 0)
    throw new MigrateError(
      `The plan no longer fits this host. Since it was made on ${plan.created}, this has changed: ${parts.join(", ")}. Make a new plan.`,
    );
}
