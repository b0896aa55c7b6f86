import { placesOf } from "../../findings/finding.js";
import { type Report, verdict } from "../../findings/report.js";
import type { InputError } from "../../text/input-error.js";
import type { Location } from "../../text/location.js";
import { printable } from "../../text/printable.js";
import { excerpt } from "../shared/excerpt.js";
import { type Group, groupOpen } from "../shared/groups.js";
import { placeInImage } from "../shared/in-image.js";
import { type Paint, painter } from "../shared/paint.js";
import { fromDirectory } from "../shared/paths.js";
import { plural, summaryLine } from "../shared/summary-line.js";

/** How text is shown to a person. */
export interface TextOptions {
  readonly color: boolean;
  /** Absolute directory that paths are shown relative to. */
  readonly from: string;
}

type Place = (path: string) => string;

/** Writes the report for people: each finding with its source line, what could not be read, what is allowed, and a summary. */
export function writeText(report: Report, options: TextOptions): string {
  const paint = painter(options.color);
  const place: Place = (path) => printable(fromDirectory(report, options.from, path));
  const allowed = report.findings.filter(({ suppressed }) => suppressed !== null);
  const blocks = [
    ...groupOpen(report).map((finding) => findingBlock(finding, place, paint)),
    ...report.inputErrors.filter(({ level }) => level === "error").map((error) => inputErrorBlock(error, place, paint)),
  ];
  const lesser = report.inputErrors.filter(({ level }) => level !== "error").map((warning) => inputLine(warning, place, paint));
  if (lesser.length > 0) blocks.push(lesser.join("\n"));
  if (allowed.length > 0) {
    const lines = allowed.map((finding) => `  ${locate(finding.primary, place)} ${finding.rule}: ${printable(finding.suppressed ?? "")}`);
    blocks.push([`${plural(allowed.length, "finding")} allowed:`, ...lines].join("\n"));
  }
  blocks.push(paint(verdict(report) === "pass" ? "bold" : "red", summaryLine(report)));
  return `${blocks.join("\n\n")}\n`;
}

function findingBlock(finding: Group, place: Place, paint: Paint): string {
  const color = { error: "red", warning: "yellow", note: "cyan" } as const;
  const sure = finding.confidence === "certain" ? "" : ` (${finding.confidence})`;
  const severity = paint(color[finding.severity], `${finding.severity}${sure}`);
  const { file } = finding.primary;
  const subjects = finding.subjects.map((subject) => (subject === file.path || subject === file.inside?.image ? "" : subject));
  const head =
    `${paint("bold", locate(finding.primary, place))} ${severity} ${paint("bold", finding.rule)} ${subjects.map(printable).join(", ")}`.trimEnd();
  const further = placesOf(finding).map(({ at, note }) => `    ${printable(note)}: ${locate(at, place)}`);
  return [head, ...excerpt(finding.primary, paint), `  ${printable(finding.message)}`, ...further, paint("dim", `  ${finding.help}`)].join(
    "\n",
  );
}

/** A line for each, because a project may have many variables and they must not drown the findings. */
function inputLine({ file, at, level, message }: InputError, place: Place, paint: Paint): string {
  return `${paint("bold", at ? locate(at, place) : place(file))} ${paint(level === "note" ? "cyan" : "yellow", `input ${level}`)} ${printable(message)}`;
}

function inputErrorBlock({ file, at, message }: InputError, place: Place, paint: Paint): string {
  const head = `${paint("bold", at ? locate(at, place) : place(file))} ${paint("red", "input error")}`;
  return [head, ...(at ? excerpt(at, paint) : []), `  ${printable(message)}`].join("\n");
}

function locate({ file, span }: Location, place: Place): string {
  const { line, column } = file.position(span.start);
  const inImage = placeInImage(file);
  if (inImage !== undefined) return printable(inImage) + (file.inside?.isListed ? "" : `:${line}:${column}`);
  return `${place(file.path)}:${line}:${column}`;
}
