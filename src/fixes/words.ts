import type { Change, Edit } from "../text/edit.js";
import type { SourceFile } from "../text/source-file.js";
import type { Span } from "../text/span.js";
import { linesAfter } from "./whole-lines.js";

/** Text that a shell, systemd and dockerd take as it stands. */
const plain = /^[\w.,:=/@%+-]+$/;

/** The edits of one change of a command line, or of a file of lines with fields; undefined where it cannot be made for sure. */
export function wordEdits(file: SourceFile, change: Change): Edit[] | undefined {
  switch (change.kind) {
    case "replace": {
      const { from, to } = change;
      const { span } = change.at;
      const isPlain = file.text.slice(span.start, span.end) === from && !/[\r\n]/.test(from) && plain.test(to);
      return isPlain ? [{ at: { file, span }, text: to }] : undefined;
    }
    case "remove": {
      const edit = withoutOption(file, change.at.span);
      return edit && [edit];
    }
    case "add-line":
      return [linesAfter(file, change.after.span.start, [change.line])];
    default:
      return undefined;
  }
}

/** One whole option with its value, as it is written without quotes. */
const whole = /^--[a-z][\w-]*(?:[= ][\w.,:=/@%+][\w.,:=/@%+-]*)?$/;

/**
 * Takes out `--name`, `--name=value` or `--name value` with the blanks before it, or the line of its own that it stands on; the place is that of the option, or of
 * its value. Nobody knows whether a word that follows a bare `--name` is its value: an option must follow.
 */
function withoutOption(file: SourceFile, { start, end }: Span): Edit | undefined {
  const { text } = file;
  const line = file.lineSpan(file.position(start).line);
  if (!line || end > line.end) return undefined;
  const written = text.slice(start, end);
  const isOption = written.startsWith("--");
  const lead = isOption ? "" : (/(?:^|(?<=[ \t]))--[a-z][\w-]*[= ]$/.exec(text.slice(line.start, start))?.[0] ?? "");
  const tail = isOption && !/[= ]/.test(written) ? (/^=[^\s]*/.exec(text.slice(end, line.end))?.[0] ?? "") : "";
  const from = start - lead.length;
  const to = end + tail.length;
  const option = text.slice(from, to);
  const before = text.slice(line.start, from);
  const rest = text.slice(to, line.end);
  if (!whole.test(option) || (before !== "" && !/[ \t]$/.test(before)) || !/^(?:[ \t]|$)/.test(rest)) return undefined;
  if (!/[= ]/.test(option) && !/^[ \t]+-/.test(rest)) return undefined;
  if (/\S/.test(before)) return { at: { file, span: { start: from - (/[ \t]+$/.exec(before)?.[0].length ?? 0), end: to } }, text: "" };
  // A line of its own goes, if the command goes on behind it.
  const next = file.lineSpan(file.position(start).line + 1)?.start;
  return /^[ \t]*\\$/.test(rest) && next !== undefined ? { at: { file, span: { start: line.start, end: next } }, text: "" } : undefined;
}
