import { speaksOfFailure } from "./normalize.js";
import type { Fact, Observation } from "./observation.js";

/** What a subject's own two baseline runs disagree about. */
export interface Noise {
  /** Keys whose presence or value changed between the runs. */
  readonly keys: ReadonlySet<string>;
  /** Lines learnt from pairs of runs: fixed words, and null where the runs differ. */
  readonly templates: readonly (readonly (string | null)[])[];
}

const maxUnstable = 400;

/** What differs between two baseline observations of the same question. */
export function noiseOf(first: Observation, second: Observation): Noise {
  const one = valuesOf(first.facts);
  const two = valuesOf(second.facts);
  const keys = new Set<string>();
  for (const [key, value] of one) if (two.get(key) !== value) keys.add(key);
  for (const key of two.keys()) if (!one.has(key)) keys.add(key);
  const unstable = [...keys].slice(0, maxUnstable);
  return {
    keys,
    templates: templatesOf(
      unstable.filter((key) => one.has(key)),
      unstable.filter((key) => two.has(key)),
    ),
  };
}

/** Whether a key belongs to what the baseline cannot repeat itself. A line about a failure is not noise because a line without one is. */
export function isNoise(noise: Noise, key: string): boolean {
  if (noise.keys.has(key)) return true;
  const words = key.split(/(?<=[\s/=:.])/);
  return noise.templates.some(
    (template) =>
      template.length === words.length &&
      template.every((word, index) => word === null || word === words[index]) &&
      (!speaksOfFailure(key) || speaksOfFailure(template.filter((word) => word !== null).join(""))),
  );
}

function templatesOf(first: readonly string[], second: readonly string[]): (string | null)[][] {
  const byLength = new Map<number, string[][]>();
  for (const key of second) {
    const words = key.split(/(?<=[\s/=:.])/);
    byLength.set(words.length, [...(byLength.get(words.length) ?? []), words]);
  }
  const templates: (string | null)[][] = [];
  for (const key of first) {
    const words = key.split(/(?<=[\s/=:.])/);
    for (const other of byLength.get(words.length) ?? []) {
      const template = words.map((word, index) => (word === other[index] ? word : null));
      const fixed = template.filter((word) => word !== null).length;
      if (fixed * 2 >= words.length && fixed < words.length) templates.push(template);
    }
  }
  return templates.slice(0, maxUnstable);
}

function valuesOf(facts: readonly Fact[]): Map<string, string> {
  return new Map(facts.map(({ key, value }) => [key, value]));
}
