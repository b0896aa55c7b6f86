import { rules } from "../rules/index.js";
import { type Terminal, UsageError } from "./terminal.js";

/** Runs `remap-ready rules`: one line a rule. */
export function runRules(args: readonly string[], terminal: Terminal): number {
  if (args.length > 0) throw new UsageError(`\`rules\` takes no argument; \`${args[0]}\` is one too many.`);
  const width = Math.max(...rules.map(({ id }) => id.length));
  for (const { id, severity, summary } of rules) terminal.out(`${id.padEnd(width)}  ${severity.padEnd(7)}  ${summary}\n`);
  return 0;
}
