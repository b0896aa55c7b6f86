import type { Verdict } from "../../src/comparison/verdict.js";
import type { Outcome } from "../../src/nightly/outcome.js";

/** The outcome of `shop web` on engine 28, with everything filled in but what is given. */
export function outcome(verdict: Verdict, given: Partial<Outcome> = {}): Outcome {
  return {
    kind: "service",
    stack: "shop",
    engine: "28",
    service: "web",
    verdict,
    isCovered: verdict !== "inconclusive",
    allowed: null,
    causes: verdict === "broken" ? ["host-network@create"] : [],
    reason: `It is ${verdict}.`,
    startedAt: "2026-03-10T02:00:00.000Z",
    ms: 9000,
    inputs: { engine: "28.5.2", "remap-ready": "0.1.0" },
    tries: [],
    details: [],
    ...given,
  };
}
