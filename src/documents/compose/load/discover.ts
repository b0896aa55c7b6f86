import { posix } from "node:path";
import { BudgetSpent, budgetForOne } from "../../../budget.js";
import { SourceFile } from "../../../text/source-file.js";
import { composeNames, overrideNames } from "../../kinds.js";
import { folderOf, joinPath, normalPath } from "../../paths.js";
import type { Repository } from "../../repository.js";
import { readDotenv } from "../variables/dotenv.js";
import type { Variable } from "../variables/environment.js";

/** The compose files that `COMPOSE_FILE`, from the environment or the `.env` of a directory, names (relative to the repository root); undefined when it names none. */
export function namedComposeFiles(
  directory: string,
  environment: ReadonlyMap<string, string>,
  repository: Repository,
): readonly string[] | undefined {
  const variables = new Map<string, Variable>();
  const dotenv = joinPath(directory, ".env");
  const file = repository.entry(dotenv)?.kind === "file" ? repository.read(dotenv) : undefined;
  if (file instanceof SourceFile && (environment.size > 0 || file.text.includes("COMPOSE_FILE"))) {
    try {
      readDotenv(file, new Map([...environment].map(([name, value]) => [name, { value }])), variables, [], budgetForOne());
    } catch (error) {
      // Whoever reads the project reads the file again, and says so.
      if (!(error instanceof BudgetSpent)) throw error;
    }
  }
  const variable = (name: string): string => environment.get(name) ?? variables.get(name)?.value ?? "";
  const named = variable("COMPOSE_FILE");
  if (named === "") return undefined;
  return named
    .split(variable("COMPOSE_PATH_SEPARATOR") || ":")
    .map((path) => (posix.isAbsolute(path) ? posix.relative(repository.root, path) : joinPath(directory, path)));
}

/** The base file of a directory and its override, as far as they are there: what Compose uses without `-f`. */
export function defaultComposeFiles(directory: string, repository: Repository): string[] {
  const has = (name: string): boolean => repository.entry(joinPath(directory, name))?.kind === "file";
  const base = composeNames.find(has);
  const override = base === undefined ? undefined : overrideNames.find(has);
  return [base, override].filter((name) => name !== undefined).map((name) => joinPath(directory, name));
}

/**
 * The compose files that `docker compose` takes in a directory (relative to the repository root) when it is given none: those of `COMPOSE_FILE`,
 * from the environment or `.env`, or else the first base file of the directory or of one above it, with its override. Empty when no file is found.
 */
export function composeFilesIn(directory: string, environment: ReadonlyMap<string, string>, repository: Repository): readonly string[] {
  const named = namedComposeFiles(directory, environment, repository);
  if (named) return named;
  for (let folder = normalPath(directory || "."); ; folder = folderOf(folder)) {
    const found = defaultComposeFiles(folder, repository);
    if (found.length > 0) return found;
    if (folder === "." || folder.startsWith("..")) return [];
  }
}
