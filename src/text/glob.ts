/** One step of a path segment: a character, any character, any run of characters, or a set. */
type Token = { readonly kind: "one"; accepts(character: string): boolean } | { readonly kind: "run" };

interface Pattern {
  readonly negated: boolean;
  readonly directoryOnly: boolean;
  /** One entry a segment; `**` spans any number of segments. */
  readonly segments: readonly (readonly Token[] | "**")[];
}

/** Patterns in the language of .gitignore; the last one that matches decides. Time is bounded by path length times pattern length. */
export interface Patterns {
  /** Whether the patterns take a path out (`true`), put it back (`false`), or say nothing. Parents are not looked at. */
  test(path: string, isDirectory: boolean): boolean | undefined;
  /** Whether a file is taken out, itself or by a directory above it. */
  covers(path: string): boolean;
}

/** Reads lines of a .gitignore or patterns of a settings file. */
export function readPatterns(lines: readonly string[]): Patterns {
  const patterns = lines.flatMap(parse);
  const test = (path: string, isDirectory: boolean): boolean | undefined => {
    const names = path.split("/");
    for (let index = patterns.length - 1; index >= 0; index--) {
      const pattern = patterns[index] as Pattern;
      if ((!pattern.directoryOnly || isDirectory) && matchSegments(pattern.segments, names)) return !pattern.negated;
    }
    return undefined;
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
    covers(path) {
      for (let slash = path.indexOf("/"); slash >= 0; slash = path.indexOf("/", slash + 1)) {
        if (coversDirectory(path.slice(0, slash))) return true;
      }
      return test(path, false) === true;
    },
  };
}

function parse(line: string): Pattern[] {
  let text = line.replace(/\r$/, "");
  const body = text.trimEnd();
  text = body.endsWith("\\") && body.length < text.length ? `${body} ` : body;
  if (text === "" || text.startsWith("#")) return [];
  const negated = text.startsWith("!");
  if (negated) text = text.slice(1);
  const directoryOnly = text.endsWith("/");
  if (directoryOnly) text = text.slice(0, -1);
  const anchored = text.includes("/");
  const names = text.replace(/^\//, "").split("/");
  if (names.length === 1 && names[0] === "") return [];
  const segments = names.map((name) => (name === "**" ? name : tokens(name)));
  return [{ negated, directoryOnly, segments: anchored ? segments : ["**", ...segments] }];
}

function tokens(name: string): Token[] {
  const result: Token[] = [];
  for (let index = 0; index < name.length; index++) {
    const character = name[index] as string;
    if (character === "*") {
      if (result.at(-1)?.kind !== "run") result.push({ kind: "run" });
    } else if (character === "?") {
      result.push({ kind: "one", accepts: () => true });
    } else if (character === "[") {
      const set = readSet(name, index);
      result.push(set ? { kind: "one", accepts: set.accepts } : literal(character));
      index = set?.end ?? index;
    } else if (character === "\\" && index + 1 < name.length) {
      result.push(literal(name[++index] as string));
    } else {
      result.push(literal(character));
    }
  }
  return result;
}

function literal(wanted: string): Token {
  return { kind: "one", accepts: (character) => character === wanted };
}

function readSet(name: string, start: number): { accepts(character: string): boolean; end: number } | undefined {
  const negated = name[start + 1] === "!" || name[start + 1] === "^";
  const first = start + (negated ? 2 : 1);
  const end = name.indexOf("]", first + 1);
  if (end < 0) return undefined;
  const ranges: [string, string][] = [];
  for (let index = first; index < end; index++) {
    const low = name[index] as string;
    const isRange = name[index + 1] === "-" && index + 2 < end;
    ranges.push([low, isRange ? (name[index + 2] as string) : low]);
    if (isRange) index += 2;
  }
  return { end, accepts: (character) => ranges.some(([low, high]) => character >= low && character <= high) !== negated };
}

/** Greedy with one point to return to per level: a later `**` never needs an earlier one to move again. */
function matchSegments(segments: Pattern["segments"], names: readonly string[]): boolean {
  return matchRun(
    segments,
    names.length,
    (segment) => segment === "**",
    (segment, index) => matchName(segment as readonly Token[], names[index] as string),
    segments.at(-1) === "**" && segments.length > 1,
  );
}

function matchName(pattern: readonly Token[], name: string): boolean {
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
