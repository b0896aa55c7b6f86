import type { Position, Span } from "./span.js";

/** Where a file lies that is in an image: its text is that of a script, of the configuration, or a line about the file as `tar -tv` prints it. */
export interface ImagePlace {
  /** The image's name, or what stands for it: `nginx:1.27`. */
  readonly image: string;
  /** POSIX path of the archive, relative to the repository root; absent for an image of the machine's own Docker. */
  readonly archive?: string;
  /** The layer that brought it; absent for the image's configuration. */
  readonly layer?: {
    /** From 1, the lowest. */
    readonly number: number;
    /** `sha256:…` of the unpacked layer. */
    readonly digest?: string;
  };
  /** Absolute path in the image; absent for the image's configuration. */
  readonly path?: string;
  /** Whether the text is a line about the file and not what is in it. */
  readonly isListed?: true;
}

/** One text file as it was read; alone in knowing where lines begin. */
export class SourceFile {
  /** POSIX path relative to the repository root; of a file in an image, a name that no other has. */
  readonly path: string;
  /** Where it lies, when it is in an image. */
  readonly inside: ImagePlace | undefined;
  /** The decoded text, without a byte order mark: offsets and columns never count one. */
  readonly text: string;
  /** 1-based number of the first line whose bytes were not UTF-8; what could not be decoded is U+FFFD in the text. */
  readonly undecodedLine: number | undefined;
  #lineStarts: number[] | undefined;

  constructor(path: string, text: string, undecodedLine?: number, inside?: ImagePlace) {
    this.path = path;
    this.inside = inside;
    this.text = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
    this.undecodedLine = undecodedLine;
  }

  /** The span of the whole text. */
  get span(): Span {
    return { start: 0, end: this.text.length };
  }

  /** Turns an offset into a line and column; an offset past the end gives the end. `\n`, `\r\n` and a lone `\r` end a line. */
  position(offset: number): Position {
    const starts = this.#starts();
    const at = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: at - (starts[low] as number) + 1 };
  }

  /** The text of a 1-based line without its line ending, or undefined when the file has fewer lines. */
  line(line: number): string | undefined {
    const starts = this.#starts();
    const start = starts[line - 1];
    if (start === undefined) return undefined;
    let end = starts[line] ?? this.text.length;
    while (end > start && (this.text.charCodeAt(end - 1) === 10 || this.text.charCodeAt(end - 1) === 13)) end--;
    return this.text.slice(start, end);
  }

  /** The span of a 1-based line without its line ending, or undefined when the file has fewer lines. */
  lineSpan(line: number): Span | undefined {
    const start = this.#starts()[line - 1];
    const text = this.line(line);
    if (start === undefined || text === undefined) return undefined;
    return { start, end: start + text.length };
  }

  #starts(): number[] {
    if (this.#lineStarts !== undefined) return this.#lineStarts;
    const starts = [0];
    const { text } = this;
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code === 10 || (code === 13 && text.charCodeAt(index + 1) !== 10)) starts.push(index + 1);
    }
    this.#lineStarts = starts;
    return starts;
  }
}
