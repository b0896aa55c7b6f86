import { posix } from "node:path";
import type { Directive } from "../documents/directives.js";
import type { Finding } from "../findings/finding.js";
import type { Allowance } from "../settings/settings.js";
import { nearest } from "../text/did-you-mean.js";
import { readPatterns } from "../text/glob.js";
import type { InputError } from "../text/input-error.js";
import type { Location } from "../text/location.js";

/** What allows findings, and what is known about the run that used it. */
export interface Permissions {
  readonly directives: readonly Directive[];
  readonly allowances: readonly Allowance[];
  /** Directory that the paths of allowances are relative to. */
  readonly directory: string;
  readonly ruleIds: readonly string[];
  /** Rules that ran; an unused permission for another one is no news. */
  readonly activeIds: ReadonlySet<string>;
  /** Whether an unused permission that stands in this file is news. */
  isWholeFile(path: string): boolean;
  /** Whether everything that the settings speak about was linted. */
  readonly isWholeRun: boolean;
}

/** Marks the findings that the user allows, and says which permissions are broken, unknown or unused. */
export function suppress(findings: readonly Finding[], permissions: Permissions): { findings: Finding[]; inputErrors: InputError[] } {
  const used = new Set<unknown>();
  const byLine = indexDirectives(permissions.directives);
  const allowances = permissions.allowances.map((allowance) => ({ allowance, holds: holdsFor(allowance, permissions.directory) }));
  const marked = findings.map((finding) => {
    const directive = linesOf(finding)
      .flatMap((key) => byLine.get(key) ?? [])
      .find(({ rule }) => rule.id === finding.rule);
    if (directive) {
      used.add(directive.rule);
      return { ...finding, suppressed: directive.reason, suppressedIn: "comment" as const };
    }
    const allowed = allowances.find(({ holds }) => holds(finding))?.allowance;
    if (!allowed) return finding;
    used.add(allowed);
    return { ...finding, suppressed: allowed.reason, suppressedIn: "settings" as const };
  });
  return { findings: marked, inputErrors: complaints(permissions, used) };
}

function complaints({ directives, allowances, ruleIds, activeIds, isWholeFile, isWholeRun }: Permissions, used: ReadonlySet<unknown>) {
  const warn = (at: Location, message: string): InputError => ({ file: at.file.path, at, level: "warning", message });
  const ofDirectives = directives.flatMap((directive) => {
    const unknown = directive.rules.filter(({ id }) => !ruleIds.includes(id)).map(({ id, at }) => warn(at, unknownRule(id, ruleIds)));
    if (directive.problem) return [warn(directive.at, directive.problem), ...unknown];
    const unused = directive.rules.filter((rule) => !used.has(rule) && activeIds.has(rule.id) && isWholeFile(rule.at.file.path));
    return [
      ...unknown,
      ...unused.map(({ id, at }) => warn(at, `This allows nothing: \`${id}\` finds nothing ${where(directive)}. Remove it.`)),
    ];
  });
  const unusedAllowances = isWholeRun ? allowances.filter((allowance) => !used.has(allowance) && activeIds.has(allowance.rule)) : [];
  return [
    ...ofDirectives,
    ...unusedAllowances.map(({ at, rule }) =>
      warn(at, `This entry allows nothing: \`${rule}\` finds nothing that it holds for. Remove it.`),
    ),
  ];
}

function where({ lines }: Directive): string {
  if (!lines) return "after it";
  return lines.first === lines.last ? `on line ${lines.first}` : `on lines ${lines.first} to ${lines.last}`;
}

function unknownRule(id: string, ruleIds: readonly string[]): string {
  const guess = nearest(id, ruleIds);
  return `There is no rule \`${id}\`${guess ? ` (did you mean \`${guess}\`?)` : ""}; \`remap-ready rules\` lists them.`;
}

/** A directive speaks about the lines a finding is written on, and about the places its value came through. */
function linesOf({ primary }: Finding): string[] {
  return [primary, ...(primary.via ?? []).map(({ at }) => at)].flatMap(({ file, span }) => {
    const first = file.position(span.start).line;
    const last = Math.min(file.position(Math.max(span.start, span.end - 1)).line, first + 50);
    return Array.from({ length: last - first + 1 }, (_, index) => `${file.path}\0${first + index}`);
  });
}

function indexDirectives(directives: readonly Directive[]): Map<string, { rule: Directive["rules"][number]; reason: string }[]> {
  const index = new Map<string, { rule: Directive["rules"][number]; reason: string }[]>();
  for (const { at, rules, reason, lines, problem } of directives) {
    if (!lines || problem) continue;
    for (let line = lines.first; line <= lines.last; line++) {
      const key = `${at.file.path}\0${line}`;
      index.set(key, [...(index.get(key) ?? []), ...rules.map((rule) => ({ rule, reason }))]);
    }
  }
  return index;
}

function holdsFor(allowance: Allowance, directory: string): (finding: Finding) => boolean {
  const patterns = allowance.path === undefined ? undefined : readPatterns([allowance.path]);
  return ({ rule, subject, primary }) =>
    rule === allowance.rule &&
    (allowance.service === undefined || allowance.service === subject) &&
    (patterns === undefined || patterns.covers(posix.relative(directory, primary.file.path)));
}
