import { type Budget, BudgetSpent, type RunBudget } from "../budget.js";
import { type Finding, helpOf, type Problem, proseOf, type Saying } from "../findings/finding.js";
import { FixWriter } from "../fixes/fix-writer.js";
import { sharedPlaces } from "../fixes/shared-places.js";
import { stepsOf } from "../model/commands/steps.js";
import type { Daemon } from "../model/daemon.js";
import type { Image } from "../model/image.js";
import { lastResort } from "../model/last-resort.js";
import { allowsUsernsHost, type Posture } from "../model/posture.js";
import type { SubIds } from "../model/sub-ids.js";
import { type Project, usesHostUserNamespace, type Workload } from "../model/workload.js";
import { adding } from "../rules/changes.js";
import type { Rule } from "../rules/rule.js";
import type { Settings } from "../settings/settings.js";
import type { Fix, Proposal } from "../text/edit.js";
import type { OnFault } from "./reading.js";

/** Everything a run found to look at. */
export interface Subjects {
  readonly projects: readonly Project[];
  readonly images: readonly Image[];
  readonly daemons: readonly Daemon[];
  readonly subIds: readonly SubIds[];
}

/** The rules that are put before a subject, and the posture it is judged against. */
export interface Judge {
  readonly rules: readonly Rule[];
  readonly posture: Posture;
  /** Whose runners run the workflows; by the labels that jobs ask for where it is not stated. */
  readonly runners?: Settings["runners"];
}

/** Called with a subject that needs more work than its share; what was found is kept. */
export type OnSpent = (path: string, error: BudgetSpent) => void;

/** Receives what a check could not do. */
interface Listeners {
  readonly onFault: OnFault;
  readonly onSpent: OnSpent;
  /** Services that `userns_mode: host` is added to where that mends a finding. */
  readonly ontoHost: readonly string[];
}

/** What asking a rule costs, what a finding and each of its further places do until they are in a report, and how many commands a rule looks at in one step. */
const askSteps = 1;
const findingSteps = 45;
const placeSteps = 4;
const commandsPerStep = 4;
/** Characters of a message that cost one step beyond what any finding does. */
const charactersOfMessage = 32;
/** Text that a service has at least. */
const charactersOfWorkload = 60;

/** Runs every judge's rules on every subject and stamps their findings; a rule that throws is reported to `onFault`, and the others go on. Gives the findings of each judge. */
export function check<J extends Judge>(
  { projects, images, daemons, subIds }: Subjects,
  judgeOf: (subject: Subjects[keyof Subjects][number]) => J,
  whole: RunBudget,
  { onFault, onSpent, ontoHost }: Listeners,
): Map<J, Finding[]> {
  const findings = new Map<J, Finding[]>();
  const fixes = new FixWriter(sharedPlaces(projects.flatMap(({ workloads }) => workloads)));
  const shares = whole.share(projects.length + images.length + daemons.length + subIds.length);
  const ask = (
    rule: Rule,
    subject: string,
    judge: J,
    budget: Budget,
    say: () => Iterable<Problem> | undefined,
    runs?: { readonly workload: Workload; readonly project: Project },
  ): void => {
    try {
      for (const problem of say() ?? []) {
        const named =
          (problem.helpsOnHost || problem.isMendedOnHost) && runs && ontoHost.includes(runs.workload.name)
            ? toHost(judge.posture, runs.workload)
            : undefined;
        const proposal = named ?? problem.fix;
        const finding = stamp(rule, subject, problem, judge, { ...runs, fix: proposal && fixes.write(proposal) });
        budget.spend(findingSteps + placeSteps * finding.related.length + finding.message.length / charactersOfMessage);
        const others = findings.get(judge) ?? [];
        findings.set(judge, others);
        others.push(finding);
      }
    } catch (error) {
      if (error instanceof BudgetSpent) throw error;
      onFault(`rule ${rule.id} on ${subject}`, error);
    }
  };
  const within = (subject: Subjects[keyof Subjects][number], work: (budget: Budget, judge: J) => void): void => {
    try {
      work(shares.next(), judgeOf(subject));
    } catch (error) {
      if (!(error instanceof BudgetSpent)) throw error;
      onSpent(subject.path, error);
    }
  };
  for (const project of projects)
    within(project, (budget, judge) => {
      for (const workload of project.workloads) {
        if (workload.runner && judge.runners === "hosted") continue;
        budget.admit(charactersOfWorkload);
        budget.spend(textOf(workload) / charactersPerStep);
        const isOnHost = usesHostUserNamespace(workload);
        const context = { posture: judge.posture, project };
        const runs = { workload, project };
        for (const rule of judge.rules) {
          budget.spend(askSteps);
          const { workload: always, remapped } = rule.check;
          if (always) ask(rule, workload.name, judge, budget, () => always(workload, context), runs);
          if (remapped && !isOnHost) ask(rule, workload.name, judge, budget, () => remapped(workload, context), runs);
        }
      }
    });
  const builtFor = workloadsByImage(projects);
  for (const image of images)
    within(image, (budget, judge) => {
      budget.admit(image.at.span.end - image.at.span.start);
      const steps = askSteps + stepsOf(image).length / commandsPerStep;
      for (const rule of judge.rules) {
        if (!rule.check.image) continue;
        budget.spend(steps);
        ask(rule, image.path, judge, budget, () =>
          rule.check.image?.(image, { posture: judge.posture, builtFor: builtFor.get(placeOf(image)) ?? [] }),
        );
      }
    });
  for (const daemon of daemons)
    within(daemon, (budget, judge) => {
      for (const rule of judge.rules) ask(rule, daemon.path, judge, budget, () => rule.check.daemon?.(daemon, { posture: judge.posture }));
    });
  for (const each of subIds)
    within(each, (budget, judge) => {
      for (const rule of judge.rules) ask(rule, each.path, judge, budget, () => rule.check.subIds?.(each, { posture: judge.posture }));
    });
  return findings;
}

