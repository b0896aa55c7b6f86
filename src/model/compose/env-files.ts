import { posix } from "node:path";
import type { Budget } from "../../budget.js";
import type { ComposeNode } from "../../documents/compose/tree/tree.js";
import { valueAt } from "../../documents/compose/tree/tree.js";
import { readDotenv } from "../../documents/compose/variables/dotenv.js";
import type { Variable as DotenvVariable } from "../../documents/compose/variables/environment.js";
import type { Repository } from "../../documents/repository.js";
import type { Variable } from "../../documents/variable.js";
import { SourceFile } from "../../text/source-file.js";
import { gapsIn, itemsOf, pathIn } from "./values.js";

/** Files that one service names: more are passed over. */
const mostFiles = 16;
const read = new WeakMap<SourceFile, readonly (readonly [string, Variable])[]>();

/**
 * The variables that a service's `env_file` sets, in the order in which a later file wins. Files that the repository lacks set nothing, and neither does a value made of
 * other variables: what they are on the host is not known here. Mistakes in such a file are not this reader's to report.
 */
export function envFileVariables(
  service: ComposeNode,
  directory: string,
  repository: Repository,
  budget: Budget,
): readonly (readonly [string, Variable])[] {
  return itemsOf(valueAt(service, "env_file"))
    .slice(0, mostFiles)
    .flatMap((item) => {
      const node = item.kind === "mapping" ? valueAt(item, "path") : item;
      const path = pathIn(node)?.value ?? "";
      if (path === "" || path.startsWith("/") || gapsIn(node)) return [];
      const place = posix.join(directory, path);
      const file = repository.entry(place)?.kind === "file" ? repository.read(place) : undefined;
      return file instanceof SourceFile ? variablesIn(file, budget) : [];
    });
}

function variablesIn(file: SourceFile, budget: Budget): readonly (readonly [string, Variable])[] {
  const known = read.get(file);
  if (known) return known;
  budget.admit(file.text.length);
  const variables = new Map<string, DotenvVariable>();
  readDotenv(file, new Map(), variables, [], budget);
  const found = [...variables].flatMap(([name, { value, at }]): (readonly [string, Variable])[] =>
    at && !file.text.slice(at.span.start, at.span.end).includes("$") ? [[name, { value, at, kind: "file" }]] : [],
  );
  read.set(file, found);
  return found;
}
