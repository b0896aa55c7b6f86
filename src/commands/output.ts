import { accessSync, constants, statSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { kindOf } from "../documents/kinds.js";
import type { Values } from "../options/table.js";
import { UsageError } from "../options/usage-error.js";
import { systemReason } from "../text/system-error.js";
import { Failure } from "./failure.js";
import type { Terminal } from "./terminal.js";

/** Whether the result has colors: as `--color` says, or else where the terminal takes them and no file is written. */
export function hasColor({ color, output }: Pick<Values, "color" | "output">, terminal: Pick<Terminal, "color">): boolean {
  return color === "always" || (color !== "never" && output === undefined && terminal.color);
}

/** Throws a UsageError where a file cannot be written. Asked before any work is done: a run of minutes is not lost to a mistyped path. */
export function refuseUnwritable(written: string, workingDirectory: string): void {
  const path = resolve(workingDirectory, written);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`\`${written}\` cannot be written: it is a directory.`);
  if (kindOf(written) !== undefined && statSync(path, { throwIfNoEntry: false }))
    throw new UsageError(`\`${written}\` is not written: it is there, and has the name of a file that lint reads. Name another one.`);
  try {
    accessSync(dirname(path), constants.W_OK);
  } catch (error) {
    throw new UsageError(`\`${written}\` cannot be written: ${systemReason(error)}.`);
  }
}

/** Writes a file that the user named; throws a Failure with the reason when that is impossible. */
export function writeNamed(written: string, text: string, { workingDirectory }: Pick<Terminal, "workingDirectory">): void {
  try {
    writeFileSync(resolve(workingDirectory, written), text);
  } catch (error) {
    throw new Failure("environment", `\`${written}\` cannot be written: ${systemReason(error)}.`);
  }
}
