import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { readSpecification } from "../../support/specification.js";
import type { Input } from "./generated.js";
import { randomProject } from "./random.js";

const cases = new URL("cases/", import.meta.url);

/** The projects written by hand in `cases/`. */
export function writtenInputs(): Input[] {
  return readdirSync(cases)
    .sort()
    .flatMap((name) =>
      readSpecification(readFileSync(new URL(name, cases), "utf8")).map(({ title, files }) => ({
        name: `${name}: ${title}`,
        files: Object.fromEntries(Object.entries(files).map(([path, { text }]) => [path, text])),
        count: 1,
      })),
    );
}

/** Random projects; the same seed gives the same ones. */
export function randomInputs(count: number, seed: number): Input[] {
  return fc.sample(randomProject, { numRuns: count, seed }).map((files, index) => ({ name: `random ${seed}/${index}`, files, count: 1 }));
}

/** Projects that the judge, Compose 2.40, sees otherwise, with the reason. */
export const known: ReadonlyMap<string, string> = new Map([
  [
    "extends-and-include.md: Extends of an included service",
    "Compose 2.40 resolves `extends` before `include` and refuses; since 5.0 includes come first, as we read it.",
  ],
  [
    "merging.md: Reset through an anchor",
    "Compose 2.40 forgets a `!reset` when its anchor is used a second time; newer ones apply it at every use, as we do.",
  ],
]);
