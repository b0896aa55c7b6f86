import { randomUUID } from "node:crypto";
import { getInput, saveState, setOutput, summary } from "@actions/core";
import { Failure } from "../commands/failure.js";
import { systemReason } from "../text/system-error.js";

/** How a step talks to the runner: inputs, outputs, state and summary. */
export interface Workflow {
  /** An input, trimmed; undefined when it is empty or missing. */
  input(name: string): string | undefined;
  /** Complains where the runner's file cannot be written. */
  setOutput(name: string, value: string | number): void;
  /** Keeps a value for the post step, which finds it as STATE_name in its environment; throws a Failure where the runner's file cannot be written. */
  saveState(name: string, value: string): void;
  /** Adds to the job summary; does nothing where the runner takes none, and complains where its file cannot be written. */
  addSummary(markdown: string): Promise<void>;
}

/** Gives the workflow of the running step. `complain` gets a sentence about what cannot be written, once for each of the runner's files. */
export function openWorkflow(environment: NodeJS.ProcessEnv, complain: (problem: string) => void): Workflow {
  const told = new Set<string>();
  const unwritable = (what: string, variable: string, error: unknown): string =>
    `${what} cannot be written to the runner's file (${variable}=${environment[variable]}): ${systemReason(error)}`;
  const complainOnce = (what: string, variable: string, error: unknown): void => {
    if (!told.has(variable)) complain(unwritable(what, variable, error));
    told.add(variable);
  };
  return {
    input: (name) => getInput(name) || undefined,
    setOutput(name, value) {
      try {
        setOutput(name, value);
      } catch (error) {
        complainOnce(`The output \`${name}\``, "GITHUB_OUTPUT", error);
      }
    },
    saveState(name, value) {
      try {
        saveState(name, value);
      } catch (error) {
        throw new Failure("environment", unwritable("What the post step must know", "GITHUB_STATE", error));
      }
    },
    async addSummary(markdown) {
      if (!environment["GITHUB_STEP_SUMMARY"]) return;
      try {
        await summary.addRaw(markdown).write();
      } catch (error) {
        complainOnce("The job summary", "GITHUB_STEP_SUMMARY", error);
      }
    },
  };
}

/** Prints foreign text so that the runner obeys nothing in it: commands are off until the token, which no text can guess. */
export function fenced(text: string): string {
  const token = randomUUID();
  return `::stop-commands::${token}\n${text.endsWith("\n") ? text : `${text}\n`}::${token}::\n`;
}
