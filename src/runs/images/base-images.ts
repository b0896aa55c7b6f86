import { existsSync, readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { BudgetSpent, overBudget } from "../../budget.js";
import { openRepository } from "../../documents/disk-repository.js";
import { readDockerfile } from "../../documents/dockerfile/dockerfile.js";
import { modelImage } from "../../model/dockerfile/image.js";
import { type Image, neededStages } from "../../model/image.js";
import { SourceFile } from "../../text/source-file.js";
import { CompareRefusal } from "../input/input.js";
import type { Stack } from "../input/stack.js";

interface BuildSection {
  readonly context?: string;
  readonly dockerfile?: string;
  readonly dockerfile_inline?: string;
  readonly target?: string;
  readonly args?: Readonly<Record<string, string | null>>;
  readonly additional_contexts?: Readonly<Record<string, string>>;
}

/** Images that each service's build starts from, copies from, or is read by: engines need them first. What cannot be resolved is left to the build to say. */
export function baseImages(stack: Stack): Map<string, string[]> {
  return new Map(
    Object.entries(stack.model.services).flatMap(([name, { build }]) =>
      build === undefined ? [] : [[name, imagesOf(build as BuildSection)] as const],
    ),
  );
}

function imagesOf(build: BuildSection): string[] {
  const {
    context = ".",
    dockerfile = "Dockerfile",
    dockerfile_inline: inline,
    target,
    args = {},
    additional_contexts: contexts = {},
  } = build;
  const path = isAbsolute(dockerfile) ? dockerfile : join(context, dockerfile);
  const text = inline ?? (existsSync(path) ? readFileSync(path, "utf8") : "");
  const read = readDockerfile(new SourceFile(path, text));
  const given = Object.entries(args).flatMap(([name, value]) => (value === null ? [] : [[name, { value, at: read.at }] as const]));
  let image: Image;
  try {
    image = modelImage(read, openRepository(existsSync(context) ? context : "/"), { args: new Map(given) });
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error;
    throw new CompareRefusal(overBudget(path, error).message);
  }
  const needed = neededStages(image, target);
  const stages = image.stages.filter(({ index }) => needed.size === 0 || needed.has(index));
  const stageNames = new Set(image.stages.flatMap(({ name }) => name ?? []));
  const froms = stages.flatMap(({ base, baseStage, copies, runs }) => [
    ...(baseStage === undefined ? [base.value] : []),
    ...copies.flatMap(({ from }) => from?.value ?? []),
    ...runs.flatMap(({ mounts }) => mounts.flatMap(({ value }) => /(?:^|,)from=([^,]+)/.exec(value)?.[1] ?? [])),
  ]);
  const isImage = (name: string) =>
    name !== "scratch" &&
    !stageNames.has(name.toLowerCase()) &&
    !/^\d+$/.test(name) &&
    !name.includes("$") &&
    !Object.hasOwn(contexts, name);
  const named = Object.values(contexts).flatMap((value) => /^docker-image:\/\/(.+)$/.exec(value)?.[1] ?? []);
  return [...new Set([...syntaxOf(text), ...froms.filter(isImage), ...named])];
}

/** The image of the frontend that a Dockerfile names with `# syntax=`: "Parser directives" of the Dockerfile reference; only lines above the first that is not a directive count. */
function syntaxOf(text: string): string[] {
  for (const line of text.split("\n", 20)) {
    const directive = /^\s*#\s*(\w+)\s*=\s*(\S+)/.exec(line);
    if (!directive) return [];
    if (directive[1]?.toLowerCase() === "syntax") return [directive[2] ?? ""];
  }
  return [];
}
