import type { Verdict } from "../comparison/verdict.js";

/** What a night judges: a service of a stack that was compared, a host that doctor judged, a repository that lint read. */
export type Kind = "service" | "host" | "repository";

/** Every kind, in the order of a report. */
export const kinds: readonly Kind[] = ["service", "host", "repository"];

/** A place in a file of a repository: its path relative to the repository's root, and its line, from 1, where it has lines. */
export interface Place {
  readonly file: string;
  readonly line?: number;
}

/** One thing that is wrong with a host or in a repository. */
export interface Detail {
  /** The cause that it stands for, where it makes the whole break; null for what is only worth knowing. */
  readonly cause: string | null;
  /** The check of doctor, or the rule of lint. */
  readonly name: string;
  /** What is wrong, in a sentence. */
  readonly text: string;
  /** Absent for what is in no file. */
  readonly place?: Place;
}

/**
 * What became of one service of one stack on one engine in one night; or of one host or repository. Of a host, `broken` is that userns-remap cannot be turned on or does
 * not hold; of a repository, that lint's findings fail it.
 */
export interface Outcome {
  readonly kind: Kind;
  /** The compared input, as it was named; the host; the root of the repository. */
  readonly stack: string;
  /** Major version of the engine, for example `28`; `?` where no engine came up; empty for a host or repository. */
  readonly engine: string;
  /** The service or image; empty for a host or repository. */
  readonly service: string;
  readonly verdict: Verdict;
  /** Whether it was run to the end on the plain engine, in a lab that met its checks; whether all that decides was read. */
  readonly isCovered: boolean;
  /** The reason for which a break is allowed; null when it is not. */
  readonly allowed: string | null;
  /** What differs and why, without words that change: `rule@probe`, or `unexplained@probe`; of a host the checks that found a problem, of a repository the fingerprints of the findings that fail it. Sorted, each once. */
  readonly causes: readonly string[];
  /** The verdict's reason, for people. */
  readonly reason: string;
  /** When the comparison began; ISO 8601. Empty where the result does not say it: it is of the night that it is joined into. */
  readonly startedAt: string;
  /** How long the whole comparison took; 0 where nothing was run. */
  readonly ms: number;
  /** What the service was compared with, to tell whose break it is: versions of remap-ready and of the engine. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Verdicts of other runs of the same night. */
  readonly tries: readonly Verdict[];
  /** Of a host or repository, what is wrong; what makes it break first. */
  readonly details: readonly Detail[];
  /** Of a host that is not broken: whether userns-remap is on. */
  readonly isOn?: boolean;
  /** Of a service, where it is declared, as far as the result says. */
  readonly place?: Place;
}

/** What names something that is judged, from night to night. */
export type Named = Pick<Outcome, "kind" | "stack" | "engine" | "service">;

/** The name as one text. */
export function keyOf({ kind, stack, engine, service }: Named): string {
  return [kinds.indexOf(kind), stack, engine, service].join("\0");
}

/** Services before hosts before repositories; then stack, engine, service. */
export function byName(a: Named, b: Named): number {
  const [left, right] = [keyOf(a), keyOf(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}
