import { realpathSync } from "node:fs";
import { resolve } from "node:path";
import { type Filter, passes } from "../findings/filter.js";
import { type Finding, isOpen } from "../findings/finding.js";
import type { Fixed, FixedFile, LeftFix } from "../findings/fixed.js";
import { exitStatus, type Report, verdict } from "../findings/report.js";
import { fixInRounds } from "../lint/fix-rounds.js";
import type { LintResult } from "../lint/lint.js";
import type { Values } from "../options/table.js";
import { writeDiff } from "../reporters/lint/diff.js";
import { plural, summaryLine } from "../reporters/shared/summary-line.js";
import { nearest } from "../text/did-you-mean.js";
import type { Fix } from "../text/edit.js";
import type { SourceFile } from "../text/source-file.js";
import { wordList } from "../text/word-list.js";
import { Failure } from "./failure.js";
import { writeFault } from "./fault.js";
import { say } from "./notices.js";
import { hasColor, writeNamed } from "./output.js";
import { type Held, holds, replaceFile } from "./replace-file.js";
import type { Terminal } from "./terminal.js";

/** Lints files as they would be with other texts, by their paths. */
type Lint = (texts: ReadonlyMap<string, string>) => Promise<LintResult>;

/** Runs `remap-ready lint --fix`: prints what the fixes of the findings that a filter shows change, and with `--apply` writes it. The exit status is that of the files as they are at the end. */
export async function runFix(lint: Lint, values: Values, filter: Filter | undefined, terminal: Terminal): Promise<number> {
  const { apply = false, output, "unsafe-fixes": unsafe = false, "fix-userns-host": named = [] } = values;
  const isAllowed = ({ safety, isAsked }: Fix): boolean => safety === "safe" || isAsked === true || unsafe;
  const isShown = (finding: Finding): boolean => filter === undefined || passes(finding, filter);
  const held = new Map<string, Held | string>();
  let root = "";
  const judge = async (texts: ReadonlyMap<string, string>): Promise<Report> => {
    const { report, subjects } = await lint(texts);
    if (texts.size === 0) refuseUnknown(named, subjects);
    root = realpathSync.native(report.root);
    return report;
  };
  const refusal = ({ path, text }: SourceFile): string | undefined => {
    // Looked at once: later its text is the one that it is to get.
    const found = held.get(path) ?? holds(resolve(root, path), text);
    held.set(path, found);
    return typeof found === "string" ? found : undefined;
  };
  const fixed = await fixInRounds(judge, { isWanted: (fix, finding) => isAllowed(fix) && isShown(finding), refusal });
  const { first, last, files } = fixed;
  for (const { file, message } of first.inputErrors) say(`${file}: ${message}`, terminal);
  for (const fault of first.faults) writeFault(fault, terminal);
  const hasMark = ({ before }: FixedFile): boolean => {
    const found = held.get(before.path);
    return typeof found === "object" && found.hasMark;
  };
  const diff = writeDiff(files, { color: hasColor(values, terminal), isForFile: output !== undefined, hasMark });
  if (output === undefined) terminal.out(diff);
  else writeNamed(output, diff, terminal);
  for (const each of [...fixed.left.map(leftOut), ...notAdded(named, fixed)]) say(each, terminal);
  const isWritten = apply && files.length > 0 && first.faults.length === 0;
  if (isWritten) writeAll(files, root);
  const rest = last.findings.filter((finding) => finding.fix && isOpen(finding) && isShown(finding) && !isAllowed(finding.fix)).length;
  const elsewhere = root === realpathSync.native(terminal.workingDirectory) ? undefined : root;
  say(closing(fixed, { rest, isWritten, unsafe, elsewhere }), terminal);
  return exitStatus[verdict(isWritten ? last : first)];
}

interface Ending {
  /** How many fixes were not wanted. */
  readonly rest: number;
  readonly isWritten: boolean;
  readonly unsafe: boolean;
  /** The folder that the diff is relative to, where it is not the working directory. */
  readonly elsewhere: string | undefined;
}

/** What was done, and what more can be. */
function closing({ files, last, isCut }: Fixed<Report>, { rest, isWritten, unsafe, elsewhere }: Ending): string {
  const more =
    rest === 0
      ? ""
      : `\`--unsafe-fixes\` makes ${rest}${files.length > 0 ? " more" : ""}, which ${rest === 1 ? "changes" : "change"} what runs today.`;
  const count = new Set(files.flatMap(({ made }) => made)).size;
  const all = `${plural(count, "fix", "fixes")} in ${plural(files.length, "file")}`;
  const done =
    files.length === 0
      ? `No finding has a ${unsafe ? "" : "safe "}fix.`
      : isWritten
        ? `${all}, written. ${summaryLine(last)}`
        : `${all}. Nothing was changed: \`--apply\` writes the diff${elsewhere === undefined ? "" : `, or \`patch -p1\` in \`${elsewhere}\``}.`;
  return [done, isCut ? "There are more fixes than one run makes: run this again." : "", more].filter((part) => part !== "").join(" ");
}

/** Throws a Failure for a service that is nowhere among what was linted. */
function refuseUnknown(named: readonly string[], { projects }: LintResult["subjects"]): void {
  const names = projects.flatMap(({ workloads }) => workloads.filter(({ dialect }) => dialect.attribute).map(({ name }) => name));
  const unknown = named.filter((name) => !names.includes(name));
  const guess = unknown[0] === undefined ? undefined : nearest(unknown[0], names);
  if (unknown.length > 0)
    throw new Failure(
      "refused",
      `\`--fix-userns-host\` names ${wordList(unknown.map((name) => `\`${name}\``))}, and no such service is in what was linted.${guess === undefined ? "" : ` Did you mean \`${guess}\`?`}`,
    );
}

function leftOut({ finding, fix, why }: LeftFix): string {
  const subject = finding.subject === finding.primary.file.path ? "" : ` for \`${finding.subject}\``;
  return `${finding.primary.file.path}: "${fix.title}"${subject} is left out. ${why}`;
}

/** What to say of services that were named, and that nothing was added to. */
function notAdded(named: readonly string[], { files, left }: Fixed<Report>): string[] {
  const tried = [...files.flatMap(({ made }) => made), ...left].filter(({ fix }) => fix.isAsked).map(({ finding }) => finding.subject);
  return named
    .filter((name) => !tried.includes(name))
    .map(
      (name) =>
        `\`userns_mode: host\` is not added to \`${name}\`: no finding says that it would help, the settings do not allow it, or other services share what is written for this one.`,
    );
}

/** Replaces every file; throws a Failure that says which were replaced before one could not be. */
function writeAll(files: readonly FixedFile[], root: string): void {
  const written: string[] = [];
  for (const { before, text } of files) {
    try {
      replaceFile(resolve(root, before.path), before.text, text);
      written.push(before.path);
    } catch (error) {
      const done = written.length === 0 ? "No file was changed." : `These were changed before it: ${wordList(written)}.`;
      throw new Failure("environment", `\`${before.path}\` was not changed: ${(error as Error).message} ${done}`);
    }
  }
}
