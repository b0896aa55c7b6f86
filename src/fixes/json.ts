import { type Node, parseTree } from "jsonc-parser";
import type { Change, Edit } from "../text/edit.js";
import type { SourceFile } from "../text/source-file.js";
import type { Span } from "../text/span.js";

/** The edits of one change of a JSON file; undefined where it cannot be made for sure. Everything but the value or property stays as it is. */
export function jsonEdits(file: SourceFile, change: Change): Edit[] | undefined {
  if (change.kind !== "replace" && change.kind !== "remove") return undefined;
  const errors: unknown[] = [];
  const root = parseTree(file.text, errors as never[], { allowTrailingComma: true });
  const node = root && errors.length === 0 ? nodeAt(root, change.at.span) : undefined;
  if (!node) return undefined;
  if (change.kind === "replace") {
    const { from, to } = change;
    if (node.value !== undefined && String(node.value) !== from) return undefined;
    // `true` and `false` stay what they are; everything else that is written here is text.
    const isSwitch = node.type === "boolean" && /^(?:true|false)$/.test(to);
    return [{ at: { file, span: spanOf(node) }, text: isSwitch ? to : JSON.stringify(to) }];
  }
  const property = node.parent;
  const properties = property?.parent?.children ?? [];
  const index = property ? properties.indexOf(property) : -1;
  const [before, after] = [properties[index - 1], properties[index + 1]];
  if (property?.type !== "property" || (!before && !after)) return undefined;
  const own = spanOf(property);
  const span = after ? { start: own.start, end: after.offset } : { start: before ? spanOf(before).end : own.start, end: own.end };
  const between = after ? file.text.slice(own.end, after.offset) : file.text.slice(span.start, own.start);
  return /^\s*,\s*$/.test(between) ? [{ at: { file, span }, text: "" }] : undefined;
}

/** The value or key that fills a stretch. */
function nodeAt(node: Node, span: Span): Node | undefined {
  const own = spanOf(node);
  if (own.start > span.start || own.end < span.end) return undefined;
  for (const child of node.children ?? []) {
    const found = nodeAt(child, span);
    if (found) return found;
  }
  return own.start === span.start && own.end === span.end && node.type !== "property" ? node : undefined;
}

function spanOf({ offset, length }: Node): Span {
  return { start: offset, end: offset + length };
}
