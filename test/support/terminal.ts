import type { Terminal } from "../../src/commands/terminal.js";

/** A terminal that keeps what is printed, with no signal to hear. */
export function keptTerminal(workingDirectory: string, environment: NodeJS.ProcessEnv) {
  const said = { out: "", err: "" };
  const terminal: Terminal = {
    workingDirectory,
    environment,
    color: false,
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    input: async () => Buffer.alloc(0),
    untilStopped: (work) => work(new AbortController().signal),
  };
  return { terminal, said };
}
