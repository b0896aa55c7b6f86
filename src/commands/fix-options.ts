import type { Values } from "../options/table.js";
import { UsageError } from "../options/usage-error.js";

/** Options that say how to fix. */
const own = ["apply", "unsafe-fixes", "fix-userns-host"] as const;
/** Options that ask for another result than a diff. */
const others = ["format", "write-baseline", "sarif-category", "statistics", "show-files"] as const;

/** Throws a UsageError where `--fix` and what belongs to it are not given together, or with what they cannot be. */
export function refuseMixed(values: Values): void {
  const lone = own.find((name) => values[name] !== undefined);
  if (values.fix !== true && lone !== undefined) throw new UsageError(`\`--${lone}\` says how to fix, and goes with \`--fix\`.`);
  const other = values.fix === true ? others.find((name) => values[name] !== undefined) : undefined;
  if (other !== undefined)
    throw new UsageError(
      `\`--fix\` prints a diff, so \`--${other}\` cannot be given with it. \`--format json\` alone lists every finding with its fix.`,
    );
}
