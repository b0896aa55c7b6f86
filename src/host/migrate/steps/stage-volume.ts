import { mkdirSync } from "node:fs";
import type { StageVolume } from "../../plan/step.js";
import { sayCopy } from "../say-copy.js";
import type { Work } from "../stage.js";
import { bootId, removeStaged, stagedIn } from "../staged-volume.js";
import { canBeStaged, stageCopy } from "../volumes/staged-copy.js";

/** Copies a volume ahead, while containers write to it; done again, it brings the copy up to date. The way back removes it. */
export const stageVolume: Work<StageVolume> = {
  async apply(step, stage) {
    const { from, folder, bytes } = step;
    const { shift, verify, signal, say } = stage;
    if (!canBeStaged(from)) {
      say("it is not copied ahead: its file system does not note every write");
      return { files: 0, bytes: 0 };
    }
    const staged = stagedIn(step, stage);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const pass = await stageCopy({ ...staged, from, shift, verify, bytes, signal, onProgress: sayCopy(say) });
    return { ...pass, boot: bootId() };
  },
  undoTitle: ({ volume }) => `Remove what was copied ahead of the volume \`${volume}\``,
  async undo(step, stage) {
    removeStaged(step, stage);
  },
};
