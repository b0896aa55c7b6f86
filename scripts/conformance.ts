import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Comparison, compareDirectory } from "../test/documents/compose/conformance.js";
import { generatedInputs, type Input } from "../test/documents/compose/generated.js";
import { known, randomInputs, writtenInputs } from "../test/documents/compose/inputs.js";
import { inDirectory, judgeBinary, twoAtATime } from "../test/documents/compose/judge.js";

// Compares our reading of compose projects with `docker compose config`:
//   tsx scripts/conformance.ts                      our own inputs; writes the numbers into docs/compose-conformance.md
//   tsx scripts/conformance.ts --random 500 --seed 7   that many random projects, nothing written
//   tsx scripts/conformance.ts DIRECTORY…           every compose project below the directories, nothing written

const { values, positionals } = parseArgs({ allowPositionals: true, options: { random: { type: "string" }, seed: { type: "string" } } });
const binary = judgeBinary();
if (!binary) {
  console.log("docker compose is not at hand; fetch it with scripts/engines.sh compose, or name it in REMAP_READY_COMPOSE");
  process.exit(2);
}

interface Tally {
  projects: number;
  inputs: number;
  refused: number;
  otherAcceptance: number;
  read: number;
  whole: number;
}

function count(tally: Tally, name: string, inputs: number, result: Comparison): void {
  tally.projects++;
  tally.inputs += inputs;
  if (result.refusal !== undefined) tally.refused++;
  if (known.has(name)) return;
  if (!result.isSameAcceptance) {
    tally.otherAcceptance++;
    const ours = result.errors.filter(({ level }) => level === "error").map(({ message }) => message);
    console.log(`${name}: compose says ${result.refusal?.split("\n").at(-1) ?? "nothing"}; we say ${ours.join(" ") || "nothing"}`);
  }
  tally.read += result.read.length;
  tally.whole += result.whole.length;
  for (const { path, compose, ours } of [...result.read, ...result.whole])
    console.log(`${name}: ${path} is ${JSON.stringify(compose)}, we read ${JSON.stringify(ours)}`);
}

async function compareInputs(inputs: readonly Input[]): Promise<Tally> {
  const tally: Tally = { projects: 0, inputs: 0, refused: 0, otherAcceptance: 0, read: 0, whole: 0 };
  const results = await twoAtATime(inputs, ({ files }) => inDirectory(files, (directory) => compareDirectory(binary as string, directory)));
  for (const [index, input] of inputs.entries()) count(tally, input.name, input.count, results[index] as Comparison);
  return tally;
}

async function compareFolders(folders: readonly string[]): Promise<Tally> {
  const tally: Tally = { projects: 0, inputs: 0, refused: 0, otherAcceptance: 0, read: 0, whole: 0 };
  const found = folders.flatMap((folder) => projectsBelow(folder));
  const results = await twoAtATime(found, ({ directory, files }) => compareDirectory(binary as string, directory, files));
  for (const [index, { directory, files }] of found.entries())
    count(tally, join(directory, files?.[0] ?? ""), 1, results[index] as Comparison);
  return tally;
}

const defaultName = /^(?:docker-)?compose\.ya?ml$/;
const otherName = /^(?:.*[.-])?compose(?:[.-].*)?\.ya?ml$/;

function projectsBelow(directory: string): { directory: string; files?: string[] }[] {
  const entries = readdirSync(directory, { withFileTypes: true });
  const hasDefault = entries.some(({ name }) => defaultName.test(name));
  const others = entries.filter(({ name }) => otherName.test(name) && !defaultName.test(name) && !/\.override\./.test(name));
  const inner = entries.filter((entry) => entry.isDirectory() && entry.name !== ".git");
  return [
    ...(hasDefault ? [{ directory }] : []),
    ...others.map(({ name }) => ({ directory, files: [name] })),
    ...inner.flatMap(({ name }) => projectsBelow(join(directory, name))),
  ];
}

if (positionals.length > 0) console.log(await compareFolders(positionals));
else if (values.random !== undefined) console.log(await compareInputs(randomInputs(Number(values.random), Number(values.seed ?? 1))));
else {
  const rows: [string, Tally][] = [
    ["Written by hand, mistakes included", await compareInputs(writtenInputs())],
    ["Every form of every attribute over every other", await compareInputs(generatedInputs())],
    ["Random projects", await compareInputs(randomInputs(200, 20261121))],
  ];
  const table = [
    "| Inputs | Projects | Compared | Refused by Compose | Differ in acceptance | Differ in what rules read | Differ elsewhere |",
    "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ...rows.map(
      ([name, tally]) =>
        `| ${name} | ${tally.projects} | ${tally.inputs} | ${tally.refused} | ${tally.otherAcceptance} | ${tally.read} | ${tally.whole} |`,
    ),
  ];
  const exceptions = [...known].map(([name, reason]) => `- *${name.replace(/^[^:]*: /, "")}*: ${reason}`);
  const path = new URL("../docs/compose-conformance.md", import.meta.url);
  const page = readFileSync(path, "utf8")
    .replace(/(<!-- numbers -->\n)[\s\S]*?(<!-- \/numbers -->)/, (_, open, close) => `${open}\n${table.join("\n")}\n\n${close}`)
    .replace(/(<!-- known -->\n)[\s\S]*?(<!-- \/known -->)/, (_, open, close) => `${open}\n${exceptions.join("\n")}\n\n${close}`);
  writeFileSync(path, page);
  console.log(table.join("\n"));
}
