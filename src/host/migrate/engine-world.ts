import { setTimeout as delay } from "node:timers/promises";
import { type EngineClient, EngineRefusal } from "../../engines/engine-client.js";
import { reasonOf } from "../../engines/engine-error.js";
import { type Answer, answerOf } from "../facts/answer.js";
import { type EngineInfo, infoOf } from "../facts/engine-info.js";
import type { Plan } from "../plan/plan.js";
import { MigrateError } from "./migrate-error.js";

/** Which world an engine shows: `plain` and `new` are those of the plan, `other` is a third one, `down` is no answer. */
export type WorldShown = "plain" | "new" | "other" | "down";

/** Asks an engine which world it shows. */
export async function worldShown(engine: EngineClient, plan: Plan, signal?: AbortSignal): Promise<WorldShown> {
  const info = await askInfo(engine, signal);
  if (info === undefined) return "down";
  if (info.isRemapped) return info.dataRoot === plan.remap?.world ? "new" : "other";
  return info.id === plan.engine.id ? "plain" : "other";
}

async function askInfo(engine: EngineClient, signal?: AbortSignal): Promise<EngineInfo | undefined> {
  try {
    const options = { timeoutMs: 10_000, ...(signal && { signal }) };
    return infoOf(await engine.json("GET", "/info", options), await engine.json("GET", "/version", options));
  } catch {
    signal?.throwIfAborted();
    return undefined;
  }
}

/** How long a restart that was begun before, and of which nothing is known, may take until the engine answers. */
const settleSeconds = 20;

/** As {@link worldShown}, but an engine that does not answer gets some time: it may be about to start. */
export async function worldSettled(engine: EngineClient, plan: Plan, signal?: AbortSignal): Promise<WorldShown> {
  for (const end = Date.now() + settleSeconds * 1_000; ; ) {
    const shown = await worldShown(engine, plan, signal);
    if (shown !== "down" || Date.now() > end) return shown;
    await delay(500, undefined, { ...(signal && { signal }) });
  }
}

/** How long dockerd may take until it answers after a restart. */
const mostSeconds = 180;

/** Waits until an engine shows a world; throws a MigrateError that says what it shows after three minutes. */
export async function waitForWorld(engine: EngineClient, plan: Plan, wanted: WorldShown, signal?: AbortSignal): Promise<void> {
  let shown: WorldShown = "down";
  for (const end = Date.now() + mostSeconds * 1_000; Date.now() < end; ) {
    shown = await worldShown(engine, plan, signal);
    if (shown === wanted) return;
    await delay(250, undefined, { ...(signal && { signal }) });
  }
  const words: Readonly<Record<WorldShown, string>> = {
    plain: "it runs without the mapping",
    new: "it runs with the mapping",
    other: `its data root or its ID is not the one of the plan`,
    down: "it does not answer",
  };
  throw new MigrateError(`The engine was restarted, and after ${mostSeconds} seconds ${words[shown]}. Its log says why.`);
}

/** An object of the engine; undefined when it does not exist. */
export async function inspected(engine: EngineClient, path: string, signal?: AbortSignal): Promise<Answer | undefined> {
  try {
    return answerOf(await engine.json("GET", path, { maxBytes: 64 << 20, ...(signal && { signal }) }));
  } catch (error) {
    if (error instanceof EngineRefusal && error.status === 404) return undefined;
    throw error;
  }
}

/** As {@link asked} for something to be made; that it is there by now, made by a request that was cut off, is no refusal. */
export async function askedToMake(what: string, call: () => Promise<unknown>): Promise<void> {
  await asked(what, async () => {
    try {
      await call();
    } catch (error) {
      if (!(error instanceof EngineRefusal && error.status === 409)) throw error;
    }
  });
}

/** Asks the engine for an effect; a refusal becomes a MigrateError with the engine's own words. */
export async function asked<T>(what: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof EngineRefusal) throw new MigrateError(`The engine refuses to ${what}: ${reasonOf(error)}.`);
    throw error;
  }
}

/** Whether a request found nobody: connect(2). */
export function isUnanswered(error: unknown): boolean {
  const { syscall, code } = error as NodeJS.ErrnoException;
  return syscall === "connect" && (code === "ENOENT" || code === "ECONNREFUSED");
}
