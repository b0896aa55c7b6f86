import type { Verdict } from "../comparison/verdict.js";

/** What became of one service of one stack on one engine in one night. */
export interface Outcome {
  /** The compared input, as it was named. */
  readonly stack: string;
  /** Major version of the engine, for example `28`; `?` where no engine came up. */
  readonly engine: string;
  /** The service or image. */
  readonly service: string;
  readonly verdict: Verdict;
  /** Whether it was run to the end on the plain engine, in a lab that met its checks. */
  readonly isCovered: boolean;
  /** The reason for which a break is allowed; null when it is not. */
  readonly allowed: string | null;
  /** What differs and why, without words that change: `rule@probe`, or `unexplained@probe`; sorted, each once. */
  readonly causes: readonly string[];
  /** The verdict's reason, for people. */
  readonly reason: string;
  /** When the comparison began; ISO 8601. */
  readonly startedAt: string;
  /** How long the whole comparison took. */
  readonly ms: number;
  /** What the service was compared with, to tell whose break it is: versions of remap-ready and of the engine. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Verdicts of other runs of the same night. */
  readonly tries: readonly Verdict[];
}

/** What names a service from night to night. */
export function keyOf({ stack, engine, service }: Pick<Outcome, "stack" | "engine" | "service">): string {
  return [stack, engine, service].join("\0");
}

/** Stack, then engine, then service. */
export function byName(a: Pick<Outcome, "stack" | "engine" | "service">, b: Pick<Outcome, "stack" | "engine" | "service">): number {
  const [left, right] = [keyOf(a), keyOf(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}
