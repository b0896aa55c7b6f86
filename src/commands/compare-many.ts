import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { constants as system } from "node:os";
import { resolve } from "node:path";
import { findStacks } from "../compare/find-stacks.js";
import { compareMany, type StackEnd } from "../compare/many.js";
import { type CompareReport, compareExitStatus, overallVerdict } from "../comparison/report.js";
import { EngineError } from "../engines/engine-error.js";
import { type NotRun, nightStatus, type Trouble } from "../nightly/night.js";
import type { Outcome } from "../nightly/outcome.js";
import { mostShards, pack, weigh } from "../nightly/pack.js";
import { readResult } from "../nightly/read-result.js";
import type { Values } from "../options/table.js";
import { UsageError } from "../options/usage-error.js";
import { writeCompareJson } from "../reporters/compare/json.js";
import { nightFormats } from "../reporters/formats.js";
import { stringify } from "../reporters/shared/stringify.js";
import { plural } from "../reporters/shared/summary-line.js";
import { CompareRefusal } from "../runs/input/input.js";
import { printable } from "../text/printable.js";
import { systemReason } from "../text/system-error.js";
import { version } from "../version.js";
import { comparingBy } from "./comparing.js";
import { Failure, type FailureKind } from "./failure.js";
import { writeFault } from "./fault.js";
import { refuseUnwritableNight, showNight } from "./night.js";
import { say } from "./notices.js";
import { refuseUnwritable, writeNamed } from "./output.js";
import { lastRun } from "./result-file.js";
import { Interruption, type Terminal } from "./terminal.js";

/** Options that speak of one stack alone, with what to do instead. */
const forOne = ["file", "image", "project", "container", "with-data", "probe", "profile", "env-file", "sarif-category"] as const;
const forMany = ["all", "results", "shard", "stack-timeout", "pairs", "against", "history", "fail-on-new"] as const;

/** Whether a command line asks for many stacks, which may be one: then the report is one over all. */
export function asksForMany(values: Values, positionals: readonly string[]): boolean {
  return positionals.length > 1 || forMany.some((name) => values[name] !== undefined);
}

/** Runs `remap-ready compare` for many stacks: 0 nothing broken, 1 something broken, 2 usage, place or not all compared, 3 a bug of ours at one of them, 128 + n ended by signal n. */
export async function compareManyNamed(values: Values, positionals: readonly string[], terminal: Terminal): Promise<number> {
  refuseForOne(values);
  const { workingDirectory, environment } = terminal;
  const { results, report: htmlFile } = values;
  const stated = comparingBy(values, undefined, workingDirectory);
  const pairs = values.pairs === undefined ? undefined : readPairs(values.pairs);
  const last = lastRun(values.against, workingDirectory);
  refuseUnwritableNight(values, terminal);
  if (htmlFile !== undefined) refuseUnwritable(htmlFile, workingDirectory);
  const { stacks, troubles } = await stacksFor(values, positionals, last, terminal);
  const folder = results === undefined ? undefined : emptyFolder(results, workingDirectory);
  const kept = new Results(folder);
  let ended = 0;
  const onEnd = (end: StackEnd): void => {
    ended += 1;
    kept.add(end);
    say(`${ended} of ${stacks.length}: ${end.stack}: ${spoken(end)}`, terminal);
    if ("kind" in end && end.kind === "bug") writeFault({ where: `comparing ${end.stack}`, error: end.error }, terminal);
  };
  return terminal.untilStopped(async (stop) => {
    try {
      await compareMany({
        ...stated,
        ...(pairs !== undefined && { pairs }),
        ...(values.timeout !== undefined && { timeoutMs: values.timeout * 1000 }),
        stacks,
        stackTimeoutMs: (values["stack-timeout"] ?? 900) * 1000,
        workingDirectory,
        environment,
        signal: stop,
        onProgress: (line) => terminal.err(`remap-ready: ${printable(line)}\n`),
        onEnd,
      });
    } catch (error) {
      if (error instanceof CompareRefusal) throw new Failure("refused", error.message);
      throw error instanceof EngineError ? new Failure("engine", error.message) : error;
    }
    kept.writeNotRun();
    const { outcomes, notRun } = kept;
    const night = await showNight(values, { outcomes, notRun, planned: [], troubles }, terminal);
    if (htmlFile !== undefined) writeNamed(htmlFile, (await import("../reporters/night/html.js")).writeNightHtml(night), terminal);
    if (stop.reason instanceof Interruption) {
      say("interrupted; all engines are stopped, and the machine is as it was.", terminal);
      return 128 + system.signals[stop.reason.signal];
    }
    if (kept.problem !== undefined) say(kept.problem, terminal);
    const own = kept.problem === undefined ? nightStatus(night) : 2;
    if (kept.status >= 2 || own === 2) return Math.max(kept.status, own);
    return values["fail-on-new"] === true ? own : kept.status;
  });
}

/** What came of the stacks so far. */
class Results {
  readonly outcomes: Outcome[] = [];
  readonly notRun: NotRun[] = [];
  /** That of the worst stack. */
  status = 0;
  /** Why results could not be written; undefined while they can. */
  problem: string | undefined;
  readonly #kinds = new Map<string, FailureKind | "bug">();
  readonly #folder: string | undefined;
  #engine: string | undefined;

  constructor(folder: string | undefined) {
    this.#folder = folder;
  }

