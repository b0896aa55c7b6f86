import type { Report } from "../../../findings/report.js";
import type { InputError } from "../../../text/input-error.js";
import { printable } from "../../../text/printable.js";
import { excerpt } from "../../shared/excerpt.js";
import { plural } from "../../shared/summary-line.js";
import { wrap } from "../../shared/wrap.js";
import { locate, type Page } from "./page.js";

/** Errors that are shown with their source, and those that are shown at all; warnings and notes that are. */
const mostExcerpts = 5;
const mostErrors = 20;
const mostLesser = 6;

/** What could not be read: with its source, or a line for each where it is much. */
export function inputErrorBlocks({ inputErrors }: Report, page: Page): string[][] {
  const errors = inputErrors.filter(({ level }) => level === "error");
  if (errors.length > mostExcerpts) return [linesOf(errors, mostErrors, page)];
  return errors.map(({ file, at, message }) => [
    `${page.paint("bold", at ? locate(at, page) : page.place(file))} ${page.paint("red", "input error")}`,
    ...(at ? excerpt(at, page.paint) : []),
    ...wrap(printable(message), "  ", page.width),
  ]);
}

/** What could be read and is not all known: a line for each, so that it does not drown the findings. */
export function lesserBlock({ inputErrors }: Report, page: Page): string[] {
  return linesOf(
    inputErrors.filter(({ level }) => level !== "error"),
    mostLesser,
    page,
  );
}

function linesOf(errors: readonly InputError[], most: number, page: Page): string[] {
  const shown = page.isAsked ? errors : errors.slice(0, most);
  const left = errors.length - shown.length;
  const files = new Set(errors.slice(shown.length).map(({ file }) => file)).size;
  const colors = { error: "red", warning: "yellow", note: "cyan" } as const;
  return [
    ...shown.map(
      ({ file, at, level, message }) =>
        `${page.paint("bold", at ? locate(at, page) : page.place(file))} ${page.paint(colors[level], `input ${level}`)} ${printable(message)}`,
    ),
    ...(left > 0 ? [`… and ${left} more of these in ${plural(files, "file")}: \`--min-severity note\` shows all`] : []),
  ];
}
