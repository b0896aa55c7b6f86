import { statSync } from "node:fs";
import { resolve } from "node:path";
import { Failure } from "../commands/failure.js";
import type { Terminal } from "../commands/terminal.js";
import type { Inputs } from "../options/read-inputs.js";
import { escapeData } from "../reporters/lint/github.js";
import { systemReason } from "../text/system-error.js";
import type { Workflow } from "./workflow.js";
import { writeReplacing } from "./write-replacing.js";

/** What every part of the action's main step works with. */
export interface Step extends Pick<Inputs, "mode" | "values"> {
  readonly workflow: Workflow;
  readonly terminal: Terminal;
  /** Absolute; it exists. */
  readonly workspace: string;
  /** Annotates what went wrong and fails the step, which goes on. */
  complain(problem: string): void;
}

/** The directory that holds the repository; throws a Failure when it does not exist. */
export function workspaceOf({ environment, workingDirectory }: Terminal): string {
  const workspace = environment["GITHUB_WORKSPACE"] || workingDirectory;
  if (!statSync(workspace, { throwIfNoEntry: false })?.isDirectory())
    throw new Failure("environment", `The workspace \`${workspace}\` does not exist. Run actions/checkout in a step before this one.`);
  return workspace;
}

/** Writes a file that an input names, and gives its absolute path; empty when no file is named, or when it cannot be written, which is reported. */
export function writeFileNamed({ workspace, complain }: Step, path: string | undefined, text: () => string): string {
  if (path === undefined) return "";
  const absolute = resolve(workspace, path);
  try {
    writeReplacing(absolute, text(), workspace);
    return absolute;
  } catch (error) {
    complain(`\`${path}\` cannot be written: ${systemReason(error)}.`);
    return "";
  }
}

/** Prints that the step as a whole has a problem. */
export function annotate(terminal: Pick<Terminal, "out">, level: "error" | "warning", message: string): void {
  terminal.out(`::${level} title=remap-ready::${escapeData(message)}\n`, "commands");
}
