import type { ExplainedDifference } from "../../comparison/comparison.js";
import { html, type Markup } from "./markup.js";

/** A folder or file of the tree: what lies in it, and what differs in it itself. */
interface Node {
  readonly children: Map<string, Node>;
  difference?: ExplainedDifference;
}

/** Draws differences in files as the tree that their paths make; folders with nothing else in them stand in one line. */
export function fileTree(differences: readonly ExplainedDifference[]): Markup {
  const root: Node = { children: new Map() };
  for (const difference of differences) {
    let node = root;
    for (const name of difference.path.split("/").filter((part) => part !== "")) {
      const next: Node = node.children.get(name) ?? { children: new Map() };
      node.children.set(name, next);
      node = next;
    }
    node.difference = difference;
  }
  return html`<ul class="tree">${branches(root, "/")}</ul>`;
}

function branches(node: Node, prefix: string): Markup[] {
  return [...node.children].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, child]) => branch(child, prefix + name));
}

function branch(node: Node, name: string): Markup {
  const { children, difference } = node;
  const [only] = children;
  if (!difference && only && children.size === 1) return branch(only[1], `${name}/${only[0]}`);
  const below = children.size === 0 ? null : html`<ul>${branches(node, "")}</ul>`;
  return html`<li><code class="text">${name}${children.size > 0 ? "/" : ""}</code>${difference ? html` ${said(difference)}` : null}${below}</li>
`;
}

function said({ baseline, remapped, effect }: ExplainedDifference): Markup {
  const nothing = html`<span class="soft">nothing</span>`;
  return html`${baseline ?? nothing} → ${remapped ?? nothing} <span class="${effect === "breaks" ? "broken" : "changed"}">${effect}</span>`;
}
