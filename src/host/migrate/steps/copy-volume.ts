import { existsSync, readdirSync } from "node:fs";
import { posix } from "node:path";
import type { CopyVolume } from "../../plan/step.js";
import { MigrateError } from "../migrate-error.js";
import { stopRunning } from "../quiet.js";
import { sayCopy } from "../say-copy.js";
import type { Work } from "../stage.js";
import { copyShifted, putInPlace, removeIncoming } from "../volumes/copy.js";
import { inverse } from "../volumes/id-shift.js";
import { prove } from "../volumes/proof.js";

/** Copies the data of a volume under the shift, proves the copy, and puts it into its place, which must be empty. */
export const copyVolume: Work<CopyVolume> = {
  async apply({ volume, from, to, incoming, bytes }, stage) {
    const { shift, verify, signal } = stage;
    if (!existsSync(to)) throw new MigrateError(`\`${to}\` does not exist: the volume \`${volume}\` was removed from the new world.`);
    if (readdirSync(to).length > 0) {
      // Ended between the rename and the line in the journal; or somebody else wrote there.
      removeIncoming(incoming);
      const { differences, ...proof } = await prove(from, to, shift, { hash: verify === "hash", signal });
      if (differences.length === 0) return { ...proof };
      throw new MigrateError(
        `The volume \`${volume}\` of the new world is not empty, and holds something else than the one of the old world:\n${differences.join("\n")}`,
      );
    }
    const { differences: _, ...proof } = await copyShifted({
      from,
      incoming,
      shift,
      verify,
      bytes,
      signal,
      onProgress: sayCopy(stage.say),
    });
    putInPlace(incoming, to);
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
