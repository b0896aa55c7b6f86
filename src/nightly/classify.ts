import type { PastOutcome } from "./history.js";
import type { Outcome } from "./outcome.js";

/**
 * What a night says of a service, next to the nights before it. Only `newly-broken` is a regression.
 *
 * - `newly-broken` breaks now, and did not when it last had a verdict, had none before, or breaks for a further cause
 * - `flaky` broke in one run of this night and not in another; or it breaks now, changed between breaking and not breaking at least twice in the last 14 nights with a
 *   verdict, and did not break three times in a row
 * - `still-broken`, `allowed` a break that was there, or that the settings allow
 * - `fixed` broke when it last had a verdict, and does not now
 * - `newly-unexplained`, `newly-changed` does not break, and differs in a way that it did not
 * - `changed`, `same` as before
 * - `no-verdict` was run, and gave none; `not-run` is in the plan, and no result names it; `gone` was there last time, and is not planned
 */
export const classes = [
  "newly-broken",
  "not-run",
  "no-verdict",
  "flaky",
  "newly-unexplained",
  "still-broken",
  "allowed",
  "newly-changed",
  "fixed",
  "gone",
  "changed",
  "same",
] as const;

/** One of {@link classes}, the most urgent first. */
export type Class = (typeof classes)[number];

/** Nights in which flips count. */
const window = 14;
const nightsThatConfirm = 3;

/** The class of an outcome after past nights, oldest first. */
export function classify(now: Outcome, past: readonly PastOutcome[]): Class {
  if (!now.isCovered) return "no-verdict";
  const isBroken = now.verdict === "broken";
  if (isBroken && now.allowed !== null) return "allowed";
  if (isFlaky(now, past)) return "flaky";
  const last = past.findLast(({ verdict }) => verdict !== null);
  const isNew = (cause: string) => !last?.causes.includes(cause);
  if (isBroken) return last?.verdict !== "broken" || now.causes.some(isNew) ? "newly-broken" : "still-broken";
  if (last?.verdict === "broken") return "fixed";
  if (last && now.causes.some((cause) => cause.startsWith("unexplained@") && isNew(cause))) return "newly-unexplained";
  if (now.verdict === "same") return "same";
  return last?.verdict === "same" || (last && now.causes.some(isNew)) ? "newly-changed" : "changed";
}

function isFlaky(now: Outcome, past: readonly PastOutcome[]): boolean {
  const breaks = (verdict: string | null) => verdict === "broken";
  if (now.tries.some((verdict) => breaks(verdict) !== breaks(now.verdict))) return true;
  const seen = [...past.filter(({ verdict }) => verdict !== null).map(({ verdict }) => breaks(verdict)), breaks(now.verdict)].slice(
    -window,
  );
  // Three broken nights in a row are not chance.
  if (seen.length >= nightsThatConfirm && seen.slice(-nightsThatConfirm).every(Boolean)) return false;
  const flips = seen.filter((each, index) => index > 0 && each !== seen[index - 1]).length;
  return flips >= 2 && breaks(now.verdict);
}
