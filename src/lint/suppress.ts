import { posix } from "node:path";
import type { Directive } from "../documents/directives.js";
import type { Finding } from "../findings/finding.js";
import type { Allowance, Settings } from "../settings/settings.js";
import { nearest } from "../text/did-you-mean.js";
import { type Patterns, readPatterns } from "../text/glob.js";
import type { InputError } from "../text/input-error.js";
import type { Location } from "../text/location.js";

/** What allows findings, and what is known about the run that used it. */
export interface Permissions {
  readonly directives: readonly Directive[];
  /** The settings that judge a finding: their allowances hold for it. */
  settingsOf(finding: Finding): Settings;
  /** Settings of which everything that they speak about was linted, so that an unused allowance is news. */
  readonly whole: readonly Settings[];
  readonly ruleIds: readonly string[];
  /** Whether a rule looked at a file; an unused comment for another rule is not news. */
  isActive(rule: string, path: string): boolean;
  /** Whether an unused comment that stands in this file is news. */
  isWholeFile(path: string): boolean;
}

/** Marks the findings that the user allows, and says which permissions are broken, unknown or unused. */
export function suppress(findings: readonly Finding[], permissions: Permissions): { findings: Finding[]; inputErrors: InputError[] } {
  const used = new Set<unknown>();
  const index = indexDirectives(permissions.directives);
  const allowances = new Map<Settings, (finding: Finding) => Allowance | undefined>();
  const marked = findings.map((finding) => {
    const directive = directiveFor(finding, index);
    if (directive) {
      used.add(directive.rule);
      return { ...finding, suppressed: directive.reason, suppressedIn: "comment" as const };
    }
    const settings = permissions.settingsOf(finding);
    const allowanceFor = allowances.get(settings) ?? allowancesIn(settings);
    allowances.set(settings, allowanceFor);
    const allowed = allowanceFor(finding);
    if (!allowed) return finding;
    used.add(allowed);
    return { ...finding, suppressed: allowed.reason, suppressedIn: "settings" as const };
  });
  return { findings: marked, inputErrors: complaints(permissions, used) };
}

function complaints({ directives, whole, ruleIds, isActive, isWholeFile }: Permissions, used: ReadonlySet<unknown>) {
  const warn = (at: Location, message: string): InputError => ({ file: at.file.path, at, level: "warning", message });
  const ofDirectives = directives.flatMap((directive) => {
    const unknown = directive.rules.filter(({ id }) => !ruleIds.includes(id)).map(({ id, at }) => warn(at, unknownRule(id, ruleIds)));
    if (directive.problem) return [warn(directive.at, directive.problem), ...unknown];
    const unused = directive.rules.filter(
      (rule) => !used.has(rule) && ruleIds.includes(rule.id) && isActive(rule.id, rule.at.file.path) && isWholeFile(rule.at.file.path),
    );
    return [
      ...unknown,
      ...unused.map(({ id, at }) => warn(at, `This allows nothing: \`${id}\` finds nothing ${where(directive)}. Remove it.`)),
    ];
  });
  const unusedAllowances = whole.flatMap(({ ignore, rules }) =>
    ignore.filter((allowance) => !used.has(allowance) && rules.get(allowance.rule) !== "off"),
  );
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

/** A rule of a directive, and the lines of its file that no directive before it speaks about. */
interface Allowed {
  readonly rule: Directive["rules"][number];
  readonly reason: string;
  readonly first: number;
  readonly last: number;
}

/** What directives allow, by file and rule, in the order of the lines; no two share a line. */
type Index = ReadonlyMap<string, readonly Allowed[]>;

/** A directive speaks about the lines a finding is written on, and about the places its value came through. */
function directiveFor({ rule, primary }: Finding, index: Index): Allowed | undefined {
  for (const { file, span } of [primary, ...(primary.via ?? []).map(({ at }) => at)]) {
    const allowed = index.get(`${file.path}\0${rule}`);
    if (!allowed) continue;
    const from = file.position(span.start).line;
    const to = Math.min(file.position(Math.max(span.start, span.end - 1)).line, from + mostLines);
    const found = allowed[firstEnding(allowed, from)];
    if (found && found.first <= to) return found;
  }
  return undefined;
}

/** Lines of a finding that a directive can allow it on: a whole service is not allowed by a comment somewhere in it. */
const mostLines = 50;

/** The index of the first that does not end before a line. */
function firstEnding(allowed: readonly Allowed[], line: number): number {
  let low = 0;
  let high = allowed.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((allowed[middle] as Allowed).last >= line) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Directives come in the order of their file, and so do the lines they speak about. */
function indexDirectives(directives: readonly Directive[]): Index {
  const index = new Map<string, Allowed[]>();
  for (const { at, rules, reason, lines, problem } of directives) {
    if (!lines || problem) continue;
    for (const rule of rules) {
      const key = `${at.file.path}\0${rule.id}`;
      const before = index.get(key) ?? [];
      index.set(key, before);
      const first = Math.max(lines.first, (before.at(-1)?.last ?? 0) + 1);
      if (first <= lines.last) before.push({ rule, reason, first, last: lines.last });
    }
  }
  return index;
}

/** Finds the first allowance of some settings that holds for a finding; what holds for a path is worked out once. */
function allowancesIn({ ignore, directory }: Settings): (finding: Finding) => Allowance | undefined {
  const byRule = new Map<string, { readonly allowance: Allowance; readonly patterns: Patterns | undefined }[]>();
  for (const allowance of ignore) {
    const others = byRule.get(allowance.rule) ?? [];
    byRule.set(allowance.rule, others);
    others.push({ allowance, patterns: allowance.path === undefined ? undefined : readPatterns([allowance.path]) });
  }
  const here = new Map<string, Map<string | undefined, Allowance>>();
  return ({ rule, subject, primary }) => {
    const key = `${rule}\0${primary.file.path}`;
    const known = here.get(key);
    const byService = known ?? new Map<string | undefined, Allowance>();
    if (!known) {
      const path = posix.relative(directory, primary.file.path);
      for (const { allowance, patterns } of byRule.get(rule) ?? [])
        if (!byService.has(allowance.service) && (patterns === undefined || patterns.covers(path)))
          byService.set(allowance.service, allowance);
      here.set(key, byService);
    }
    return byService.get(undefined) ?? byService.get(subject);
  };
}
