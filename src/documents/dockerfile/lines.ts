import { type MappedText, TextBuilder } from "../../text/mapped-text.js";
import { isBlank } from "./split-words.js";

/** A place in the text and what is wrong there. */
export type Complain = (start: number, end: number, message: string) => void;

/** The longest line BuildKit reads (Go's bufio.MaxScanTokenSize). */
const longestLine = 65_535;

/** Reads a Dockerfile line by line, as BuildKit's parser does: directives, comments, continuation lines. */
export class LineReader {
  readonly source: MappedText;
  readonly #complain: Complain;
  #position = 0;
  #escape = "\\";
  #mayBeDirective = true;
  #saidTooLong = false;

  constructor(source: MappedText, complain: Complain) {
    this.source = source;
    this.#complain = complain;
  }

  /** The escape character in force: a backslash, or a backtick when the escape directive says so. */
  get escape(): string {
    return this.#escape;
  }

  /** The next logical line: continuation lines joined, comments and blank lines inside dropped. Undefined at the end. */
  next(): MappedText | undefined {
    for (;;) {
      const line = this.physical();
      if (!line) return undefined;
      const start = this.#skipBlanks(line.start, line.end);
      if (this.#readDirective(start, line.end) || start === line.end || this.source.text[start] === "#") continue;
      const builder = new TextBuilder(this.source);
      let goesOn = this.#append(builder, start, line.end);
      while (goesOn) {
        const more = this.physical();
        if (!more) break;
        const from = this.#skipBlanks(more.start, more.end);
        if (from === more.end || this.source.text[from] === "#") continue;
        goesOn = this.#append(builder, more.start, more.end);
      }
      const joined = builder.build(start);
      if (joined.text.trim() !== "") return joined;
    }
  }

  /** The next line as it is written, without its line ending. */
  physical(): { readonly start: number; readonly end: number } | undefined {
    const { text } = this.source;
    if (this.#position >= text.length) return undefined;
    const start = this.#position;
    const newline = text.indexOf("\n", start);
    let end = newline < 0 ? text.length : newline;
    this.#position = newline < 0 ? text.length : newline + 1;
    while (end > start && text[end - 1] === "\r") end--;
    if (end - start > longestLine && !this.#saidTooLong) {
      this.#saidTooLong = true;
      this.#complain(start, start, `This line has ${end - start} characters; BuildKit reads lines of at most ${longestLine}.`);
    }
    return { start, end };
  }

  #skipBlanks(start: number, end: number): number {
    let at = start;
    while (at < end && isBlank(this.source.text[at])) at++;
    return at;
  }

  /** Appends a line without its continuation character; says whether the next line belongs to it. */
  #append(builder: TextBuilder, start: number, end: number): boolean {
    const { text } = this.source;
    let last = end;
    while (last > start && (text[last - 1] === " " || text[last - 1] === "\t")) last--;
    const continues = last > start && text[last - 1] === this.#escape && (last - 2 < start || text[last - 2] !== this.#escape);
    builder.add(text.slice(start, continues ? last - 1 : end), start);
    return continues;
  }

  #readDirective(start: number, end: number): boolean {
    if (!this.#mayBeDirective) return false;
    const match = /^#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(\S.*)$/.exec(this.source.text.slice(start, Math.min(end, start + 1000)));
    if (!match) {
      this.#mayBeDirective = false;
      return false;
    }
    const value = (match[2] as string).trimEnd();
    if ((match[1] as string).toLowerCase() !== "escape") return true;
    if (value === "\\" || value === "`") this.#escape = value;
    else this.#complain(start, end, `The escape directive is \`${value}\`; it can only be a backslash or a backtick.`);
    return true;
  }
}
