import type { Comparison } from "../../comparison/comparison.js";
import { endsRun } from "../../comparison/notice.js";
import type { CompareReport } from "../../comparison/report.js";
import type { Finding } from "../../findings/finding.js";
import { helpOf, proseOf } from "../../findings/finding.js";
import type { Report } from "../../findings/report.js";
import type { InputError } from "../../text/input-error.js";

/**
 * A compare report as a lint report, so that every format of lint can carry it: the findings of lint, each with what became of it,
 * a finding for each break that lint did not predict, at the place where its subject is declared, and what keeps the result from being whole.
 */
export function asLintReport(report: CompareReport): Report {
  const { lint, prediction, comparisons } = report;
  const outcome = new Map<string, string>();
  for (const { rule, subject } of prediction.confirmed) outcome.set(`${rule}\0${subject}`, "Confirmed on the engine.");
  for (const { rule, subject } of prediction.notObserved) outcome.set(`${rule}\0${subject}`, "Not observed when it was run.");
  for (const { rule, subject, reason } of prediction.notTestable) outcome.set(`${rule}\0${subject}`, `Not testable here: ${reason}.`);
  const findings = lint.findings.map((finding) => {
    const said = outcome.get(`${finding.rule}\0${finding.subject}`);
    if (said === undefined) return finding;
    const remedy = remedyOf(comparisons, finding.subject);
    const [why, instead] = [joined(finding.why, said), joined(finding.instead, remedy)];
    return { ...finding, why, instead, message: joined(finding.message, said, remedy) };
  });
  return { ...lint, findings: [...findings, ...missedFindings(report)], inputErrors: [...lint.inputErrors, ...gaps(report)] };
}

/** What was not compared, and what went wrong on the way: status 2 always comes with its reason. */
function gaps({ comparisons, places, notices }: CompareReport): InputError[] {
  const uncovered = comparisons.filter(({ isUncovered }) => isUncovered);
  const placed = (subject = ""): Pick<InputError, "file" | "at"> => {
    const at = places.get(subject);
    return at ? { file: at.file.path, at } : { file: "." };
  };
  return [
    ...uncovered.map(({ subject, reason }): InputError => {
      return { ...placed(subject), level: "error", message: `\`${subject}\` was not compared: ${reason}.` };
    }),
    ...notices.map((notice): InputError => {
      return { ...placed(notice.subject), level: endsRun(notice) ? "error" : "warning", message: `${notice.text}.` };
    }),
  ];
}

function missedFindings({ prediction, comparisons, places }: CompareReport): Finding[] {
  return prediction.missed.flatMap(({ rule, subject, reason }): Finding[] => {
    const primary = places.get(subject);
    if (!primary) return [];
    const saying = {
      title: `\`${subject}\` is broken on an engine with userns-remap.`,
      why: `Seen: ${reason}.`,
      instead: remedyOf(comparisons, subject),
    };
    return [
      {
        rule: rule ?? "unexplained",
        severity: "error",
        confidence: "certain",
        ...saying,
        message: proseOf(saying),
        subject,
        primary,
        related: [],
        help: helpOf(rule ?? "../compare"),
        suppressed: null,
      },
    ];
  });
}

function remedyOf(comparisons: readonly Comparison[], subject: string): string {
  const works = comparisons.find((each) => each.subject === subject)?.remedies.find(({ verdict }) => verdict === "same");
  return works ? `Tried and seen to work: ${works.change}.` : "";
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(" ");
}
