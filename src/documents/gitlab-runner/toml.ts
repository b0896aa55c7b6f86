import type { Location } from "../../text/location.js";
import { type MappedText, TextBuilder } from "../../text/mapped-text.js";
import type { SourceFile } from "../../text/source-file.js";

/** A value of TOML: text with the place of each character, what else stands there as it is written (numbers, `true`, dates), or several. */
export type TomlValue =
  | { readonly kind: "text"; readonly text: MappedText; readonly at: Location }
  | { readonly kind: "other"; readonly written: string; readonly at: Location }
  | { readonly kind: "list"; readonly items: readonly TomlValue[]; readonly at: Location }
  | { readonly kind: "table"; readonly entries: readonly TomlEntry[]; readonly at: Location };

/** A key and its value; a key with dots is several. */
export interface TomlEntry {
  readonly keys: readonly string[];
  /** Where the key is written. */
  readonly at: Location;
  readonly value: TomlValue;
}

/** A table of a file, in its order: the one before the first header has no name. */
export interface TomlTable {
  readonly name: readonly string[];
  /** `[[name]]`: one more of a list. */
  readonly isItem: boolean;
  readonly at: Location;
  readonly entries: readonly TomlEntry[];
}

/** Deepest nesting of lists and tables that is read. */
const deepest = 20;

/** Reads TOML (toml.io/en/v1.0.0) with places; for what is not TOML, the place up to which it is. */
export function readToml(file: SourceFile): readonly TomlTable[] | { readonly brokenAt: Location } {
  const reader = new Reader(file);
  try {
    return reader.tables();
  } catch (error) {
    if (error instanceof NotToml) return { brokenAt: reader.here() };
    throw error;
  }
}

class NotToml extends Error {}

const escapes: Readonly<Record<string, string>> = { b: "\b", t: "\t", n: "\n", f: "\f", r: "\r", e: "\u001b", '"': '"', "\\": "\\" };

class Reader {
  readonly #file: SourceFile;
  readonly #text: string;
  #at = 0;

  constructor(file: SourceFile) {
    this.#file = file;
    this.#text = file.text;
  }

