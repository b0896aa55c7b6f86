import type { Leg } from "../../proving/experiments/experiment.js";
import type { GenerationProof, Proof } from "../../proving/prove.js";

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
  if (proof.experiment.subject.kind === "daemon") return "dockerd starts";
  if (leg !== "baseline" && isDenied(proof, leg)) return "denied";
  return proof.experiment.id.startsWith("works/") || leg === "baseline" ? "works" : isSame(proof, leg) ? "works" : "changed";
}

/** The engine's words, or the program's, where they say something: without what runtimes put before them, cut at `length`. */
export function wordsOf(proof: Proof, leg: Leg, length = 200): string {
  const seen = proof.observed[leg];
  const isDaemon = proof.experiment.subject.kind === "daemon";
  if (!seen || (!isDaemon && seen.result === "works" && isSame(proof, leg) && leg !== "baseline")) return "";
  if (leg === "baseline" && isSame(proof, "remapped")) return "";
  return shortened(seen.words, length);
}

/** Words without what runtimes and builders wrap around them, cut at `length`. */
export function shortened(text: string, length: number): string {
  const words = text
    .replace(/^.*(?:unable to start container process|runc create failed|runc run failed): (?:error during container init: )?/, "")
    .replace(/: mount [^ ]+(?:,? dst\S*)*(?: \(via [^)]*\))?,? (?:dstFd=\S* )?flags[:=] ?[^:]*: /, ": … ")
    .replace(/(?<=.) (?:executor failed running|process "|The command ').*$/, "")
    .replace(/: unknown$| Run 'docker run --help'.*$/, "")
    .replace(/^docker: (?:Error response from daemon: )?/, "")
    .replaceAll("`", "'");
  return words.length > length ? `${words.slice(0, length - 1)}…` : words;
}

/** The probe says `<operation>: ok` on the plain engine and why not elsewhere. */
function isDenied({ observed }: Proof, leg: Leg): boolean {
  return /: ok$/.test(observed.baseline?.words ?? "") && /^\w+: (?!ok$)/.test(observed[leg]?.words ?? "");
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

/** Why a machine could not decide, short enough for a table. */
export function reasonOf({ reason }: Pick<Proof, "reason">): string {
  const own = /^the baseline does not do it here either: (.*)$/s.exec(reason)?.[1];
  return own === undefined ? reason : `the plain engine fails too: ${shortened(own, 120)}`;
}
