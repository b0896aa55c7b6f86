import { budgetForOne } from "../../budget.js";
import type { SourceFile } from "../../text/source-file.js";
import type { Node } from "../compose/tree/node.js";
import { readYaml } from "../compose/yaml/read.js";
import type { DockerCommand } from "../docker-cli/command.js";
import { commandOf, splitOptions } from "../docker-cli/declared.js";
import { flagsOf, valueAt, wordsOf } from "../docker-cli/key-flags.js";

/** The containers that a workflow's jobs run in, and those of their services: docs.github.com, "Workflow syntax", `jobs.<job_id>.container` and `services`. */
export function readJobContainers(file: SourceFile): readonly DockerCommand[] {
  if (!/(?:^|\/)\.github\/workflows\//.test(file.path) || !/^[ \t]*["']?(?:container|services)["']?[ \t]*:/m.test(file.text)) return [];
  const budget = budgetForOne();
  budget.admit(file.text.length);
  return readYaml(file, [], budget).flatMap((root) =>
    entries(valueAt(root, "jobs")).flatMap(([job, { value }]) => [
      ...containerOf(job, valueAt(value, "container")),
      ...entries(valueAt(value, "services")).flatMap(([name, service]) => containerOf(name, service.value)),
    ]),
  );
}

function containerOf(name: string, node: Node | undefined): DockerCommand[] {
  if (node?.kind !== "mapping") return [];
  const [image] = wordsOf(valueAt(node, "image"));
  const [options] = wordsOf(valueAt(node, "options"));
  return [
    commandOf({
      place: "workflow",
      name,
      at: node.at,
      body: node.at,
      options: options ? splitOptions(options.text()) : [],
      keys: flagsOf(node, [["volume", "volumes", wordsOf]]),
      ...(image && { image }),
    }),
  ];
}

function entries(node: Node | undefined): [string, { readonly value: Node }][] {
  return node?.kind === "mapping" ? [...node.entries] : [];
}
