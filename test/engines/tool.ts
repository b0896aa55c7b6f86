import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** A tool in a process of its own, see fixtures/tool.ts. */
export interface Tool {
  readonly pid: number;
  /** Resolves when the tool has printed that phase, rejects when it ends before. */
  reached(phase: string): Promise<void>;
  kill(signal: NodeJS.Signals): void;
  /** Exit status, or the signal, once it has ended. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
  said(): string;
}

/** Starts a tool that stays in a phase. */
export function startTool(stayIn: string, dockerd = "", archive = ""): Tool {
  const program = fileURLToPath(new URL("fixtures/tool.ts", import.meta.url));
  const child: ChildProcess = spawn(process.execPath, ["--import", "tsx", program, stayIn, dockerd, archive], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const listeners = new Set<() => void>();
  const hear = (chunk: Buffer): void => {
    said += chunk.toString("utf8");
    for (const listener of listeners) listener();
  };
  child.stdout?.on("data", hear);
  child.stderr?.on("data", hear);
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => child.on("exit", (code, signal) => resolve(code ?? signal)));
  const hasReached = (phase: string): boolean => said.split("\n").some((line) => line === phase || line.startsWith(`${phase}:`));
  return {
    pid: child.pid ?? 0,
    reached: (phase) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!hasReached(phase)) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
        void ended.then(() => reject(new Error(`the tool ended before it was ${phase}; it said:\n${said}`)));
      }),
    kill: (signal) => void child.kill(signal),
    ended,
    said: () => said,
  };
}
