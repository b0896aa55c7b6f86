import { posix } from "node:path";
import type { RecordObjects } from "../../plan/step.js";
import { replaceFile, rootOnly } from "../durable-file.js";
import { inspected } from "../engine-world.js";
import { digestOf } from "../kept-file.js";
import { MigrateError } from "../migrate-error.js";
import type { HostRecord } from "../record-file.js";
import type { Stage, Work } from "../stage.js";

/** Writes what the engine says of containers, volumes, networks and images to a file that only root may read. */
export const record: Work<RecordObjects> = {
  async apply(step, stage) {
    const all = async (what: string, ids: readonly string[], path: (id: string) => string) => {
      const found = [];
      for (const id of ids) {
        const object = await inspected(stage.engine, path(encodeURIComponent(id)), stage.signal);
        if (!object) throw new MigrateError(`The ${what} \`${id}\` of the plan does not exist any more. Make a new plan.`);
        found.push(object);
      }
      return found;
    };
    const written: HostRecord = {
      containers: await all("container", step.containers, (id) => `/containers/${id}/json`),
      volumes: await all("volume", step.volumes, (id) => `/volumes/${id}`),
      networks: await all("network", step.networks, (id) => `/networks/${id}`),
      images: await all("image", imagesOf(stage), (id) => `/images/${id}/json`),
    };
    const text = `${JSON.stringify(written)}\n`;
    replaceFile(posix.join(stage.folder, step.file), text, rootOnly, `.record-${stage.plan.id}`);
    return digestOf(text);
  },
};

function imagesOf({ plan }: Stage): string[] {
  return plan.steps.flatMap((step) => (step.kind === "save-images" ? step.images.map(({ id }) => id) : []));
}
