import { bytesOf, type Pattern, parsePattern, type Segment, type Token } from "./glob-pattern.js";

/** Patterns in the language of .gitignore; the last one that matches decides. Time is bounded by path length times pattern length. */
export interface Patterns {
  /** Whether the patterns take a path out (`true`), put it back (`false`), or say nothing. Parents are not looked at. */
  test(path: string, isDirectory: boolean): boolean | undefined;
  /** Whether a file, or a directory, is taken out, itself or by a directory above it. */
  covers(path: string, isDirectory?: boolean): boolean;
}

/** Reads lines of a .gitignore or patterns of a settings file. As in git, a pattern is matched byte by byte: `?` is one byte. */
export function readPatterns(lines: readonly string[]): Patterns {
  // Most ignore files stand in folders where nothing asks about them.
  let parsed: Parsed | undefined;
  const test = (path: string, isDirectory: boolean): boolean | undefined => {
    parsed ??= sorted(lines.flatMap(parsePattern));
    const names = bytesOf(path).split("/");
    const matches = ({ directoryOnly, segments }: Pattern) => (!directoryOnly || isDirectory) && matchSegments(segments, names);
    const named = parsed.byName.get(names.at(-1) as string)?.find(({ directoryOnly }) => !directoryOnly || isDirectory);
    const other = parsed.others.find((pattern) => pattern.place > (named?.place ?? -1) && matches(pattern));
    const last = other ?? named;
    return last && !last.negated;
  };
  const directories = new Map<string, boolean>();
  const coversDirectory = (path: string): boolean => {
    const known = directories.get(path);
    if (known !== undefined) return known;
    const covered = test(path, true) === true;
    directories.set(path, covered);
    return covered;
  };
  return {
    test,
    covers(path, isDirectory = false) {
      for (let slash = path.indexOf("/"); slash >= 0; slash = path.indexOf("/", slash + 1)) {
        if (coversDirectory(path.slice(0, slash))) return true;
      }
      return test(path, isDirectory) === true;
    },
  };
}

/** Patterns, the last first: most say a name that may stand anywhere, and are found by it. */
interface Parsed {
  readonly byName: ReadonlyMap<string, readonly Placed[]>;
  readonly others: readonly Placed[];
}

type Placed = Pattern & { readonly place: number };

function sorted(patterns: readonly Pattern[]): Parsed {
  const byName = new Map<string, Placed[]>();
  const others: Placed[] = [];
  for (let place = patterns.length - 1; place >= 0; place--) {
    const pattern = { ...(patterns[place] as Pattern), place };
    const [first, second] = pattern.segments;
    const name =
      first === "**" && pattern.segments.length === 2 && typeof second === "object" && "whole" in second ? second.whole : undefined;
    if (name === undefined) others.push(pattern);
    else {
      const same = byName.get(name);
      if (same) same.push(pattern);
      else byName.set(name, [pattern]);
    }
  }
  return { byName, others };
}

/** Greedy with one point to return to per level: a later `**` never needs an earlier one to move again. */
function matchSegments(segments: Pattern["segments"], names: readonly string[]): boolean {
  const [first, second] = segments;
  if (segments.length === 2 && first === "**" && second !== undefined && second !== "**") return matchName(second, names.at(-1) as string);
  return matchRun(
    segments,
    names.length,
    (segment) => segment === "**",
    (segment, index) => matchName(segment as Exclude<Segment, "**">, names[index] as string),
    segments.at(-1) === "**" && segments.length > 1,
  );
}

function matchName(pattern: Exclude<Segment, "**">, name: string): boolean {
  if ("whole" in pattern) return name === pattern.whole;
  if ("start" in pattern) {
    const { start, end } = pattern;
    return name.length >= start.length + end.length && name.startsWith(start) && name.endsWith(end);
  }
  return matchRun(
    pattern,
    name.length,
    (token) => token.kind === "run",
    (token, index) => (token as Extract<Token, { kind: "one" }>).accepts(name[index] as string),
    false,
  );
}

/** Matches a sequence against a pattern with wildcards; `lastTakesOne` makes a wildcard at the end take at least one element. */
function matchRun<T>(
  pattern: readonly T[],
  length: number,
  isRun: (element: T) => boolean,
  accepts: (element: T, index: number) => boolean,
  lastTakesOne: boolean,
): boolean {
  let at = 0;
  let index = 0;
  let runAt = -1;
  let runIndex = 0;
  while (index < length) {
    const element = pattern[at];
    if (element !== undefined && isRun(element)) {
      runAt = at++;
      runIndex = index;
      if (at === pattern.length) return true;
    } else if (element !== undefined && accepts(element, index)) {
      at++;
      index++;
    } else if (runAt >= 0) {
      at = runAt + 1;
      index = ++runIndex;
    } else {
      return false;
    }
  }
  while (at < pattern.length && isRun(pattern[at] as T) && !(lastTakesOne && at === pattern.length - 1)) at++;
  return at === pattern.length;
}
