import type { Problem } from "../findings/finding.js";
import { operationOf } from "../model/commands/privileged-operations.js";
import { momentOf, onlyWhenTargeted, ownSteps, type Step, stepsOf } from "../model/commands/steps.js";
import { runsRemapped } from "../model/workload.js";
import type { Rule } from "./rule.js";

/** Mounting devices, loading modules, setting clock, swap or host sysctls are checked against the initial user namespace: capabilities in a container's own do not count. */
export const privilegedOperation: Rule = {
  id: "privileged-operation",
  severity: "warning",
  confidence: "likely",
  summary: "A command does what only host root may: mount devices, load modules, set the clock.",
  stage: "run",
  check: {
    *workload(workload) {
      yield* groupNotes(ownSteps(workload).flatMap((step) => [...judge(step, "")]));
    },
    *image(image, { builtFor }) {
      const steps = stepsOf(image).filter(({ during }) => during !== "start" || runsRemapped(builtFor));
      yield* groupNotes(steps.flatMap((step) => [...judge(step, onlyWhenTargeted(image, step.stage))]));
    },
  },
};

/** Commands that may fail, one after the other for the same end (modprobe of this or that), are one note. */
function* groupNotes(problems: readonly Problem[]): Iterable<Problem> {
  const notes = new Map<string, Problem[]>();
  for (const problem of problems) {
    const key = `${problem.primary.file.path}\0${problem.why}\0${problem.instead}`;
    const group = problem.severity === "note" ? notes.get(key) : undefined;
    if (group) group.push(problem);
    else notes.set(problem.severity === "note" ? key : `${notes.size}`, [problem]);
  }
  for (const [first, ...others] of notes.values()) {
    if (!first) continue;
    const more = others.map(({ primary }) => ({ at: primary, note: "and here" }));
    yield others.length > 0 ? { ...first, related: [...(first.related ?? []), ...more] } : first;
  }
}

function* judge(step: Step, aside: string): Iterable<Problem> {
  const { command, during, script, run } = step;
  const operation = operationOf(command);
  if (!operation) return;
  const where = script ? ` in \`${script.path}\`` : "";
  const then =
    during === "start"
      ? `On an engine with userns-remap it fails ${momentOf(step)}, whatever \`cap_add\` says.`
      : run?.security?.value === "insecure"
        ? "On an engine with userns-remap it fails even with `--security=insecure`."
        : "A build may not do it on any engine without `--security=insecure`, and with userns-remap not even then.";
  yield {
    title: `${operation.what}${where} needs host root.`,
    why: `${sentence(operation.needs)} ${then}`,
    instead: `${operation.instead}${aside}`,
    primary: command.at,
    ...(script && { related: [{ at: script.runsAt, note: "the script is run here" }] }),
    ...(command.mayFail ? { severity: "note" as const } : {}),
    ...(command.isGuarded ? { confidence: "possible" as const } : {}),
  };
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
