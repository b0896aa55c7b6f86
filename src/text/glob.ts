/** One step of a path segment: a character, any character, any run of characters, or a set. */
type Token = { readonly kind: "one"; accepts(character: string): boolean } | { readonly kind: "run" };

/** One segment of a pattern: most are a plain name, or one with a star at either end, and are compared as such. */
type Segment = { readonly whole: string } | { readonly start: string; readonly end: string } | readonly Token[] | "**";

interface Pattern {
  readonly negated: boolean;
  readonly directoryOnly: boolean;
  /** `**` spans any number of segments. */
  readonly segments: readonly Segment[];
}

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
    parsed ??= sorted(lines.flatMap(parse));
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

function bytesOf(text: string): string {
  return Buffer.byteLength(text) === text.length ? text : Buffer.from(text).toString("latin1");
}

/** One line as dir.c and wildmatch.c of git read it. */
function parse(line: string): Pattern[] {
  let text = trimEnd(bytesOf(line.replace(/\r$/, "")));
  if (text === "" || text.startsWith("#")) return [];
  const negated = text.startsWith("!");
  if (negated) text = text.slice(1);
  const directoryOnly = text.endsWith("/");
  if (directoryOnly) text = text.slice(0, -1);
  const anchored = text.includes("/");
  const body = text.replace(/^\//, "");
  if (body === "") return [];
  return (anchored ? afterPrefix(body) : [body]).flatMap((each) => {
    const segments = split(each)?.map((name) => segmentOf(name));
    return segments ? [{ negated, directoryOnly, segments: anchored ? segments : ["**", ...segments] }] : [];
  });
}

function segmentOf(name: string): Segment {
  if (/^\*{2,}$/.test(name)) return "**";
  const star = name.indexOf("*");
  if (/[?[\\]/.test(name) || name.indexOf("*", star + 1) > star) return tokens(name);
  return star < 0 ? { whole: name } : { start: name.slice(0, star), end: name.slice(star + 1) };
}

/** Spaces at the end do not count unless a backslash stands before them. */
function trimEnd(text: string): string {
  let end = text.length;
  let kept = 0;
  for (let index = 0; index < text.length; index++) {
    if (text[index] === " ") continue;
    if (text[index] === "\\") index++;
    kept = Math.min(index + 1, text.length);
  }
  if (kept < end) end = kept;
  return text.slice(0, end);
}

/** git compares the plain start of a pattern by itself, so that `**` right behind it counts as if it stood alone: `a/b**` + `/c` is `a/bc` and `a/b*` + `/**` + `/c`. */
function afterPrefix(body: string): string[] {
  const [, prefix = "", rest = ""] = /^([^*?[\\]*[^*?[\\/])\*{2,}(\/.*)?$/s.exec(body) ?? [];
  if (prefix === "") return [body];
  return rest === "" ? [`${prefix}*`, `${prefix}*/**`] : [prefix + rest.slice(1), `${prefix}*/**${rest}`];
}

/** The segments between slashes; a slash inside a set belongs to the set, and an escaped one is a slash. A pattern with a set that is never closed matches nothing. */
function split(pattern: string): string[] | undefined {
  const segments: string[] = [];
  let segment = "";
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern[index] as string;
    if (character === "[") {
      const end = readSet(pattern, index)?.end;
      if (end === undefined) return undefined;
      segment += pattern.slice(index, end + 1);
      index = end;
    } else if (character === "\\" && pattern[index + 1] !== "/") {
      segment += pattern.slice(index, ++index + 1);
    } else if (character === "/") {
      segments.push(segment);
      segment = "";
    } else if (character !== "\\") {
      segment += character;
    }
  }
  return [...segments, segment];
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
      result.push({ kind: "one", accepts: set?.accepts ?? (() => false) });
      index = set?.end ?? name.length;
    } else if (character === "\\") {
      const escaped = name[++index];
      result.push({ kind: "one", accepts: (each) => each === escaped });
    } else {
      result.push({ kind: "one", accepts: (each) => each === character });
    }
  }
  return result;
}

/** Character classes in the C locale. */
const classes: Readonly<Record<string, RegExp>> = {
  alnum: /[0-9A-Za-z]/,
  alpha: /[A-Za-z]/,
  blank: /[ \t]/,
  cntrl: /[\x00-\x1f\x7f]/,
  digit: /[0-9]/,
  graph: /[!-~]/,
  lower: /[a-z]/,
  print: /[ -~]/,
  punct: /[!-/:-@[-`{-~]/,
  space: /[ \t\n\v\f\r]/,
  upper: /[A-Z]/,
  xdigit: /[0-9A-Fa-f]/,
};

function readSet(text: string, start: number): { accepts(character: string): boolean; end: number } | undefined {
  const negated = text[start + 1] === "!" || text[start + 1] === "^";
  const first = start + (negated ? 2 : 1);
  const members: ((character: string) => boolean)[] = [];
  let low = "";
  for (let index = first; index < text.length; index++) {
    let character = text[index] as string;
    if (character === "]" && index > first) {
      return { end: index, accepts: (each) => each !== "/" && members.some((member) => member(each)) !== negated };
    }
    const isRange = character === "-" && low !== "" && index + 1 < text.length && text[index + 1] !== "]";
    const close = character === "[" && text[index + 1] === ":" ? text.indexOf("]", index + 2) : -1;
    if (isRange) {
      if (text[++index] === "\\") index++;
      const [from, to] = [low, text[index]];
      if (to === undefined) return undefined;
      members.push((each) => each >= from && each <= to);
      low = "";
    } else if (close > index + 2 && text[close - 1] === ":") {
      const known = classes[text.slice(index + 2, close - 1)];
      if (!known) return undefined;
      members.push((each) => known.test(each));
      index = close;
      low = "";
    } else {
      if (character === "\\") character = text[++index] ?? "";
      if (character === "") return undefined;
      const [wanted] = [character];
      members.push((each) => each === wanted);
      low = character;
    }
  }
  return undefined;
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
