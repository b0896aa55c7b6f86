import { once } from "node:events";
import { PassThrough, type Readable } from "node:stream";
import type { Engine, Role } from "./engine.js";
import { readAll } from "./engine-client.js";
import { reasonOf } from "./engine-error.js";

/** What one engine did with an image archive; a failure is an observation, in the engine's words. */
export type Load =
  | { readonly role: Role; readonly outcome: "loaded"; readonly images: readonly string[] }
  | { readonly role: Role; readonly outcome: "failed"; readonly reason: string };

/**
 * Loads a `docker save` archive into every engine, reading it once, as fast as the slowest engine takes it. An engine that fails does not
 * hold up the others. Rejects only when the archive itself cannot be read.
 */
export async function loadImage(
  engines: readonly Engine[],
  archive: Readable,
  options: { signal?: AbortSignal; timeoutMs?: number } = {},
): Promise<Load[]> {
  const pipes = engines.map(() => new PassThrough({ highWaterMark: 1 << 20 }));
  const loads = engines.map((engine, index) => loadInto(engine, pipes[index] as PassThrough, options));
  const settled = loads.map((load, index) => load.finally(() => pipes[index]?.destroy()));
  try {
    for await (const chunk of archive) {
      const open = pipes.filter((pipe) => !pipe.destroyed);
      if (open.length === 0) break;
      await Promise.all(open.filter((pipe) => !pipe.write(chunk)).map((pipe) => drained(pipe)));
    }
  } catch (error) {
    for (const pipe of pipes) pipe.destroy(error as Error);
    await Promise.all(settled);
    throw error;
  }
  for (const pipe of pipes) pipe.end();
  return Promise.all(settled);
}

async function loadInto(engine: Engine, stream: Readable, options: { signal?: AbortSignal; timeoutMs?: number }): Promise<Load> {
  const { role, client } = engine;
  try {
    const signal = AbortSignal.timeout(options.timeoutMs ?? 600_000);
    const answer = await client.open("POST", "/images/load", {
      query: { quiet: 1 },
      stream,
      signal: options.signal ? AbortSignal.any([options.signal, signal]) : signal,
    });
    const said = (await readAll(answer, 1 << 20)).toString("utf8");
    const messages = said.split("\n").flatMap((line) => (line.trim() ? [JSON.parse(line) as { stream?: string; error?: string }] : []));
    const error = messages.find((message) => message.error !== undefined)?.error;
    if (error !== undefined) return { role, outcome: "failed", reason: error };
    const images = messages.flatMap((message) => /^Loaded image(?: ID)?: (.+)$/.exec(message.stream?.trim() ?? "")?.[1] ?? []);
    return { role, outcome: "loaded", images };
  } catch (error) {
    return { role, outcome: "failed", reason: reasonOf(error) };
  }
}

async function drained(pipe: PassThrough): Promise<void> {
  const over = new AbortController();
  // A pipe whose engine has failed is closed, and never drains.
  await Promise.race([once(pipe, "drain", { signal: over.signal }), once(pipe, "close", { signal: over.signal })]).catch(() => {});
  over.abort();
}
