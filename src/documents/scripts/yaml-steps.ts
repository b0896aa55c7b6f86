import { type Budget, budgetForOne } from "../../budget.js";
import type { InputError } from "../../text/input-error.js";
import { type MappedText, TextBuilder } from "../../text/mapped-text.js";
import type { SourceFile } from "../../text/source-file.js";
import type { Node, ScalarNode } from "../compose/tree/node.js";
import { mappedText } from "../compose/tree/places.js";
import { readYaml } from "../compose/yaml/read.js";
import type { Variable, Variables } from "../variable.js";
import type { Script } from "./script.js";

/** Keys whose text a shell gets: `run` of workflows, actions and CircleCI, `script` and its kin of GitLab, Travis, Bitbucket and Azure, `cmds` of Task. */
const keys: ReadonlySet<string> = new Set([
  "run",
  "command",
  "script",
  "before_script",
  "after_script",
  "install",
  "before_install",
  "cmds",
  "cmd",
  "sh",
  "bash",
  "commands",
]);
const environments: readonly string[] = ["env", "variables", "vars", "environment"];

/** The steps of a pipeline, with the variables that the file, the job and the step set. What cannot be read as YAML has none, and gives an error. */
export function readYamlSteps(file: SourceFile, errors: InputError[] = [], budget: Budget = budgetForOne()): readonly Script[] {
  budget.admit(file.text.length);
  const scripts: Script[] = [];
  for (const root of readYaml(file, errors, budget)) visit(root, new Map(), scripts, false);
  return scripts;
}

function visit(node: Node, variables: Variables, scripts: Script[], isScript: boolean): void {
  if (node.kind === "sequence") for (const item of node.items) visit(item, variables, scripts, isScript);
  else if (node.kind === "scalar") {
    if (isScript && typeof node.value === "string" && /docker/i.test(node.value)) scripts.push({ text: withExpressions(node), variables });
  } else {
    const inner = variablesIn(node, variables);
    for (const [key, { value }] of node.entries) if (!environments.includes(key)) visit(value, inner, scripts, keys.has(key));
  }
}

function variablesIn(node: Extract<Node, { kind: "mapping" }>, outer: Variables): Variables {
  const found = environments.flatMap((name) => node.entries.get(name)?.value ?? []);
  if (found.length === 0) return outer;
  const variables = new Map<string, Variable>(outer);
  for (const each of found) {
    if (each.kind !== "mapping") continue;
    for (const [name, { value }] of each.entries)
      if (value.kind === "scalar" && !String(value.value).includes("{{"))
        variables.set(name, { value: String(value.value ?? ""), at: value.at, kind: "file" });
  }
  return variables;
}

/** `${{ … }}` or `{{ … }}`. It ends before the next begins and has a bounded length, so that many without an end cost no more than the text. */
const expression = /\$?\{\{((?:(?!\{\{|\}\})[\s\S]){0,2000})\}\}/g;

/** A script in which `${{ … }}` and `{{ … }}` are variables that nothing sets, but `${{ env.NAME }}` and `{{.NAME}}`, which are those of the file. */
export function withExpressions(node: ScalarNode): MappedText {
  const mapped = mappedText(node);
  if (!mapped.text.includes("{{")) return mapped;
  const builder = new TextBuilder(mapped);
  let from = 0;
  for (const match of mapped.text.matchAll(expression)) {
    builder.add(mapped.text.slice(from, match.index), from);
    const inner = (match[1] as string).trim();
    const name = /^(?:env\.|\.)(\w+)$/.exec(inner)?.[1] ?? (inner === "github.workspace" ? "GITHUB_WORKSPACE" : inner.replace(/\W+/g, "_"));
    builder.add(`\${${/^[A-Za-z_]/.test(name) ? name : `_${name}`}}`, match.index, match[0].length);
    from = match.index + match[0].length;
  }
  builder.add(mapped.text.slice(from), from);
  return builder.build();
}
