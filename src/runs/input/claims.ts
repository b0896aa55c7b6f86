import { isAbsolute, join, relative } from "node:path";
import type { Notice } from "../../comparison/notice.js";
import type { Claim } from "../../comparison/prediction.js";
import type { Finding } from "../../findings/finding.js";
import type { Report } from "../../findings/report.js";
import { fullName } from "../../model/image-name.js";
import type { KnownRule } from "../../rules/index.js";
import { type ServicePlace, serviceAt } from "./service-places.js";
import type { Stack } from "./stack.js";

/** The findings as claims about the subjects of a run, each with its rule of the registry: what is said of a Dockerfile holds for every service built from it. */
export function claimsOf(lint: Report, stack: Stack, places: readonly ServicePlace[], rules: readonly KnownRule[]): Claim[] {
  const byId = new Map<string, KnownRule>(rules.map((rule) => [rule.id, rule]));
  return lint.findings.flatMap((finding) => {
    const rule = byId.get(finding.rule);
    if (!rule) return [];
    // What a rule about builds finds in a service's own command shows when it runs.
    const stageIn = (subject: string): Claim["stage"] => {
      return rule.stage === "build" && !stack.subjects.some(({ name, builds }) => name === subject && builds) ? "run" : rule.stage;
    };
    const claimOf = (subject: string): Claim => ({
      rule: rule.id,
      subject,
      severity: finding.severity,
      stage: stageIn(subject),
      ...(finding.suppressed !== null && { allowed: finding.suppressed }),
    });
    return subjectsOf(finding, lint, stack, places).map(claimOf);
  });
}

function subjectsOf(finding: Finding, lint: Report, stack: Stack, places: readonly ServicePlace[]): string[] {
  if (stack.subjects.some(({ name }) => name === finding.subject)) return [finding.subject];
  const builders = Object.entries(stack.model.services).flatMap(([name, service]) => {
    const build = service.build as { context?: string; dockerfile?: string } | undefined;
    if (!build) return [];
    const dockerfile = build.dockerfile ?? "Dockerfile";
    const path = isAbsolute(dockerfile) ? dockerfile : join(build.context ?? ".", dockerfile);
    return relative(lint.root, path) === finding.subject ? [name] : [];
  });
  if (builders.length > 0) return builders;
  const image = finding.primary.file.inside?.image;
  if (image !== undefined) return stack.subjects.filter((each) => !each.builds && isSame(each.image, image)).map(({ name }) => name);
  // An inline Dockerfile stands in the compose file itself.
  return [serviceAt(places, finding.primary) ?? finding.subject];
}

/** Whether two references mean one image by its name. */
function isSame(one: string, other: string): boolean {
  const tagged = (name: string) => /^(.+:[\w.-]+)@sha256:[0-9a-f]{64}$/.exec(name)?.[1] ?? name;
  return fullName(tagged(one)) === fullName(tagged(other));
}

const maxUnread = 10;

/** What kept lint from reading the input whole; its predictions then say nothing of that part. */
export function lintNotices({ inputErrors, faults }: Report): Notice[] {
  const unread = inputErrors.filter(({ level }) => level === "error");
  const said = unread.slice(0, maxUnread).map(({ file, at, message }) => `lint could not read all of \`${file}\`${lineOf(at)}: ${message}`);
  const texts = [
    ...said,
    ...(unread.length > maxUnread ? [`lint could not read ${unread.length - maxUnread} more places`] : []),
    ...faults.map(
      ({ where }) => `remap-ready has a bug: ${where} failed, so predictions may be missing; \`remap-ready lint\` says where to report it`,
    ),
  ];
  return texts.map((text) => ({ about: "lint", text }));
}

function lineOf(at: Report["inputErrors"][number]["at"]): string {
  return at === undefined ? "" : ` (line ${at.file.position(at.span.start).line})`;
}
