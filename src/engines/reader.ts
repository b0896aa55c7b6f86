import { asRoot, type Ran, type RunOptions, run } from "./command.js";
import { EngineError } from "./engine-error.js";
import { findProgram } from "./installation.js";
import { unconfined } from "./unconfined.js";

/** How a program is run that only reads. */
export interface ReaderOptions extends Pick<RunOptions, "timeoutMs" | "maxBytes" | "signal"> {
  readonly cwd: string;
  /** The program's environment, besides a PATH without programs. It is passed on stdin, because every user of the machine can read a command line. */
  readonly environment: Readonly<Record<string, string>>;
}

/** A PATH in which nothing is found: a program that can start no other obeys no variable that names one. */
export const emptyPath = "/nonexistent";

/** What takes a program's powers: of the capabilities only that of reading any file is left, and nothing that it starts gets another. */
export const withoutPowers = [
  "--no-new-privs",
  "--bounding-set=-all,+dac_read_search",
  "--inh-caps=-all",
  "--ambient-caps=-all",
  "--",
] as const;

const began = "remap-ready-reader-began";

/**
 * Argument 1 is the directory, then come words for setpriv, then the program. Every mount becomes read-only; the program finds no network and no other program, and
 * could not undo either. What stdin holds is the environment, as \`export\` lines.
 */
const script = `
set -eu
while read -r a b c d at rest; do
  case $at in /proc|/proc/*|/sys|/sys/*|/dev/*) continue;; esac
  # One that went away, or lies under another, is not missed; the root is.
  mount -o remount,bind,ro "$(printf '%b' "$at")" 2>/dev/null || [ "$at" != / ]
done < /proc/self/mountinfo
setpriv=$(command -v setpriv)
cd -- "$1"; shift; unset OLDPWD
words=$(cat)
echo ${began} >&2
eval "$words"
PATH=${emptyPath}; export PATH
exec "$setpriv" "$@" </dev/null
`;

/**
 * Runs a program that reads files and nothing else, as the user: without a network, on read-only mounts, without capabilities, and with no other program to be
 * found. Rejects with an EngineError when that is impossible; the program's output and status are a result.
 */
export async function runReader(argv: readonly string[], { cwd, environment, ...options }: ReaderOptions): Promise<Ran> {
  const namespaces = ["unshare", "--mount", "--net", "--ipc", "--uts", "--"];
  const user = process.getuid?.() === 0 ? [] : [`--reuid=${process.getuid?.()}`, `--regid=${process.getgid?.()}`, "--init-groups"];
  const inside = ["env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "sh", "-c", script, "remap-ready-reader", cwd, "--pdeathsig", "KILL"];
  const outside = ["setpriv", "--pdeathsig", "KILL", "--", ...unconfined(), ...namespaces];
  const command = asRoot([...outside, ...inside, ...user, ...withoutPowers, ...numbersOf(environment), ...argv]);
  const ran = await run(command, { ...options, input: exportLines(environment) }).catch((cause: unknown) => {
    throw new EngineError(`cannot run ${command[0]}`, { stage: "isolate", argv: command, cause });
  });
  const start = ran.stderr.indexOf(`${began}\n`);
  if (start < 0 && ran.end === "exited")
    throw new EngineError(`cannot close ${argv[0]} off from the machine: ${ran.stderr.trim().slice(0, 500)}`, {
      stage: "isolate",
      argv: command,
      logTail: ran.stderr,
    });
  return { ...ran, stderr: ran.stderr.slice(start + began.length + 1) };
}

/** Names that some shells let nobody set. */
const fixed = /^(?:UID|EUID|PPID|BASHOPTS|SHELLOPTS|BASH_VERSINFO)$/;

/** Words that set what a shell cannot, where it is a number, which is no secret. */
function numbersOf(environment: Readonly<Record<string, string>>): string[] {
  const words = Object.entries(environment).flatMap(([name, value]) =>
    fixed.test(name) && /^\d+$/.test(value) ? [`${name}=${value}`] : [],
  );
  return words.length > 0 ? [findProgram("env") ?? "env", ...words] : [];
}

/** Lines of a shell that export variables; what a shell cannot export is left out. */
export function exportLines(environment: Readonly<Record<string, string>>): string {
  return Object.entries(environment)
    .filter(([name]) => /^[A-Za-z_]\w*$/.test(name) && !fixed.test(name))
    .map(([name, value]) => `export ${name}='${value.replaceAll("'", "'\\''")}'\n`)
    .join("");
}
