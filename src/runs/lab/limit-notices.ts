import { statfsSync } from "node:fs";
import { dirname } from "node:path";
import type { Comparison } from "../../comparison/comparison.js";
import type { Notice } from "../../comparison/notice.js";
import type { Role } from "../../comparison/observation.js";
import type { Engine } from "../../engines/engine.js";

const minFreeMib = 128;

/** Said when the engines' own disk is full after a run: what fails for want of space on one side only is no matter of the remap. */
export function scratchNotices({ socket }: Pick<Engine, "socket">): Notice[] {
  const { bavail, bsize } = statfsSync(dirname(socket));
  if ((bavail * bsize) / 2 ** 20 >= minFreeMib) return [];
  return [
    {
      about: "scratch",
      text: `the disk of the scratch directory has less than ${minFreeMib} MiB left after a run: what failed for want of space says nothing about userns-remap. Name a larger one with --scratch`,
    },
  ];
}

/** Said when a limit of the run ended something: that is no matter of the remap either. */
export function limitNotices(role: Role, limits: Iterable<string>): Notice[] {
  const side = role === "baseline" ? "plain" : "remapped";
  return [...limits].map((limit) => ({
    about: "limits",
    role,
    text: `the ${side} engine's limit of ${limit} was reached: what ended or failed then says nothing about userns-remap`,
  }));
}

/** The comparisons of a run in which a limit was reached: what differs may be the limit's doing, so there is no verdict on it. */
export function withoutLimited(comparisons: readonly Comparison[]): Comparison[] {
  return comparisons.map((comparison) => {
    if (comparison.verdict !== "broken" && comparison.verdict !== "changed") return comparison;
    const { about: _, ...rest } = comparison;
    return { ...rest, verdict: "inconclusive", reason: `a limit of the run was reached; until then: ${comparison.reason}` };
  });
}
