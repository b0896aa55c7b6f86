/** One step of a path segment: a character, any character, any run of characters, or a set. */
export type Token = { readonly kind: "one"; accepts(character: string): boolean } | { readonly kind: "run" };

/** One segment of a pattern: most are a plain name, or one with a star at either end, and are compared as such. */
export type Segment = { readonly whole: string } | { readonly start: string; readonly end: string } | readonly Token[] | "**";

/** One pattern of a .gitignore or of the settings. */
export interface Pattern {
  readonly negated: boolean;
  readonly directoryOnly: boolean;
  /** `**` spans any number of segments. */
  readonly segments: readonly Segment[];
}

/** The text with a character for each byte, as git compares it. */
export function bytesOf(text: string): string {
  return Buffer.byteLength(text) === text.length ? text : Buffer.from(text).toString("latin1");
}

/** One line as dir.c and wildmatch.c of git read it. */
export function parsePattern(line: string): Pattern[] {
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
