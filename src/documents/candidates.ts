import { declaresServices } from "./compose/declares-services.js";
import type { Kind } from "./kinds.js";
import { readRegularFile } from "./regular-file.js";

/** Larger files are data: the largest compose file in public has a twentieth of it. */
const limitBytes = 1_000_000;

/** A kind of file under names that do not tell it: which names may hold it, what its bytes must hold, and what its text must say. */
interface Candidate {
  readonly kind: Kind;
  readonly named: RegExp;
  readonly not?: RegExp;
  readonly holds: string;
  is(text: string): boolean;
}

const candidates: readonly Candidate[] = [
  {
    kind: "compose",
    named: /\.ya?ml$/i,
    not: /(?:^|\/)(?:\.github\/workflows|\.circleci|\.gitlab)\//,
    holds: "services",
    is: declaresServices,
  },
];

/** Whether a file may be of a kind that its name does not tell. */
export function isCandidate(path: string): boolean {
  return candidates.some(({ named, not }) => named.test(path) && !not?.test(path));
}

/** The kind of a candidate by its text; undefined when it says nothing, is too large, or cannot be read: such a file is nobody's declaration until it is named. */
export function kindOfCandidate(absolute: string, path: string): Kind | undefined {
  const possible = candidates.filter(({ named, not }) => named.test(path) && !not?.test(path));
  if (possible.length === 0) return undefined;
  const read = readRegularFile(absolute, limitBytes);
  if ("code" in read) return undefined;
  const held = possible.filter(({ holds }) => read.bytes.includes(holds));
  if (held.length === 0) return undefined;
  const text = read.bytes.toString("utf8");
  return held.find((each) => each.is(text))?.kind;
}
