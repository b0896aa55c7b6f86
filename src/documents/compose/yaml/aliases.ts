import type { Location, Via } from "../../../text/location.js";
import type { Node } from "../tree/node.js";

/** Most nodes that aliases of one file may unfold to: far above any real file, far below what exhausts memory. */
export const mostAliasedNodes = 100_000;

/** How what an alias stands for comes to the place of the alias. */
export function viaAlias(name: string, at: Location, isMerged: boolean): Via {
  return isMerged ? { kind: "merge", note: `merge key \`<<: *${name}\``, at } : { kind: "alias", note: `alias \`*${name}\``, at };
}

/** How many values a tree holds, counted up to a limit. */
export function countNodes(node: Node, limit: number): number {
  const waiting: Node[] = [node];
  let count = 0;
  for (let next = waiting.pop(); next && count < limit; next = waiting.pop()) {
    count++;
    if (next.kind === "sequence") for (const item of next.items) waiting.push(item);
    if (next.kind === "mapping") for (const { value } of next.entries.values()) waiting.push(value);
  }
  return count;
}