  add(end: StackEnd): void {
    if ("kind" in end) {
      this.status = Math.max(this.status, end.kind === "bug" ? 3 : 2);
      this.notRun.push({ stack: end.stack, reason: end.reason });
      this.#kinds.set(end.stack, end.kind === "stopped" ? "interrupted" : end.kind);
      return;
    }
    const report: CompareReport = { ...end.report, input: end.stack };
    const text = writeCompareJson(report);
    const read = readResult(text);
    if (typeof read === "string") throw new Error(`a report cannot be read back: ${read}`);
    this.outcomes.push(...read.outcomes);
    this.#engine ??= read.outcomes[0]?.engine;
    this.status = Math.max(this.status, compareExitStatus(report));
    this.#write(end.stack, text);
  }

  /** Writes why stacks have no report; last, when it is known which engine they were to run on. */
  writeNotRun(): void {
    const engine = this.#engine === undefined ? {} : { engine: this.#engine };
    for (const { stack, reason } of this.notRun) {
      const document = {
        version: 1,
        tool: { name: "remap-ready", version },
        input: stack,
        ...engine,
        exitStatus: 2,
        error: { kind: this.#kinds.get(stack), message: reason },
      };
      this.#write(stack, stringify(document));
    }
  }

  #write(stack: string, text: string): void {
    if (this.#folder === undefined) return;
    try {
      writeFileSync(resolve(this.#folder, fileNameOf(stack)), text, { flag: "wx" });
    } catch (error) {
      this.problem ??= `a result cannot be written to \`${this.#folder}\`: ${systemReason(error)}.`;
    }
  }
}

/** A name for a stack's file that is like the stack's, and that no other stack has. */
function fileNameOf(stack: string): string {
  const words = stack
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(-60);
  return `${words === "" ? "" : `${words}-`}${createHash("sha256").update(stack).digest("hex").slice(0, 12)}.json`;
}

function spoken(end: StackEnd): string {
  if ("kind" in end) return `not run. ${end.reason}`;
  const { timings } = end.report;
  const ms = timings.find(({ step }) => step === "whole run")?.ms ?? 0;
  return `${overallVerdict(end.report)}, ${Math.round(ms / 1000)} s`;
}

async function stacksFor(
  values: Values,
  positionals: readonly string[],
  last: readonly Outcome[],
  { workingDirectory }: Terminal,
): Promise<{ readonly stacks: readonly string[]; readonly troubles: readonly Trouble[] }> {
  const found = values.all === true ? await findStacks(positionals, workingDirectory) : undefined;
  const named = found?.stacks ?? [...new Set(positionals.length > 0 ? positionals : ["."])];
  if (named.length === 0)
    throw new UsageError("There is no compose project with services below the paths: `remap-ready stacks` lists them.");
  const weighed = weigh(named, last);
  const shard = values.shard === undefined ? undefined : readShard(values.shard);
  // The longest first, so that no pair of engines is left with it alone; those that nobody knows stay in the user's order.
  const part = shard ? (pack(weighed, shard.of)[shard.index] ?? []) : [...weighed].sort((a, b) => b.seconds - a.seconds);
  const stacks = part.map(({ stack }) => stack);
  if (stacks.length === 0)
    throw new UsageError(
      `\`--shard ${values.shard}\` is empty: there ${named.length === 1 ? "is" : "are"} only ${plural(named.length, "stack")}.`,
    );
  return { stacks, troubles: (found?.errors ?? []).map(({ file, message }) => ({ about: file, message })) };
}

function refuseForOne(values: Values): void {
  const one = forOne.find((name) => values[name] !== undefined);
  if (one !== undefined) throw new UsageError(`\`--${one}\` is for the comparison of one stack, and many are asked for.`);
  if (values.format !== undefined && !nightFormats.some(({ name }) => name === values.format)) {
    const all = nightFormats.map(({ name }) => name).join(", ");
    throw new UsageError(
      `\`--format ${values.format}\` is for the comparison of one stack, and many are asked for. Choose one of ${all}; \`--results\` writes one JSON report per stack.`,
    );
  }
}

function readPairs(text: string): number {
  const value = Number(text);
  if (/^\d{1,2}$/.test(text) && value >= 1 && value <= 32) return value;
  throw new UsageError(`\`--pairs ${text}\` is not a whole number from 1 to 32.`);
}

function readShard(text: string): { readonly index: number; readonly of: number } {
  const [index = 0, of = 0] = (/^(\d{1,3})\/(\d{1,3})$/.exec(text)?.slice(1) ?? []).map(Number);
  if (index >= 1 && index <= of && of <= mostShards) return { index: index - 1, of };
  throw new UsageError(`\`--shard ${text}\` is not a part and the number of parts, such as 3/8, with at most ${mostShards} parts.`);
}

/** Makes the folder for results; throws a UsageError where it holds anything: results of another run would be taken for this one's. */
function emptyFolder(written: string, workingDirectory: string): string {
  const path = resolve(workingDirectory, written);
  try {
    mkdirSync(path, { recursive: true });
    if (readdirSync(path).length === 0) return path;
  } catch (error) {
    throw new UsageError(`\`--results ${written}\` cannot be written to: ${systemReason(error)}.`);
  }
  throw new UsageError(`\`--results ${written}\` is not empty. Give each run a folder of its own: \`report\` joins what is in them.`);
}
