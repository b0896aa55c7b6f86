import { readdirSync, readFileSync } from "node:fs";

const folder = new URL("../../src/rules/", import.meta.url);

/** The source of src/rules/registry.ts: every file of src/rules that exports a rule, sorted by its name, which is the rule's id. */
export function writeRegistry(): string {
  const rules = readdirSync(folder)
    .filter((file) => file.endsWith(".ts"))
    .sort()
    .flatMap((file) => {
      const [, name] = /^export const (\w+): Rule = /m.exec(readFileSync(new URL(file, folder), "utf8")) ?? [];
      return name === undefined ? [] : [{ id: file.replace(/\.ts$/, ""), name }];
    });
  const imports = [...rules.map(({ id, name }) => ({ id, words: `{ ${name} }` })), { id: "rule", words: "type { Rule }" }]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, words }) => `import ${words} from "./${id}.js";`);
  const entries = rules.map(({ id, name }) => `  ${id === name ? name : `"${id}": ${name}`},`);
  return [
    "// Written by `npm run docs` from the files of this folder.",
    ...imports,
    "",
    "/** Every rule under its id, sorted. */",
    "export const registry = {",
    ...entries,
    "} as const satisfies Readonly<Record<string, Rule>>;",
    "",
  ].join("\n");
}
