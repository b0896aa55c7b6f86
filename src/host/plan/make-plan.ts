import { valueIn } from "../facts/fact.js";
import { basisOf } from "./basis.js";
import { carriedFrom } from "./carried.js";
import { estimatesOf } from "./estimates.js";
import type { PlanInput } from "./input.js";
import { disappearing, leftBehindOf } from "./losses.js";
import type { Plan } from "./plan.js";
import { questionsOf, warningsOf } from "./questions.js";
import { refusalsOf } from "./refusals/index.js";
import { prepareSteps } from "./steps/prepare.js";
import { remappedSteps, stagingSteps } from "./steps/remapped.js";
import { switchSteps } from "./steps/switch.js";
import { undecidedOf } from "./undecided.js";

/** A plan, and the files that it puts in place, by their paths in its folder. */
export interface MadePlan {
  readonly plan: Plan;
  readonly files: ReadonlyMap<string, string>;
}

/** Makes the plan of a switch from what was read. Pure: the same input gives the same plan. */
export function makePlan(input: PlanInput): MadePlan {
  const { facts, engine, decision } = input;
  const carried = carriedFrom(input);
  const refusals = refusalsOf(input, carried);
  const down = refusals.length === 0 && decision ? switchSteps(input, decision) : undefined;
  const steps =
    decision && down
      ? [
          ...prepareSteps(input, decision, carried),
          ...stagingSteps(input, decision, carried),
          ...down.steps,
          ...remappedSteps(input, decision, carried),
        ]
      : [];
  const { info } = engine;
  const plan: Plan = {
    version: 1,
    tool: { name: "remap-ready", version: input.toolVersion },
    id: input.id,
    created: input.created,
    engine: {
      version: info.version,
      id: info.id,
      socket: engine.socket,
      root: valueIn(facts.dataRoot)?.real ?? info.dataRoot,
      storageDriver: info.storageDriver,
      imageStore: info.imageStore,
    },
    remap: decision?.remap ?? null,
    basis: basisOf(facts, engine),
    refusals,
    questions: refusals.some(({ id }) => id === "already-on") ? [] : questionsOf(input),
    warnings: warningsOf(input),
    estimates: estimatesOf(input, carried),
    disappears: disappearing(input, carried),
    cannotCarry: leftBehindOf(input),
    undecided: undecidedOf(input, carried),
    steps,
  };
  return { plan, files: down?.files ?? new Map() };
}
