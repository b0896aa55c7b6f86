import type { CompareReport } from "../../comparison/report.js";
import { remedyOf } from "./answer.js";

/** The name under which the script is shown. */
export const scriptName = "host-changes.sh";

/**
 * Every change to files of the host that was tried and helps, as one script that can take it back too; undefined without such a change. It holds fixed words and commands
 * that src/advice made, nothing of the stack's.
 */
export function hostScript({ comparisons }: Pick<CompareReport, "comparisons">): string | undefined {
  const changes = comparisons.flatMap((comparison) => remedyOf(comparison)?.host ?? []);
  if (changes.length === 0) return undefined;
  const each = (commands: readonly string[]) => [...new Set(commands)].map((command) => `  ${command}`);
  const all = changes.flatMap(({ commands }) => commands);
  // What can be done once only comes last, so that a script that was stopped can be started again.
  const deletes = (command: string) => command.startsWith("rmdir ");
  const undo = each([...changes].reverse().flatMap((change) => change.undo));
  const isWhole = changes.every(({ isUndoWhole }) => isUndoWhole);
  return [
    "#!/bin/sh",
    "# What was tried on a copy of these files. Stop the containers first, then run it as root in the directory of the stack.",
    `# "sh ${scriptName} undo" takes it back, with what was written since; setuid and setgid bits that files lost do not come back.`,
    ...(isWhole ? [] : ["# Some files had the new owners before. Those get the old ones too when it is taken back: keep a list of them."]),
    "set -eu",
    'case "$*" in',
    "'')",
    ...each(all.filter((command) => !deletes(command))),
    ...each(all.filter(deletes)),
    "  ;;",
    "undo)",
    ...(undo.length > 0 ? undo : ["  : # A directory that was deleted while empty is made again by the engine."]),
    "  ;;",
    "*)",
    `  echo "usage: sh ${scriptName} [undo]" >&2`,
    "  exit 2",
    "  ;;",
    "esac",
    "",
  ].join("\n");
}
