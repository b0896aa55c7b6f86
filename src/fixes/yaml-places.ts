import type { Location } from "../text/location.js";
import type { SourceFile } from "../text/source-file.js";
import type { Span } from "../text/span.js";
import type { ListPart, MapPart, PairPart, Part } from "./yaml-parts.js";

/** A part with what holds it, the nearest first. */
export interface Place {
  readonly part: Part;
  readonly holders: readonly Holder[];
}

/** A mapping with its place. */
export type MappingPlace = Place & { readonly part: MapPart };

/** What holds a part: a pair of a mapping, or a list. */
export type Holder =
  | { readonly kind: "pair"; readonly pair: PairPart; readonly parent: MapPart }
  | { readonly kind: "item"; readonly item: Part; readonly parent: ListPart };

/** The part that fills a place: a value, an entry of a list, or a key, which stands for its pair. */
export function placeAt(roots: readonly Part[], { text }: SourceFile, { span }: Location): Place | undefined {
  const place = placeAround(roots, span);
  if (!place || place.part.kind === "alias") return undefined;
  const { start, end } = place.part;
  if (start === span.start && end === span.end) return place;
  // The name of a `name=value` stands for the entry that it is.
  const isName = place.holders[0]?.kind === "item" && span.start - start <= 1 && text[span.end] === "=";
  return isName ? place : undefined;
}

/** The mapping that begins where a place does. */
export function mappingAt(roots: readonly Part[], { span }: Location): MappingPlace | undefined {
  for (let place = placeAround(roots, { start: span.start, end: span.start + 1 }); place; place = outerOf(place)) {
    const { part, holders } = place;
    if (part.kind === "map") return part.start === span.start ? { part, holders } : undefined;
  }
  return undefined;
}

/** The innermost part around a stretch. */
export function placeAround(roots: readonly Part[], span: Span): Place | undefined {
  const holds = (part: Part | undefined): part is Part => part !== undefined && part.start <= span.start && part.end >= span.end;
  const holders: Holder[] = [];
  let part = lastBefore(roots, span.start);
  if (!holds(part)) return undefined;
  for (;;) {
    if (part.kind === "map") {
      const pair: PairPart | undefined = lastBefore(part.items, span.start);
      const inner: Part | undefined = [pair?.key, pair?.value].find(holds);
      if (!pair || !inner) break;
      holders.push({ kind: "pair", pair, parent: part });
      part = inner;
    } else if (part.kind === "list") {
      const item: Part | PairPart | undefined = lastBefore(part.items, span.start);
      if (item?.kind === "pair" || !holds(item)) break;
      holders.push({ kind: "item", item, parent: part });
      part = item;
    } else break;
  }
  return { part, holders: holders.reverse() };
}

/** The last of some things in the order of their places that begins at or before an offset. */
function lastBefore<Each extends Span>(all: readonly Each[], offset: number): Each | undefined {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle] as Each).start <= offset) low = middle + 1;
    else high = middle;
  }
  return all[low - 1];
}

function outerOf({ holders: [holder, ...holders] }: Place): Place | undefined {
  return holder && { part: holder.parent, holders };
}

/** Whether the place lies in an anchored part: aliases may repeat it elsewhere. */
export function isAnchored({ part, holders }: Place): boolean {
  return part.hasAnchor || holders.some(({ parent }) => parent.hasAnchor);
}

export function holdsAnchor(part: Part): boolean {
  if (part.hasAnchor) return true;
  if (part.kind === "map") return part.items.some(({ key, value }) => holdsAnchor(key) || (value !== undefined && holdsAnchor(value)));
  return part.kind === "list" && part.items.some((item) => item.kind === "pair" || holdsAnchor(item));
}

export function scalarSpans(part: Part | PairPart): Span[] {
  if (part.kind === "pair") return [part.key, ...(part.value ? [part.value] : [])].flatMap(scalarSpans);
  return part.kind === "map" || part.kind === "list" ? part.items.flatMap(scalarSpans) : [part];
}

/** Whether what it ends with is a block of text, whose line breaks count, or empty. */
export function endsWithText(item: Part | PairPart): boolean {
  const part = item.kind === "pair" ? (item.value ?? item.key) : item;
  if (part.kind === "scalar") return part.style === "text" || part.value === "";
  if (part.kind === "alias") return false;
  const last = part.items.at(-1);
  return last === undefined ? !part.isFlow : !part.isFlow && endsWithText(last);
}
