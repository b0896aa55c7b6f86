import { isNoise, noiseOf } from "./noise.js";
import type { Observation, Probe, Watch } from "./observation.js";
import { failedStage, stageOf, stages } from "./observation.js";
import { isOnlyUnmapped, pairedByIds } from "./shown-ids.js";

/** Something that both baseline runs showed and the remapped run did not, or the other way round. */
export interface Difference {
  readonly subject: string;
  readonly probe: Probe;
  /** What the probe's answer differs in: a path, a process, a log line; empty for the answer as a whole. */
  readonly path: string;
  /** What the baseline showed; null is nothing. */
  readonly baseline: string | null;
  readonly remapped: string | null;
}

const maxPerProbe = 200;

/**
 * What differs between the baseline and the remapped run of one subject, noise subtracted.
 * A file that a plain run wrote where the kernel refuses it on the remapped engine (`isRefused`) is not noise, even if another plain run had not written it yet.
 * Stages that the remapped run did not reach are unknown, not different.
 */
export function differencesBetween(
  baselines: readonly Watch[],
  remapped: Watch,
  isRefused: (path: string) => boolean = () => false,
): Difference[] {
  const [first = [], ...others] = baselines;
  const stopped = failedStage(remapped);
  const differences: Difference[] = [];
  for (const observation of first) {
    const { probe, subject } = observation;
    // What its processes may do is another thing than what they did.
    if (probe === "access") continue;
    const other = remapped.find((each) => each.probe === probe);
    const again = others.flatMap((watch) => watch.find((each) => each.probe === probe) ?? []);
    if (stopped && stages.indexOf(stageOf(probe)) > stages.indexOf(stopped.stage)) continue;
    if (!other || other.outcome === "skipped" || observation.outcome === "skipped") continue;
    if (observation.outcome === "failed" || other.outcome === "failed") {
      if (observation.outcome !== other.outcome) {
        differences.push({ subject, probe, path: "", baseline: told(observation), remapped: told(other) });
      }
      continue;
    }
    if (observation.outcome === "timed-out" || other.outcome === "timed-out") continue;
    differences.push(...factsApart(observation, again, other, isRefused).slice(0, maxPerProbe));
  }
  return differences;
}

/** What a difference holds of a stage that was passed; of one that failed it holds the reason. */
export const passed = "ok";

function told(observation: Observation): string {
  return observation.outcome === "failed" ? (observation.reason ?? "failed") : passed;
}

function factsApart(
  baseline: Observation,
  again: readonly Observation[],
  remapped: Observation,
  isRefused: (path: string) => boolean,
): Difference[] {
  const { subject, probe } = baseline;
  const noises = again.map((each) => noiseOf(baseline, each));
  const written = probe === "files" ? again.flatMap(({ facts }) => facts.filter(({ key }) => isRefused(key))) : [];
  const before = new Map([...written, ...baseline.facts].map((fact) => [fact.key, fact]));
  const after = new Map(remapped.facts.map((fact) => [fact.key, fact]));
  const differences: Difference[] = [];
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const one = before.get(key);
    const two = after.get(key);
    const isKept = probe === "files" && one !== undefined && two === undefined && isRefused(key);
    if (isSame(one?.value, two?.value) || (!isKept && noises.some((noise) => isNoise(noise, key)))) continue;
    differences.push({
      subject,
      probe,
      path: key,
      baseline: one ? (one.shown ?? one.value) : null,
      remapped: two ? (two.shown ?? two.value) : null,
    });
  }
  return probe === "log" || probe.startsWith("declared:") ? pairedByIds(differences).filter((pair) => !isOnlyUnmapped(pair)) : differences;
}

/** Owners outside the range are one owner, `unmapped` (the last word of a value that has an owner, as src/probes writes it): what belonged to the host before the run does not count as a difference. */
function isSame(one: string | undefined, two: string | undefined): boolean {
  if (one === two) return true;
  if (one === undefined || two === undefined || !`${one} ${two}`.includes(" unmapped")) return false;
  const ownerless = (value: string) => value.replace(/ \S+$/, "");
  return ownerless(one) === ownerless(two);
}
