import { type Confidence, confidences, type Severity, severities } from "../../findings/finding.js";
import type { Report } from "../../findings/report.js";
import { type Group, groupOpen } from "../shared/groups.js";

/** Findings that one explanation holds for. */
export interface Cluster {
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** What they have in common: the title of all, or what their rule is about. */
  readonly title: string;
  /** Whether {@link title} is that of each. */
  readonly hasOneTitle: boolean;
  readonly why: string;
  readonly instead: string;
  readonly help: string;
  /** By file and position. */
  readonly places: readonly Group[];
  /** How many services, containers or files these are. */
  readonly subjects: number;
}

/**
 * The findings that count, by what explains them: the worst first, then the surest, then those of the rule with most subjects. Where all that each place says is shown (`isWhole`), only
 * places with the same words share an explanation; otherwise those that the same words could stand for.
 */
export function clusters(report: Report, isWhole: boolean): Cluster[] {
  const found = new Map<string, Group[]>();
  for (const group of groupOpen(report)) {
    const { rule, severity, confidence, why } = group;
    const key = [rule, severity, confidence, why, insteadOf(group, isWhole)].join("\0");
    const same = found.get(key) ?? [];
    found.set(key, same);
    same.push(group);
  }
  const summaries = new Map(report.rules.map(({ id, summary }) => [id, summary]));
  const all = [...found.values()].map((places) => clusterOf(places, isWhole, summaries));
  const byRule = new Map([...clustersByRule(all)].map(([key, same], index) => [key, { subjects: countSubjects(same), index }]));
  const ofRule = (cluster: Cluster) => byRule.get(ruleKey(cluster)) ?? { subjects: 0, index: 0 };
  return all.sort(
    (a, b) =>
      severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
      confidences.indexOf(a.confidence) - confidences.indexOf(b.confidence) ||
      ofRule(b).subjects - ofRule(a).subjects ||
      ofRule(a).index - ofRule(b).index ||
      b.subjects - a.subjects,
  );
}

/** Explanations of one rule and severity have the same key. */
export function ruleKey({ rule, severity }: Pick<Cluster, "rule" | "severity">): string {
  return `${severity} ${rule}`;
}

/** The explanations of each rule and severity, in the order of the first of each. */
export function clustersByRule(all: readonly Cluster[]): ReadonlyMap<string, readonly Cluster[]> {
  const found = new Map<string, Cluster[]>();
  for (const cluster of all) {
    const same = found.get(ruleKey(cluster)) ?? [];
    found.set(ruleKey(cluster), same);
    same.push(cluster);
  }
  return found;
}

/** How many services, containers or files several explanations hold for, each counted once. */
export function countSubjects(all: readonly Pick<Cluster, "places">[]): number {
  return new Set(all.flatMap(({ places }) => places.flatMap(({ keys }) => keys))).size;
}

function clusterOf(places: Group[], isWhole: boolean, summaries: ReadonlyMap<string, string>): Cluster {
  const [first] = places as [Group, ...Group[]];
  const { rule, severity, confidence, why, help } = first;
  const hasOneTitle = places.every(({ title }) => title === first.title);
  return {
    rule,
    severity,
    confidence,
    title: hasOneTitle ? first.title : (summaries.get(rule) ?? first.title),
    hasOneTitle,
    why,
    instead: places.length === 1 ? first.instead : insteadOf(first, isWhole),
    help,
    places,
    subjects: countSubjects([{ places }]),
  };
}

function insteadOf({ instead, generally }: Group, isWhole: boolean): string {
  return isWhole ? instead : (generally ?? instead);
}
