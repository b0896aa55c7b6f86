import type { SourceFile } from "../../../text/source-file.js";
import { type Preparation, report } from "../prepare/context.js";
import { prepare } from "../prepare/prepare.js";
import { composeShape } from "../schema/compose.js";
import type { MappingNode } from "../tree/node.js";
import type { Environment } from "../variables/environment.js";
import { readYaml } from "../yaml/read.js";
import type { Loading } from "./context.js";

/** Where a set of compose files is read: its project directory and its variables. */
export interface Scope {
  readonly environment: Environment;
  /** Absolute. */
  readonly directory: string;
}

/** One prepared YAML document of a file. */
export interface Document {
  readonly file: SourceFile;
  readonly tree: MappingNode;
  readonly preparation: Preparation;
}

/** Everything a document needs to be prepared in a scope. */
export function preparationFor(loading: Loading, scope: Scope): Preparation {
  return {
    environment: scope.environment,
    directory: scope.directory,
    errors: loading.errors,
    budget: loading.budget,
    open: loading.open,
    path: [],
    resets: [],
    empties: [],
    expanded: loading.expanded,
  };
}

/** Reads and prepares the documents of one file. */
export function readDocuments(loading: Loading, file: SourceFile, scope: Scope): Document[] {
  return readYaml(file, loading.errors, loading.budget).flatMap((node) => {
    const preparation = preparationFor(loading, scope);
    if (node.kind !== "mapping") {
      const problem = node.kind === "scalar" && node.value === null ? "This YAML document is empty. " : "";
      report(preparation, "error", node.at, `${problem}A compose file is a mapping with services at its top; this is not one.`);
      return [];
    }
    const tree = prepare(node, composeShape(), preparation);
    return tree?.kind === "mapping" ? [{ file, tree, preparation }] : [];
  });
}
