import { readProject } from "../../../src/documents/compose/project.js";
import { memoryRepository } from "../../support/memory-repository.js";
import { forms, resources } from "./attributes.js";
import { judgedEnvironment } from "./judge.js";

/** One project to compare: its files by path. */
export interface Input {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** How many things are compared in it: one a service. */
  readonly count: number;
}

/** Most services of one generated project, so that a difference is quickly found and a run of the judge is well used. */
const together = 200;

/** Attributes that exclude each other or what the other services need. */
function head(key: string): string {
  return key === "image" || key === "build" ? "" : "image: i, ";
}

interface Pair {
  readonly name: string;
  readonly key: string;
  readonly first: string;
  readonly second: string;
}

function pairs(): Pair[] {
  return Object.entries(forms).flatMap(([key, values]) =>
    values.flatMap((first, a) => values.map((second, b) => ({ name: `${key.replace(/[^a-z]/g, "-")}-${a}-${b}`, key, first, second }))),
  );
}

function chunked<T>(items: readonly T[]): T[][] {
  const chunks: T[][] = [];
  for (let index = 0; index < items.length; index += together) chunks.push(items.slice(index, index + together));
  return chunks;
}

const dependency = "  dep: {image: dep}\n";

const modes = ["override", "extends", "extends of another file", "merge keys"] as const;
/** How the second form of a pair comes to lie over the first. */
export type Mode = (typeof modes)[number];

/** A project that puts the second form of each pair over the first. */
function project(mode: Mode, chunk: readonly Pair[]): Record<string, string> {
  const services = (body: (pair: Pair, at: number) => string, prefix = ""): string =>
    chunk.map((pair, at) => `  ${prefix}${pair.name}: {${body(pair, at)}}\n`).join("");
  const base = ({ key, first }: Pair): string => `${head(key)}${key}: ${first}`;
  const start = `services:\n${dependency}`;
  switch (mode) {
    case "override":
      return {
        "compose.yaml": `${start}${services(base)}${resources}`,
        "compose.override.yaml": `services:\n${services(({ key, second }) => `${key}: ${second}`)}`,
      };
    case "extends":
      return {
        "compose.yaml": `${start}${services(base, "base-")}${services(({ name, key, second }) => `extends: base-${name}, ${key}: ${second}`)}${resources}`,
      };
    case "extends of another file":
      return {
        "compose.yaml": `${start}${services(({ name, key, second }) => `extends: {file: sub/base.yaml, service: ${name}}, ${key}: ${second}`)}${resources}`,
        "sub/base.yaml": `services:\n${services(base)}`,
      };
    case "merge keys": {
      const anchors = chunk.map((pair) => `x-${pair.name}: &${pair.name} {${base(pair)}}\n`).join("");
      const merging = services(({ name, key, second }, at) => `<<: *${name}${at % 2 === 0 ? `, ${key}: ${second}` : ""}`);
      return { "compose.yaml": `${anchors}${start}${merging}${resources}` };
    }
  }
}

/**
 * Every form of every attribute under every other form of it: as override file, as extends of the same and of another file, and through merge keys.
 * Those that our reader takes stand together in few projects; those it refuses stand alone, for the judge to refuse as well.
 */
export function generatedInputs(chosen: readonly Mode[] = modes): Input[] {
  return chosen.flatMap((mode): Input[] => {
    const all = pairs().filter((pair) => !isKnown(pair));
    const refused = all.filter((pair) => isRefused(project(mode, [pair])));
    const taken = chunked(all.filter((pair) => !refused.includes(pair)));
    return [
      ...taken.map((chunk, index) => ({ name: `${mode} ${index + 1}`, files: project(mode, chunk), count: chunk.length })),
      ...refused.map((pair) => ({
        name: `${mode}, ${pair.key}: ${pair.second} over ${pair.first}`,
        files: project(mode, [pair]),
        count: 1,
      })),
    ];
  });
}

function isRefused(files: Readonly<Record<string, string>>): boolean {
  const repository = memoryRepository(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, { text }])));
  const names = Object.keys(files).filter((path) => !path.includes("/"));
  return readProject({ files: names, environment: judgedEnvironment, profiles: ["*"], isWhole: true }, repository).errors.some(
    ({ level }) => level === "error",
  );
}

/** Short forms that the judge cannot lay over what an earlier file made long of the same: docs/compose-conformance.md. */
function isKnown({ key, first, second }: Pair): boolean {
  return (
    (key === "gpus" && (first === "all" || second === "all")) || (key === "build" && first.includes("ssh:") && second.includes("ssh:"))
  );
}
