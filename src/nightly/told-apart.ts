import { keyOf, type Outcome } from "./outcome.js";

/** The outcomes of one file. */
export interface OfFile {
  readonly file: string;
  readonly outcomes: readonly Outcome[];
}

/**
 * The outcomes of all files. Hosts and repositories of several files that have the same name, such as two that were linted below `/work`, get that of their file too:
 * they would count as several runs of one.
 */
export function toldApart(files: readonly OfFile[]): Outcome[] {
  const count = new Map<string, number>();
  const all = files.flatMap(({ file, outcomes }) => outcomes.map((outcome) => ({ file, outcome, key: keyOf(outcome) })));
  for (const { key } of all) count.set(key, (count.get(key) ?? 0) + 1);
  return all.map(({ file, outcome, key }) =>
    outcome.kind === "service" || count.get(key) === 1 ? outcome : { ...outcome, stack: `${outcome.stack} (${file})` },
  );
}
