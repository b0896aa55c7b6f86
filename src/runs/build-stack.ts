import type { Observation } from "../comparison/observation.js";
import type { Engine } from "../engines/engine.js";
import { placeStack, runCompose, wordsOf } from "./compose-run.js";
import type { Stack } from "./stack.js";

/** Builds every service that has a build section, one by one, with Compose on the engine itself: what fails there is an observation. */
export async function buildStack(
  engine: Engine,
  stack: Stack,
  options: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<Map<string, Observation>> {
  const results = new Map<string, Observation>();
  await placeStack(engine, stack);
  for (const name of stack.order) {
    if (stack.model.services[name]?.build === undefined) continue;
    const ran = await runCompose(engine, stack, { ...options, overrides: [] }, ["build", name]);
    const common = { subject: name, probe: "build", role: engine.role, facts: [] } as const;
    results.set(
      name,
      ran.code === 0
        ? { ...common, outcome: "observed" }
        : { ...common, outcome: ran.isCutShort ? "timed-out" : "failed", reason: wordsOf(ran) || `it exited with status ${ran.code}` },
    );
  }
  return results;
}
