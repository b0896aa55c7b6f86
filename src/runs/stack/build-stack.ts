import { speaksOfNetwork } from "../../comparison/normalize.js";
import type { Observation } from "../../comparison/observation.js";
import type { Engine } from "../../engines/engine.js";
import type { Stack } from "../input/stack.js";
import { placeStack, runCompose, wordsOf } from "./compose-run.js";

/** Options of a round of builds. */
export interface BuildOptions {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Why a service cannot be built here, known before it is tried. */
  readonly refused: (name: string) => string | undefined;
  /** Why a service's base image is missing; the engine itself would only report a network error. */
  readonly absent: (name: string) => string | undefined;
}

/**
 * Builds every service that has a build section, one by one, with Compose on the engine itself: what fails there is an observation. What fails with
 * words about the network, where the engine has one, is tried once more.
 */
export async function buildStack(engine: Engine, stack: Stack, options: BuildOptions): Promise<Map<string, Observation>> {
  const results = new Map<string, Observation>();
  await placeStack(engine, stack);
  for (const name of stack.order) {
    if (stack.model.services[name]?.build === undefined) continue;
    const reason = options.refused(name);
    if (reason !== undefined) {
      results.set(name, { subject: name, probe: "build", role: engine.role, facts: [], outcome: "failed", reason });
      continue;
    }
    const first = await buildOne(engine, stack, name, options);
    const isWorthAnother = engine.facts.network !== "none" && first.outcome === "failed" && speaksOfNetwork(first.reason ?? "");
    results.set(name, isWorthAnother ? await buildOne(engine, stack, name, options) : first);
  }
  return results;
}

async function buildOne(engine: Engine, stack: Stack, name: string, options: BuildOptions): Promise<Observation> {
  const ran = await runCompose(engine, stack, { ...options, overrides: [] }, ["build", name]);
  const common = { subject: name, probe: "build", role: engine.role, facts: [] } as const;
  if (ran.code === 0) return { ...common, outcome: "observed" };
  const words = wordsOf(ran) || `it exited with status ${ran.code}`;
  const absent = /failed to resolve source metadata|pull access denied/.test(words) ? options.absent(name) : undefined;
  const reason = absent === undefined ? words : `${absent}\n${words}`;
  return { ...common, outcome: ran.end === "exited" ? "failed" : "timed-out", reason };
}
