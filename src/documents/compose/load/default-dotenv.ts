import type { InputError } from "../../../text/input-error.js";
import type { SourceFile } from "../../../text/source-file.js";
import type { Repository } from "../../repository.js";

/** The `.env` that Compose takes by itself: the file, or why it is not read; undefined where Compose takes none either: a folder, or a link that leads nowhere. */
export function defaultDotenv(path: string, repository: Repository): SourceFile | InputError | undefined {
  const entry = repository.entry(path);
  if (entry) return entry.kind === "directory" ? undefined : repository.read(path);
  if (!repository.isNamed(path)) return undefined;
  const problem = repository.read(path);
  if (!("unread" in problem) || problem.unread !== "outside") return undefined;
  return {
    ...problem,
    message: `${problem.message} Compose reads it: the variables that it sets, and files that it names in \`COMPOSE_FILE\`, are unknown here.`,
  };
}
