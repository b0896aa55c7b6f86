import { fstatSync } from "node:fs";
import { UsageError } from "../options/usage-error.js";
import { unobeyed } from "../text/runner-commands.js";
import { Interruption, type Terminal } from "./terminal.js";

/** The terminal of the running process: the only place where its streams are written to and its signals are heard. */
export function openTerminal(): Terminal {
  const { env, stdout, stderr } = process;
  // A reader that closes early (`| head`) is not an error.
  for (const stream of [stdout, stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") return;
      if (stream === stdout)
        stderr.write(`remap-ready: The standard output cannot be written (${error.code}), so the result is not whole.\n`);
      process.exit(2);
    });
  }
  const isLive = stderr.isTTY === true && env["TERM"] !== "dumb";
  return {
    workingDirectory: process.cwd(),
    environment: env,
    color: wantsColor(env, stdout.isTTY === true || isLog(env)),
    ...(stdout.isTTY === true && stdout.columns > 0 && { columns: stdout.columns }),
    out: (text, form = "plain") => void stdout.write(unobeyed(text, form)),
    err: (text) => void stderr.write(unobeyed(text, "plain")),
    ...(isLive && { size: () => ({ columns: stderr.columns ?? 80, rows: stderr.rows ?? 24 }) }),
    input,
    untilStopped,
  };
}

/** NO_COLOR beats FORCE_COLOR, which beats what the stream is: https://no-color.org, https://force-color.org. */
function wantsColor({ NO_COLOR, FORCE_COLOR, TERM }: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if (NO_COLOR) return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== "") return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return isTerminal && TERM !== "dumb";
}

/** Whether the output is the log of a step of GitHub Actions, which shows colors and is no terminal; what is written into a file there is not. */
function isLog({ GITHUB_ACTIONS }: NodeJS.ProcessEnv): boolean {
  return GITHUB_ACTIONS === "true" && fstatSync(process.stdout.fd).isFIFO();
}

async function input(limitBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > limitBytes)
      throw new UsageError(`The standard input is longer than ${limitBytes / 1e6} MB, and no file of that size is read.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function untilStopped<Result>(work: (stop: AbortSignal) => Promise<Result>): Promise<Result> {
  const stopped = new AbortController();
  const stop = (signal: NodeJS.Signals): void => stopped.abort(new Interruption(signal));
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  try {
    return await work(stopped.signal);
  } finally {
    process.off("SIGINT", stop);
    process.off("SIGTERM", stop);
  }
}
