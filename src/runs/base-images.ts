import { existsSync, readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { openRepository } from "../documents/disk-repository.js";
import { readDockerfile } from "../documents/dockerfile/dockerfile.js";
import { modelImage } from "../model/dockerfile-image.js";
import { SourceFile } from "../text/source-file.js";
import type { Stack } from "./stack.js";

interface BuildSection {
  readonly context?: string;
  readonly dockerfile?: string;
  readonly dockerfile_inline?: string;
}

/** Images that builds start from or copy from: engines without a network need them first. What cannot be resolved is left to the build to say. */
export function baseImages(stack: Stack): string[] {
  const images = new Set<string>();
  for (const service of Object.values(stack.model.services)) {
    const build = service.build as BuildSection | undefined;
    if (build === undefined) continue;
    for (const image of imagesOf(build)) images.add(image);
  }
  return [...images];
}

function imagesOf({ context = ".", dockerfile = "Dockerfile", dockerfile_inline: inline }: BuildSection): string[] {
  const path = isAbsolute(dockerfile) ? dockerfile : join(context, dockerfile);
  const text = inline ?? (existsSync(path) ? readFileSync(path, "utf8") : "");
  const read = readDockerfile(new SourceFile(path, text));
  const { stages } = modelImage(read, openRepository(existsSync(context) ? context : "/"));
  const names = new Set(stages.flatMap(({ name }) => name ?? []));
  const froms = stages.flatMap(({ base, baseStage, copies }) => [
    ...(baseStage === undefined ? [base.value] : []),
    ...copies.flatMap(({ from }) => from?.value ?? []),
  ]);
  return froms.filter((image) => image !== "scratch" && !names.has(image) && !/^\d+$/.test(image) && !image.includes("$"));
}
