import { completionFor } from "../options/completion/completion.js";
import { parseArguments } from "../options/parse-arguments.js";
import { rules } from "../rules/index.js";
import type { Terminal } from "./terminal.js";

/** Runs `remap-ready completion <shell>`: prints the shell's completion script. */
export function runCompletion(args: readonly string[], terminal: Terminal): number {
  const { positionals } = parseArguments("completion", args);
  const ids = rules.map(({ id }) => id);
  terminal.out(completionFor(positionals[0], ids));
  return 0;
}