  tables(): TomlTable[] {
    let entries: TomlEntry[] = [];
    const tables: TomlTable[] = [{ name: [], isItem: false, at: this.#place(0, 0), entries }];
    for (this.#skip(true); this.#at < this.#text.length; this.#skip(true)) {
      const start = this.#at;
      if (this.#text[start] === "[") {
        const isItem = this.#text[start + 1] === "[";
        this.#at += isItem ? 2 : 1;
        const name = this.#keys();
        this.#take(isItem ? "]]" : "]");
        entries = [];
        tables.push({ name, isItem, at: this.#place(start, this.#at), entries });
      } else entries.push(this.#entry(0));
      this.#skip(false);
      if (this.#at < this.#text.length && !/[\r\n]/.test(this.#text[this.#at] as string)) throw new NotToml();
    }
    return tables;
  }

  /** Where it stands. */
  here(): Location {
    return this.#place(this.#at, this.#at);
  }

  #place(start: number, end: number): Location {
    return { file: this.#file, span: { start, end } };
  }

  /** Goes past blanks and comments, and past ends of lines too where they do not count. */
  #skip(withLines: boolean): void {
    // One run at a time: the engine of regular expressions keeps a place for each turn of a repeated group.
    const blanks = withLines ? /[ \t\r\n]*(?:#[^\n]*)?/y : /[ \t]*(?:#[^\n]*)?/y;
    for (let length = 1; length > 0; length = withLines ? length : 0) {
      blanks.lastIndex = this.#at;
      length = blanks.exec(this.#text)?.[0].length ?? 0;
      this.#at += length;
    }
  }

  #take(text: string): void {
    if (!this.#text.startsWith(text, this.#at)) throw new NotToml();
    this.#at += text.length;
  }

  #entry(depth: number): TomlEntry {
    const start = this.#at;
    const keys = this.#keys();
    const at = this.#place(start, start + this.#text.slice(start, this.#at).trimEnd().length);
    this.#take("=");
    this.#skip(false);
    return { keys, at, value: this.#value(depth) };
  }

  #keys(): string[] {
    const keys: string[] = [];
    for (;;) {
      this.#skip(false);
      const bare = /[\w-]+/y;
      bare.lastIndex = this.#at;
      const found = bare.exec(this.#text)?.[0];
      if (found !== undefined) {
        this.#at += found.length;
        keys.push(found);
      } else keys.push(this.#string().text);
      this.#skip(false);
      if (this.#text[this.#at] !== ".") return keys;
      this.#at++;
    }
  }

  #value(depth: number): TomlValue {
    if (depth > deepest) throw new NotToml();
    const start = this.#at;
    const first = this.#text[start];
    if (first === '"' || first === "'") return { kind: "text", text: this.#string(), at: this.#place(start, this.#at) };
    if (first === "[") {
      const items = this.#several("]", () => this.#value(depth + 1));
      return { kind: "list", items, at: this.#place(start, this.#at) };
    }
    if (first === "{") {
      const entries = this.#several("}", () => this.#entry(depth + 1));
      return { kind: "table", entries, at: this.#place(start, this.#at) };
    }
    const word = /[\w+.:-]+(?: \d[\w+.:-]*)?/y;
    word.lastIndex = start;
    const written = word.exec(this.#text)?.[0];
    if (written === undefined) throw new NotToml();
    this.#at += written.length;
    return { kind: "other", written, at: this.#place(start, this.#at) };
  }

  #several<T>(close: string, read: () => T): T[] {
    const found: T[] = [];
    this.#at++;
    for (this.#skip(true); this.#text[this.#at] !== close; this.#skip(true)) {
      found.push(read());
      this.#skip(true);
      if (this.#text[this.#at] === ",") this.#at++;
      else if (this.#text[this.#at] !== close) throw new NotToml();
    }
    this.#at++;
    return found;
  }

  #string(): MappedText {
    const [quote] = /^(?:"""|'''|"|')/.exec(this.#text.slice(this.#at, this.#at + 3)) ?? [];
    if (quote === undefined) throw new NotToml();
    this.#at += quote.length;
    if (quote.length === 3 && /^\r?\n/.test(this.#text.slice(this.#at, this.#at + 2))) this.#at = this.#text.indexOf("\n", this.#at) + 1;
    const from = this.#at;
    const builder = new TextBuilder(this.#file);
    const isLiteral = quote.startsWith("'");
    for (let plain = from; ; ) {
      const stop = isLiteral ? this.#text.indexOf(quote, this.#at) : this.#nextStop(quote);
      if (stop < 0 || (quote.length === 1 && this.#text.slice(plain, stop).includes("\n"))) throw new NotToml();
      builder.add(this.#text.slice(plain, stop), plain);
      if (isLiteral || this.#text.startsWith(quote, stop)) {
        this.#at = stop + quote.length;
        return builder.build(from);
      }
      plain = this.#escape(builder, stop);
      this.#at = plain;
    }
  }

  /** The next backslash or end of a basic string; -1 where it has none. */
  #nextStop(quote: string): number {
    const stop = quote.length === 3 ? /\\|"""/g : /\\|"/g;
    stop.lastIndex = this.#at;
    return stop.exec(this.#text)?.index ?? -1;
  }

  /** Reads an escape of a basic string and gives the offset after it. */
  #escape(builder: TextBuilder, at: number): number {
    const [whole, code, letter] =
      /^\\(?:[uU]([0-9a-fA-F]{4}(?:[0-9a-fA-F]{4})?)|([btnfre"\\])|[ \t]*\r?\n\s*)/.exec(this.#text.slice(at, at + 200)) ?? [];
    if (whole === undefined) throw new NotToml();
    const point = code === undefined ? undefined : Number.parseInt(code, 16);
    if (point !== undefined && point > 0x10ffff) throw new NotToml();
    const text = point === undefined ? (letter === undefined ? "" : (escapes[letter] as string)) : String.fromCodePoint(point);
    builder.add(text, at, whole.length);
    return at + whole.length;
  }
}