function stamp(
  rule: Rule,
  subject: string,
  problem: Problem,
  { posture, runners }: Judge,
  { workload, project, fix }: { readonly workload?: Workload | undefined; readonly project?: Project; readonly fix?: Fix | undefined },
): Finding {
  const isElsewhere = workload?.runner === "hosted" && runners === undefined;
  const saying = sayingOf(problem, posture, workload, isElsewhere);
  return {
    rule: rule.id,
    severity: isElsewhere ? "note" : (problem.severity ?? rule.severity),
    confidence: isAssumed(problem) ? "possible" : (problem.confidence ?? rule.confidence),
    ...saying,
    message: proseOf(saying),
    subject,
    primary: problem.primary,
    related: problem.related ?? [],
    ...(problem.files && { files: problem.files }),
    ...(problem.generally !== undefined && { generally: withLastResort(problem.generally, problem, posture, workload) }),
    ...(problem.handOver && { handOver: problem.handOver }),
    ...(problem.handsOverInWords && !isElsewhere && { handsOverInWords: true as const }),
    ...(workload && project && { runs: { project: project.path, noun: workload.dialect.noun, start: workload.at.span.start } }),
    ...(fix && { fix }),
    help: helpOf(rule.id),
    suppressed: null,
  };
}

/** The last resort as a fix, which nobody gets who did not ask for it; undefined where the settings or the place of the workload do not allow it. */
function toHost(posture: Posture, workload: Workload): Proposal | undefined {
  const change = allowsUsernsHost(posture, workload.name) ? adding(workload, "userns", "host") : undefined;
  return (
    change && {
      title: `Add ${workload.dialect.write("userns", "host")}`,
      safety: "unsafe",
      effect: `With userns-remap \`${workload.name}\` runs without its protection: root in it is root on the host. Without it nothing changes.`,
      isAsked: true,
      changes: [change],
    }
  );
}

/** Whether what the problem is about is only assumed. */
function isAssumed({ primary }: Problem): boolean {
  return primary.via?.some(({ kind }) => kind === "assumption") === true;
}

/** Characters of a service's own commands that are read in one step. */
const charactersPerStep = 4;

/** How much text of its own commands a workload has. */
function textOf({ command, entrypoint, healthcheck, hooks }: Workload): number {
  const words = [...entrypoint, ...command, ...healthcheck, ...hooks.flatMap((hook) => hook.command)];
  return words.reduce((sum, { value }) => sum + value.length + 8, 0);
}

const placeOf = ({ at }: Image) => `${at.file.path}:${at.span.start}`;

function workloadsByImage(projects: readonly Project[]): ReadonlyMap<string, readonly Workload[]> {
  const found = new Map<string, Workload[]>();
  for (const workload of projects.flatMap(({ workloads }) => workloads)) {
    const image = workload.build?.image ?? workload.readImage;
    if (!image) continue;
    const others = found.get(placeOf(image)) ?? [];
    others.push(workload);
    found.set(placeOf(image), others);
  }
  return found;
}

const onHosted =
  "The job asks for one of GitHub's own runners, whose engines are not remapped: it matters where a runner of yours carries that label.";

/** The parts of a problem, with the last resort where it helps, and which profiles turn on a workload that is off by default. */
function sayingOf(problem: Problem, posture: Posture, workload: Workload | undefined, isElsewhere: boolean): Saying {
  const profiles = (workload?.profiles ?? []).map((profile) => `\`${profile}\``).join(" or ");
  const label = profiles === "" ? "" : `(\`${workload?.name}\` runs only with the profile ${profiles}.)`;
  const instead = [withLastResort(problem.instead, problem, posture, workload), label];
  const why = isElsewhere ? `${problem.why} ${onHosted}` : problem.why;
  return { title: problem.title, why, instead: instead.filter((part) => part !== "").join(" ") };
}

function withLastResort(instead: string, { helpsOnHost }: Problem, posture: Posture, workload: Workload | undefined): string {
  return [instead, helpsOnHost && workload ? lastResort(posture, workload) : ""].filter((part) => part !== "").join(" ");
}
