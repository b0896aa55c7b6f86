import type { Judgment } from "../../checks/check.js";
import { checks } from "../../checks/index.js";
import type { Carried } from "../carried.js";
import type { PlanInput } from "../input.js";
import type { Refusal } from "../plan.js";
import {
  exemptedVolume,
  idsOutOfRange,
  leftBehind,
  networkDriver,
  networkNames,
  paused,
  removedWhenStopped,
  uncopyable,
  unreadContent,
  volumeDriver,
  volumeNames,
  volumeTargets,
} from "./content.js";
import type { Obstacle } from "./refusal.js";
import { alreadyOn, alreadySet, daemonJson, firewall, noFreeIds, unknownRestart } from "./setting.js";
import { space, worldExists } from "./world.js";

/** The plan's own reasons, in the order of plans and of docs/plan.md. */
export const obstacles: readonly Obstacle[] = [
  alreadyOn,
  alreadySet,
  daemonJson,
  noFreeIds,
  unknownRestart,
  firewall,
  worldExists,
  space,
  uncopyable,
  idsOutOfRange,
  unreadContent,
  removedWhenStopped,
  paused,
  volumeDriver,
  volumeNames,
  volumeTargets,
  exemptedVolume,
  networkDriver,
  networkNames,
  leftBehind,
];

/** Checks of doctor whose warning refuses a plan as a problem does: what a person could do all the same by hand, a plan does not do. */
export const strictChecks: readonly string[] = ["engine-kind", "ids-in-use", "swarm"];

/** Checks whose question is answered otherwise: by a question of the plan, or by a reason of its own that knows more. */
const answeredOtherwise: readonly string[] = ["remap-setting"];

/** Why a host must not be switched as it is: what doctor finds wrong or could not read, then the plan's own reasons. */
export function refusalsOf(input: PlanInput, carried: Carried): readonly Refusal[] {
  const { info } = input.engine;
  if (info.isRemapped) return [made(alreadyOn, input, carried)].flatMap((each) => each ?? []);
  const found = input.checks.filter(({ id, outcome }) => {
    if (id === "sub-id-ranges" && input.decision?.needsRange) return false;
    return outcome === "problem" || outcome === "unknown" || (outcome === "warning" && strictChecks.includes(id));
  });
  const own = obstacles.flatMap((each) => made(each, input, carried) ?? []);
  const isSet = own.some(({ id }) => id === alreadySet.id);
  return [...found.filter(({ id }) => !(isSet && answeredOtherwise.includes(id))).map(fromCheck), ...own];
}

function made(obstacle: Obstacle, input: PlanInput, carried: Carried): Refusal | undefined {
  const judged = obstacle.judge(input, carried);
  return judged && { id: obstacle.id, ...judged };
}

function fromCheck({ id, summary, evidence, remedy }: Judgment & { readonly id: string }): Refusal {
  return { id, summary, evidence, remedy: remedy ?? null };
}

/** The questions of doctor's checks that a plan asks too, for docs/plan.md. */
export const askedChecks = checks.filter(({ phase }) => phase !== "after").map(({ id }) => id);
