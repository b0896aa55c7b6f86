import { commandNames } from "../options/commands.js";
import { UsageError } from "../options/usage-error.js";
import { stringify } from "../reporters/shared/stringify.js";
import { printable } from "../text/printable.js";
import { version } from "../version.js";
import { writeFault } from "./fault.js";
import type { Terminal } from "./terminal.js";

/** Why a command has no result: `refused` its input or the place it runs in, `engine` no engine runs here, `interrupted` a signal, `environment` a file of the runner. */
export type FailureKind = "refused" | "engine" | "interrupted" | "environment";

/** The end of a command without a result, where remap-ready has no bug; the message says what to do. */
export class Failure extends Error {
  readonly kind: FailureKind;
  /** The exit status: 2, or 128 and the number of the signal. */
  readonly status: number;

  constructor(kind: FailureKind, message: string, status = 2) {
    super(message);
    this.kind = kind;
    this.status = status;
  }
}

/** Says why a command ended without a result, as JSON on the output too where JSON was asked for, and gives its exit status: 3 for a bug of ours only. */
export function endWithout(error: unknown, argv: readonly string[], terminal: Terminal): number {
  const isUsage = error instanceof UsageError;
  const { kind, status } = isUsage ? { kind: "usage", status: 2 } : error instanceof Failure ? error : { kind: "bug", status: 3 };
  const message = error instanceof Error ? error.message : String(error);
  if (wantsJson(argv)) {
    const document = { version: 1, tool: { name: "remap-ready", version }, exitStatus: status, error: { kind, message } };
    terminal.out(stringify(document), "json");
  }
  if (kind === "bug") writeFault({ where: `remap-ready ${argv.join(" ")}`, error }, terminal);
  else terminal.err(`remap-ready: ${message.trimEnd().split("\n").map(printable).join("\n  ")}\n${isUsage ? helpFor(argv[0]) : ""}`);
  return status;
}

/** Read from the words themselves: what is wrong may be one of them. */
function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf("--");
  const words = end < 0 ? argv : argv.slice(0, end);
  return words.some((word, index) => word === "--format=json" || (word === "--format" && words[index + 1] === "json"));
}

function helpFor(command: string | undefined): string {
  const known = commandNames.some((name) => name === command) ? `${command} ` : "";
  return `Run \`remap-ready ${known}--help\` for usage.\n`;
}
