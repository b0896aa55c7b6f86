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
  /** What the rule is about, in a sentence. */
  readonly summary: string;
  readonly why: string;
  readonly instead: string;
  readonly help: string;
  /** By file and position. */
  readonly places: readonly Group[];
  /** How many services, containers or files these are. */
  readonly subjects: number;
}

/**
 * The findings that count, by what explains them: the worst first, then the surest, then those of most subjects. Where all that each place says is shown (`isWhole`), only
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
  return [...found.values()].map((places) => clusterOf(places, isWhole, summaries)).sort(byImportance);
}

function clusterOf(places: Group[], isWhole: boolean, summaries: ReadonlyMap<string, string>): Cluster {
  const [first] = places as [Group, ...Group[]];
  const { rule, severity, confidence, why, help } = first;
  const summary = summaries.get(rule) ?? first.title;
  const hasOneTitle = places.every(({ title }) => title === first.title);
  const subjects = new Set(places.flatMap(({ keys }) => keys)).size;
  return {
    rule,
    severity,
    confidence,
    title: hasOneTitle ? first.title : summary,
    hasOneTitle,
    summary,
    why,
    instead: places.length === 1 ? first.instead : insteadOf(first, isWhole),
    help,
    places,
    subjects,
  };
}

function insteadOf({ instead, generally }: Group, isWhole: boolean): string {
  return isWhole ? instead : (generally ?? instead);
}

function byImportance(a: Cluster, b: Cluster): number {
  return (
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    confidences.indexOf(a.confidence) - confidences.indexOf(b.confidence) ||
    b.subjects - a.subjects
  );
}
