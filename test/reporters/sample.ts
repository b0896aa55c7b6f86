import { countFiles } from "../../src/documents/kinds.js";
import { type Finding, proseOf } from "../../src/findings/finding.js";
import type { Report } from "../../src/findings/report.js";
import { defaultPosture } from "../../src/model/posture.js";
import type { Location } from "../../src/text/location.js";
import { SourceFile } from "../../src/text/source-file.js";

/** The location of the first occurrence of a text in a file. */
export function at(file: SourceFile, text: string): Location {
  const start = file.text.indexOf(text);
  if (start < 0) throw new Error(`${file.path} does not hold ${text}`);
  return { file, span: { start, end: start + text.length } };
}

const help = (rule: string) => `https://example.org/${rule}`;

/** A finding with everything filled in but what is given. */
export function finding(given: Partial<Finding> & Pick<Finding, "primary">): Finding {
  const rule = given.rule ?? "host-network";
  const title = given.title ?? given.message ?? "`network_mode: host` is refused.";
  const instead = given.instead ?? (given.message ? "" : "Write `ports:` instead.");
  const why = given.why ?? "";
  const subject = given.subject ?? "web";
  return {
    rule,
    title,
    why,
    instead,
    severity: "error",
    confidence: "certain",
    message: given.message ?? proseOf({ title, why, instead }),
    subject,
    ...(subject !== given.primary.file.path && { runs: { project: "stack/compose.yaml", noun: "service", start: 0 } }),
    related: [],
    help: help(rule),
    suppressed: null,
    ...given,
  };
}

/** A report of the given findings and input errors. */
export function reportOf(given: Partial<Report>): Report {
  return {
    root: "/repository",
    base: "",
    findings: [],
    inputErrors: [],
    counts: { composeProjects: 1, services: 3, containers: 0, files: countFiles({ compose: 2, dockerfile: 1 }) },
    files: [],
    unjudged: [],
    ignored: 0,
    rulesOff: [],
    posture: defaultPosture,
    failOn: "error",
    rules: ["docker-socket", "host-network", "host-pid"].map((id) => ({
      id,
      severity: "error",
      confidence: "certain",
      summary: `What ${id} is about.`,
      help: help(id),
    })),
    faults: [],
    ...given,
  };
}

const compose = new SourceFile(
  "stack/compose.yaml",
  "services:\r\n  web:\r\n    extends: { file: base.yaml, service: base }\r\n    pid: host\r\n  db: { network_mode: host }\r\n",
);
const base = new SourceFile("stack/base.yaml", "services:\n  base:\n    network_mode: host\n");
const dockerfile = new SourceFile("stack/Dockerfile", "FROM alpine\nUSER 70000\n");

/** One report with a finding of each kind: through `extends`, shared by services, a note, allowed by comment and by settings, and input errors. */
export const sample: Report = reportOf({
  base: "stack",
  files: [
    { path: "stack/Dockerfile", what: "Dockerfile" },
    { path: "stack/base.yaml", what: "read for another file" },
    { path: "stack/compose.yaml", what: "compose file" },
  ],
  unjudged: [{ path: "roles/web.yml", what: "Ansible tasks that run containers" }],
  ignored: 3,
  findings: [
    finding({
      rule: "id-out-of-range",
      primary: at(dockerfile, "70000"),
      subject: dockerfile.path,
      fix: {
        title: "Write `1000`",
        safety: "safe",
        effect: "Nothing changes.",
        edits: [{ at: at(dockerfile, "70000"), text: "1000" }],
      },
      severity: "error",
      confidence: "likely",
      message: "`USER 70000` is outside the range.",
    }),
    finding({
      primary: { ...at(base, "host"), via: [{ kind: "extends", note: "through `extends` of service base", at: at(compose, "base") }] },
      subject: "web",
    }),
    finding({ primary: at(base, "host"), subject: "other", suppressed: "the exporter moves to the host", suppressedIn: "settings" }),
    finding({
      rule: "host-pid",
      fix: {
        title: "Remove `pid: host`",
        safety: "unsafe",
        effect: "Without userns-remap the container has its own processes only.",
        edits: [
          { at: at(compose, "    pid: host\r\n"), text: "" },
          { at: at(compose, "db: "), text: "db: # " },
        ],
      },
      primary: at(compose, "host\r\n  db".slice(0, 4)),
      severity: "note",
      confidence: "possible",
      message: "`pid: host` [is](noted).",
      related: [{ at: at(compose, "db"), note: "see also" }],
    }),
    finding({ primary: at(compose, "host }"), subject: "db", suppressed: "a | reason", suppressedIn: "comment" }),
  ],
  inputErrors: [
    { file: "stack/other.yaml", level: "error", message: "The file does not exist." },
    { file: compose.path, at: at(compose, "pid"), level: "warning", message: "`pid` is odd." },
  ],
});

const evil = "x\u001b[31m::error::y\n::set-output name=a::b|<img src=x>`code`[l](javascript:1) @all www.evil.example \u202e";
const evilFile = new SourceFile(`a:b,c%\n${evil}.yml`, `services: { "${evil}": { pid: host } }\n`);

/** A report in which every foreign text tries to be obeyed. */
export const hostile: Report = reportOf({
  files: [{ path: evilFile.path, what: "compose file" }],
  unjudged: [{ path: `${evilFile.path}.tf`, what: "a template" }],
  findings: [
    finding({ primary: at(evilFile, "services"), subject: evil, message: `The value \`${evil}\` is refused.` }),
    finding({ primary: at(evilFile, "services"), subject: "quiet", suppressed: evil, suppressedIn: "comment" }),
  ],
  inputErrors: [{ file: evilFile.path, at: at(evilFile, "services"), level: "error", message: `\`${evil}\` is no key.` }],
});
