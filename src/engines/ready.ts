import { setTimeout as delay } from "node:timers/promises";
import { runAsRoot } from "./command.js";
import { shownRole } from "./engine.js";
import type { EngineClient } from "./engine-client.js";
import { EngineError, reasonOf } from "./engine-error.js";
import type { Launched } from "./launch.js";
import { shownArgv } from "./launch-plan.js";

/** Resolves with the engine's pid when it answers; rejects when it exits, when the deadline passes or on abort, whichever is first. */
export async function whenReady(launched: Launched, client: EngineClient, timeoutMs: number, signal: AbortSignal): Promise<number> {
  const over = new AbortController();
  const until = AbortSignal.any([signal, over.signal]);
  const { log, plan } = launched;
  const failure = (stage: "isolate" | "ready", message: string, cause?: unknown): EngineError =>
    new EngineError(`the ${shownRole[plan.spec.role]} engine ${message}`, { stage, argv: shownArgv(plan), logTail: log.text(), cause });
  const exited = launched.exited.then(({ code, signal: by }) => {
    const how = by ? `was ended by ${by}` : `exited with status ${code}`;
    if (launched.step() !== "start dockerd") throw failure("isolate", `${how} while it was to ${launched.step()}: ${log.lastWords(3)}`);
    throw failure("ready", `${how} before it was ready; ${log.lastWords(20)}`);
  });
  const late = delay(timeoutMs, undefined, { signal: until }).then(() => {
    throw failure("ready", `did not answer within ${timeoutMs} ms; ${log.lastWords(20)}`);
  });
  const aborted = new Promise<never>((_, reject) => {
    const stop = (): void => reject(failure("ready", "was stopped before it was ready", signal.reason));
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true, signal: over.signal });
  });
  // The race settles once; the losers' rejections are then nobody's.
  for (const each of [exited, late, aborted]) each.catch(() => {});
  try {
    const pid = await Promise.race([launched.begun, exited, late, aborted]);
    await Promise.race([answers(client, plan.socket, until), exited, late, aborted]);
    return pid;
  } finally {
    over.abort();
  }
}

/** Pings until an answer comes; refusals at first are expected. */
async function answers(client: EngineClient, socket: string, signal: AbortSignal): Promise<void> {
  for (let waitMs = 10; ; waitMs = Math.min(waitMs * 1.5, 100)) {
    try {
      await client.bytes("GET", "/_ping", { signal, timeoutMs: 5_000 });
      return;
    } catch (error) {
      if (signal.aborted) throw new Error(`stopped waiting: ${reasonOf(signal.reason)}`);
      // dockerd gives its socket to root and the group docker; this one is the tool's own.
      if ((error as NodeJS.ErrnoException).code === "EACCES") await runAsRoot("ready", ["chown", String(process.getuid?.()), socket]);
    }
    await delay(waitMs, undefined, { signal });
  }
}
