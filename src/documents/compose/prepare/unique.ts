import { type Node, overriding, type ScalarNode, type SequenceNode } from "../tree/node.js";
import { type Preparation, pathOf, report } from "./context.js";
import type { Shape } from "./shape.js";

/** Keeps one of each entry that counts as the same, the later in the earlier's place, and reports repeats where Compose refuses them. */
export function unique(node: SequenceNode, shape: Shape, preparation: Preparation): void {
  if (shape.identity) {
    const places = new Map<string, number>();
    const kept: Node[] = [];
    for (const item of node.items) {
      const key: string | undefined = shape.identity(item);
      const place: number | undefined = key === undefined ? undefined : places.get(key);
      if (place !== undefined) {
        const before = kept[place] as Node;
        kept[place] = before === item ? item : { ...item, overrode: overriding(item, before) };
      } else {
        if (key !== undefined) places.set(key, kept.length);
        kept.push(item);
      }
    }
    node.items = kept;
  }
  if (!shape.isDistinct) return;
  const seen = new Set<ScalarNode["value"]>();
  node.items = node.items.filter((item) => {
    if (item.kind !== "scalar") return true;
    if (!seen.has(item.value)) {
      seen.add(item.value);
      return true;
    }
    report(preparation, "error", item.at, `\`${pathOf(preparation)}\` names \`${item.value}\` twice; Compose refuses that.`);
    return false;
  });
}
