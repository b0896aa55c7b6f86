import { type CopiedScript, type Image, neededStages, type Run, type ShellCommand, type Stage } from "./image.js";

/** A command that a build of the image, or a container of it, runs. */
export interface Step {
  readonly command: ShellCommand;
  /** `build`: a RUN; `later`: an ONBUILD RUN, in the build of another image; `start`: ENTRYPOINT, CMD and their scripts. */
  readonly during: "build" | "later" | "start";
  readonly stage?: Stage;
  /** The RUN that it belongs to. */
  readonly run?: Run;
  /** The copied script that it stands in. */
  readonly script?: CopiedScript;
}

const steps = new WeakMap<Image, readonly Step[]>();
const needed = new WeakMap<Image, ReadonlySet<number>>();

/** Every command of an image with when it runs; a command that a later stage inherits is named once. Worked out once an image, since many rules ask. */
export function stepsOf(image: Image): readonly Step[] {
  const found = steps.get(image) ?? readSteps(image);
  steps.set(image, found);
  return found;
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
