import { advise, type Check, counted, type Judgment, judgment, ofEngine, some, unread } from "../checks/check.js";
import { mappingOf, shownRanges } from "../checks/mapping.js";
import { isKnown } from "../facts/fact.js";
import type { HostFacts } from "../facts/host.js";
import { basisOf } from "./basis.js";
import type { BasisPart, Plan } from "./plan.js";
import type { Step, StepKind } from "./step.js";

/** A check that holds a host to a plan: before the switch, whether the plan still fits; after it, whether everything of it is there. */
export interface PlanCheck extends Omit<Check, "judge"> {
  judge(facts: HostFacts, plan: Plan): Judgment | undefined;
}

function stepsOf<Kind extends StepKind>({ steps }: Plan, kind: Kind): Extract<Step, { kind: Kind }>[] {
  return steps.filter((step): step is Extract<Step, { kind: Kind }> => step.kind === kind);
}

/** Judges the things of a kind that a plan carries over by the names of those that the engine has now. */
function allThere(noun: string, wanted: readonly string[], there: readonly string[], help: string): Judgment {
  const names = new Set(there);
  const missing = wanted.filter((name) => !names.has(name));
  if (missing.length === 0) return judgment("ok", `Everything is there: ${counted(wanted.length, noun)} of the plan.`);
  return judgment(
    "problem",
    `${counted(missing.length, noun)} of the plan ${missing.length === 1 ? "is" : "are"} not there.`,
    some(missing.map((name) => `${noun} ${name}`)),
    advise(help),
  );
}

const planFits: PlanCheck = {
  id: "plan-fits",
  phase: "before",
  question: "Is the host still as it was when the plan was made?",
  why: "`migrate` refuses a plan that rests on what is not so any more.",
  judge: (facts, plan) =>
    ofEngine((engine) => {
      const now = basisOf(facts, engine);
      const changed = (Object.keys(now) as BasisPart[]).filter((part) => now[part] !== plan.basis[part]);
      const made = `plan ${plan.id} of ${plan.created}`;
      if (changed.length === 0) return judgment("ok", "The host is as it was when the plan was made.", [made]);
      return judgment(
        "problem",
        `The plan no longer fits: ${changed.join(", ")} changed.`,
        [made, ...changed.map((part) => `changed since: ${part}`)],
        advise("Make a new plan."),
      );
    })(facts),
};

const planMapping: PlanCheck = {
  id: "plan-mapping",
  phase: "after",
  question: "Does the engine map to the ids of the plan?",
  why: "Another range is another world, which has nothing of what was carried over.",
  judge: (facts, { remap }) =>
    ofEngine(({ info }) => {
      const mapping = mappingOf(facts);
      if (!remap || !mapping) return undefined;
      const planned = `${shownRanges(remap.uids)} and ${shownRanges(remap.gids)}`;
      const now = `${shownRanges(mapping.uidRanges)} and ${shownRanges(mapping.gidRanges)}`;
      const evidence = [`planned: ${planned}, in ${remap.world}`, `now: ${now}, in ${info.dataRoot}`];
      const isWorld = info.dataRoot.endsWith(remap.world.slice(remap.world.lastIndexOf("/")));
      return planned === now && isWorld
        ? judgment("ok", "The engine maps to the ids of the plan.", evidence)
        : judgment(
            "problem",
            "The engine maps to other ids than those of the plan.",
            evidence,
            advise("Put the lines of /etc/subuid and /etc/subgid back as the plan has them, and restart dockerd."),
          );
    })(facts),
};

const planImages: PlanCheck = {
  id: "plan-images",
  phase: "after",
  question: "Are the images of the plan there?",
  why: "A container that is made again finds its image by name.",
  judge: (facts, plan) =>
    ofEngine(({ images }) => {
      if (!isKnown(images)) return unread(images);
      const wanted = stepsOf(plan, "load-images").flatMap((step) => step.images.flatMap(({ names }) => names));
      return allThere(
        "image",
        wanted,
        images.value.flatMap(({ tags }) => tags),
        "`docker load` of the archive in the folder of the plan brings them.",
      );
    })(facts),
};

const planVolumes: PlanCheck = {
  id: "plan-volumes",
  phase: "after",
  question: "Are the volumes of the plan there?",
  why: "A service that does not find its volume begins with an empty one.",
  judge: (facts, plan) =>
    ofEngine(({ volumes }) => {
      if (!isKnown(volumes)) return unread(volumes);
      const wanted = stepsOf(plan, "create-volume").map(({ volume }) => volume);
      return allThere(
        "volume",
        wanted,
        volumes.value.map(({ name }) => name),
        "Their data is still in the old world, below `volumes` of the data root.",
      );
    })(facts),
};

const planNetworks: PlanCheck = {
  id: "plan-networks",
  phase: "after",
  question: "Are the networks of the plan there?",
  why: "Services find each other by the names of their networks.",
  judge: (facts, plan) =>
    ofEngine(({ networks }) => {
      if (!isKnown(networks)) return unread(networks);
      const wanted = stepsOf(plan, "create-network").map(({ network }) => network);
      return allThere(
        "network",
        wanted,
        networks.value.map(({ name }) => name),
        "Compose makes those of a project again with `docker compose up`.",
      );
    })(facts),
};

const planContainers: PlanCheck = {
  id: "plan-containers",
  phase: "after",
  question: "Are the containers of the plan there, and do those run that ran?",
  why: "What was not started again is down, and nobody may notice.",
  judge: (facts, plan) =>
    ofEngine(({ containers }) => {
      if (!isKnown(containers)) return unread(containers);
      const made = stepsOf(plan, "create-containers").flatMap((step) => step.containers);
      const there = allThere(
        "container",
        made.map(({ name }) => name),
        containers.value.map(({ name }) => name),
        "What they were made with is in record.json in the folder of the plan.",
      );
      if (there.outcome !== "ok") return there;
      const running = new Set(containers.value.filter(({ isRunning }) => isRunning).map(({ name }) => name));
      const mayFail = new Set(made.filter((each) => each.mayFail).map(({ name }) => name));
      const down = stepsOf(plan, "start-containers")
        .flatMap((step) => step.containers)
        .filter(({ name }) => !running.has(name));
      if (down.length === 0) return judgment("ok", `All ${made.length} containers of the plan are there, and those run that ran.`);
      return judgment(
        down.every(({ name }) => mayFail.has(name)) ? "warning" : "problem",
        `${counted(down.length, "container")} that ran when the plan was made ${down.length === 1 ? "does" : "do"} not run.`,
        some(down.map(({ name }) => `container ${name}${mayFail.has(name) ? ", accepted as one that may not work" : ""}`)),
        advise("`docker logs` says why one ended."),
      );
    })(facts),
};

/** The checks that hold a host to a plan, in the order of reports. */
export const planChecks: readonly PlanCheck[] = [planFits, planMapping, planImages, planVolumes, planNetworks, planContainers];
