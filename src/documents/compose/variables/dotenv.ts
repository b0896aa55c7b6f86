import type { Budget } from "../../../budget.js";
import type { InputError } from "../../../text/input-error.js";
import type { Location } from "../../../text/location.js";
import type { SourceFile } from "../../../text/source-file.js";
import type { Environment, Variable } from "./environment.js";
import { substitute } from "./interpolate.js";

/** Blank to the dotenv grammar, but no line break. */
function isBlank(code: number): boolean {
  return code === 9 || code === 11 || code === 12 || code === 13 || code === 32 || code === 0x85 || code === 0xa0;
}

/** What one line costs. */
const lineSteps = 4;

/**
 * Reads a `.env` file as compose-go's `dotenv` package does: `export`, `KEY=value` and `KEY: value`, quotes, escapes, comments, values over several lines,
 * a lone `KEY` that inherits. Variables see `outer` first, then what stands before them. A mistake ends the reading, as it does in Compose.
 */
export function readDotenv(
  file: SourceFile,
  outer: Environment,
  variables: Map<string, Variable>,
  errors: InputError[],
  budget: Budget,
): void {
  const { text } = file;
  let index = 0;
  const at = (start: number, end: number): Location => ({ file, span: { start, end } });
  const fail = (start: number, end: number, message: string): void => {
    errors.push({
      file: file.path,
      at: at(start, end),
      level: "error",
      message: `${message} Compose reads nothing of a project whose env file it cannot read.`,
    });
  };
  const lineEnd = (from: number): number => {
    const end = text.indexOf("\n", from);
    return end < 0 ? text.length : end;
  };
  const lookup: Environment = new Layered(outer, variables);
  const expand = (value: string, start: number, end: number): string => {
    if (!value.includes("$")) return value;
    const { value: expanded, problems } = substitute(value, lookup, budget);
    for (const problem of problems) {
      if (problem.kind === "invalid")
        fail(start, end, `\`${value}\` is not a valid variable expression; write \`$$\` for a plain dollar sign.`);
      if (problem.kind === "long") fail(start, end, "The value is too long to be read once its variables are replaced.");
      if (problem.kind === "required") fail(start, end, `The required variable \`${problem.name}\` is not set: ${problem.message ?? ""}`);
    }
    return expanded;
  };

  while (index < text.length) {
    budget.spend(lineSteps);
    while (index < text.length && (isBlank(text.charCodeAt(index)) || text[index] === "\n")) index++;
    if (index >= text.length) return;
    if (text[index] === "#") {
      index = lineEnd(index);
      continue;
    }
    if (/^export\s/.test(text.slice(index, index + 7))) {
      index += 6;
      while (index < text.length && isBlank(text.charCodeAt(index))) index++;
    }
    const start = index;
    let end = start;
    let separator = "";
    for (; end < text.length; end++) {
      const character = text[end] as string;
      if (isBlank(text.charCodeAt(end))) continue;
      if (character === "=" || character === ":" || character === "\n") {
        separator = character;
        break;
      }
      if (!/[\p{L}\p{N}_.\-[\]]/u.test(character)) {
        fail(start, lineEnd(start), `\`${character}\` cannot stand in a variable name.`);
        return;
      }
    }
    // A last line without a line break and without a value is not a key to Compose: it reads an empty one.
    const key = separator === "" ? "" : text.slice(start, end).trimEnd();
    if (key.includes(" ")) {
      fail(start, end, `The variable name \`${key}\` contains a space.`);
      return;
    }
    if (separator === "\n" || separator === "") {
      const inherited = separator === "\n" ? lookup.get(key) : undefined;
      if (inherited) variables.set(key, { value: inherited.value, at: at(start, end) });
      index = separator === "" ? text.length : end + 1;
      continue;
    }
    index = end + 1;
    while (index < text.length && isBlank(text.charCodeAt(index))) index++;
    const quote = text[index];
    if (quote !== '"' && quote !== "'") {
      const stop = lineEnd(index);
      const comment = text.slice(index, stop).indexOf(" #");
      const raw = text.slice(index, comment < 0 ? stop : index + comment).trimEnd();
      variables.set(key, { value: expand(raw, index, index + raw.length), at: at(start, index + raw.length) });
      index = stop + 1;
      continue;
    }
    const close = closingQuote(text, index, quote);
    if (close === undefined) {
      fail(index, lineEnd(index), `The quote that opens the value of \`${key}\` is never closed.`);
      return;
    }
    const inner = text.slice(index + 1, close).replaceAll(`\\${quote}`, quote);
    const value = quote === '"' ? expand(expandEscapes(inner), index, close + 1) : inner;
    variables.set(key, { value, at: at(start, close + 1) });
    index = close + 1;
  }
}

function closingQuote(text: string, open: number, quote: string): number | undefined {
  for (let index = open + 1; index < text.length; index++) {
    if (text[index] === "\\") index++;
    else if (text[index] === quote) return index;
  }
  return undefined;
}

const escapes: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
  '"': '"',
  $: "$$",
};

function expandEscapes(text: string): string {
  return text.replace(/\\(?:[abcfnrtv$"\\]|0\d{0,3})/g, (sequence) => {
    const letter = sequence[1] as string;
    if (letter !== "0") return escapes[letter] ?? sequence;
    const digits = sequence.slice(2);
    return /^[0-3][0-7]{2}$/.test(digits) ? String.fromCharCode(Number.parseInt(digits, 8)) : sequence.replace("\\0", "\\");
  });
}

/** Two environments seen as one, the first winning, without copying either. */
class Layered extends Map<string, Variable> {
  readonly #first: Environment;
  readonly #second: Environment;

  constructor(first: Environment, second: Environment) {
    super();
    this.#first = first;
    this.#second = second;
  }

  override get(key: string): Variable | undefined {
    return this.#first.get(key) ?? this.#second.get(key);
  }
}
