/** Thrown to give up on a text that is not plain YAML; made once, because a stack trace would cost more than the reading. */
export const notPlain = new Error("not plain YAML");

export function giveUp(): never {
  throw notPlain;
}

/** Goes through the lines with content of a plain YAML text, whose line breaks are all `\n`. Throws `notPlain`. */
export class PlainLines {
  /** The line at hand: where its content begins and ends (blanks cut, a comment behind it not), and the column of the content; -1 at the end. */
  start = 0;
  end = 0;
  indent = -1;
  readonly #text: string;
  /** Where the next line begins. */
  #next = 0;
  /** Where the next tab is. */
  #tab: number;
  /** Whether a line with content, or the `---` that may stand before it, was met. */
  #hasBegun = false;

  constructor(text: string) {
    this.#text = text;
    this.#tab = text.indexOf("\t");
  }

  get isAtEnd(): boolean {
    return this.indent === -1;
  }

  /** Goes to the next line with content. */
  advance(): void {
    const text = this.#text;
    while (this.#next < text.length) {
      const from = this.#next;
      const stop = this.#endOfLine(from);
      this.#next = stop + 1;
      const start = this.#content(from, stop);
      const isComment = text.charCodeAt(start) === 35;
      this.#passTabs(stop, isComment);
      if (start === stop || isComment) continue;
      this.start = start;
      this.end = this.#trimmed(stop);
      this.indent = start - from;
      if (start === from && this.#isMark(start)) {
        if (text.charCodeAt(start) === 46) break;
        continue;
      }
      this.#hasBegun = true;
      return;
    }
    this.indent = -1;
  }

  /** Whether a line is the `---` before the document or the `...` behind the last. */
  #isMark(start: number): boolean {
    const text = this.#text;
    const isEnd = text.startsWith("...", start);
    if (!isEnd && !text.startsWith("---", start) && text.charCodeAt(start) !== 37) return false;
    const isRead = this.end === start + 3 && (isEnd ? this.#hasBegun && /^\s*$/.test(text.slice(start + 3)) : !this.#hasBegun);
    if (!isRead) throw notPlain;
    this.#hasBegun = true;
    return true;
  }

  /**
   * The block of text whose mark (`|`, `|-`, `>`, `>-`) ends the line at hand and stands below a column: its value, and where it ends, blanks and line breaks cut.
   * The next line with content is then the one behind it.
   */
  blockText(mark: number, indent: number): { readonly value: string; readonly end: number } {
    const text = this.#text;
    const isStripped = text.charCodeAt(this.end - 1) === 45;
    if (this.end - mark !== (isStripped ? 2 : 1)) throw notPlain;
    const isFolded = text.charCodeAt(mark) === 62;
    let column = -1;
    let value = "";
    let end = mark;
    let breaks = 0;
    while (this.#next < text.length) {
      const from = this.#next;
      const stop = this.#endOfLine(from);
      const start = this.#content(from, stop);
      this.#passTabs(stop, false);
      if (start === stop) {
        // Blanks that are content, or that stand before it.
        if (stop - from > Math.max(column, 0)) throw notPlain;
        breaks++;
      } else {
        if (column < 0) {
          column = start - from;
          if (column <= indent || breaks > 0) throw notPlain;
        }
        if (start - from < column) break;
        // Folding has rules of its own for lines that are empty or deeper.
        if (isFolded && (breaks > 1 || start - from > column)) throw notPlain;
        value += (isFolded ? " " : "\n").repeat(breaks) + text.slice(from + column, stop);
        end = this.#trimmed(stop);
        breaks = 1;
      }
      this.#next = stop + 1;
    }
    if (column < 0) throw notPlain;
    return { value: isStripped ? value : `${value}\n`, end };
  }

  /** Tabs are for comments that have a line of their own. */
  #passTabs(stop: number, isComment: boolean): void {
    if (this.#tab < 0 || this.#tab >= stop) return;
    if (!isComment) throw notPlain;
    this.#tab = this.#text.indexOf("\t", stop);
  }

  #endOfLine(from: number): number {
    const stop = this.#text.indexOf("\n", from);
    return stop < 0 ? this.#text.length : stop;
  }

  /** Where the content of a line begins. */
  #content(from: number, stop: number): number {
    let start = from;
    while (start < stop && this.#text.charCodeAt(start) === 32) start++;
    return start;
  }

  /** Where the content of a line that has some ends. */
  #trimmed(stop: number): number {
    let end = stop;
    while (this.#text.charCodeAt(end - 1) === 32) end--;
    return end;
  }
}
