import { describe, expect, test } from "vitest";
import { experiments } from "../../proving/experiments/all.js";
import type { Experiment } from "../../proving/experiments/experiment.js";
import { proveOn } from "../../proving/prove.js";
import { defaultGeneration, findTools, generationsAtHand } from "../../proving/tools.js";
import { twins } from "../../src/engines/with-engines.js";
import { whyNoEngines } from "../support/parts.js";
import { because, missing } from "../support/skips.js";

const isAll = process.env["REMAP_READY_PROVE"] === "all";
const standard = defaultGeneration();
const generations = isAll ? generationsAtHand() : standard ? [standard] : [];
const tools = await findTools();
const whyNot =
  (await whyNoEngines(standard?.dockerd === undefined ? undefined : twins({ dockerd: standard.dockerd }))) ??
  (typeof tools === "string" ? missing(tools) : undefined);

describe.skipIf(whyNot)("the proving ground", because(whyNot), () => {
  test.for(generations)("contradicts no claim on engine $name", { timeout: isAll ? 1_800_000 : 300_000 }, async (generation) => {
    if (typeof tools === "string") throw new Error(tools);
    const chosen = isAll ? experiments : representative();
    const { proofs } = await proveOn(generation, tools, chosen);
    const contradicted = proofs.filter(({ verdict }) => verdict === "contradicted");
    expect(contradicted.map((proof) => `${proof.experiment.id}: ${proof.reason}`)).toEqual([]);
    const undecided = proofs.filter(({ verdict }) => verdict === "inconclusive here");
    for (const proof of undecided) console.warn(`inconclusive here: ${proof.experiment.id}: ${proof.reason}`);
    expect(proofs.length - undecided.length).toBeGreaterThan(proofs.length / 2);
  });
});

/** One experiment of every rule, the cheapest kind it has, and some of what must stay quiet. */
function representative(): Experiment[] {
  const cost = ({ subject }: Experiment) => ["container", "image", "build", "compose", "daemon", "command"].indexOf(subject.kind);
  const ids = [...new Set(experiments.flatMap(({ rule }) => (rule === undefined ? [] : [rule])))];
  const shown = ids.flatMap((id) =>
    experiments
      .filter(({ rule }) => rule === id)
      .sort((a, b) => cost(a) - cost(b))
      .slice(0, 1),
  );
  const quiet = experiments
    .filter(({ rule, subject }) => rule === undefined && subject.kind === "container")
    .filter((_, index) => index % 6 === 0);
  return [...shown, ...quiet];
}
