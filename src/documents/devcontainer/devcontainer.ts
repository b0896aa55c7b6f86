import { type Node, parseTree } from "jsonc-parser";
import type { InputError } from "../../text/input-error.js";
import type { SourceFile } from "../../text/source-file.js";
import { isTooDeep, propertiesOf } from "../json.js";

/** A devcontainer.json as it is written: JSON with comments and trailing commas (containers.dev, "devcontainer.json reference"). */
export interface Devcontainer {
  readonly file: SourceFile;
  readonly root: Node;
}

/** Reads a devcontainer.json; undefined, with an error, for what no such parser takes as an object. */
export function readDevcontainer(file: SourceFile): { readonly devcontainer?: Devcontainer; readonly errors: readonly InputError[] } {
  const root = isTooDeep(file.text) ? undefined : parseTree(file.text, [], { allowTrailingComma: true });
  if (root?.type === "object") return { devcontainer: { file, root }, errors: [] };
  const message = "A devcontainer.json is a JSON object, with comments if you like; this file is not, so it is not judged.";
  return { errors: [{ file: file.path, level: "error", message }] };
}

/** The value of a property; the last one counts where it stands twice, as in JSON parsers. */
export function propertyOf({ root }: Devcontainer, name: string): Node | undefined {
  return propertiesOf(root).findLast(({ key }) => key.value === name)?.value;
}

/** The compose files that it names, as written, in order; empty for a container of its own. */
export function composeFilesOf(devcontainer: Devcontainer): readonly string[] {
  const node = propertyOf(devcontainer, "dockerComposeFile");
  const items = node?.type === "array" ? (node.children ?? []) : node ? [node] : [];
  return items.flatMap(({ type, value }) => (type === "string" ? [value as string] : []));
}
