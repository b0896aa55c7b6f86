import { randomUUID } from "node:crypto";
import { appendFileSync } from "node:fs";

/**
 * How a step talks to the runner: inputs from the environment, outputs, state and summary through files. The protocol is actions/toolkit's
 * (packages/core/src); the package itself is left out because it brings an HTTP client that takes longer to load than a lint run.
 */
export interface Workflow {
  /** An input, trimmed; undefined when it is empty or missing. */
  input(name: string): string | undefined;
  /** Runs the main step the first time and the post step the second: the bundle is the same. */
  isPost(): boolean;
  setOutput(name: string, value: string | number): void;
  saveState(name: string, value: string): void;
  addSummary(markdown: string): void;
}

/** Gives the workflow of a step from its environment. */
export function openWorkflow(environment: NodeJS.ProcessEnv): Workflow {
  const append = (variable: string, text: string) => {
    const file = environment[variable];
    if (file) appendFileSync(file, text);
  };
  return {
    input(name) {
      const value = environment[`INPUT_${name.replaceAll(" ", "_").toUpperCase()}`]?.trim();
      return value === "" ? undefined : value;
    },
    isPost: () => environment["STATE_isPost"] === "true",
    setOutput: (name, value) => append("GITHUB_OUTPUT", keyValue(name, String(value))),
    saveState: (name, value) => append("GITHUB_STATE", keyValue(name, value)),
    addSummary: (markdown) => append("GITHUB_STEP_SUMMARY", markdown),
  };
}

/** A delimiter that no value can guess keeps a value from ending its own entry. */
function keyValue(name: string, value: string): string {
  const delimiter = `ghadelimiter_${randomUUID()}`;
  return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
}

/** Prints foreign text so that the runner obeys none of it: commands are off until the token, which no text can guess. */
export function fenced(text: string): string {
  const token = randomUUID();
  return `::stop-commands::${token}\n${text.endsWith("\n") ? text : `${text}\n`}::${token}::\n`;
}
