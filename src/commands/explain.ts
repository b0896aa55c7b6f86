import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { helpOf } from "../findings/finding.js";
import { parseArguments } from "../options/parse-arguments.js";
import { UsageError } from "../options/usage-error.js";
import { writePage } from "../reporters/page/page.js";
import { rules } from "../rules/index.js";
import { nearest } from "../text/did-you-mean.js";
import { hasColor } from "./output.js";
import type { Terminal } from "./terminal.js";

/** Columns that text is read with ease in, and that a page has where there is no terminal. */
const usualWidth = 100;

/** Runs `remap-ready explain <rule>`: prints the rule's page. */
export function runExplain(args: readonly string[], terminal: Terminal): number {
  const { values, positionals } = parseArguments("explain", args);
  const [id] = positionals;
  if (id === undefined) throw new UsageError("`explain` takes one rule id; `remap-ready rules` lists them.");
  const rule = rules.find((each) => each.id === id);
  if (!rule) {
    const guess = nearest(
      id,
      rules.map((each) => each.id),
    );
    throw new UsageError(`There is no rule \`${id}\`.${guess ? ` Did you mean \`${guess}\`?` : ""} \`remap-ready rules\` lists them.`);
  }
  const markdown = page(rule.id) ?? `# ${rule.id}\n\n${rule.summary}\n\n${helpOf(rule.id)}\n`;
  terminal.out(writePage(markdown, { color: hasColor(values, terminal), width: Math.min(terminal.columns ?? usualWidth, usualWidth) }));
  return 0;
}

/** The pages lie in docs/ of the package, beside dist/ and src/; undefined when only the program was copied. */
function page(id: string): string | undefined {
  const here = fileURLToPath(import.meta.url);
  for (const up of ["..", "../.."]) {
    try {
      return readFileSync(join(here, "..", up, "docs", "rules", `${id}.md`), "utf8");
    } catch {
      // Not there: look one directory further up, then fall back to the address.
    }
  }
  return undefined;
}
