import { posix } from "node:path";
import { type Budget, BudgetSpent, budgetForOne, overBudget } from "../../budget.js";
import type { InputError } from "../../text/input-error.js";
import type { Location } from "../../text/location.js";
import { SourceFile } from "../../text/source-file.js";
import { composeNames } from "../kinds.js";
import type { Repository } from "../repository.js";
import { checkConsistency } from "./complete/consistency.js";
import { normalize } from "./complete/implied.js";
import { selectProfiles } from "./complete/profiles.js";
import { pruneResources } from "./complete/prune.js";
import { type Loading, readEnvFiles, readExample, take } from "./load/context.js";
import { defaultDotenv } from "./load/default-dotenv.js";
import { each } from "./load/defaults.js";
import { preparationFor } from "./load/documents.js";
import { loadModel } from "./load/load.js";
import { type MappingNode, type Node, type ScalarNode, scalarAt, stringAt } from "./tree/node.js";
import type { ComposeMapping } from "./tree/tree.js";
import { type Environment, joinEnvironments, type Variable, withAssumed } from "./variables/environment.js";
import { substitute } from "./variables/interpolate.js";
import { OpenVariables } from "./variables/open-variables.js";
import { readYaml } from "./yaml/read.js";

/** Which project to read, in the terms of `docker compose`. */
export interface ProjectRequest {
  /** Compose files in order (`-f`), relative to the repository root; the first gives the project directory. */
  readonly files: readonly string[];
  /** Project directory when it is not the first file's. */
  readonly directory?: string;
  /** Variables that win over `.env`; lint passes none, so that its result depends on the repository alone. */
  readonly environment: ReadonlyMap<string, string>;
  /** `--env-file`; default: `.env` in the project directory when it is there. */
  readonly envFiles?: readonly string[];
  /** Whether the files are complete, as with `-f`, so that what they lack is a mistake. Default: whether one has a name that Compose looks for. */
  readonly isWhole?: boolean;
  /** Whether a name alone says that the files are all there is: what they lack is then one warning, because another file may add it. */
  readonly isPresumed?: boolean;
  /** Whether examples of an env file, such as `.env.example`, stand for what `.env` does not set. Compose does not read them. */
  readonly assumesExamples?: boolean;
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
  /** Where it names a file that only the network has, in an include or an extends. */
  readonly remotes: readonly Location[];
  /** Long syntax throughout, all services of the active profiles. */
  readonly model: ComposeMapping;
  readonly errors: readonly InputError[];
}

/** What reading a project gives. */
export interface Reading {
  readonly project?: ComposeProject;
  readonly errors: readonly InputError[];
}

/**
 * Reads a project as Compose does; never throws for what a file says. No project when nothing of it can be read, or when it costs more than its budget.
 * A file whose services lack an image, and that is not stated to be all there is, is read over the base of its folder or of the nearest above, when that holds them.
 */
export function readProject(request: ProjectRequest, repository: Repository, budget: Budget = budgetForOne()): Reading {
  try {
    return readOverBase(request, repository, budget);
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error;
    return { errors: [overBudget(request.files[0] as string, error)] };
  }
}

function readOverBase(request: ProjectRequest, repository: Repository, budget: Budget): Reading {
  const isWhole = request.isWhole ?? request.files.some(hasDefaultName);
  const { reading, lacking } = read(request, repository, budget, isWhole);
  if ((isWhole && !request.isPresumed) || lacking.length === 0) return reading;
  const base = baseOf(request.files[0] as string, repository);
  if (base === undefined) return reading;
  const joined = read({ ...request, files: [base, ...request.files] }, repository, budget, false);
  const isBetter = isWhole ? joined.lacking.length === 0 : joined.lacking.length < lacking.length;
  return isBetter ? joined.reading : reading;
}

/** The file with a default name, in the folder of another or the nearest above it, that the other can be laid over. */
function baseOf(path: string, repository: Repository): string | undefined {
  for (let folder = posix.dirname(path); ; folder = posix.dirname(folder)) {
    const base = composeNames
      .map((name) => posix.join(folder, name))
      .find((name) => name !== path && repository.entry(name)?.kind === "file");
    if (base !== undefined || folder === "." || folder.startsWith("..")) return base;
  }
}

function hasDefaultName(path: string): boolean {
  return composeNames.includes(posix.basename(path));
}

