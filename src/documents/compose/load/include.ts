import { posix } from "node:path";
import type { Location } from "../../../text/location.js";
import { SourceFile } from "../../../text/source-file.js";
import { report } from "../prepare/context.js";
import { composeShape } from "../schema/compose.js";
import { type EntryNode, type MappingNode, type Node, type ScalarNode, stringAt, through } from "../tree/node.js";
import { joinEnvironments, withAssumed } from "../variables/environment.js";
import { repositoryPath } from "../variables/paths.js";
import { type Loading, open, readEnvFiles, readExample, take } from "./context.js";
import { defaultDotenv } from "./default-dotenv.js";
import type { Document, Scope } from "./documents.js";
import { merge, without } from "./merge.js";

/** What an include brings into the project. */
const resources = ["services", "volumes", "networks", "secrets", "configs", "models"];

/** Deepest nesting of includes that is followed. */
const deepest = 50;

/** Most includes that are followed in one project: files that include each other in many ways multiply. */
const most = 500;

/** Reads files as a project of their own. */
type Load = (files: readonly SourceFile[], scope: Scope, at: Location) => MappingNode;

/** A document with what its `include` names: each a project of its own, read in its own directory and environment; local definitions are merged over them. */
export function applyInclude(loading: Loading, document: Document, scope: Scope, around: readonly SourceFile[], load: Load): MappingNode {
  const include = document.tree.entries.get("include")?.value;
  if (include?.kind !== "sequence") return document.tree;
  const entries = new Map(document.tree.entries);
  entries.delete("include");
  let tree: MappingNode = { ...document.tree, entries };
  for (const item of include.items) {
    const imported = loadIncluded(loading, item, scope, document, around, load);
    if (imported) tree = bring(imported, tree, document, item.at);
  }
  return tree;
}

function loadIncluded(
  loading: Loading,
  item: Node,
  scope: Scope,
  document: Document,
  around: readonly SourceFile[],
  load: Load,
): MappingNode | undefined {
  const paths = scalarsAt(item, "path");
  const [main] = paths;
  if (!main) return undefined;
  const fail = (at: Location, message: string): undefined => {
    report(document.preparation, "error", at, message);
    return undefined;
  };
  if (around.length > deepest) return fail(main.at, `Includes are nested more than ${deepest} deep; \`${main.value}\` is not read.`);
  loading.included.count++;
  if (loading.included.count === most + 1) fail(main.at, `The project follows more than ${most} includes; the rest is not read.`);
  if (loading.included.count > most) return undefined;
  const unknown = paths.find(({ isUnknown }) => isUnknown);
  if (unknown) {
    const message = `What this \`include\` names is not known, because a variable in \`${unknown.written}\` is not set; it is not followed.`;
    report(document.preparation, "warning", unknown.at, message);
    if (unknown === main) return undefined;
  }
  const files: SourceFile[] = [];
  for (const path of paths.filter(({ isUnknown }) => !isUnknown)) {
    const file = open(loading, String(path.value), scope.directory, path.at);
    if (!file) {
      if (path === main) return undefined;
      continue;
    }
    if (path === main && around.includes(file)) return fail(path.at, `\`${path.value}\` includes itself, by way of ${chain(around)}.`);
    files.push(file);
  }
  const given = stringAt(item, "project_directory");
  const directory = given ? posix.resolve(scope.directory, given) : posix.dirname(posix.resolve(scope.directory, String(main.value)));
  const envFiles = envFilesOf(loading, item, directory, scope);
  const joined =
    envFiles.length > 0 ? joinEnvironments(scope.environment, readEnvFiles(loading, envFiles, scope.environment)) : scope.environment;
  const local = loading.assumesExamples ? repositoryPath("", directory, loading.repository.root) : undefined;
  const environment = local === undefined ? joined : withAssumed(joined, readExample(loading, local, joined));
  return load(files, { environment, directory }, item.at);
}

function chain(files: readonly SourceFile[]): string {
  return files.map(({ path }) => `\`${path}\``).join(", ");
}

function envFilesOf(loading: Loading, item: Node, directory: string, scope: Scope): SourceFile[] {
  const named = scalarsAt(item, "env_file");
  if (named.length > 0) {
    return named.flatMap((path) => {
      if (path.value === "/dev/null" || path.isUnknown) return [];
      const file = open(loading, String(path.value), scope.directory, path.at);
      return file ? [file] : [];
    });
  }
  const path = repositoryPath(".env", directory, loading.repository.root);
  const file = path === undefined ? undefined : defaultDotenv(path, loading.repository);
  if (!file) return [];
  if (!(file instanceof SourceFile)) {
    loading.errors.push(file);
    return [];
  }
  take(loading, file);
  return [file];
}

function scalarsAt(node: Node, key: string): ScalarNode[] {
  const value = node.kind === "mapping" ? node.entries.get(key)?.value : undefined;
  if (value?.kind === "scalar") return [value];
  return value?.kind === "sequence" ? value.items.filter((item) => item.kind === "scalar") : [];
}

/** Puts what was included under what the document itself says. */
function bring(imported: MappingNode, local: MappingNode, document: Document, at: Location): MappingNode {
  const entries = new Map(local.entries);
  for (const kind of resources) {
    const from = imported.entries.get(kind);
    if (from?.value.kind !== "mapping") continue;
    const to = entries.get(kind);
    const shape = composeShape().keys?.get(kind)?.any ?? { accepts: "m" };
    const merged = new Map<string, EntryNode>(to?.value.kind === "mapping" ? to.value.entries : []);
    for (const [name, entry] of from.value.entries) {
      const value = through(
        entry.value,
        { kind: "include", note: `\`include\` of \`${entry.key.file.path}\``, at },
        document.preparation.budget,
      );
      const before = merged.get(name);
      if (!before) {
        merged.set(name, { key: entry.key, value });
        continue;
      }
      document.preparation.budget.spend(document.preparation.resets.length / 16);
      const resets = document.preparation.resets.filter(([top, key]) => top === kind && key === name).map((path) => path.slice(2));
      document.preparation.path.push(kind, name);
      merged.set(name, {
        key: before.key,
        value: merge(without(value, resets, document.preparation.budget), before.value, shape, document.preparation),
      });
      document.preparation.path.length -= 2;
    }
    entries.set(kind, { key: to?.key ?? from.key, value: { ...(to?.value.kind === "mapping" ? to.value : from.value), entries: merged } });
  }
  return { ...local, entries };
}
