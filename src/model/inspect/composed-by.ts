import { posix } from "node:path";
import type { Inspected } from "../../documents/inspect/inspect.js";

/** What Compose wrote on a container that it made: the labels `com.docker.compose.*` of docker/compose, pkg/api/labels.go. Paths are absolute. */
export interface ComposedBy {
  readonly service: string;
  /** In the order in which they were given; never empty. */
  readonly files: readonly string[];
  readonly directory: string;
  readonly envFiles: readonly string[];
}

const prefix = "com.docker.compose.";

/** Which compose files a container was made from, by its labels; undefined where Compose did not make it, or read a file from its standard input. */
export function composedBy(container: Inspected): ComposedBy | undefined {
  const label = (name: string): string => container.get("Config", "Labels", `${prefix}${name}`).text?.value ?? "";
  const paths = (text: string): string[] => text.split(",").filter((path) => path !== "");
  const [service, directory] = [label("service"), label("project.working_dir")];
  const files = paths(label("project.config_files"));
  const envFiles = paths(label("project.environment_file"));
  if (service === "" || files.length === 0 || ![directory, ...files, ...envFiles].every((path) => posix.isAbsolute(path))) return undefined;
  return { service, files, directory, envFiles };
}
