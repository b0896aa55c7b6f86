import { describe, expect, test } from "vitest";
import { experiments } from "../../proving/experiments/all.js";
import type { Experiment } from "../../proving/experiments/experiment.js";
import { proveOn } from "../../proving/prove.js";
import { defaultGeneration, findTools, generationsAtHand } from "../../proving/tools.js";
import { preflight } from "../../src/engines/preflight.js";

const isAll = process.env["REMAP_READY_PROVE"] === "all";
const standard = defaultGeneration();
const generations = isAll ? generationsAtHand() : standard ? [standard] : [];
const tools = await findTools();
const reason = typeof tools === "string" ? tools : await obstacle();
if (reason !== undefined) console.warn(`skipped: the proving ground (${reason})`);

describe.skipIf(reason !== undefined)("the proving ground", () => {
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

async function obstacle(): Promise<string | undefined> {
  const [generation] = generations;
  if (!generation) return "there is no dockerd here";
  const spec = generation.dockerd === undefined ? {} : { dockerd: generation.dockerd };
  const obstacles = await preflight(
    [
      { role: "baseline", ...spec },
      { role: "remapped", ...spec },
    ],
    { scratchRoot: "/var/lib/remap-ready", minFreeBytes: 1 << 30 },
  );
  return obstacles[0]?.what;
}
