import { type ChildProcess, spawn } from "node:child_process";
import { asRoot, searchPath } from "./command.js";
import { EngineError } from "./engine-error.js";
import { type LaunchPlan, shownArgv } from "./launch-plan.js";
import { watchdogScript } from "./namespace-script.js";
import { networkScript } from "./network-script.js";
import { Tail } from "./tail.js";

/** How a launched engine ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A launched process tree, ready or not. */
export interface Launched {
  readonly plan: LaunchPlan;
  readonly log: Tail;
  /** Resolves when the whole tree is gone. */
  readonly exited: Promise<Exit>;
  /** Host pid of the first process in the namespaces; resolves when everything is set up and dockerd begins. */
  readonly begun: Promise<number>;
  /** What the set-up was doing last. */
  step(): string;
  /** Whether the way out stands, once it has begun. */
  isOpen(): boolean;
  /** Ends the way out. */
  close(): void;
  /** Asks dockerd to end. */
  terminate(): void;
  /** Ends the tree at once. */
  kill(): void;
}

/** Starts the process tree of a prepared engine. */
export function launch(plan: LaunchPlan): Launched {
  const wayOut = [networkScript, `${plan.directory}/network.log`, `${plan.cgroup}-network`];
  const [file = "", ...args] = asRoot(["sh", "-c", watchdogScript, "remap-ready-watchdog", ...wayOut, ...plan.argv]);
  // In a session of its own, so that Ctrl-C in a terminal reaches the tool alone.
  const child = spawn(file, args, {
    stdio: ["pipe", "pipe", "pipe"],
    detached: true,
    env: { PATH: searchPath(), LC_ALL: "C.UTF-8" },
  });
  const log = new Tail(65_536);
  let step = "start";
  let pid: number | undefined;
  let isOpen = false;
  const tell = (line: string): void => {
    if (child.stdin.writable) child.stdin.write(`${line}\n`);
  };
  child.stderr.on("data", (chunk: Buffer) => log.push(chunk));
  child.stdin.on("error", () => {});
  let pending = "";
  const begun = new Promise<number>((resolve) => {
    child.stdout.on("data", (chunk: Buffer) => {
      const lines = (pending + chunk.toString("utf8")).split("\n");
      pending = (lines.pop() ?? "").slice(-1000);
      for (const line of lines) {
        if (line.startsWith("init ")) {
          pid = Number(line.slice(5));
          const { outbound } = plan;
          if (outbound) tell(`open ${pid} ${outbound.program.path} ${outbound.subnet}`);
        } else if (line === "network open") isOpen = true;
        else if (line.startsWith("step ")) step = line.slice(5);
        if (step === "start dockerd" && pid !== undefined) resolve(pid);
      }
    });
  });
  return {
    plan,
    log,
    begun,
    exited: exitOf(child, plan),
    step: () => step,
    isOpen: () => isOpen,
    close: () => tell("close"),
    terminate: () => {
      if (pid !== undefined) tell(`TERM ${pid}`);
    },
    kill: () => child.stdin.end(),
  };
}

/** Both outputs end when the last process of the tree does, as the watchdog has closed its own; only then is the watchdog asked to end. */
function exitOf(child: ChildProcess, plan: LaunchPlan): Promise<Exit> {
  child.stderr?.once("end", () => child.stdin?.end());
  return new Promise((resolve, reject) => {
    child.once("error", (cause) =>
      reject(new EngineError("cannot start the engine's namespaces", { stage: "isolate", argv: shownArgv(plan), cause })),
    );
    child.once("close", (code, signal) => resolve({ code, signal }));
  });
}
