import type { InputError } from "../../findings/input-error.js";
import type { SourceFile } from "../../text/source-file.js";
import type { Repository } from "../repository.js";
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
export function readProject(
  _request: ProjectRequest,
  _repository: Repository,
): { project?: ComposeProject; errors: readonly InputError[] } {
  return { errors: [] };
}
