import { commandNames } from "../options/commands.js";
import { UsageError } from "../options/usage-error.js";
import { nearest } from "../text/did-you-mean.js";
import { version } from "../version.js";
import { endWithout } from "./failure.js";
import type { Terminal } from "./terminal.js";

/** Runs one command line and gives its exit status: 0 clean, 1 findings at the threshold, 2 usage, input or place, 3 a bug of ours, 128 and the signal's number when one ended it. */
export async function main(argv: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await dispatch(argv, terminal);
  } catch (error) {
    return endWithout(error, argv, terminal);
  }
}

async function dispatch(argv: readonly string[], terminal: Terminal): Promise<number> {
  const [first, ...rest] = argv;
  const asked = askedFor(argv);
  const word = first === "help" ? rest[0] : first;
  const command = commandNames.find((name) => name === word);
  if (asked === "version") {
    terminal.out(`${version}\n`);
    return 0;
  }
  if (word !== undefined && command === undefined && !word.startsWith("-")) throw new UsageError(unknown(word));
  if (first === undefined || asked === "help") {
    const { commandHelp, generalHelp } = await import("../options/help.js");
    (first === undefined ? terminal.err : terminal.out)(command ? commandHelp(command) : generalHelp());
    return first === undefined ? 2 : 0;
  }
  switch (command) {
    case "lint":
      return (await import("./lint.js")).runLint(rest, terminal, async () => (await import("./inspect-engine.js")).inspectEngine(terminal));
    case "compare":
      return (await import("./compare.js")).runCompare(rest, terminal);
    case "stacks":
      return (await import("./stacks.js")).runStacks(rest, terminal);
    case "report":
      return (await import("./report.js")).runReport(rest, terminal);
    case "doctor":
      return (await import("./doctor.js")).runDoctor(rest, terminal);
    case "plan":
      return (await import("./plan.js")).runPlan(rest, terminal);
    case "migrate":
      return (await import("./migrate.js")).runMigrate(rest, terminal);
    case "config":
      return (await import("./config.js")).runConfig(rest, terminal);
    case "init":
      return (await import("./init.js")).runInit(rest, terminal);
    case "rules":
      return (await import("./rules.js")).runRules(rest, terminal);
    case "explain":
      return (await import("./explain.js")).runExplain(rest, terminal);
    case "completion":
      return (await import("./completion.js")).runCompletion(rest, terminal);
    case undefined:
      throw new UsageError(`\`${first}\` is an option, and the command comes first.`);
  }
}

/** Whether help or the version is asked for: before a command, after one, or by `help`. */
function askedFor(argv: readonly string[]): "help" | "version" | undefined {
  if (argv[0] === "help") return "help";
  if (argv[0] === "-v") return "version";
  const end = argv.indexOf("--");
  const words = end < 0 ? argv : argv.slice(0, end);
  if (words.some((word) => word === "--help" || word === "-h")) return "help";
  return words.some((word) => word === "--version" || word === "-V") ? "version" : undefined;
}

function unknown(word: string): string {
  const guess = nearest(word, [...commandNames, "help"]);
  const all = commandNames.join(", ");
  return `There is no command \`${word}\`.${guess === undefined ? "" : ` Did you mean \`${guess}\`?`} The commands are ${all}.`;
}
