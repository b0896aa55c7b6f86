import { valueIn } from "../facts/fact.js";
import { advise, type Check, judgment, ofMachine } from "./check.js";

const GiB = 2 ** 30;

/** Bytes as people read them. */
export function shownBytes(bytes: number): string {
  return bytes >= GiB ? `${(bytes / GiB).toFixed(1)} GiB` : `${Math.ceil(bytes / 2 ** 20)} MiB`;
}

/** The switch deletes nothing: what is carried over exists twice until the old world is given up. */
export const freeSpace: Check = {
  id: "free-space",
  phase: "before",
  question: "Is there room for images and volumes once more?",
  why: "The new world begins empty, and the old one stays. A copy of volumes and images takes their size once more.",
  judge: ofMachine((running, { dataRoot }) => {
    if ("unread" in dataRoot) return undefined;
    const { path, freeBytes, freeInodes } = dataRoot.value;
    const evidence = [`${path}: ${shownBytes(freeBytes)} free`];
    const nearlyFull = freeBytes < GiB || (freeInodes > 0 && freeInodes < 10_000);
    if (nearlyFull) return judgment("problem", `The file system of ${path} is nearly full.`, evidence, advise("Free some space first."));
    const engine = valueIn(running.engine);
    if (!engine) return judgment("ok", `${path} has ${shownBytes(freeBytes)} free.`, evidence);
    const usage = valueIn(engine.usage);
    if (!usage)
      return judgment("warning", "How much space images and volumes take is not known.", [...evidence, "GET /system/df gave no answer"]);
    const volumes = [...usage.volumes.values()].reduce((sum, bytes) => sum + bytes, 0);
    const all = volumes + usage.images + usage.containers;
    const shown = [
      ...evidence,
      `GET /system/df: images ${shownBytes(usage.images)}, volumes ${shownBytes(volumes)}, containers ${shownBytes(usage.containers)}`,
    ];
    if (all < freeBytes)
      return judgment("ok", `There is room for all of it once more: ${shownBytes(all)} of ${shownBytes(freeBytes)}.`, shown);
    return judgment(
      "warning",
      `A copy of everything takes ${shownBytes(all)}, and ${shownBytes(freeBytes)} are free.`,
      shown,
      advise("Free some space, pull images again and do not copy them, or move big volumes without a copy (reflink or an idmapped mount)."),
    );
  }),
};
