import type { Location } from "../../../text/location.js";
import type { SourceFile } from "../../../text/source-file.js";
import { composeShape } from "../schema/compose.js";
import type { MappingNode } from "../tree/node.js";
import type { Loading } from "./context.js";
import { finish } from "./defaults.js";
import { preparationFor, readDocuments, type Scope } from "./documents.js";
import { applyExtends } from "./extends.js";
import { applyInclude } from "./include.js";
import { emptyMapping, merge, without } from "./merge.js";
import { validate } from "./validate.js";

/** Reads files in order into one model: each document's includes, resets, extends, then the merge, as Compose goes about it. `including` are the files around. */
export function loadModel(
  loading: Loading,
  files: readonly SourceFile[],
  scope: Scope,
  including: readonly SourceFile[],
  at: Location,
): MappingNode {
  const whole = preparationFor(loading, scope);
  let tree = emptyMapping(at);
  for (const file of files) {
    for (const document of readDocuments(loading, file, scope)) {
      const { preparation } = document;
      const around = [...including, file];
      const included = applyInclude(loading, document, scope, around, (inner, innerScope, innerAt) =>
        loadModel(loading, inner, innerScope, around, innerAt),
      );
      const base = without(tree, preparation.resets, loading.budget);
      const own = applyExtends(loading, { ...document, tree: included }, scope);
      tree = base.kind === "mapping" && base.entries.size > 0 ? (merge(base, own, composeShape(), whole) as MappingNode) : own;
      for (const empty of preparation.empties) whole.empties.push(empty);
    }
  }
  finish(tree, whole);
  validate(tree, whole);
  return tree;
}
