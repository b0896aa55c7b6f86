import type { Comparison } from "./comparison.js";
import type { Notice } from "./notice.js";
import { factOf } from "./observation.js";

/** Notices of the user's own probes that tell nothing: not asked, or without success on either engine. */
export function idleProbes(comparisons: readonly Comparison[]): Notice[] {
  return comparisons.flatMap(({ subject, evidence: { baseline, remapped } }) =>
    baseline.flatMap(({ probe, outcome, reason, facts }): Notice[] => {
      if (!probe.startsWith("declared:")) return [];
      const notice = (text: string): Notice => ({ about: "probes", subject, text });
      const name = `the probe \`${probe.slice("declared:".length)}\` of \`${subject}\``;
      if (outcome !== "observed") return [notice(`${name} could not be run on the plain engine: ${reason ?? "no reason known"}`)];
      const exit = factOf(baseline, probe, "exit");
      if (exit === undefined || exit === "0" || exit !== factOf(remapped, probe, "exit")) return [];
      // A status is a number; what did not end by itself has words.
      const how = /^-?\d+$/.test(exit) ? `ends with status ${exit}` : exit;
      const said = facts.find(({ value }) => value === "printed")?.shown;
      return [notice(`${name} ${how} on both engines, so it shows nothing${said === undefined ? "" : `: ${said.slice(0, 200)}`}`)];
    }),
  );
}
