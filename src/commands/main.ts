import { printable } from "../text/printable.js";
import { version } from "../version.js";
import { type Terminal, UsageError } from "./terminal.js";
import { usage } from "./usage.js";

/** Runs one command line and gives its exit status: 0 clean, 1 findings at the threshold, 2 usage or input, 3 our own fault, 128 and the signal's number when one ended it. */
export async function main(argv: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await dispatch(argv, terminal);
  } catch (error) {
    if (error instanceof UsageError) {
      // What node says of an option may take several lines.
      terminal.err(`remap-ready: ${printable(error.message.replace(/\s*\n\s*/g, " "))}\nRun \`remap-ready --help\` for usage.\n`);
      return 2;
    }
    const { writeFault } = await import("./fault.js");
    writeFault({ where: `remap-ready ${argv.join(" ")}`, error }, terminal);
    return 3;
  }
}

async function dispatch(argv: readonly string[], terminal: Terminal): Promise<number> {
  const [command, ...rest] = argv;
  if (command === undefined || command === "--help" || command === "-h" || command === "help") {
    (command === undefined ? terminal.err : terminal.out)(usage);
    return command === undefined ? 2 : 0;
  }
  if (command === "--version" || command === "-v") {
    terminal.out(`${version}\n`);
    return 0;
  }
  if (rest.includes("--help") && !rest.slice(0, rest.indexOf("--help")).includes("--")) {
    terminal.out(usage);
    return 0;
  }
  switch (command) {
    case "lint":
      return (await import("./lint.js")).runLint(rest, terminal);
    case "compare":
      return (await import("./compare.js")).runCompare(rest, terminal);
    case "config":
      return (await import("./config.js")).runConfig(rest, terminal);
    case "rules":
      return (await import("./rules.js")).runRules(rest, terminal);
    case "explain":
      return (await import("./explain.js")).runExplain(rest, terminal);
    default:
      throw new UsageError(`There is no command \`${command}\`.`);
  }
}
