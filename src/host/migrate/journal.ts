import { createHash } from "node:crypto";
import { closeSync, fdatasyncSync, ftruncateSync, openSync, readFileSync, writeSync } from "node:fs";
import { posix } from "node:path";
import { reasonOf } from "../../engines/engine-error.js";
import { syncFolder } from "./durable-file.js";
import { MigrateError } from "./migrate-error.js";

/** What is written: before an effect `begin` or `undo-begin`, after it `done` or `undone`. An effect that failed has no second line. */
export type JournalEvent = "begin" | "done" | "undo-begin" | "undone";

/** What a step found or made, for its way back and for those after it. It holds no secret: values of environments stay in the record. */
export type StepData = Readonly<Record<string, unknown>>;

/** A line of the journal. */
export interface JournalEntry {
  /** From 1, without a gap. */
  readonly seq: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** SHA-256 of plan.json, in hexadecimal digits. */
  readonly plan: string;
  /** Id of a step. */
  readonly step: string;
  readonly event: JournalEvent;
  readonly data?: StepData;
  /** SHA-256 of the line before, without its line break; of nothing, for the first. */
  readonly previous: string;
}

/** What was done so far, and where more is written. */
export interface Journal {
  readonly entries: readonly JournalEntry[];
  /** Adds a line; it is on the disk when this returns. */
  append(step: string, event: JournalEvent, data?: StepData): JournalEntry;
  close(): void;
}

/** The name of the journal in the folder of a plan. */
export const journalName = "journal.jsonl";

/**
 * Opens the journal of a plan, and makes it when it does not exist. A last line that was cut off never happened, and is taken away. Throws a MigrateError for any other line that is not
 * as it was written, and for a journal of another plan.
 */
export function openJournal(folder: string, planDigest: string): Journal {
  const path = posix.join(folder, journalName);
  const file = openSync(path, "a+", 0o600);
  try {
    syncFolder(folder);
    const text = readFileSync(path, "utf8");
    const { entries, lines } = readEntries(text, path, planDigest);
    const whole = Buffer.byteLength(lines.map((line) => `${line}\n`).join(""));
    if (whole < Buffer.byteLength(text)) ftruncateSync(file, whole);
    let last = lines.at(-1) ?? "";
    return {
      entries,
      append: (step, event, data) => {
        const entry: JournalEntry = {
          seq: entries.length + 1,
          at: new Date().toISOString(),
          plan: planDigest,
          step,
          event,
          ...(data && { data }),
          previous: digestOf(last),
        };
        last = JSON.stringify(entry);
        const line = Buffer.from(`${last}\n`);
        for (let written = 0; written < line.length; ) written += writeSync(file, line, written);
        fdatasyncSync(file);
        entries.push(entry);
        return entry;
      },
      close: () => closeSync(file),
    };
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

/** Reads the journal of a plan without changing it; none where there is no journal yet. */
export function readJournal(folder: string, planDigest: string): readonly JournalEntry[] {
  const path = posix.join(folder, journalName);
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw new MigrateError(`\`${path}\` cannot be read: ${reasonOf(error)}.`);
  }
  return readEntries(text, path, planDigest).entries;
}

function readEntries(text: string, path: string, planDigest: string): { readonly entries: JournalEntry[]; readonly lines: string[] } {
  // What follows the last line break was cut off while it was written.
  const lines = text.split("\n").slice(0, -1);
  let previous = digestOf("");
  const entries = lines.map((line, index) => {
    const entry = parsed(line);
    if (entry?.seq !== index + 1 || entry.previous !== previous)
      throw new MigrateError(
        `Line ${index + 1} of \`${path}\` is not as it was written. What was done to this host is not known, so nothing more is done. Put the journal back from a copy.`,
      );
    if (entry.plan !== planDigest)
      throw new MigrateError(
        `\`plan.json\` was changed after the migration began (line ${index + 1} of \`${path}\`). Put the plan back as it was.`,
      );
    previous = digestOf(line);
    return entry;
  });
  return { entries, lines };
}

function parsed(line: string): JournalEntry | undefined {
  try {
    return JSON.parse(line) as JournalEntry;
  } catch {
    return undefined;
  }
}

function digestOf(line: string): string {
  return createHash("sha256").update(line).digest("hex");
}

/** How far a step is: the last line about it; `none` where no line is about it. */
export function stateOf(entries: readonly JournalEntry[], step: string): JournalEvent | "none" {
  return entries.findLast((entry) => entry.step === step)?.event ?? "none";
}

/** What a step wrote down with one of its lines, the last of that kind. */
export function dataOf(entries: readonly JournalEntry[], step: string, event: JournalEvent): StepData {
  return entries.findLast((entry) => entry.step === step && entry.event === event)?.data ?? {};
}
