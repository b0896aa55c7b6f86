import { randomUUID } from "node:crypto";
import { getInput, getState, saveState, setOutput, summary } from "@actions/core";

/** How a step talks to the runner: inputs, outputs, state and summary. */
export interface Workflow {
  /** An input, trimmed; undefined when it is empty or missing. */
  input(name: string): string | undefined;
  /** Runs the main step the first time and the post step the second: the bundle is the same. */
  isPost(): boolean;
  setOutput(name: string, value: string | number): void;
  saveState(name: string, value: string): void;
  /** What the main step saved; empty when it saved nothing. */
  state(name: string): string;
  /** Adds to the job summary; does nothing where the runner takes none. */
  addSummary(markdown: string): Promise<void>;
}

/** Gives the workflow of the running step. */
export function openWorkflow(environment: NodeJS.ProcessEnv): Workflow {
  return {
    input: (name) => getInput(name) || undefined,
    isPost: () => getState("isPost") === "true",
    setOutput,
    saveState,
    state: getState,
    async addSummary(markdown) {
      if (environment["GITHUB_STEP_SUMMARY"]) await summary.addRaw(markdown).write();
    },
  };
}

/** Prints foreign text so that the runner obeys none of it: commands are off until the token, which no text can guess. */
export function fenced(text: string): string {
  const token = randomUUID();
  return `::stop-commands::${token}\n${text.endsWith("\n") ? text : `${text}\n`}::${token}::\n`;
}
