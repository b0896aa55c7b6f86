import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { systemPath } from "../../../engines/command.js";
import { unwrittenScript } from "./perl.js";

/** Asks the kernel who could still write to a file without opening it. */
export interface Writers {
  /**
   * Whether nobody has an open file open for writing now, nor mapped: whoever writes to it later must open it first, and every such write gives it another time of change. False too where the
   * kernel does not say.
   */
  isUnwritten(file: number): Promise<boolean>;
  close(): void;
}

/** Starts asking. */
export function openWriters(): Writers {
  const child = spawn("setpriv", ["--pdeathsig", "KILL", "--", "perl", "-e", unwrittenScript], {
    stdio: ["pipe", "pipe", "ignore"],
    env: { PATH: systemPath },
  });
  // What it did not answer is false.
  child.on("error", () => {});
  child.stdin.on("error", () => {});
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    isUnwritten: async (file) => {
      child.stdin.write(`${file}\n`);
      return (await answers.next()).value === "1";
    },
    close: () => {
      child.kill("SIGKILL");
    },
  };
}
