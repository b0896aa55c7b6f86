import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { experiments } from "../proving/experiments/all.js";
import { type GenerationProof, type Proof, proveOn } from "../proving/prove.js";
import { findTools, generationsAtHand } from "../proving/tools.js";
import { rules } from "../src/rules/index.js";
import { withBlock } from "./docs/block.js";
import { withMarkers } from "./docs/rule-page.js";
import { compatibilityPage } from "./proving/compatibility.js";
import { evidenceOf } from "./proving/evidence.js";

// `npm run prove` shows every claim on every engine at hand and writes docs/compatibility.md and the Evidence of rule pages.
//   --only <rule or id>   that part only, nothing is written      --on 20,28   these engines only, nothing is written
//   --verbose             every observation                       --check      nothing is written
const words = process.argv.slice(2);
const optionOf = (flag: string): string | undefined => (words.includes(flag) ? (words[words.indexOf(flag) + 1] ?? "") : undefined);
const [only, on] = [optionOf("--only"), optionOf("--on")?.split(",")];
const isVerbose = words.includes("--verbose");

const tools = await findTools();
if (typeof tools === "string") leave(tools);
const chosen = experiments.filter(({ id }) => only === undefined || id === only || id.startsWith(`${only}/`));
const generations = generationsAtHand().filter(({ name }) => on === undefined || on.includes(name));
if (chosen.length === 0 || generations.length === 0) leave("there is no such experiment, or no such engine at hand");
const cancelled = new AbortController();
for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => cancelled.abort(new Error(`ended by ${name}`)));

const results: GenerationProof[] = [];
for (const generation of generations) {
  const started = Date.now();
  const result = await proveOn(generation, tools, chosen, { log: (proof) => print(generation.name, proof), signal: cancelled.signal });
  results.push(result);
  const count = (verdict: Proof["verdict"]) => `${result.proofs.filter((proof) => proof.verdict === verdict).length} ${verdict}`;
  const seconds = Math.round((Date.now() - started) / 1000);
  console.log(`${result.facts.version}: ${count("shown")}, ${count("contradicted")}, ${count("inconclusive here")}, ${seconds} s`);
}
if (only === undefined && on === undefined && !words.includes("--check")) write(results);
if (results.some(({ proofs }) => proofs.some(({ verdict }) => verdict === "contradicted"))) {
  console.error("A claim is contradicted: the rule is wrong, or the experiment is. Find out which.");
  process.exitCode = 1;
}

function leave(why: string): never {
  console.error(why);
  process.exit(2);
}

function print(engine: string, { experiment, verdict, reason, observed }: Proof): void {
  if (verdict !== "shown" || isVerbose) console.log(`${engine}  ${verdict}  ${experiment.id}  ${reason}`);
  if (!isVerbose) return;
  for (const [leg, seen] of Object.entries(observed)) console.log(`      ${leg}: ${seen.result} ${seen.stage ?? ""} ${seen.words}`);
}

function write(shown: readonly GenerationProof[]): void {
  const date = new Date().toISOString().slice(0, 10);
  const pathOf = (name: string) => fileURLToPath(new URL(`../docs/${name}`, import.meta.url));
  writeFileSync(pathOf("compatibility.md"), compatibilityPage(shown, date));
  for (const { id } of rules) {
    const path = pathOf(`rules/${id}.md`);
    const evidence = evidenceOf(id, shown, date);
    writeFileSync(path, withBlock(withMarkers(readFileSync(path, "utf8")), "evidence", evidence));
  }
}