function read(
  request: ProjectRequest,
  repository: Repository,
  budget: Budget,
  isWhole: boolean,
): { reading: Reading; lacking: readonly string[] } {
  const errors: InputError[] = [];
  const loading: Loading = {
    repository,
    budget,
    errors,
    remotes: [],
    assumesExamples: request.assumesExamples ?? false,
    files: new Set(),
    open: new OpenVariables(),
    expanded: { count: 0 },
    included: { count: 0 },
    families: new Map(),
  };
  const files = request.files.flatMap((path) => {
    const file = repository.read(path);
    if (file instanceof SourceFile) {
      take(loading, file);
      return [file];
    }
    errors.push(file);
    return [];
  });
  const [first] = files;
  if (!first) return { reading: { errors }, lacking: [] };
  const directory = normal(request.directory ?? posix.dirname(request.files[0] as string));
  const absolute = posix.join(repository.root, directory);
  const variables = environmentOf(request, directory, loading);
  const fallback = projectName(posix.basename(absolute));
  const environment = new Map(variables);
  if (!environment.get("COMPOSE_PROJECT_NAME")?.value)
    environment.set("COMPOSE_PROJECT_NAME", { value: statedName(files, variables, budget) || fallback });
  const scope = { environment, directory: absolute };
  const tree = loadModel(loading, files, scope, [], { file: first, span: { start: 0, end: 0 } });
  if (tree.entries.size === 0 && errors.length === 0)
    errors.push({ file: first.path, at: tree.at, level: "error", message: "The compose file is empty." });
  const [remote] = loading.remotes;
  const services = tree.entries.get("services")?.value;
  if (remote && !(services?.kind === "mapping" && services.entries.size > 0)) {
    const message = "Nothing of this project is checked: all its services lie elsewhere. Lint them where they are.";
    errors.push({ file: remote.file.path, at: remote, level: "error", message });
  }
  if (tree.entries.size === 0 && errors.some(({ level }) => level === "error")) return { reading: { errors }, lacking: [] };
  const name = variables.get("COMPOSE_PROJECT_NAME")?.value || projectName(stringAt(tree, "name") ?? "") || fallback;
  tree.entries.set("name", {
    key: tree.at,
    value: { ...scalarAt(name, tree.at), ...scalarOf(tree.entries.get("name")?.value), value: name },
  });
  selectProfiles(tree, request.profiles);
  normalize(tree, name, scope);
  checkConsistency(tree, preparationFor(loading, scope), {
    isWhole,
    isPresumed: request.isPresumed ?? false,
    hasAllProfiles: request.profiles.includes("*"),
  });
  if (isWhole) pruneResources(tree);
  errors.push(...loading.open.describe());
  return {
    reading: { project: { name, directory, files: [...loading.files], remotes: loading.remotes, model: tree, errors }, errors },
    lacking: servicesWithoutImage(tree),
  };
}

/** The project's name as its files state it, read ahead only when one of them uses it as a variable. */
function statedName(files: readonly SourceFile[], environment: Environment, budget: Budget): string {
  if (!files.some(({ text }) => text.includes("COMPOSE_PROJECT_NAME"))) return "";
  const names = files.flatMap((file) => readYaml(file, [], budget).map((node) => stringAt(node, "name")));
  return projectName(substitute(names.findLast((name) => name) ?? "", environment, budget).value);
}

function scalarOf(node: Node | undefined): ScalarNode | undefined {
  return node?.kind === "scalar" ? node : undefined;
}

function servicesWithoutImage(tree: MappingNode): string[] {
  const lacking: string[] = [];
  each(tree, "services", (service, name) => {
    if (!["image", "build", "provider"].some((key) => service.entries.has(key))) lacking.push(name);
  });
  return lacking;
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
    const file = request.envFiles ? loading.repository.read(path) : defaultDotenv(path, loading.repository);
    if (!file) return [];
    if (file instanceof SourceFile) {
      take(loading, file);
      return [file];
    }
    loading.errors.push(file);
    return [];
  });
  const environment = joinEnvironments(given, readEnvFiles(loading, files, given));
  return loading.assumesExamples && !request.envFiles ? withAssumed(environment, readExample(loading, directory, given)) : environment;
}

/** A project name as Compose makes it: lower case letters, digits, `-` and `_`, the first a letter or digit. */
export function projectName(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, "")
    .replace(/^[_-]+/, "");
}
