import type { InputError } from "../text/input-error.js";
import { wordList } from "../text/word-list.js";

/** At most this many input errors of one cause, and of one file, are reported one by one: fixing the first fixes the others, or nobody wrote the file by hand. */
const mostPerCause = 5;
const mostPerFile = { error: 20, warning: 100, note: 100 };
/** Most further lines that are named. */
const mostLines = 5;

/** What is left out of one cause, or of one file. */
interface Folded {
  readonly first: InputError;
  count: number;
  readonly lines: Set<number>;
}

/** Drops repeats, and counts what one cause or one file has too many of: a last error says how many more there are, and where the next are. */
export function foldErrors(errors: readonly InputError[]): InputError[] {
  const seen = new Set<string>();
  const kept: InputError[] = [];
  const perCause = new Map<string, number>();
  const perFile = new Map<string, number>();
  const folded = new Map<string, Folded>();
  for (const error of errors) {
    const place = `${error.file}\0${error.at?.span.start}\0${error.message}`;
    if (seen.has(place)) continue;
    seen.add(place);
    const cause = error.cause === undefined ? undefined : `${error.file}\0${error.level}\0${error.cause}`;
    if (cause !== undefined && count(perCause, cause) > mostPerCause) fold(folded, cause, error);
    else if (count(perFile, `${error.file}\0${error.level}`) > mostPerFile[error.level])
      fold(folded, `${error.file}\0${error.level}`, error);
    else kept.push(error);
  }
  for (const [key, each] of folded) kept.push(toldOf(each, key.split("\0").length > 2));
  return kept;
}

function count(counts: Map<string, number>, key: string): number {
  const next = (counts.get(key) ?? 0) + 1;
  counts.set(key, next);
  return next;
}

function fold(folded: Map<string, Folded>, key: string, error: InputError): void {
  const known = folded.get(key) ?? { first: error, count: 0, lines: new Set() };
  folded.set(key, known);
  known.count++;
  if (error.at && known.lines.size < mostLines) known.lines.add(error.at.file.position(error.at.span.start).line);
}

function toldOf({ first, count, lines }: Folded, isOfCause: boolean): InputError {
  const what = `${count} more ${count === 1 ? "problem" : "problems"}`;
  const kind = isOfCause ? ` of this kind (\`${first.cause}\`)` : "";
  const named = [...lines].map(String);
  const where =
    named.length === 0 ? "" : `, ${named.length < count ? "the next " : ""}on ${named.length === 1 ? "line" : "lines"} ${wordList(named)}`;
  const are = count === 1 ? "is" : "are";
  return {
    file: first.file,
    level: first.level,
    message: `There ${are} ${what}${kind} in this file${where}.`,
    ...(first.at && { at: first.at }),
  };
}
