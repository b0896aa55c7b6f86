import { closeSync, createWriteStream, fsyncSync, openSync, renameSync, rmSync } from "node:fs";
import { posix } from "node:path";
import { pipeline } from "node:stream/promises";
import type { SaveImages } from "../../plan/step.js";
import { syncFolder } from "../durable-file.js";
import { asked } from "../engine-world.js";
import { digesting } from "../kept-file.js";
import type { Work } from "../stage.js";

/** How often progress is said, in bytes. */
const step = 256 << 20;

/**
 * `docker save` of all images into one archive, as `.part` until it is whole. An image without a name is saved by its id. An archive that is there already is replaced: this step is not
 * done, so that nobody knows what is in it.
 */
export const saveImages: Work<SaveImages> = {
  async apply({ images, archive }, { engine, folder, signal, say }) {
    const path = posix.join(folder, archive);
    const part = `${path}.part`;
    rmSync(part, { force: true });
    const names = images.flatMap(({ id, names }) => (names.length > 0 ? names : [id]));
    const query = names.map((name) => `names=${encodeURIComponent(name)}`).join("&");
    const answer = await asked("save the images", () => engine.open("GET", `/images/get?${query}`, { signal }));
    let bytes = 0;
    answer.on("data", (chunk: Buffer) => {
      if (Math.floor((bytes + chunk.length) / step) > Math.floor(bytes / step))
        say(`${((bytes + chunk.length) / (1 << 20)).toFixed(0)} MiB saved`);
      bytes += chunk.length;
    });
    const { through, sha256 } = digesting();
    await pipeline(answer, through, createWriteStream(part, { mode: 0o600, flags: "wx" }));
    const file = openSync(part, "r");
    try {
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(part, path);
    syncFolder(posix.dirname(path));
    return { bytes, sha256: sha256() };
  },
};
