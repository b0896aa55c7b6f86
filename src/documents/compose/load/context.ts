import type { Budget } from "../../../budget.js";
import type { InputError } from "../../../text/input-error.js";
import type { Location } from "../../../text/location.js";
import { SourceFile } from "../../../text/source-file.js";
import { folderOf, joinPath } from "../../paths.js";
import type { Repository } from "../../repository.js";
import { readDotenv } from "../variables/dotenv.js";
import type { Environment, Variable } from "../variables/environment.js";
import type { OpenVariables } from "../variables/open-variables.js";
import { repositoryPath } from "../variables/paths.js";

/** What one run of `readProject` shares between the files it reads. */
export interface Loading {
  readonly repository: Repository;
  readonly budget: Budget;
  readonly errors: InputError[];
  /** Where the project names what only the network has. */
  readonly remotes: Location[];
  /** Whether examples of env files stand for what is not set. */
  readonly assumesExamples: boolean;
  readonly files: Set<SourceFile>;
  readonly open: OpenVariables;
  readonly expanded: { count: number };
  /** How many includes were followed. */
  readonly included: { count: number };
  /** The services of files that were extended, by the environment they were read with. */
  readonly families: Map<Environment, unknown>;
}

/** Whether a reference names something that only the network has: a Git repository or an OCI artifact. */
export function isRemote(reference: string): boolean {
  return /^(?:oci|https?|git|ssh):\/\/|^git@|^github\.com\//.test(reference);
}

/** Opens a file named in the project; reports what is wrong at the place that names it. `directory` is absolute. */
export function open(loading: Loading, reference: string, directory: string, at: Location): SourceFile | undefined {
  const fail = (level: InputError["level"], message: string): undefined => {
    loading.errors.push({ file: at.file.path, at, level, message });
    return undefined;
  };
  if (isRemote(reference)) {
    loading.remotes.push(at);
    return fail("warning", `\`${reference}\` lies elsewhere and is not fetched; what it adds to the project is not checked.`);
  }
  const path = repositoryPath(reference, directory, loading.repository.root);
  if (path === undefined) return fail("error", `\`${reference}\` leads out of the repository and is not read.`);
  const file = loading.repository.read(path);
  if (!(file instanceof SourceFile)) return fail(file.level, `\`${reference}\` cannot be read: ${file.message}`);
  take(loading, file);
  return file;
}

/** Counts a file to the project; what it may cost by itself is counted once. */
export function take(loading: Loading, file: SourceFile): void {
  if (!loading.files.has(file)) loading.budget.admit(file.text.length, file);
  loading.files.add(file);
}

/** Reads env files in order, later ones winning, on top of the variables around them. */
export function readEnvFiles(loading: Loading, files: readonly SourceFile[], outer: Environment): Map<string, Variable> {
  const variables = new Map<string, Variable>();
  for (const file of files) readDotenv(file, outer, variables, loading.errors, loading.budget);
  return variables;
}

/** The names of examples of an env file, in the order in which they are looked for. */
const exampleNames: readonly string[] = [
  ...["example", "sample", "dist", "template", "default", "defaults", "tmpl", "tpl"].flatMap((kind) => [
    `.env.${kind}`,
    `env.${kind}`,
    `.env-${kind}`,
    `.env_${kind}`,
    `.${kind}.env`,
    `${kind}.env`,
  ]),
  ".env.local.example",
  ".env.example.local",
];

/** The variables that the example of an env file in a folder of the repository sets. What is wrong in it is no mistake: Compose does not read it. */
export function readExample(loading: Loading, directory: string, outer: Environment): Environment {
  const path = loading.repository.firstFile(directory, exampleNames);
  const file = path === undefined ? undefined : loading.repository.read(path);
  const variables = new Map<string, Variable>();
  if (file instanceof SourceFile) {
    take(loading, file);
    readDotenv(file, outer, variables, [], loading.budget);
  }
  return variables;
}

/** Absolute directory of a repository path's file. */
export function directoryOf(loading: Loading, path: string): string {
  return joinPath(loading.repository.root, folderOf(path));
}
