import type { Log, Notification, ReportingDescriptor, Result, Fix as SarifFix, Location as SarifLocation } from "sarif";
import { type Finding, placesOf } from "../../findings/finding.js";
import { fingerprints } from "../../findings/fingerprint.js";
import { allFindings, exitStatus, type Report, type RuleFacts, verdict } from "../../findings/report.js";
import type { Fix } from "../../text/edit.js";
import type { Location } from "../../text/location.js";
import { version } from "../../version.js";
import { describeFix } from "../shared/fixable.js";
import { byImportance } from "../shared/groups.js";
import { openPath, placeInImage } from "../shared/in-image.js";
import { artifact, baseId, home, plain } from "../shared/sarif-parts.js";
import { stringify } from "../shared/stringify.js";
import { notShown, plural } from "../shared/summary-line.js";

/** GitHub shows the 5,000 most severe results of a run and 100 places of each: "SARIF support for code scanning". */
const resultLimit = 5_000;
const placeLimit = 100;
/** Files that were not judged are named up to here, and counted. */
const seenLimit = 100;

const level = { error: "error", warning: "warning", note: "note" } as const;
const precision = { certain: "very-high", likely: "high", possible: "medium" } as const;

/** Writes a SARIF 2.1.0 log; paths are relative to the repository's root. */
export function writeSarif(report: Report, { category = "remap-ready/lint" }: { readonly category?: string } = {}): string {
  const ruleIndex = new Map(report.rules.map(({ id }, index) => [id, index]));
  const kept = report.findings.length > resultLimit ? [...report.findings].sort(byImportance).slice(0, resultLimit) : report.findings;
  const left = report.findings.length - kept.length;
  const names = fingerprints(allFindings(report));
  const result = verdict(report);
  const unseen = notShown(report);
  const log: Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: { name: "remap-ready", version, semanticVersion: version, informationUri: home, rules: report.rules.map(descriptor) },
        },
        automationDetails: { id: `${category}/` },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { [baseId]: { description: { text: "The root of the repository." } } },
        invocations: [
          {
            executionSuccessful: result === "pass" || result === "fail",
            exitCode: exitStatus[result],
            toolExecutionNotifications: [
              ...report.inputErrors.map(
                ({ file, at, level, message }): Notification => ({
                  level,
                  message: { text: message },
                  locations: [at ? locate(at) : { physicalLocation: { artifactLocation: artifact(file) } }],
                }),
              ),
              ...report.unjudged.slice(0, seenLimit).map(
                ({ path, what }): Notification => ({
                  level: "note",
                  message: { text: `This file was seen and not judged: it looks like ${what}.` },
                  locations: [{ physicalLocation: { artifactLocation: artifact(path) } }],
                }),
              ),
              ...(report.unjudged.length > seenLimit
                ? [{ level: "note" as const, message: { text: `${plural(report.unjudged.length, "file")} were seen and not judged.` } }]
                : []),
              ...(unseen === ""
                ? []
                : [{ level: "warning" as const, message: { text: `${unseen} Code scanning takes what is not here for fixed.` } }]),
              ...(left > 0
                ? [
                    {
                      level: "warning" as const,
                      message: { text: `${plural(left, "finding")} of least severity left out: the limit is ${resultLimit}.` },
                    },
                  ]
                : []),
            ],
          },
        ],
        results: kept.map((finding) => ({
          ...resultOf(finding, ruleIndex.get(finding.rule) ?? -1, names.get(finding) ?? ""),
          ...(report.baseline !== undefined && { baselineState: finding.known ? ("unchanged" as const) : ("new" as const) }),
        })),
      },
    ],
  };
  return stringify(log);
}

function descriptor({ id, severity, confidence, summary, help }: RuleFacts): ReportingDescriptor {
  return {
    id,
    shortDescription: { text: summary },
    fullDescription: { text: `${summary} On an engine with userns-remap.` },
    helpUri: help,
    help: { text: `${summary} See ${help}`, markdown: `${summary} [What it flags, why, and what to write instead](${help})` },
    defaultConfiguration: { level: level[severity] },
    properties: {
      tags: ["docker", "userns-remap"],
      precision: precision[confidence],
      "problem.severity": severity === "note" ? "recommendation" : severity,
    },
  };
}

function resultOf(finding: Finding, ruleIndex: number, fingerprint: string): Result {
  const related = placesOf(finding).slice(0, placeLimit);
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: level[finding.severity],
    message: plain(finding.message),
    locations: [withSubject(locate(finding.primary), finding.subject || finding.primary.file.path)],
    partialFingerprints: { "remapReady/v1": fingerprint },
    ...(related.length > 0 && {
      relatedLocations: related.map(({ at, note }, index) => ({ id: index + 1, ...locate(at), message: plain(note) })),
    }),
    ...(finding.fix && { fixes: [fixOf(finding.fix)] }),
    ...(finding.suppressed !== null && {
      suppressions: [{ kind: finding.suppressedIn === "settings" ? "external" : "inSource", justification: finding.suppressed }],
    }),
    properties: { confidence: finding.confidence, subject: finding.subject },
  };
}

function fixOf(fix: Fix): SarifFix {
  const files = [...new Set(fix.edits.map(({ at }) => at.file))];
  return {
    description: plain(describeFix(fix)),
    artifactChanges: files.map((file) => ({
      artifactLocation: artifact(file.path),
      replacements: fix.edits
        .filter(({ at }) => at.file === file)
        .map(({ at, text }) => ({ deletedRegion: regionOf(at), ...(text !== "" && { insertedContent: { text } }) })),
    })),
  };
}

function withSubject(location: SarifLocation, name: string): SarifLocation {
  return { ...location, logicalLocations: [{ name }, ...(location.logicalLocations ?? [])] };
}

function locate({ file, span }: Location): SarifLocation {
  const inImage = placeInImage(file);
  if (inImage !== undefined)
    // What has lines here is not the archive.
    return {
      physicalLocation: { artifactLocation: artifact(openPath(file)) },
      logicalLocations: [{ fullyQualifiedName: inImage, kind: "resource" }],
    };
  return { physicalLocation: { artifactLocation: artifact(file.path), region: regionOf({ file, span }) } };
}

function regionOf({ file, span }: Location) {
  const start = file.position(span.start);
  const end = file.position(span.end);
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}
