import { type Finding, helpOf, type Problem, proseOf, type Saying } from "../findings/finding.js";
import type { Daemon } from "../model/daemon.js";
import type { Image } from "../model/image.js";
import { lastResort } from "../model/last-resort.js";
import type { Posture } from "../model/posture.js";
import type { SubIds } from "../model/sub-ids.js";
import { type Project, usesHostUserNamespace, type Workload } from "../model/workload.js";
import type { Rule } from "../rules/rule.js";

/** Everything a run found to look at. */
export interface Subjects {
  readonly projects: readonly Project[];
  readonly images: readonly Image[];
  readonly daemons: readonly Daemon[];
  readonly subIds: readonly SubIds[];
}

/** Told of a rule that threw: our bug. */
export type OnFault = (where: string, error: unknown) => void;

/** Puts every rule before every subject and stamps what it says; a rule that throws is told to `onFault`, and the others go on. */
export function check(subjects: Subjects, rules: readonly Rule[], posture: Posture, onFault: OnFault): Finding[] {
  const findings: Finding[] = [];
  const stamp = (rule: Rule, subject: string, say: () => Iterable<Problem> | undefined, workload?: Workload): void => {
    try {
      for (const problem of say() ?? []) {
        const saying = sayingOf(problem, posture, workload);
        findings.push({
          rule: rule.id,
          severity: problem.severity ?? rule.severity,
          confidence: problem.confidence ?? rule.confidence,
          ...saying,
          message: proseOf(saying),
          subject,
          primary: problem.primary,
          related: problem.related ?? [],
          ...(problem.fix && { fix: problem.fix }),
          help: helpOf(rule.id),
          suppressed: null,
        });
      }
    } catch (error) {
      onFault(`rule ${rule.id} on ${subject}`, error);
    }
  };
  const builtFor = workloadsByImage(subjects.projects);
  for (const rule of rules) {
    for (const project of subjects.projects) {
      for (const workload of project.workloads) {
        stamp(rule, workload.name, () => rule.check.workload?.(workload, { posture, project }), workload);
        if (usesHostUserNamespace(workload)) continue;
        stamp(rule, workload.name, () => rule.check.remapped?.(workload, { posture, project }), workload);
      }
    }
    for (const image of subjects.images) {
      stamp(rule, image.path, () => rule.check.image?.(image, { posture, builtFor: builtFor.get(placeOf(image)) ?? [] }));
    }
    for (const daemon of subjects.daemons) stamp(rule, daemon.path, () => rule.check.daemon?.(daemon, { posture }));
    for (const subIds of subjects.subIds) stamp(rule, subIds.path, () => rule.check.subIds?.(subIds, { posture }));
  }
  return findings;
}

const placeOf = ({ path, at }: Image) => `${path}:${at.span.start}`;

function workloadsByImage(projects: readonly Project[]): ReadonlyMap<string, readonly Workload[]> {
  const found = new Map<string, Workload[]>();
  for (const workload of projects.flatMap(({ workloads }) => workloads)) {
    const image = workload.build?.image;
    if (!image) continue;
    const others = found.get(placeOf(image)) ?? [];
    others.push(workload);
    found.set(placeOf(image), others);
  }
  return found;
}

/** The parts of a problem, with the last resort where it helps, and which profiles turn on a workload that is off by default. */
function sayingOf(problem: Problem, posture: Posture, workload: Workload | undefined): Saying {
  const profiles = (workload?.profiles ?? []).map((profile) => `\`${profile}\``).join(" or ");
  const label = profiles === "" ? "" : `(\`${workload?.name}\` runs only with the profile ${profiles}.)`;
  if (!("title" in problem)) return { title: [problem.message, label].filter((part) => part !== "").join(" "), why: "", instead: "" };
  const instead = [problem.instead, problem.helpsOnHost && workload ? lastResort(posture, workload) : "", label];
  return { title: problem.title, why: problem.why, instead: instead.filter((part) => part !== "").join(" ") };
}
