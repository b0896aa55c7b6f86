import type { InputError } from "../../../text/input-error.js";
import type { SourceFile } from "../../../text/source-file.js";
import type { Repository } from "../../repository.js";

/** The `.env` that Compose takes by itself: the file, or why it is not read; undefined where Compose finds no file either. A link out of the repository is a warning, because Compose follows it. */
export function defaultDotenv(path: string, repository: Repository): SourceFile | InputError | undefined {
  const entry = repository.entry(path);
  if (entry) return entry.kind === "file" ? repository.read(path) : undefined;
  if (!repository.isNamed(path)) return undefined;
  const problem = repository.read(path);
  if (!("unread" in problem) || problem.unread !== "outside") return undefined;
  return { ...problem, level: "warning", message: `${problem.message} Compose reads it, so the variables that it sets are unknown here.` };
}
