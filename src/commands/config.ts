import { posix } from "node:path";
import { composeFilesIn } from "../documents/compose/load/discover.js";
import { readProject } from "../documents/compose/project.js";
import { openRepository } from "../documents/disk-repository.js";
import { findScope } from "../documents/scope.js";
import { parseArguments } from "../options/parse-arguments.js";
import { UsageError } from "../options/usage-error.js";
import { writeConfig } from "../reporters/config.js";
import { fromDirectory } from "../reporters/shared/paths.js";
import type { InputError } from "../text/input-error.js";
import { printable } from "../text/printable.js";
import type { Terminal } from "./terminal.js";

/** Runs `remap-ready config`: the effective model as lint sees it, from the repository alone, on the output; what could not be read on the error stream. */
export function runConfig(args: readonly string[], terminal: Terminal): number {
  const { values, positionals } = parseArguments("config", args);
  const scope = findScope(positionals, terminal.workingDirectory);
  const repository = openRepository(scope.root);
  const complain = ({ file, at, level, message }: InputError): void => {
    const line = at ? `:${at.file.position(at.span.start).line}` : "";
    const path = fromDirectory(scope, terminal.workingDirectory, at?.file.path ?? file);
    terminal.err(`${printable(path)}${line}: ${level}: ${printable(message)}\n`);
  };
  scope.errors.forEach(complain);
  if (scope.errors.length > 0) return 2;
  const environment = new Map<string, string>();
  const files = scope.targets.flatMap(({ path, isDirectory }) => (isDirectory ? composeFilesIn(path, environment, repository) : [path]));
  if (files.length === 0) throw new UsageError("Found no compose file here. Name a directory that holds one, or the files in order.");
  const envFiles = (values["env-file"] ?? []).map((path) => posix.join(scope.base, path));
  const profiles = values.profile ?? ["*"];
  const request = { files, environment, profiles, ...(envFiles.length > 0 && { envFiles }) };
  const { project, errors } = readProject(request, repository);
  if (project) terminal.out(writeConfig(project), "json");
  errors.forEach(complain);
  return errors.some(({ level }) => level === "error") || !project ? 2 : 0;
}
