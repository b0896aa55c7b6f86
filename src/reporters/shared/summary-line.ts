import { hidden } from "../../findings/filter.js";
import { type Report, type Totals, totals, verdict } from "../../findings/report.js";

/** A number with its noun: "1 finding", "2 findings". */
export function plural(count: number, noun: string, many = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : many}`;
}

/** What a run found, in how many files, and what it was judged against, in one line. */
export function summaryLine(report: Report): string {
  const { findings, errors, warnings, notes, suppressed, known } = totals(report);
  const inputErrors = report.inputErrors.filter(({ level }) => level === "error").length;
  const inputWarnings = report.inputErrors.filter(({ level }) => level === "warning").length;
  const parts = [
    findings === 0
      ? `No ${report.baseline === undefined ? "" : "new "}findings`
      : `${plural(findings, `${report.baseline === undefined ? "" : "new "}finding`)} (${severitiesOf({ errors, warnings, notes })})`,
    known && `${known} known`,
    suppressed && `${suppressed} allowed`,
    inputErrors && plural(inputErrors, "input error"),
    inputWarnings && plural(inputWarnings, "input warning"),
  ].filter(Boolean);
  const unseen = notShown(report);
  const incomplete = verdict(report) === "incomplete" ? " The result is incomplete." : "";
  return `${parts.join(", ")} in ${filesRead(report)}${notJudged(report)}; ${mapping(report.posture)}.${needed(report)}${unseen === "" ? "" : ` ${unseen}`}${incomplete}`;
}

/** How many findings a filter leaves out, and whether they fail the run, as a sentence; empty where all are shown. */
export function notShown(report: Report): string {
  const { findings, errors, warnings, notes } = hidden(report);
  if (findings === 0) return "";
  const failing = { error: errors, warning: errors + warnings, note: findings, never: 0 }[report.failOn];
  const fails =
    failing === 0
      ? ""
      : `, and ${failing === findings ? (failing === 1 ? "it " : "they ") : `${failing} of them `}${failing === 1 ? "fails" : "fail"} the run all the same`;
  return `Not shown, as the filter asks: ${plural(findings, "finding")} (${severitiesOf({ errors, warnings, notes })})${fails}.`;
}

function severitiesOf({ errors, warnings, notes }: Pick<Totals, "errors" | "warnings" | "notes">): string {
  return [errors && plural(errors, "error"), warnings && plural(warnings, "warning"), notes && plural(notes, "note")]
    .filter(Boolean)
    .join(", ");
}

/** How many files were seen and not judged, as the end of a clause; empty where every file was judged. */
function notJudged({ unjudged }: Pick<Report, "unjudged">): string {
  return unjudged.length === 0 ? "" : `, ${plural(unjudged.length, "more file")} seen and not judged`;
}

/** How many ids the images need, once for all of them; empty where no layers were read. */
function needed({ needs }: Report): string {
  if (!needs) return "";
  const images = needs.images === 1 ? "This image needs" : `These ${needs.images} images need`;
  return ` ${images} at least ${needs.ids} ids.`;
}

/** The uid map that worked numbers come from; more than three stretches are cut short. */
function mapping({ rangeSize, baseId, uidRanges }: Report["posture"]): string {
  const stretches = uidRanges ?? [{ hostStart: baseId, count: rangeSize }];
  const shown = stretches
    .slice(0, 3)
    .map(({ hostStart, count }) => (count === 1 ? `${hostStart}` : `${hostStart}-${hostStart + count - 1}`));
  const more = stretches.length > 3 ? ", …" : "";
  return `container ids 0-${rangeSize - 1} are host ids ${shown.join(", ")}${more}`;
}

/** How many files of each kind were read, in words. */
export function filesRead({ counts }: Pick<Report, "counts">): string {
  const kinds = counts.files.filter(({ count }) => count > 0).map(({ count, noun, plural: many }) => plural(count, noun, many));
  return kinds.length > 0 ? kinds.join(", ") : "no files";
}
