import { statSync } from "node:fs";
import { resolve } from "node:path";
import { diagnose } from "../host/diagnosis.js";
import { readHost } from "../host/facts/host.js";
import { parseArguments } from "../options/parse-arguments.js";
import { UsageError } from "../options/usage-error.js";
import { doctorFormats, formatNamed } from "../reporters/formats.js";
import { engineSocket } from "./engine-socket.js";
import { hasColor, refuseUnwritable, writeNamed } from "./output.js";
import type { Terminal } from "./terminal.js";

/** Runs `remap-ready doctor`: 0 ready, or on and it holds; 1 something is wrong; 2 wrong usage, or not everything could be read. */
export async function runDoctor(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = parseArguments("doctor", args);
  const { workingDirectory } = terminal;
  const { output } = values;
  if (output !== undefined) refuseUnwritable(output, workingDirectory);
  const format = formatNamed(doctorFormats, values.format);
  const root = values.root === undefined ? undefined : resolve(workingDirectory, values.root);
  if (root !== undefined && !statSync(root, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`\`${values.root}\` is not a directory; \`--root\` takes the one that holds a system's files.`);
  const socket = root === undefined ? engineSocket(terminal.environment) : undefined;
  return terminal.untilStopped(async (signal) => {
    const facts = await readHost({ ...(root !== undefined && { root }), ...(socket !== undefined && { socket }), signal });
    const diagnosis = diagnose(facts);
    const write = await format.load();
    const text = write(diagnosis, { color: hasColor(values, terminal), from: workingDirectory });
    if (output === undefined) terminal.out(text, format.form);
    else writeNamed(output, text, terminal);
    return diagnosis.exitStatus;
  });
}
