import { type Preparation, refuseValue } from "../prepare/context.js";
import { part } from "../prepare/parts.js";
import { type Node, nowhere, scalarAt, sequenceAt } from "../tree/node.js";
import { piecesOf, placePieces } from "../tree/places.js";
import { splitWords } from "./split-words.js";

/** A command string as the list of its words. */
export function command(node: Node, preparation: Preparation): Node | undefined {
  if (node.kind !== "scalar" || typeof node.value !== "string") return node;
  const words = splitWords(node.value, preparation.budget);
  if (!words) {
    return refuseValue(
      preparation,
      node,
      "a quote or a bracket in the command is never closed, or stands where Compose takes none; write the command as a list.",
    );
  }
  const items = words.map(({ value, start, end, pieces }): Node => {
    const word = part(node, start, end);
    return word.value === value ? word : { ...word, value, pieces: placePieces(pieces, piecesOf(node), word.at.span) };
  });
  return { kind: "sequence", items, at: node.at, overrode: nowhere, ...(node.tag && { tag: node.tag }) };
}

/** A health check string as the shell command it is. */
export function healthTest(node: Node): Node {
  if (node.kind !== "scalar" || typeof node.value !== "string") return node;
  return { ...sequenceAt(node.at, [scalarAt("CMD-SHELL", node.at), node]), ...(node.tag && { tag: node.tag }) };
}
