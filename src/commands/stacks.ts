import { findStacks } from "../compare/find-stacks.js";
import { mostShards, pack, shardsFor, type Weighed, weigh } from "../nightly/pack.js";
import { parseArguments } from "../options/parse-arguments.js";
import { UsageError } from "../options/usage-error.js";
import { stringify } from "../reporters/shared/stringify.js";
import { plural } from "../reporters/shared/summary-line.js";
import { printable } from "../text/printable.js";
import { version } from "../version.js";
import { refuseUnwritable, writeNamed } from "./output.js";
import { lastRun } from "./result-file.js";
import type { Terminal } from "./terminal.js";

/** Runs `remap-ready stacks`: the compose projects below the paths, as a list, as a plan for `report`, or as a matrix for jobs. */
export async function runStacks(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseArguments("stacks", args);
  const { workingDirectory } = terminal;
  const { output, against, shards, on = [], format = "text" } = values;
  if (output !== undefined) refuseUnwritable(output, workingDirectory);
  if (on.length > 0 && format !== "json") throw new UsageError("`--on` names engines in a plan: use it with `--format json`.");
  const last = lastRun(against, workingDirectory);
  const { stacks: names, errors } = await findStacks(positionals, workingDirectory);
  const stacks = weigh(names, last);
  const text = write(stacks, format, on.map(majorOf), shards === undefined ? shardsFor(stacks) : readShards(shards));
  if (output === undefined) terminal.out(text, format === "text" ? "plain" : "json");
  else writeNamed(output, text, terminal);
  for (const { file, message } of errors) terminal.err(`remap-ready: ${printable(file)}: ${printable(message)}\n`);
  return errors.length > 0 ? 2 : 0;
}

function write(stacks: readonly Weighed[], format: string, engines: readonly string[], shards: number): string {
  if (format === "json") {
    const planned = engines.length === 0 ? stacks : stacks.flatMap((each) => engines.map((engine) => ({ ...each, engine })));
    return stringify({ version: 1, tool: { name: "remap-ready", version }, stacks: planned });
  }
  if (format === "matrix") {
    const include = pack(stacks, shards)
      .filter((shard) => shard.length > 0)
      .map((shard, index, all) => ({ shard: `${index + 1}/${all.length}`, stacks: shard.map(({ stack }) => stack).join("\n") }));
    return `${JSON.stringify({ include })}\n`;
  }
  const minutes = Math.ceil(stacks.reduce((sum, { seconds }) => sum + seconds, 0) / 60);
  const lines = stacks.map(({ stack, seconds }) => `${String(seconds).padStart(6)} s  ${printable(stack)}`);
  return [...lines, `${plural(stacks.length, "stack")}, about ${plural(minutes, "minute")} on one runner.`, ""].join("\n");
}

/** The major version, by which results name an engine. */
function majorOf(text: string): string {
  const [major] = /^\d+/.exec(text) ?? [];
  if (major === undefined) throw new UsageError(`\`--on ${text}\` is not the version of an engine such as 28.5.2 or 28.`);
  return major;
}

function readShards(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= 1 && value <= mostShards) return value;
  throw new UsageError(`\`--shards ${text}\` is not a whole number from 1 to ${mostShards}: GitHub starts no more jobs of a matrix.`);
}
