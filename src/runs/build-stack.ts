import type { Observation } from "../comparison/observation.js";
import type { Engine } from "../engines/engine.js";
import { placeStack, runCompose, wordsOf } from "./compose-run.js";
import type { Stack } from "./stack.js";

/** Builds every service that has a build section, one by one, with Compose on the engine itself: what fails there is an observation. */
export async function buildStack(
  engine: Engine,
  stack: Stack,
  options: {
    readonly timeoutMs: number;
    readonly signal: AbortSignal;
    /** Why a service cannot be built here, known before it is tried. */
    readonly refused: (name: string) => string | undefined;
  },
): Promise<Map<string, Observation>> {
  const results = new Map<string, Observation>();
  await placeStack(engine, stack);
  for (const name of stack.order) {
    if (stack.model.services[name]?.build === undefined) continue;
    const common = { subject: name, probe: "build", role: engine.role, facts: [] } as const;
    const reason = options.refused(name);
    if (reason !== undefined) {
      results.set(name, { ...common, outcome: "failed", reason });
      continue;
    }
    const ran = await runCompose(engine, stack, { ...options, overrides: [] }, ["build", name]);
    results.set(
      name,
      ran.code === 0
        ? { ...common, outcome: "observed" }
        : { ...common, outcome: ran.isCutShort ? "timed-out" : "failed", reason: wordsOf(ran) || `it exited with status ${ran.code}` },
    );
  }
  return results;
}
