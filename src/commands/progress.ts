import type { OnProgress, Progress as Told } from "../runs/progress.js";
import { printable } from "../text/printable.js";
import type { Terminal, TerminalSize } from "./terminal.js";

/** Says how far a run is: a line per subject that changes in place on a terminal, a line per step elsewhere. */
export interface Progress {
  readonly say: OnProgress;
  /** Takes the changing lines away. */
  end(): void;
}

/** Progress on the error stream, in place where its lines can be rewritten. */
export function showProgress({ err, size }: Pick<Terminal, "err" | "size">): Progress {
  return size ? liveProgress(err, size) : { say: (line) => err(`remap-ready: ${printable(line)}\n`), end: () => {} };
}

interface Row {
  baseline: string;
  remapped: string;
  /** What is done with it now, on the remapped engine alone. */
  note: string;
}

function liveProgress(err: Terminal["err"], size: () => TerminalSize): Progress {
  const rows = new Map<string, Row>();
  let drawn = 0;
  const draw = (lines: readonly string[]): void => {
    // Up to the first line that was drawn, and everything from there on cleared: ECMA-48, CUU and ED.
    err(`${drawn > 0 ? `\u001b[${drawn}A\r` : "\r"}\u001b[J${lines.map((line) => `${line}\n`).join("")}`);
    drawn = lines.length;
  };
  return {
    say: (line, about) => {
      if (about) for (const subject of about.subjects) rows.set(subject, changed(rows.get(subject), about));
      const { columns, rows: height } = size();
      const shown = [...rows].slice(0, Math.max(0, height - 3));
      const width = Math.min(30, Math.max(0, ...shown.map(([subject]) => subject.length)));
      const rest = rows.size - shown.length;
      draw(
        [
          `remap-ready: ${line}`,
          ...shown.map(([subject, row]) => `  ${subject.padEnd(width)}  ${wordsOf(row)}`),
          ...(rest > 0 ? [`  … and ${rest} more`] : []),
        ].map((text) => printable(text).slice(0, Math.max(20, columns - 1))),
      );
    },
    end: () => draw([]),
  };
}

function changed(row: Row = { baseline: "…", remapped: "…", note: "" }, { role, what }: Told): Row {
  return role ? { ...row, note: "", [role]: what } : { ...row, note: what };
}

function wordsOf({ baseline, remapped, note }: Row): string {
  return note === "" ? `plain: ${baseline.padEnd(10)}  remapped: ${remapped}` : note;
}
