import type { Report } from "../../findings/report.js";
import type { InputError } from "../../text/input-error.js";
import type { Location } from "../../text/location.js";
import { uriPath } from "../../text/uri-path.js";
import { fixableLine } from "../shared/fixable.js";
import { byImportance, type Group, groupOpen } from "../shared/groups.js";
import { placeInImage } from "../shared/in-image.js";
import { code, inert, prose } from "../shared/markdown.js";
import { plural, summaryLine } from "../shared/summary-line.js";
import { answerOf } from "./answer.js";

/** GitHub drops a summary over 1 MiB whole: actions/runner, FileCommandManager.cs. */
const budgetBytes = 900 * 1024;

/** Where a summary may link to. */
export interface SummaryOptions {
  /** Address of the repository's files at the linted commit, for example `https://github.com/o/r/blob/<sha>`. */
  readonly files?: string;
  /** The heading that distinguishes this summary from other jobs'. */
  readonly title?: string;
}

/** Writes a job summary in GitHub's Markdown: most important first, within the budget, with a word on what was left out. */
export function writeSummary(report: Report, { files, title = "userns-remap" }: SummaryOptions = {}): string {
  const place = (at: Location) => linkTo(at, files);
  const groups = groupOpen(report).sort(byImportance);
  const allowed = report.findings.filter(({ suppressed }) => suppressed !== null);
  const sections = [
    table(
      `### ${plural(groups.length, "finding")}`,
      ["", "Rule", "Where", "What"],
      groups.map((group) => findingRow(group, place)),
    ),
    table(
      `### ${plural(report.inputErrors.length, "problem")} with the input`,
      ["", "Where", "What"],
      report.inputErrors.map((error) => inputRow(error, place)),
    ),
    table(
      `### ${plural(allowed.length, "finding")} allowed`,
      ["Rule", "Where", "Reason"],
      allowed.map(({ rule, primary, suppressed }) => `| ${code(rule)} | ${place(primary)} | ${inert(suppressed ?? "")} |`),
    ),
    table(
      `### ${plural(report.unjudged.length, "file")} seen and not judged`,
      ["File", "What it looks like"],
      report.unjudged.map(({ path, what }) => `| ${code(path)} | ${inert(what)} |`),
    ),
  ];
  const fixable = fixableLine(report);
  let text = `## ${inert(title)}\n\n**${inert(answerOf(report))}**\n\n${inert(summaryLine(report))}\n${fixable === "" ? "" : `\n${prose(fixable)}\n`}`;
  let sizeBytes = Buffer.byteLength(text);
  let left = 0;
  for (const { head, rows } of sections) {
    if (rows.length === 0) continue;
    for (const [index, row] of rows.entries()) {
      const part = index === 0 ? `${head}${row}\n` : `${row}\n`;
      sizeBytes += Buffer.byteLength(part);
      if (sizeBytes > budgetBytes) left++;
      else text += part;
    }
  }
  return left > 0 ? `${text}\n${plural(left, "row")} left out: the log and the SARIF file hold everything.\n` : text;
}

function table(heading: string, columns: readonly string[], rows: readonly string[]): { head: string; rows: readonly string[] } {
  return { head: `\n${heading}\n\n| ${columns.join(" | ")} |\n|${" --- |".repeat(columns.length)}\n`, rows };
}

function findingRow({ severity, confidence, rule, help, primary, subjects, message }: Group, place: (at: Location) => string): string {
  const sure = confidence === "certain" ? "" : ` (${confidence})`;
  return `| ${severity}${sure} | [${code(rule)}](${help}) | ${place(primary)} ${inert(subjects.join(", "))} | ${prose(message)} |`;
}

function inputRow({ file, at, level, message }: InputError, place: (at: Location) => string): string {
  return `| ${level} | ${at ? place(at) : code(file)} | ${prose(message)} |`;
}

function linkTo({ file, span }: Location, files: string | undefined): string {
  const { line } = file.position(span.start);
  const inImage = placeInImage(file);
  if (inImage !== undefined) return code(inImage);
  const text = code(`${file.path}:${line}`);
  if (files === undefined) return text;
  const path = uriPath(file.path).replace(/[()!'*]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
  return `[${text}](${files}/${path}#L${line})`;
}
