import type { Comparison } from "../comparison/comparison.js";
import { lossesThatMatter } from "../comparison/open-questions.js";
import { remediesFor } from "../comparison/remedies.js";
import type { Reason, Remedy } from "../comparison/remedy.js";
import type { Subject } from "../comparison/subject.js";
import { protectedBy } from "../comparison/wanted-refusal.js";
import type { Stack } from "./input/stack.js";
import { type CompareOptions, subjectNamed } from "./run.js";

/** What stands for the rule of a break that nothing explains. */
export const unexplained = "unexplained";

/** What to try for a subject, the cheapest first, and what gives up protection last; empty where nothing has to be tried. */
export function proposalsFor(comparison: Comparison, stack: Stack, options: CompareOptions, mayLeave: boolean): Remedy[] {
  const { subject, verdict, isProtection, stoppedAt } = comparison;
  if (isProtection) return proposals(rulesOf(comparison), subject, stack, options).filter(({ isHostNamespace }) => isHostNamespace);
  if (verdict === "broken") {
    const all = proposals(causesOf(comparison), subject, stack, options);
    // An image that the engine cannot have does not become available by changing how it is run.
    const isImageless = stoppedAt === "build" || stoppedAt === "load";
    return isImageless ? all.filter(({ untried }) => untried !== undefined) : all;
  }
  const lost = new Set<Reason>(lossesThatMatter(comparison, options.claims).map(({ rule }) => rule));
  return proposals(lost, subject, stack, options).filter(({ isHostNamespace }) => mayLeave || !isHostNamespace);
}

/** The rules behind the breaks of a subject. */
export function causesOf({ differences }: Comparison): Set<Reason> {
  const rules = differences.flatMap(({ rule, effect, isCause }) => (rule !== null && effect === "breaks" && isCause ? [rule] : []));
  return new Set(rules.length === 0 ? [unexplained] : rules);
}

/** Whether what a subject shows says by itself why it breaks; otherwise the cause may lie in another service. */
export function knowsItsCause({ verdict, differences }: Comparison): boolean {
  if (verdict !== "broken") return differences.every(({ rule }) => rule !== null);
  return differences.some(
    ({ rule, effect, isCause, confidence }) => rule !== null && effect === "breaks" && isCause && confidence !== "possible",
  );
}

/** Remedies for a subject by the rules that are behind its break. */
export function proposals(
  rules: ReadonlySet<Reason>,
  name: string,
  stack: Stack,
  { shownPath, allowsUsernsHost, hostIds, deployedIds: idMap, triesWorkarounds }: CompareOptions,
): Remedy[] {
  const subject = subjectNamed(stack, name);
  const isOnlyOfPaths = [...rules].every((rule) => rule === "host-path-ownership");
  const isKept = !triesWorkarounds && isOnlyOfPaths && subject.mounts.some((mount) => protectedBy(mount, ""));
  const all = [...rules].flatMap((rule) =>
    remediesFor(rule, subject, { subjects: stack.subjects, idMap, hostIds, shownPath, allowsUsernsHost }),
  );
  const seen = new Set<string>();
  const unique = all.filter((remedy) => !seen.has(doingOf(remedy)) && seen.add(doingOf(remedy)));
  // What gives up protection comes last, whatever rule asks for it.
  const last = unique
    .filter(({ isHostNamespace }) => isHostNamespace)
    .map((remedy) => (isKept ? { untried: givesUpProtection, ...remedy } : remedy));
  return [...unique.filter(({ isHostNamespace }) => !isHostNamespace), ...last];
}

/** A subject as it is with remedies in place, for what depends on its user namespace. */
export function asRemedied(subject: Subject, remedies: Iterable<Remedy>): Subject {
  const isOnHost = [...remedies].some(({ isHostNamespace, overrides }) => isHostNamespace && overrides.has(subject.name));
  return isOnHost ? { ...subject, usernsMode: "host" } : subject;
}

const givesUpProtection =
  "it gives up this protection: the service could then read and change the host's files; `--try-workarounds` tries it";

/** The rules of the refusals that protect the host from a subject. */
function rulesOf({ differences }: Comparison): Set<Reason> {
  return new Set(differences.flatMap(({ rule, isCause }) => (rule !== null && isCause ? [rule] : [])));
}

/** A key for what a remedy does; a remedy that cannot be tried is identified by its text. */
function doingOf({ overrides, hostChanges, untried, change }: Remedy): string {
  return JSON.stringify(untried === undefined ? [[...overrides], hostChanges] : [change]);
}
