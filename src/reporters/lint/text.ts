import { isOpen } from "../../findings/finding.js";
import { type Report, verdict } from "../../findings/report.js";
import { printable } from "../../text/printable.js";
import { fixableLine } from "../shared/fixable.js";
import { painter } from "../shared/paint.js";
import { fromDirectory } from "../shared/paths.js";
import { notShown, summaryLine } from "../shared/summary-line.js";
import { wrap } from "../shared/wrap.js";
import { answerOf } from "./answer.js";
import { clusters } from "./clusters.js";
import { clusterBlocks } from "./text/cluster-blocks.js";
import { filesBlock } from "./text/files-block.js";
import { handOverBlock } from "./text/hand-over-block.js";
import { inputErrorBlocks, lesserBlock } from "./text/input-blocks.js";
import type { Page } from "./text/page.js";
import { allowedBlock, notesBlock, unjudgedBlock } from "./text/rest-blocks.js";
import { statisticsBlock } from "./text/statistics-block.js";

/** How text is shown to a person. */
export interface TextOptions {
  readonly color: boolean;
  /** Absolute directory that paths are shown relative to. */
  readonly from: string;
  /** Columns of the terminal; text is not wrapped without them, nor wider than is read with ease. */
  readonly width?: number;
  /** Whether every file that was read is listed. */
  readonly showsFiles?: boolean;
  /** Whether a table of rules stands in place of the findings. */
  readonly showsStatistics?: boolean;
  /** Whether it holds errors and the answer alone. */
  readonly isQuiet?: boolean;
}

/** Up to so many places each is shown with its source. */
const mostExcerpts = 6;
/** Lines that are wrapped are at most so long. */
const widest = 120;
/** Lines of a report in which nobody asked for some of the findings, without the list of commands. */
const mostLines = 60;
/** Lines that findings have at least, whatever else there is to say. */
const leastLines = 30;

/**
 * Writes the report for people: the answer first, then what could not be read, then each explanation once with the places that it holds for, the worst first. Notes are counted
 * unless they were asked for or fail the run. Last come the commands that give paths to their owners, what is allowed, and a summary.
 */
export function writeText(
  report: Report,
  { color, from, isQuiet = false, showsFiles = false, showsStatistics = false, ...terminal }: TextOptions,
): string {
  const width = terminal.width === undefined ? undefined : Math.min(terminal.width, widest);
  const by = report.filtered?.by;
  const showsNotes = report.failOn === "note" || by?.minSeverity === "note" || (by !== undefined && by.rules.length > 0);
  const open = report.findings.filter(isOpen);
  const shown = showsNotes ? open : open.filter(({ severity }) => severity !== "note");
  const page: Page = {
    paint: painter(color),
    place: (path) => printable(fromDirectory(report, from, path)),
    width,
    isWhole: shown.length <= mostExcerpts,
    isAsked: by !== undefined,
  };
  const before = [
    wrap(answerOf(report), "", width).map((line) => page.paint(verdict(report) === "pass" ? "bold" : "red", line)),
    ...inputErrorBlocks(report, page),
  ];
  const unseen = notShown(report);
  const fixable = fixableLine(report);
  const after = isQuiet
    ? [unseen === "" ? [] : wrap(unseen, "", width)]
    : [
        showsStatistics ? [] : notesBlock(open.length - shown.length),
        lesserBlock(report, page),
        showsFiles ? [] : unjudgedBlock(report, page),
        allowedBlock(report, page),
        fixable === "" ? [] : wrap(fixable, "", width),
        wrap(summaryLine(report), "", width).map((line) => page.paint("bold", line)),
      ];
  const taken = [...before, ...after].reduce((sum, lines) => sum + (lines.length > 0 ? lines.length + 1 : 0), 0);
  const room = Math.max(leastLines, mostLines - taken);
  const found = showsStatistics
    ? [statisticsBlock(report)]
    : [
        ...clusterBlocks(clusters({ ...report, findings: shown }, page.isWhole), page, room),
        isQuiet ? [] : handOverBlock(report, shown, page),
      ];
  const files = showsFiles && !isQuiet ? filesBlock(report, page) : [];
  const texts = [...before, ...found, files, ...after].filter((lines) => lines.length > 0).map((lines) => lines.join("\n"));
  return `${texts.join("\n\n")}\n`;
}
