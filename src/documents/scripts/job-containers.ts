import { budgetForOne } from "../../budget.js";
import type { SourceFile } from "../../text/source-file.js";
import type { Node } from "../compose/tree/node.js";
import { mappedText } from "../compose/tree/places.js";
import { readYaml } from "../compose/yaml/read.js";
import type { DockerCommand } from "../docker-cli/command.js";
import { commandOf } from "../docker-cli/declared.js";
import { knownWord, type ShellWord } from "../shell/word.js";

/** The containers that a workflow's jobs run in, and those of their services: docs.github.com, "Workflow syntax", `jobs.<job_id>.container` and `services`. */
export function readJobContainers(file: SourceFile): readonly DockerCommand[] {
  if (!/(?:^|\/)\.github\/workflows\//.test(file.path) || !/^\s*["']?(?:container|services)["']?\s*:/m.test(file.text)) return [];
  const budget = budgetForOne();
  budget.admit(file.text.length);
  return readYaml(file, [], budget).flatMap((root) =>
    entries(at(root, "jobs")).flatMap(([job, { value }]) => [
      ...containerOf(job, at(value, "container")),
      ...entries(at(value, "services")).flatMap(([name, service]) => containerOf(name, service.value)),
    ]),
  );
}

function containerOf(name: string, node: Node | undefined): DockerCommand[] {
  if (node?.kind !== "mapping") return [];
  const [image] = wordsOf(at(node, "image"));
  const [options] = wordsOf(at(node, "options"));
  const text = options?.text();
  const words = text
    ? [...text.text.matchAll(/(?:[^\s"']|"[^"]*"|'[^']*')+/g)].map(({ 0: word, index }) => {
        const isQuoted = /^(["'])[^"']*\1$/.test(word);
        return knownWord(isQuoted ? text.slice(index + 1, index + word.length - 1) : text.slice(index, index + word.length));
      })
    : [];
  const flags = wordsOf(at(node, "volumes")).map((value) => ({ name: "volume", at: value.at, value }));
  return [commandOf({ name, at: node.at, body: node.at, options: words, flags, ...(image && { image }) })];
}

function at(node: Node | undefined, key: string): Node | undefined {
  return node?.kind === "mapping" ? node.entries.get(key)?.value : undefined;
}

function entries(node: Node | undefined): [string, { readonly value: Node }][] {
  return node?.kind === "mapping" ? [...node.entries] : [];
}

function wordsOf(node: Node | undefined): ShellWord[] {
  if (node?.kind === "sequence") return node.items.flatMap(wordsOf);
  return node?.kind === "scalar" && node.value !== null ? [knownWord(mappedText(node))] : [];
}
