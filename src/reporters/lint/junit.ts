import type { Finding } from "../../findings/finding.js";
import type { Report } from "../../findings/report.js";
import type { InputError } from "../../text/input-error.js";
import { openPath, placeInImage } from "../shared/in-image.js";
import { notShown } from "../shared/summary-line.js";
import { escapeXml } from "../shared/xml.js";

/** Writes JUnit XML: a suite for each file, a case for each finding; notes pass, allowed and known findings are skipped, unreadable input is an error. */
export function writeJunit(report: Report): string {
  const suites = new Map<string, string[]>();
  const add = (file: string, testcase: string): void => {
    const cases = suites.get(file) ?? [];
    suites.set(file, cases);
    cases.push(testcase);
  };
  for (const finding of report.findings) add(openPath(finding.primary.file), findingCase(finding));
  for (const error of report.inputErrors) add(error.at ? openPath(error.at.file) : error.file, inputCase(error));
  for (const { path, what } of report.unjudged)
    add(
      path,
      `    <testcase classname="unjudged" name="${escapeXml(`not judged ${path}`)}"><skipped message="${escapeXml(what)}"/></testcase>`,
    );
  const unseen = notShown(report);
  if (unseen !== "")
    add(report.base || ".", `    <testcase classname="filter" name="not shown"><skipped message="${escapeXml(unseen)}"/></testcase>`);
  if (suites.size === 0) add(report.base || ".", `    <testcase name="nothing conflicts with userns-remap"/>`);
  const body = [...suites].map(([file, cases]) => {
    const count = (element: string) => cases.filter((each) => each.includes(`<${element} `)).length;
    const counts = `tests="${cases.length}" failures="${count("failure")}" errors="${count("error")}" skipped="${count("skipped")}"`;
    return `  <testsuite name="${escapeXml(file)}" ${counts}>\n${cases.join("\n")}\n  </testsuite>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="remap-ready">\n${body.join("\n")}\n</testsuites>\n`;
}

function findingCase({ rule, severity, message, subject, primary, suppressed, known, help }: Finding): string {
  const { line, column } = primary.file.position(primary.span.start);
  const place = placeInImage(primary.file) ?? `${primary.file.path}:${line}:${column}`;
  const text = `${escapeXml(place)}: ${escapeXml(message)} ${escapeXml(help)}`;
  const outcome =
    suppressed !== null
      ? `<skipped message="${escapeXml(suppressed)}"/>`
      : known
        ? `<skipped message="known: the baseline holds it"/>`
        : severity === "note"
          ? `<system-out>${text}</system-out>`
          : `<failure type="${severity}" message="${escapeXml(message)}">${text}</failure>`;
  return `    <testcase classname="${escapeXml(rule)}" name="${escapeXml(`${rule} ${subject}`)}" file="${escapeXml(openPath(primary.file))}" line="${line}">${outcome}</testcase>`;
}

function inputCase({ file, at, level, message }: InputError): string {
  const line = at?.file.position(at.span.start).line;
  const outcome =
    level === "error" ? `<error type="input" message="${escapeXml(message)}"/>` : `<system-out>${escapeXml(message)}</system-out>`;
  const where = line === undefined ? "" : ` line="${line}"`;
  return `    <testcase classname="input" name="${escapeXml(`input ${file}`)}" file="${escapeXml(at ? openPath(at.file) : file)}"${where}>${outcome}</testcase>`;
}
