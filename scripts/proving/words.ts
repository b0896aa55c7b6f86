import type { Leg } from "../../test/experiments/experiment.js";
import type { GenerationProof, Proof } from "../../test/support/proving/prove.js";

const stages = {
  daemon: "dockerd does not start",
  load: "does not load",
  build: "does not build",
  create: "refused at create",
  start: "fails at start",
  run: "fails while running",
} as const;

/** The engine's version without the packager's suffix. */
export function versionOf({ facts }: Pick<GenerationProof, "facts">): string {
  return facts.version.replace(/[+~-].*$/, "");
}

/** What a leg came to, in a few words; undefined when it was not run. */
export function outcomeOf(proof: Proof, leg: Leg): string | undefined {
  const seen = proof.observed[leg];
  if (!seen) return undefined;
  if (seen.result === "fails") return stages[seen.stage ?? "run"];
  return proof.experiment.id.startsWith("works/") || leg === "baseline" ? "works" : isSame(proof, leg) ? "works" : "changed";
}

/** The engine's words, or the program's, where they say something: without what runtimes put before them, cut at `length`. */
export function wordsOf(proof: Proof, leg: Leg, length = 200): string {
  const seen = proof.observed[leg];
  if (!seen || (seen.result === "works" && isSame(proof, leg) && leg !== "baseline")) return "";
  const words = seen.words
    .replace(/^.*(?:unable to start container process|runc create failed): (?:error during container init: )?/, "")
    .replace(/^.*runc run failed: unable to start container process: (?:error during container init: )?/, "")
    .replace(/: unknown$/, "")
    .replaceAll("`", "'");
  return words.length > length ? `${words.slice(0, length - 1)}…` : words;
}

function isSame({ observed }: Proof, leg: Leg): boolean {
  const [baseline, seen] = [observed.baseline, observed[leg]];
  return seen?.result === "works" && (baseline?.result !== "works" || baseline.words === seen.words);
}

/** Joins what several engines said: once when they agree, else each with its engine. */
export function acrossEngines(said: readonly (readonly [string, string])[]): string {
  const groups = new Map<string, string[]>();
  for (const [version, text] of said) groups.set(text, [...(groups.get(text) ?? []), version]);
  if (groups.size <= 1) return said[0]?.[1] ?? "";
  return [...groups].map(([text, versions]) => `${versions.join(", ")}: ${text}`).join("<br>");
}
