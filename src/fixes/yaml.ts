import type { Change, Edit, Entry } from "../text/edit.js";
import type { Location } from "../text/location.js";
import type { SourceFile } from "../text/source-file.js";
import type { Span } from "../text/span.js";
import { linesAfter, withoutLines } from "./whole-lines.js";
import { type ListPart, type MapPart, type PairPart, type Part, readParts } from "./yaml-parts.js";
import {
  endsWithText,
  type Holder,
  holdsAnchor,
  isAnchored,
  type MappingPlace,
  mappingAt,
  type Place,
  placeAround,
  placeAt,
  scalarSpans,
} from "./yaml-places.js";
import { asNumber, quoted, scalarText } from "./yaml-scalars.js";

/** A YAML file as edits need it: comments, quotes and the style of collections stay as they are. Undefined where it is not YAML. */
export class YamlFile {
  readonly #file: SourceFile;
  readonly #roots: readonly Part[];
  #indent: string | undefined;

  private constructor(file: SourceFile, roots: readonly Part[]) {
    this.#file = file;
    this.#roots = roots;
  }

  static read(file: SourceFile): YamlFile | undefined {
    const roots = readParts(file);
    return roots && new YamlFile(file, roots);
  }

  /** The edits of one change; undefined where it cannot be made for sure, as below an anchor, whose aliases would change too. */
  edits(change: Change): Edit[] | undefined {
    switch (change.kind) {
      case "replace":
        return this.#replace(change.at, change.from, change.to);
      case "remove": {
        const place = placeAt(this.#roots, this.#file, change.at);
        const edit = place && this.#remove(place);
        return edit && [edit];
      }
      case "rename":
        return this.#rename(change.at, change.key, change.value);
      case "add": {
        const place = mappingAt(this.#roots, change.into);
        const edit = place && this.#add(place, change.entry);
        return edit && [edit];
      }
      case "add-line":
        return undefined;
    }
  }

  #replace(at: Location, from: string, to: string): Edit[] | undefined {
    const place = placeAround(this.#roots, at.span);
    if (!place || isAnchored(place) || place.part.kind !== "scalar") return undefined;
    const { start, end } = place.part;
    const isWhole = start === at.span.start && end === at.span.end;
    const written = this.#file.text.slice(at.span.start, at.span.end);
    if (isWhole && place.part.value === from) {
      const text = scalarText(to, place.part.style);
      return text === undefined ? undefined : [{ at: { file: at.file, span: at.span }, text }];
    }
    // A part of a value, such as the options of a mount.
    const isPlain = /^\w[\w. -]*\w$/;
    return written === from && isPlain.test(from) && isPlain.test(to) ? [{ at: { file: at.file, span: at.span }, text: to }] : undefined;
  }

  #rename(at: Location, key: string, value: string): Edit[] | undefined {
    const place = placeAt(this.#roots, this.#file, at);
    const holder = place?.holders[0];
    if (!place || isAnchored(place) || holder?.kind !== "pair" || place.part.kind !== "scalar" || holder.pair.key.kind !== "scalar")
      return undefined;
    const text = scalarText(value, place.part.style);
    const name = scalarText(key, holder.pair.key.style);
    if (text === undefined || name === undefined) return undefined;
    const edit = ({ start, end }: Part, written: string): Edit => ({ at: { file: this.#file, span: { start, end } }, text: written });
    return [edit(holder.pair.key, name), edit(place.part, text)];
  }

  #remove(place: Place): Edit | undefined {
    const [holder, ...outer] = place.holders;
    if (!holder || isAnchored(place)) return undefined;
    const removed: readonly Part[] =
      holder.kind === "item" ? [holder.item] : [holder.pair.key, ...(holder.pair.value ? [holder.pair.value] : [])];
    if (removed.some(holdsAnchor)) return undefined;
    // What holds nothing else goes with it.
    if (holder.parent.items.length === 1) {
      return outer[0]?.kind === "pair" ? this.#remove({ part: holder.parent, holders: outer }) : undefined;
    }
    const items: readonly (Part | PairPart)[] = holder.parent.items;
    const index = items.indexOf(holder.kind === "item" ? holder.item : holder.pair);
    const [before, own, after] = [index - 1, index, index + 1].map((each) => items[each]);
    if (!own) return undefined;
    return holder.parent.isFlow ? this.#removeFromFlow(own, before, after) : this.#removeFromBlock(own, holder, removed, after);
  }

  /** Takes a separator with it: the one behind, or for the last the one before. */
  #removeFromFlow(own: Span, before: Span | undefined, after: Span | undefined): Edit | undefined {
    const span = after ? { start: own.start, end: after.start } : { start: before?.end ?? own.start, end: own.end };
    const between = after ? this.#file.text.slice(own.end, after.start) : this.#file.text.slice(span.start, own.start);
    return /^\s*,\s*$/.test(between) ? { at: { file: this.#file, span }, text: "" } : undefined;
  }

  #removeFromBlock(own: Span, holder: Holder, removed: readonly Part[], next: Span | undefined): Edit | undefined {
    const { text } = this.#file;
    const line = this.#lineAt(own.start);
    const lead = text.slice(line.start, own.start);
    const last = this.#lineAt(Math.max(own.start, own.end - 1));
    if (!/^\s*(?:#.*)?$/.test(text.slice(own.end, last.end))) return undefined;
    const scalars = removed.flatMap(scalarSpans);
    const commentAt = ({ start, end }: Span): number | undefined => {
      for (let at = text.indexOf("#", start); at >= 0 && at < end; at = text.indexOf("#", at + 1)) {
        const isComment = at === start || /\s/.test(text[at - 1] as string);
        if (isComment && !scalars.some((scalar) => at > scalar.start && at < scalar.end)) return at;
      }
      return undefined;
    };
    if ((holder.kind === "pair" ? /^[ \t]*$/ : /^[ \t]*-[ \t]+$/).test(lead))
      return withoutLines(this.#file, { start: line.start, end: own.end }, commentAt);
    // The first key of a list's entry stands behind its dash: the next takes its place.
    if (holder.kind !== "pair" || !/^[ \t]*-[ \t]+$/.test(lead) || !next || /\S/.test(text.slice(own.end, next.start))) return undefined;
    return { at: { file: this.#file, span: { start: own.start, end: next.start } }, text: "" };
  }

  #add({ part: mapping, holders }: MappingPlace, entry: Entry): Edit | undefined {
    if (isAnchored({ part: mapping, holders })) return undefined;
    const existing = mapping.items.find(({ key }) => key.kind === "scalar" && key.value === entry.key);
    const [name, ...rest] = entry.value.split("=");
    const value = entry.shape === "mapping" ? rest.join("=") : entry.value;
    if (!existing) {
      // A key that a merge brings would be replaced, and not gain an entry.
      const isMerged = mapping.items.some(({ key }) => key.kind === "scalar" && key.value === "<<");
      if (isMerged && entry.shape !== "value") return undefined;
      return this.#addPair(mapping, entry, (indent, step) =>
        entry.shape === "value"
          ? [`${indent}${entry.key}: ${quoted(value)}`]
          : entry.shape === "list"
            ? [`${indent}${entry.key}:`, `${indent}${step}- ${quoted(value)}`]
            : [`${indent}${entry.key}:`, `${indent}${step}${name}: ${asNumber(value)}`],
      );
    }
    const { value: collection } = existing;
    if ((collection?.kind !== "map" && collection?.kind !== "list") || collection.items.length === 0 || collection.hasAnchor)
      return undefined;
    if (collection.kind === "map" && entry.shape === "mapping") {
      const inner = { key: name as string, shape: "value" as const, value };
      return this.#addPair(collection, inner, (indent) => [`${indent}${name}: ${asNumber(value)}`]);
    }
    return collection.kind === "list" && entry.shape !== "value" ? this.#addItem(collection, quoted(entry.value)) : undefined;
  }

  #addPair(mapping: MapPart, { key, shape, value }: Entry, lines: (indent: string, step: string) => readonly string[]): Edit | undefined {
    const [first] = mapping.items;
    if (!first) return undefined;
    const { text } = this.#file;
    if (mapping.isFlow) {
      const [name, ...rest] = value.split("=");
      const written =
        shape === "value" ? asNumber(value) : shape === "list" ? `[${quoted(value)}]` : `{ ${name}: ${asNumber(rest.join("="))} }`;
      return this.#afterLast(mapping, `${key}: ${written}`);
    }
    const { start } = first;
    const indent = text.slice(this.#lineAt(start).start, start);
    if (!/^ *$/.test(indent)) return undefined;
    // Behind a block of text its end is a matter of the text.
    const after = mapping.items.findLast((pair) => !endsWithText(pair));
    if (!after) return undefined;
    const { end } = after;
    const line = this.#lineAt(Math.max(start, end - 1));
    if (!/^\s*(?:#.*)?$/.test(text.slice(end, line.end))) return undefined;
    this.#indent ??= this.#step(indent);
    return linesAfter(this.#file, this.#endOfComments(Math.max(start, end - 1), indent.length), lines(indent, this.#indent));
  }

  /** An offset on the last line of the comments below a line that are indented deeper than a key: they are about its value. The offset itself where there are none. */
  #endOfComments(offset: number, indent: number): number {
    let { line } = this.#file.position(offset);
    let last = offset;
    for (let next = this.#file.lineSpan(++line); next; next = this.#file.lineSpan(++line)) {
      const [, blank, sign] = /^( *)(#?)/.exec(this.#file.text.slice(next.start, next.end)) ?? [];
      if (sign === "" || (blank?.length ?? 0) <= indent) break;
      last = next.start;
    }
    return last;
  }

  #addItem(list: ListPart, value: string): Edit | undefined {
    if (list.isFlow) return this.#afterLast(list, value);
    const last = list.items.at(-1);
    const first = list.items[0];
    if (!last || !first || endsWithText(last)) return undefined;
    const { text } = this.#file;
    const { start } = first;
    const lead = text.slice(this.#lineAt(start).start, start);
    const { end } = last;
    const line = this.#lineAt(end - 1);
    if (!/^ *- +$/.test(lead) || !/^\s*(?:#.*)?$/.test(text.slice(end, line.end))) return undefined;
    return linesAfter(this.#file, end - 1, [`${lead}${value}`]);
  }

  #afterLast(collection: MapPart | ListPart, written: string): Edit | undefined {
    const last = collection.items.at(-1);
    const end = last?.end;
    // A plain empty value would take the comma for its own.
    if (end === undefined || /[:\s]$/.test(this.#file.text.slice(0, end).slice(-1))) return undefined;
    return { at: { file: this.#file, span: { start: end, end } }, text: `, ${written}` };
  }

  /** By how much the file indents: what stands before the first key below another, else two blanks. */
  #step(indent: string): string {
    for (const root of this.#roots) {
      if (root.kind !== "map") continue;
      for (const { value } of root.items) {
        if (value?.kind !== "map" || value.isFlow) continue;
        const start = value.items[0]?.start;
        const lead = start === undefined ? "" : this.#file.text.slice(this.#lineAt(start).start, start);
        if (/^ +$/.test(lead)) return lead;
      }
    }
    return indent === "" ? "  " : indent.slice(0, Math.max(2, indent.length / 2));
  }

  #lineAt(offset: number): Span {
    return this.#file.lineSpan(this.#file.position(offset).line) as Span;
  }
}
