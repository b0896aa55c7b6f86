import { parse } from "yaml";
import type { Rule } from "../../src/rules/rule.js";
import { table, withBlock } from "./block.js";
import { inputsTable, optionsTable } from "./options.js";

interface Action {
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
}

/** The README with its tables written anew: rules from the registry, options and inputs from the table of options, outputs from action.yml. */
export function writeReadme(readme: string, rules: readonly Rule[], actionYml: string): string {
  const action = parse(actionYml) as Action;
  const rulesTable = table(
    ["rule", "severity", "confidence", "what it says"],
    rules.map(({ id, severity, confidence, summary }) => [`[${id}](docs/rules/${id}.md)`, severity, confidence, summary]),
  );
  const outputs = table(
    ["output", "meaning"],
    Object.entries(action.outputs).map(([name, { description }]) => [`\`${name}\``, description.trim()]),
  );
  const blocks: readonly (readonly [string, string])[] = [
    ["rules", rulesTable],
    ["inputs", inputsTable()],
    ["outputs", outputs],
    ["options", optionsTable("lint")],
  ];
  return blocks.reduce((page, [name, body]) => withBlock(page, name, body), readme);
}
