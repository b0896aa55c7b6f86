import { createHash } from "node:crypto";
import type { Log, Notification, Result, Run, Location as SarifLocation } from "sarif";
import { helpOf } from "../../findings/finding.js";
import { type Night, nightStatus, type Row } from "../../nightly/night.js";
import { type Detail, keyOf, type Outcome, type Place } from "../../nightly/outcome.js";
import { version } from "../../version.js";
import { artifact, baseId, home, plain } from "../shared/sarif-parts.js";
import { stringify } from "../shared/stringify.js";
import { plural } from "../shared/summary-line.js";
import { detailText, nameOf, reasonOf } from "./words.js";

/** As many results as code scanning takes of a run. */
const resultLimit = 5_000;

type State = "new" | "unchanged" | "absent";

/** A result before it is known whether the log has states: it has them where there is an earlier night. */
interface Found {
  readonly result: Result;
  readonly state: State;
}

/**
 * Writes a night as a SARIF 2.1.0 log: a run for the stacks and hosts, and one for each repository. What is new is `new`, what broke before `unchanged`, and what
 * broke last time and no longer does `absent`. What has no verdict is a notification, and no result.
 */
export function writeNightSarif(night: Night, { category = "remap-ready/report" }: { readonly category?: string } = {}): string {
  const repositories = night.rows.filter(({ kind }) => kind === "repository");
  const others = night.rows.filter(({ kind }) => kind !== "repository");
  const log: Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      ...(others.length > 0 || repositories.length === 0 ? [runOf(night, others, `${category}/`)] : []),
      ...repositories.map((row) => runOf(night, [row], `${category}/${row.stack.replace(/^\//, "")}/`, row.stack)),
    ],
  };
  return stringify(log);
}

/** `root` is of what is read in a repository of its own; its troubles are told with it, and all others with the first run. */
function runOf(night: Night, rows: readonly Row[], id: string, root?: string): Run {
  const status = nightStatus(night);
  const found = rows.flatMap((row) => (row.kind === "service" ? serviceIn(row, night) : detailsIn(row)));
  const rank: readonly State[] = ["new", "unchanged", "absent"];
  const kept = [...found].sort((a, b) => rank.indexOf(a.state) - rank.indexOf(b.state)).slice(0, resultLimit);
  const rules = [...new Set(kept.map(({ result }) => result.ruleId ?? ""))].sort();
  const about = night.troubles.filter((trouble) =>
    root === undefined ? !night.rows.some(({ kind, stack }) => kind === "repository" && stack === trouble.about) : trouble.about === root,
  );
  const notifications: Notification[] = [
    ...about.map(({ about: file, message }) => notification("error", `${file}: ${message}`)),
    ...rows.flatMap((row) => {
      if (row.class === "not-run") return [notification("error", `${nameOf(row)}: ${reasonOf(row, night)}`)];
      return row.class === "no-verdict" ? [notification("warning", `${nameOf(row)}: ${reasonOf(row, night)}`)] : [];
    }),
    ...(found.length > kept.length
      ? [notification("warning", `${plural(found.length - kept.length, "result")} left out: the limit is ${resultLimit}.`)]
      : []),
  ];
  return {
    tool: {
      driver: {
        name: "remap-ready",
        version,
        semanticVersion: version,
        informationUri: home,
        rules: rules.map((rule) => ({ id: rule, helpUri: helpFor(rule, rows) })),
      },
    },
    automationDetails: { id },
    columnKind: "utf16CodeUnits",
    originalUriBaseIds: {
      [baseId]: {
        ...(root?.startsWith("/") === true && { uri: artifact(`${root.replace(/\/$/, "")}/`).uri }),
        description: { text: "The root of the repository." },
      },
    },
    invocations: [{ executionSuccessful: status !== 2, exitCode: status, toolExecutionNotifications: notifications }],
    results: kept.map(({ result, state }) => ({
      ...result,
      ruleIndex: rules.indexOf(result.ruleId ?? ""),
      ...(state === "absent" && { level: "none" as const, kind: "pass" as const }),
      ...(night.hasPast && { baselineState: state }),
    })),
  };
}

function notification(level: "error" | "warning", text: string): Notification {
  return { level, message: plain(text) };
}

