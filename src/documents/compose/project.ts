import { posix } from "node:path";
import type { InputError } from "../../findings/input-error.js";
import { SourceFile } from "../../text/source-file.js";
import type { Repository } from "../repository.js";
import { checkConsistency } from "./consistency.js";
import { preparationFor } from "./documents.js";
import { type Environment, joinEnvironments, type Variable } from "./environment.js";
import { loadModel } from "./load.js";
import { type Loading, readEnvFiles } from "./loading.js";
import { type MappingNode, scalarAt, stringAt } from "./node.js";
import { normalize } from "./normalize.js";
import { selectProfiles } from "./profiles.js";
import { pruneResources } from "./prune.js";
import type { ComposeMapping } from "./tree.js";

/** Which project to read, as `docker compose` would be told. */
export interface ProjectRequest {
  /** Compose files in order (`-f`), relative to the repository root; the first gives the project directory. */
  readonly files: readonly string[];
  /** Project directory when it is not the first file's. */
  readonly directory?: string;
  /** Variables that win over `.env`; lint passes none, so that its result depends on the repository alone. */
  readonly environment: ReadonlyMap<string, string>;
  /** `--env-file`; default: `.env` in the project directory when it is there. */
  readonly envFiles?: readonly string[];
  /** Active profiles; `*` is all of them, which is what lint uses. */
  readonly profiles: readonly string[];
}

/** The effective model of a project, with what could not be read. */
export interface ComposeProject {
  readonly name: string;
  /** Project directory relative to the repository root. */
  readonly directory: string;
  /** Every file that took part: `-f` files, extends, include, env files. */
  readonly files: readonly SourceFile[];
  /** Long syntax throughout, all services of the active profiles. */
  readonly model: ComposeMapping;
  readonly errors: readonly InputError[];
}

/** Reads a project as Compose does; never throws for what a file says. Undefined when nothing of it can be read. */
export function readProject(request: ProjectRequest, repository: Repository): { project?: ComposeProject; errors: readonly InputError[] } {
  const errors: InputError[] = [];
  const loading: Loading = { repository, errors, files: new Set(), unset: new Set(), expanded: { count: 0 }, families: new Map() };
  const files = request.files.flatMap((path) => {
    const file = repository.read(path);
    if (file instanceof SourceFile) {
      loading.files.add(file);
      return [file];
    }
    errors.push(file);
    return [];
  });
  const [first] = files;
  if (!first) return { errors };
  const directory = normal(request.directory ?? posix.dirname(request.files[0] as string));
  const absolute = posix.join(repository.root, directory);
  const variables = environmentOf(request, directory, loading);
  const environment = new Map(variables);
  const fallback = environment.get("COMPOSE_PROJECT_NAME")?.value ?? projectName(posix.basename(absolute));
  environment.set("COMPOSE_PROJECT_NAME", { value: fallback });
  const scope = { environment, directory: absolute };
  const tree = loadModel(loading, files, scope, [], { file: first, span: { start: 0, end: 0 } });
  if (tree.entries.size === 0 && errors.some(({ level }) => level === "error")) return { errors };
  const name = nameOf(tree, variables, fallback);
  tree.entries.set("name", { key: tree.at, value: tree.entries.get("name")?.value ?? scalarAt(name, tree.at) });
  const preparation = preparationFor(loading, scope);
  selectProfiles(tree, request.profiles);
  normalize(tree, name, scope);
  const isWhole = !isPartial(files, tree);
  checkConsistency(tree, preparation, isWhole);
  if (isWhole) pruneResources(tree);
  return { project: { name, directory, files: [...loading.files], model: tree, errors }, errors };
}

function normal(path: string): string {
  const normalized = posix.normalize(path);
  return normalized === "." || normalized === "./" ? "" : normalized.replace(/\/$/, "");
}

/** The variables of a project: those given, then its env files'. */
function environmentOf(request: ProjectRequest, directory: string, loading: Loading): Environment {
  const given = new Map<string, Variable>([...request.environment].map(([name, value]) => [name, { value }]));
  const paths = request.envFiles ?? [posix.join(directory, ".env")];
  const files = paths.flatMap((path) => {
    if (!request.envFiles && loading.repository.entry(path)?.kind !== "file") return [];
    const file = loading.repository.read(path);
    if (file instanceof SourceFile) {
      loading.files.add(file);
      return [file];
    }
    loading.errors.push(file);
    return [];
  });
  return joinEnvironments(given, readEnvFiles(loading, files, given));
}

function nameOf(tree: MappingNode, environment: Environment, fallback: string): string {
  return environment.get("COMPOSE_PROJECT_NAME")?.value ?? (projectName(stringAt(tree, "name") ?? "") || fallback);
}

/** A project name as Compose makes it: lower case letters, digits, `-` and `_`, the first a letter or digit. */
export function projectName(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, "")
    .replace(/^[_-]+/, "");
}

/** Whether the files are meant to be laid over others: none has a name Compose looks for, and no service says what it runs. */
function isPartial(files: readonly SourceFile[], tree: MappingNode): boolean {
  if (files.some(({ path }) => /(?:^|\/)(?:docker-)?compose\.ya?ml$/.test(path))) return false;
  const services = tree.entries.get("services")?.value;
  if (services?.kind !== "mapping") return true;
  return [...services.entries.values()].some(
    ({ value }) => value.kind === "mapping" && !["image", "build", "provider"].some((key) => value.entries.has(key)),
  );
}
