import { existsSync, readdirSync } from "node:fs";
import { posix } from "node:path";
import { reasonOf } from "../../../engines/engine-error.js";
import type { CopyVolume } from "../../plan/step.js";
import { MigrateError } from "../migrate-error.js";
import { stopRunning } from "../quiet.js";
import { sayCopy } from "../say-copy.js";
import type { Stage, Work } from "../stage.js";
import { removeStaged, stagingOf, usableStaged } from "../staged-volume.js";
import { CopyStopped, copyShifted, putInPlace, removeIncoming } from "../volumes/copy.js";
import { inverse } from "../volumes/id-shift.js";
import { type Proof, prove } from "../volumes/proof.js";
import { finishStaged } from "../volumes/staged-copy.js";

/** Copies the data of a volume under the shift, proves the copy, and puts it into its place, which must be empty. */
export const copyVolume: Work<CopyVolume> = {
  async apply(step, stage) {
    const { volume, from, to, incoming } = step;
    const { shift, verify, signal } = stage;
    const staging = stagingOf(step, stage);
    if (!existsSync(to)) throw new MigrateError(`\`${to}\` does not exist: the volume \`${volume}\` was removed from the new world.`);
    if (readdirSync(to).length > 0) {
      // Ended between the rename and the line in the journal; or somebody else wrote there.
      removeIncoming(incoming);
      const { differences, ...proof } = await prove(from, to, shift, { hash: verify === "hash", signal });
      if (differences.length === 0) {
        if (staging) removeStaged(staging, stage);
        return { ...proof };
      }
      throw new MigrateError(
        `The volume \`${volume}\` of the new world is not empty, and holds something else than the one of the old world:\n${differences.join("\n")}`,
      );
    }
    const { differences: _, ...proof } = (await putStaged(step, stage)) ?? (await putCopy(step, stage));
    if (staging) removeStaged(staging, stage);
    return { ...proof };
  },
  undoTitle: ({ volume }, withData) => (withData ? `Copy the data of the volume \`${volume}\` back` : undefined),
  async undo({ id, volume, from, to, bytes }, stage) {
    const { plan, entries, shift, verify, signal, withData } = stage;
    if (!withData || !entries.some(({ step, event }) => step === id && event === "done")) return;
    const folder = posix.dirname(from);
    const [incoming, before] = [posix.join(folder, `_data.incoming-${plan.id}`), posix.join(folder, `_data.before-${plan.id}`)];
    const back = inverse(shift);
    const copy = () => copyShifted({ from: to, incoming, shift: back, verify, bytes, signal, onProgress: sayCopy(stage.say) });
    if (!existsSync(to)) {
      if (existsSync(before)) throw new MigrateError(removed(volume, to, before));
      stage.say("it was removed from the new world, and stays as it was");
      return;
    }
    // After a reboot, what has `restart: always` writes again.
    await stopRunning(stage);
    // The names say how far it is: the old data is renamed only when its successor is proven. One of a run before is proven again: it was ended, and both sides may have changed since.
    const isSame = async (copied: string): Promise<boolean> => {
      stage.say("compare the copy again");
      return (await prove(to, copied, back, { hash: verify === "hash", signal })).differences.length === 0;
    };
    if (!existsSync(before)) {
      await copy();
      putInPlace(from, before);
    } else if (existsSync(from)) {
      if (!(await isSame(from)))
        throw new MigrateError(
          `\`${from}\` was carried back, and is not the same as \`${to}\` any more: one of them was changed since. Look at both. To carry it again, move \`${from}\` away; the data of before is in \`${before}\`.`,
        );
      return;
    } else if (!existsSync(incoming) || !(await isSame(incoming))) await copy();
    putInPlace(incoming, from);
  },
};

function removed(volume: string, to: string, before: string): string {
  return `The volume \`${volume}\` was removed from the new world (\`${to}\`) while its data was carried back. What it held before the switch is in \`${before}\`.`;
}

async function putCopy({ from, to, incoming, bytes }: CopyVolume, { shift, verify, signal, say }: Stage): Promise<Proof> {
  const proof = await copyShifted({ from, incoming, shift, verify, bytes, signal, onProgress: sayCopy(say) });
  putInPlace(incoming, to);
  return proof;
}

/** Completes what was copied ahead; undefined where there is nothing to complete, or it does not come to the same as the volume. */
async function putStaged(step: CopyVolume, stage: Stage): Promise<Proof | undefined> {
  const staging = stagingOf(step, stage);
  const staged = staging && (await usableStaged(staging, stage));
  if (!staged) return undefined;
  const { shift, verify, signal, say } = stage;
  const { from, to, bytes } = step;
  const isCopy = (error: unknown) => error instanceof CopyStopped || (error as NodeJS.ErrnoException).code === "EXDEV";
  try {
    const proof = await finishStaged({ ...staged, from, shift, verify, bytes, signal, onProgress: sayCopy(say) });
    if (proof.differences.length === 0) {
      putInPlace(staged.incoming, to);
      return proof;
    }
    say(`what was copied ahead is not the same as the volume (${proof.differences[0]}): it is copied anew`);
  } catch (error) {
    if (!isCopy(error)) throw error;
    say(`what was copied ahead cannot be used (${reasonOf(error)}): it is copied anew`);
  }
  removeStaged(staging, stage);
  return undefined;
}