/** What each class of a service is as a result; the others are none. */
const services: Readonly<Partial<Record<Row["class"], { readonly state: State; readonly rule: string; readonly level: Result["level"] }>>> =
  {
    "newly-broken": { state: "new", rule: "broken-service", level: "error" },
    flaky: { state: "unchanged", rule: "broken-service", level: "warning" },
    "still-broken": { state: "unchanged", rule: "broken-service", level: "error" },
    allowed: { state: "unchanged", rule: "broken-service", level: "note" },
    "newly-unexplained": { state: "new", rule: "unexplained-difference", level: "warning" },
  };

function serviceIn(row: Row, night: Night): Found[] {
  const { now, before } = row;
  const kind = services[row.class];
  if (now && kind) {
    const result = {
      ...serviceResult(row, night, kind.rule, now),
      level: kind.level,
      ...(now.allowed !== null && { suppressions: [{ kind: "external" as const, justification: now.allowed }] }),
    };
    return [{ result, state: kind.state }];
  }
  const hasEnded = row.class === "fixed" || (row.class === "gone" && before?.verdict === "broken");
  return hasEnded ? [{ result: serviceResult(row, night, "broken-service", now ?? before), state: "absent" }] : [];
}

function serviceResult(row: Row, night: Night, rule: string, outcome: Outcome | undefined): Result {
  const { stack, engine, service } = row;
  // A later night may read results that do not say where a service is.
  const place = outcome?.place ?? row.before?.place ?? { file: stack };
  return {
    ruleId: rule,
    message: plain(`${nameOf(row)}: ${reasonOf(row, night)}`),
    locations: [{ ...locate(place), logicalLocations: [{ name: service, fullyQualifiedName: `${stack}/${service}`, kind: "module" }] }],
    partialFingerprints: { "remapReady/v1": fingerprint(keyOf(row), rule) },
    properties: { stack, engine, service, causes: outcome?.causes ?? [] },
  };
}

/** Each thing that makes a host or repository break, and each that did. */
function detailsIn(row: Row): Found[] {
  const { now, before, last, newCauses } = row;
  const isThere = (detail: Detail): boolean => now?.causes.includes(detail.cause ?? "") === true;
  const breaking = (now?.details ?? []).filter(({ cause }) => cause !== null);
  // Of what could not be read as a whole, nothing is known to be gone.
  const isJudged = now === undefined || now.isCovered;
  const ended = isJudged ? (before?.details ?? []).filter((detail) => detail.cause !== null && !isThere(detail)) : [];
  const isNew = ({ cause }: Detail) => !last || newCauses.includes(cause ?? "");
  return [
    ...breaking.map((detail): Found => ({ result: detailResult(row, detail), state: isNew(detail) ? "new" : "unchanged" })),
    ...ended.map((detail): Found => ({ result: detailResult(row, detail), state: "absent" })),
  ];
}

function detailResult(row: Row, detail: Detail): Result {
  const { kind, stack } = row;
  const { cause, name, place } = detail;
  const logical: SarifLocation = { logicalLocations: [{ name: stack, kind: "resource" }] };
  return {
    ruleId: name,
    level: "error",
    message: plain(kind === "host" ? `${stack}: ${detail.text}` : detailText(detail)),
    locations: [place ? locate(place) : logical],
    partialFingerprints: { "remapReady/v1": kind === "host" ? fingerprint(keyOf(row), name) : (cause ?? "") },
    properties: { [kind]: stack },
  };
}

function locate({ file, line }: Place): SarifLocation {
  return { physicalLocation: { artifactLocation: artifact(file), ...(line !== undefined && { region: { startLine: line } }) } };
}

function fingerprint(...parts: readonly string[]): string {
  return `${createHash("sha256").update(parts.join("\0")).digest("hex").slice(0, 32)}:1`;
}

/** Address of the page that speaks of a result: a rule of lint has its own. */
function helpFor(rule: string, rows: readonly Row[]): string {
  if (rule === "broken-service" || rule === "unexplained-difference") return helpOf("../nightly");
  return rows.some(({ kind }) => kind === "repository") ? helpOf(rule) : helpOf("../doctor");
}
