import { type CopiedScript, type Image, neededStages, type Run, type ShellCommand, type Stage } from "../image.js";
import { hasOwnRuntime, usesHostUserNamespace, type Workload } from "../workload.js";
import { healthCommands, hookCommands, isProgram, startCommands } from "./workload-commands.js";

/** A command that a build of the image, or a container of it, runs. */
export interface Step {
  readonly command: ShellCommand;
  /** `build`: a RUN; `later`: an ONBUILD RUN, in the build of another image; `start`: in a container, as ENTRYPOINT, CMD and their scripts are. */
  readonly during: "build" | "later" | "start";
  /** For `start`: when it runs, where that is not the start of the container, as the rest of a sentence. */
  readonly moment?: string;
  readonly stage?: Stage;
  /** The RUN that it belongs to. */
  readonly run?: Run;
  /** The copied script that it stands in. */
  readonly script?: CopiedScript;
}

const steps = new WeakMap<Image, readonly Step[]>();
const workloadSteps = new WeakMap<Workload, Step[]>();
const needed = new WeakMap<Image, ReadonlySet<number>>();

/** Every command of an image with when it runs; a command that a later stage inherits is named once. Worked out once an image, since many rules ask. */
export function stepsOf(image: Image): readonly Step[] {
  const found = steps.get(image) ?? readSteps(image);
  steps.set(image, found);
  return found;
}

/**
 * The commands that a workload names itself and that run remapped: entrypoint and command, health check, hooks. A hook that asks for privileges is left out,
 * because it is refused or gets none. Compose gives a `pre_start` hook a container of its own, which never has the service's `userns_mode`.
 */
export function ownSteps(workload: Workload): Step[] {
  const found = workloadSteps.get(workload) ?? readOwnSteps(workload);
  workloadSteps.set(workload, found);
  return found;
}

function readOwnSteps(workload: Workload): Step[] {
  const isOnHost = usesHostUserNamespace(workload) || hasOwnRuntime(workload);
  const start = (commands: readonly ShellCommand[], moment?: string): Step[] =>
    commands.map((command) => ({ command, during: "start", ...(moment !== undefined && { moment }) }));
  return [
    ...(isOnHost
      ? []
      : [...(isProgram(workload) ? start(startCommands(workload)) : []), ...start(healthCommands(workload), "when the health check runs")]),
    ...workload.hooks
      .filter(({ phase, privileged }) => privileged?.value !== true && (phase === "pre_start" || !isOnHost))
      .flatMap((hook) => start(hookCommands(hook, workload), `when the \`${hook.phase}\` hook runs`)),
  ];
}

/** When a step of a container runs, as the rest of a sentence. */
export function momentOf({ moment }: Step): string {
  return moment ?? "when the container starts";
}

function readSteps(image: Image): Step[] {
  const steps: Step[] = [];
  const seen = new Set<ShellCommand>();
  for (const stage of image.stages) {
    for (const run of stage.runs) steps.push(...stepsOfRun(run, "build", stage));
    for (const run of stage.onBuild.runs) steps.push(...stepsOfRun(run, "later", stage));
    for (const command of [...stage.entrypoint, ...stage.command]) {
      if (!seen.has(command)) steps.push({ command, during: "start", stage });
      seen.add(command);
    }
    for (const command of stage.healthcheck) {
      if (!seen.has(command)) steps.push({ command, during: "start", moment: "when the health check runs", stage });
      seen.add(command);
    }
  }
  for (const script of image.scripts) for (const command of script.commands) steps.push({ command, during: "start", script });
  return steps;
}

function stepsOfRun(run: Run, during: Step["during"], stage: Stage): Step[] {
  return [
    ...run.commands.map((command) => ({ command, during, stage, run })),
    ...run.scripts.flatMap((script) => script.commands.map((command) => ({ command, during, stage, run, script }))),
  ];
}

/** What to add to a message about a stage that BuildKit does not build unless it is asked to; empty for all others. */
export function onlyWhenTargeted(image: Image, stage: Stage | undefined): string {
  const stages = needed.get(image) ?? neededStages(image);
  needed.set(image, stages);
  if (!stage || stages.has(stage.index)) return "";
  const name = stage.name === undefined ? `Stage ${stage.index}` : `Stage \`${stage.name}\``;
  return ` ${name} is not needed by the last stage: BuildKit builds it only when it is the target.`;
}
