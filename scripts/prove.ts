import { experiments } from "../test/experiments/all.js";
import { type GenerationProof, proveOn } from "../test/support/proving/prove.js";
import { findTools, generationsAtHand } from "../test/support/proving/tools.js";

const words = process.argv.slice(2);
const optionOf = (flag: string) => (words.includes(flag) ? (words[words.indexOf(flag) + 1] ?? "") : undefined);
const only = optionOf("--only");
const on = optionOf("--on")?.split(",");
const verbose = words.includes("--verbose");

const tools = await findTools();
if (typeof tools === "string") throw new Error(tools);
const chosen = experiments.filter(({ id }) => only === undefined || id === only || id.startsWith(`${only}/`));
const results: GenerationProof[] = [];
for (const generation of generationsAtHand().filter(({ name }) => on === undefined || on.includes(name))) {
  const started = Date.now();
  const result = await proveOn(generation, tools, chosen, ({ experiment, verdict, reason, observed }) => {
    if (verdict !== "shown" || verbose) console.log(`${generation.name} ${experiment.id}: ${verdict} ${reason}`);
    if (verbose)
      for (const [leg, { result, stage, words }] of Object.entries(observed)) console.log(`    ${leg}: ${result} ${stage ?? ""} ${words}`);
  });
  results.push(result);
  const count = (verdict: string) => result.proofs.filter((proof) => proof.verdict === verdict).length;
  console.log(
    `${result.facts.version}: ${count("shown")} shown, ${count("contradicted")} contradicted, ${count("inconclusive here")} inconclusive here, ${((Date.now() - started) / 1000).toFixed(0)} s`,
  );
}
