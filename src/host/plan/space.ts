import { valueIn } from "../facts/fact.js";
import type { Carried } from "./carried.js";
import type { PlanInput } from "./input.js";

/** Bytes that a migration writes: volumes, images in the new world, and the archive between. */
export interface BytesNeeded {
  readonly volumes: number;
  readonly images: number;
  readonly archive: number;
  /** Files and folders of volumes. */
  readonly entries: number;
}

/** Works out what a migration writes. Layers that images share count for each: it is rather too much than too little. */
export function bytesNeeded({ holdings }: Pick<PlanInput, "holdings">, { images, volumes }: Carried): BytesNeeded {
  const contents = volumes.flatMap(({ name }) => {
    const data = holdings.volumes.get(name);
    return (data && valueIn(data.contents)) ?? [];
  });
  const ofImages = images.reduce((sum, { bytes }) => sum + bytes, 0);
  return {
    volumes: contents.reduce((sum, { bytes }) => sum + bytes, 0),
    entries: contents.reduce((sum, { entries }) => sum + entries, 0),
    images: ofImages,
    archive: ofImages,
  };
}
