import { parse } from "yaml";
import type { Rule } from "../../src/rules/rule.js";
import { table, withBlock } from "./block.js";

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
}

/** The README with its tables written anew: rules from the registry, inputs and outputs from action.yml. */
export function writeReadme(readme: string, rules: readonly Rule[], actionYml: string): string {
  const action = parse(actionYml) as Action;
  const rulesTable = table(
    ["rule", "severity", "confidence", "what it says"],
    rules.map(({ id, severity, confidence, summary }) => [`[${id}](docs/rules/${id}.md)`, severity, confidence, summary]),
  );
  const inputs = table(
    ["input", "meaning"],
    Object.entries(action.inputs).map(([name, input]) => [
      `\`${name}\``,
      `${input.description.trim()}${input.default === undefined ? "" : ` Default: \`${input.default}\`.`}`,
    ]),
  );
  const outputs = table(
    ["output", "meaning"],
    Object.entries(action.outputs).map(([name, { description }]) => [`\`${name}\``, description.trim()]),
  );
  return withBlock(withBlock(withBlock(readme, "rules", rulesTable), "inputs", inputs), "outputs", outputs);
}
