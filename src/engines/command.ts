import { spawn } from "node:child_process";
import { EngineError, type EngineStage } from "./engine-error.js";

/** What ended a command first: itself (or a signal from elsewhere), its own time limit, or an abort of the work that it is part of. */
export type End = "exited" | "deadline" | "aborted";

/** How a command ended and what it printed, both outputs cut at `maxBytes`. */
export interface Ran {
  /** Exit status; null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly end: End;
}

/** Options of {@link run}. */
export interface RunOptions {
  readonly input?: string;
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
  readonly signal?: AbortSignal;
  readonly env?: Readonly<Record<string, string>>;
}

/** Where system tools lie; PATH of an ordinary user often lacks the sbin directories. */
export const systemPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** Where programs are looked for: the absolute folders of a PATH, then the system's. An empty or relative one would take `git` or `docker` from the folder that the run is about. */
export function searchPath(path: string = process.env["PATH"] ?? ""): string {
  return [...path.split(":").filter((folder) => folder.startsWith("/")), systemPath].join(":");
}

/** Words put before a command that must run as root: none for root itself, else `sudo -n --`. */
export function asRoot(argv: readonly string[]): readonly string[] {
  return process.getuid?.() === 0 ? argv : ["sudo", "-n", "--", ...argv];
}

/** Runs a command to its end, within a time and an amount of output; rejects only when it cannot be started. */
export function run(argv: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const { input = "", timeoutMs = 30_000, maxBytes = 1 << 20, signal } = options;
  const [file = "", ...args] = argv;
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      stdio: ["pipe", "pipe", "pipe"],
      env: { PATH: searchPath(), HOME: process.env["HOME"] ?? "/", LC_ALL: "C.UTF-8", ...options.env },
    });
    let end: End = "exited";
    const cut = (why: End): void => {
      if (end === "exited") end = why;
      killAsRoot(child.pid, file);
    };
    const onAbort = (): void => cut("aborted");
    const timer = setTimeout(cut, timeoutMs, "deadline");
    signal?.addEventListener("abort", onAbort, { once: true });
    if (signal?.aborted) onAbort();
    const stdout = collect(child.stdout, maxBytes);
    const stderr = collect(child.stderr, maxBytes);
    const settle = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
    };
    child.on("error", (error) => {
      settle();
      reject(error);
    });
    child.on("close", (code, endSignal) => {
      settle();
      resolve({ code, signal: endSignal, stdout: stdout(), stderr: stderr(), end });
    });
    // The command may end without reading its input: EPIPE is not an error here.
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}

/** As {@link run} as root, and a status other than 0 is an EngineError of that stage. */
export async function runAsRoot(stage: EngineStage, argv: readonly string[], options: RunOptions = {}): Promise<string> {
  const command = asRoot(argv);
  const ran = await run(command, options).catch((cause: unknown) => {
    throw new EngineError(`cannot run ${command[0]}`, { stage, argv: command, cause });
  });
  if (ran.code === 0) return ran.stdout;
  const exit = ran.signal ? `was ended by ${ran.signal}` : `exited with status ${ran.code}`;
  const why = { exited: exit, deadline: "did not end in time", aborted: "was ended with the work that it was part of" }[ran.end];
  throw new EngineError(`${argv[0]} ${why}${ran.stderr.trim() && `: ${ran.stderr.trim().slice(0, 2000)}`}`, {
    stage,
    argv: command,
    logTail: ran.stderr,
  });
}

/** Ends a command at once; what `sudo` started can only be signalled through `sudo`, which passes SIGTERM on. */
function killAsRoot(pid: number | undefined, file: string): void {
  if (pid === undefined) return;
  try {
    if (file === "sudo")
      spawn("sudo", ["-n", "--", "kill", "-TERM", String(pid)], { stdio: "ignore", env: { PATH: searchPath() } }).on("error", () => {});
    else process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

function collect(stream: NodeJS.ReadableStream, maxBytes: number): () => string {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  stream.on("data", (chunk: Buffer) => {
    if (sizeBytes < maxBytes) chunks.push(chunk.subarray(0, maxBytes - sizeBytes));
    sizeBytes += chunk.length;
  });
  return () => Buffer.concat(chunks).toString("utf8");
}
