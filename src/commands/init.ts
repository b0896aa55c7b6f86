import { statSync, writeFileSync } from "node:fs";
import { join, posix, resolve } from "node:path";
import { openRepository } from "../documents/disk-repository.js";
import { lintPaths } from "../lint/lint.js";
import { parseArguments } from "../options/parse-arguments.js";
import { UsageError } from "../options/usage-error.js";
import { writeSettings } from "../reporters/settings-file.js";
import { plural } from "../reporters/shared/summary-line.js";
import { settingsNames } from "../settings/settings.js";
import { printable } from "../text/printable.js";
import { unwritten } from "../text/reason.js";
import { systemReason } from "../text/system-error.js";
import { Failure } from "./failure.js";
import type { Terminal } from "./terminal.js";

/** Runs `remap-ready init`: writes a first settings file for a folder from what lint finds in it, and never over one that is there. 2 when some input could not be read. */
export async function runInit(args: readonly string[], terminal: Terminal): Promise<number> {
  const { positionals } = parseArguments("init", args);
  const [path = "."] = positionals;
  const directory = resolve(terminal.workingDirectory, path);
  if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`\`${path}\` is not a directory; \`init\` takes the one that the settings are for.`);
  const there = settingsNames.find((name) => statSync(join(directory, name), { throwIfNoEntry: false }));
  if (there !== undefined) throw new UsageError(`\`${posix.join(path, there)}\` is there already, and is left as it is.`);
  const { report } = await lintPaths({ paths: [path], workingDirectory: terminal.workingDirectory, allowsNoFiles: true });
  const repository = openRepository(report.root);
  const { text, entries } = writeSettings(report, report.base, (file) => {
    // Settings in a folder between judge what lies below them.
    for (let folder = posix.dirname(file); folder !== "." && folder !== report.base; folder = posix.dirname(folder))
      if (settingsNames.some((name) => repository.isNamed(posix.join(folder, name)))) return false;
    return true;
  });
  const [name = ""] = settingsNames;
  try {
    writeFileSync(join(directory, name), text, { flag: "wx" });
  } catch (error) {
    throw new Failure("environment", `\`${posix.join(path, name)}\` cannot be written: ${systemReason(error)}.`);
  }
  const next =
    entries === 0
      ? "Nothing conflicts that would need an entry."
      : `It has ${plural(entries, "entry", "entries")}, which ${entries === 1 ? "allows" : "allow"} nothing until a reason stands in place of ${unwritten}.`;
  terminal.out(`${printable(posix.join(path, name))} is written. ${next}\n`);
  const unread = report.inputErrors.filter(({ level }) => level === "error");
  for (const { file, message } of unread) terminal.err(`remap-ready: ${printable(file)}: ${printable(message)}\n`);
  return unread.length > 0 ? 2 : 0;
}
