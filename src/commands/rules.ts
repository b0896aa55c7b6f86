import { parseArguments } from "../options/parse-arguments.js";
import { rules } from "../rules/index.js";
import type { Terminal } from "./terminal.js";

/** Runs `remap-ready rules`: one line a rule. */
export function runRules(args: readonly string[], terminal: Terminal): number {
  parseArguments("rules", args);
  const width = Math.max(...rules.map(({ id }) => id.length));
  for (const { id, severity, summary } of rules) terminal.out(`${id.padEnd(width)}  ${severity.padEnd(7)}  ${summary}\n`);
  return 0;
}
