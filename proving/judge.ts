import type { Experiment, Leg, Outcome, Stage } from "./experiments/experiment.js";
import { expectedOf } from "./experiments/experiment.js";

/** What happened on one leg: how far it got, and the words that were printed (`works`, `run`) or that the engine said. */
export interface Observation {
  readonly result: "works" | "fails" | "impossible";
  readonly stage?: Stage;
  readonly words: string;
}

/** What the observations of one experiment on one engine say about its claim. */
export interface Judgement {
  readonly verdict: "shown" | "contradicted" | "inconclusive here";
  /** Why it is not shown; empty when it is. */
  readonly reason: string;
}

const stages: readonly Stage[] = ["daemon", "load", "build", "create", "start", "run"];

/** Judges the legs that were run; `replace` puts this run's numbers into the expected words. */
export function judge(
  { expect }: Pick<Experiment, "expect">,
  observed: Readonly<Partial<Record<Leg, Observation>>>,
  generation: number,
  replace: (text: string) => string = (text) => text,
): Judgement {
  const wanted = (leg: Leg): Outcome | undefined => {
    const expected = expect[leg];
    return expected && expectedOf(expected, generation);
  };
  const mismatch = (leg: Leg): string | undefined => {
    const [expected, seen] = [wanted(leg), observed[leg]];
    if (!expected || !seen) return undefined;
    return differenceOf(expected, seen, replace);
  };
  const impossible = Object.values(observed).find(({ result }) => result === "impossible");
  if (impossible) return { verdict: "inconclusive here", reason: impossible.words };
  const baseline = mismatch("baseline");
  const seen = observed.baseline;
  const refusal = wanted("remapped");
  // A baseline that got past the stage where the remapped engine refuses decides the claim, whatever stops it later.
  const gotPast =
    seen?.stage !== undefined &&
    refusal?.result === "fails" &&
    stages.indexOf(seen.stage) > stages.indexOf(refusal.stage) &&
    wanted("baseline")?.result === "works";
  if (baseline !== undefined && !gotPast)
    return { verdict: "inconclusive here", reason: `the baseline does not do it here either: ${seen?.words || baseline}` };
  const remapped = mismatch("remapped");
  if (remapped !== undefined) return { verdict: "contradicted", reason: `remapped: ${remapped}` };
  const optedOut = baseline === undefined ? mismatch("optedOut") : undefined;
  if (optedOut !== undefined) return { verdict: "contradicted", reason: `userns_mode: host: ${optedOut}` };
  return { verdict: "shown", reason: "" };
}

function differenceOf(expected: Outcome, seen: Observation, replace: (text: string) => string): string | undefined {
  const isSame = seen.result === expected.result && (expected.result !== "fails" || seen.stage === expected.stage);
  const shown = seen.result === "fails" ? `fails at ${seen.stage}` : seen.result;
  const hoped = expected.result === "fails" ? `fails at ${expected.stage}` : expected.result;
  if (!isSame) return `expected that it ${hoped}, and it ${shown}: ${seen.words}`;
  const missing = expected.says.map(replace).find((words) => !seen.words.toLowerCase().includes(words.toLowerCase()));
  return missing === undefined ? undefined : `expected the words "${missing}" and got: ${seen.words}`;
}
