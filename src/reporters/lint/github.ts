import type { Finding } from "../../findings/finding.js";
import type { Report } from "../../findings/report.js";
import type { InputError } from "../../text/input-error.js";
import type { Location } from "../../text/location.js";
import { printable } from "../../text/printable.js";
import { byImportance, type Group, groupOpen } from "../shared/groups.js";
import { openPath, placeInImage } from "../shared/in-image.js";
import { plural, summaryLine } from "../shared/summary-line.js";

/** The runner keeps ten annotations of each kind per step and silently drops the rest: actions/runner, ExecutionContext.cs. */
const slots = 10;
const inputErrorSlots = 3;
/** Files that were not judged and that the annotation of all of them names. */
const mostUnjudged = 10;
/** The runner cuts a message at 4096 characters. */
const messageLimit = 3500;

type Level = "error" | "warning" | "notice";

interface Annotation {
  readonly level: Level;
  readonly title: string;
  readonly message: string;
  readonly file: string;
  readonly at?: Location;
}

/** Writes workflow commands that annotate files, within the runner's limits; the last one of each kind counts what was left out. */
export function writeGithub(report: Report): string {
  const groups = groupOpen(report).sort(byImportance);
  const lines = (["error", "warning", "notice"] as const).flatMap((level) => {
    const severity = level === "notice" ? "note" : level;
    const inputs = [
      ...(level === "notice" && report.unjudged.length > 0 ? [unjudgedAnnotation(report)] : []),
      ...report.inputErrors.filter((error) => error.level === severity).map(inputAnnotation),
    ];
    const kept = within(inputs, inputErrorSlots, (rest) => overflow(level, plural(rest, `further input ${level}`)));
    const findings = groups.filter((group) => group.severity === severity);
    const room = slots - kept.length;
    const each = findings.length <= room ? findings.map((finding) => findingAnnotation(finding, [])) : aggregate(findings);
    return [...kept, ...within(each, room, (rest) => overflow(level, `${plural(rest, "more annotation")} of this kind`))];
  });
  return [...lines.map(command), escapeData(summaryLine(report)), ""].join("\n");
}

/** One for all files, because an annotation at each would take the place of findings. */
function unjudgedAnnotation({ unjudged }: Report): Annotation {
  const named = unjudged.slice(0, mostUnjudged).map(({ path, what }) => `${printable(path)} (${what})`);
  const rest = unjudged.length > named.length ? `, and ${unjudged.length - named.length} more` : "";
  const message = `${plural(unjudged.length, "file")} seen and not judged: ${named.join(", ")}${rest}.`;
  return { level: "notice", title: "remap-ready", message: cut(message), file: "" };
}

function within(annotations: readonly Annotation[], room: number, over: (rest: number) => Annotation): Annotation[] {
  if (annotations.length <= room) return [...annotations];
  return [...annotations.slice(0, room - 1), over(annotations.length - room + 1)];
}

function overflow(level: Level, what: string): Annotation {
  return { level, title: "remap-ready", message: `There are ${what}: see the log, the job summary or the SARIF file.`, file: "" };
}

/** One annotation for each rule and file, at the first place. */
function aggregate(findings: readonly Group[]): Annotation[] {
  const byRule = new Map<string, Group[]>();
  for (const finding of findings) {
    const key = `${finding.rule}\0${finding.primary.file.path}`;
    byRule.set(key, [...(byRule.get(key) ?? []), finding]);
  }
  return [...byRule.values()].map(([first, ...rest]) => findingAnnotation(first as Group, rest));
}

function findingAnnotation(finding: Group, rest: readonly Finding[]): Annotation {
  const lines = finding.primary.file.inside ? [] : [...new Set(rest.map(({ primary }) => primary.file.position(primary.span.start).line))];
  const more =
    lines.length > 0
      ? `\nAlso on ${lines.length === 1 ? "line" : "lines"} ${lines.slice(0, 20).join(", ")}${lines.length > 20 ? ", …" : ""}.`
      : "";
  const sure = finding.confidence === "certain" ? "" : ` (${finding.confidence})`;
  const inImage = placeInImage(finding.primary.file);
  const where = inImage === undefined ? "" : `${printable(inImage)}: `;
  return {
    level: finding.severity === "note" ? "notice" : finding.severity,
    title: `${finding.rule}${sure}: ${printable(finding.subjects.join(", "))}`,
    message: `${where}${cut(printable(finding.message))}${more}\n${finding.help}`,
    file: openPath(finding.primary.file),
    ...(!finding.primary.file.inside && { at: finding.primary }),
  };
}

function inputAnnotation({ file, at, level, message }: InputError): Annotation {
  return {
    level: level === "note" ? "notice" : level,
    title: "remap-ready: input",
    message: cut(printable(message)),
    file: at ? openPath(at.file) : file,
    ...(at && !at.file.inside && { at }),
  };
}

function command({ level, title, message, file, at }: Annotation): string {
  const start = at?.file.position(at.span.start);
  const end = at?.file.position(at.span.end);
  // Columns hold only for an annotation within one line.
  const isOneLine = start && end && start.line === end.line;
  const properties = [
    file !== "" && `file=${escapeProperty(printable(file))}`,
    start && `line=${start.line}`,
    end && `endLine=${end.line}`,
    isOneLine && `col=${start.column}`,
    isOneLine && `endColumn=${end.column}`,
    `title=${escapeProperty(cut(title, 200))}`,
  ].filter(Boolean);
  return `::${level} ${properties.join(",")}::${escapeData(message)}`;
}

function cut(text: string, limit = messageLimit): string {
  return text.length <= limit ? text : `${text.slice(0, limit)}…`;
}

/** Escapes the text of a workflow command: actions/toolkit, packages/core/src/command.ts. */
export function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/** Escapes a property of a workflow command. */
export function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
