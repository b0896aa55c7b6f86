import { type Comparison, compareSubject, type TriedRemedy } from "../comparison/comparison.js";
import type { Observation } from "../comparison/observation.js";
import { overrideOf, type Remedy, remediesFor } from "../comparison/remedies.js";
import type { Engine } from "../engines/engine.js";
import type { CompareOptions, Run } from "./compare-stack.js";
import { notReached, subjectNamed } from "./compare-stack.js";
import { placeFile } from "./compose-run.js";
import { applyHostChanges } from "./host-changes.js";
import type { Stack } from "./stack.js";
import { watchStack } from "./watch-stack.js";

const maxRounds = 5;

/**
 * Tries remedies for every broken subject on the remapped engine, one per subject and round, the cheapest first, until each behaves as the baseline or has no more.
 * Subjects that only waited for a broken one are judged in the round in which they could start.
 */
export async function tryRemedies(
  engine: Engine,
  stack: Stack,
  comparisons: readonly Comparison[],
  baselines: { readonly runs: readonly Run[]; readonly complete: Promise<unknown> },
  before: ReadonlyMap<string, readonly Observation[]>,
  options: CompareOptions,
): Promise<Comparison[]> {
  const idMap = engine.facts.idMap ?? { start: 0, size: 0 };
  const queues = new Map<string, Remedy[]>();
  const tried = new Map<string, TriedRemedy[]>();
  const applied = new Map<string, Remedy>();
  let result = [...comparisons];
  const enqueue = (): void => {
    for (const comparison of result) {
      if (comparison.verdict !== "broken" || tried.has(comparison.subject)) continue;
      const all = proposals(comparison, stack, idMap, options);
      tried.set(comparison.subject, []);
      for (const remedy of all) if (remedy.untried !== undefined) note(tried, comparison.subject, remedy, "not tried", remedy.untried);
      queues.set(
        comparison.subject,
        all.filter(({ untried }) => untried === undefined),
      );
    }
  };
  enqueue();
  for (let round = 0; round < maxRounds && !options.deadline.aborted; round++) {
    const current = new Map<string, Remedy>();
    for (const [subject, queue] of queues) {
      const remedy = queue.shift();
      if (remedy) current.set(subject, remedy);
      else queues.delete(subject);
    }
    if (current.size === 0) break;
    for (const [subject, { change }] of current) options.onProgress(`${subject}: trying ${change}`);
    const { run, obstacles } = await runWith(engine, stack, [...applied.values(), ...current.values()], before, options);
    await baselines.complete;
    for (const [subject, remedy] of current) {
      const obstacle = remedy.hostChanges.map(({ path }) => obstacles.get(path)).find((each) => each !== undefined);
      if (obstacle !== undefined) {
        note(tried, subject, remedy, "not tried", obstacle);
        continue;
      }
      const { comparison } = compareSubject(subjectNamed(stack, subject), runsOf(baselines.runs, subject), [run.get(subject) ?? []]);
      // With other capabilities or another owner of its processes, a service that does the same is the same.
      const isAlike = comparison.verdict === "changed" && comparison.differences.every(({ probe }) => probe === "processes");
      note(
        tried,
        subject,
        remedy,
        isAlike ? "same" : comparison.verdict,
        isAlike ? "the same, its processes with other ids or capabilities" : comparison.reason,
      );
      if (comparison.verdict === "same" || comparison.verdict === "changed") {
        applied.set(subject, remedy);
        queues.delete(subject);
      }
    }
    result = result.map((comparison) => reached(comparison, stack, baselines.runs, run, [...applied.keys()]));
    enqueue();
  }
  return result.map((comparison) => ({ ...comparison, remedies: tried.get(comparison.subject) ?? comparison.remedies }));
}

function proposals(comparison: Comparison, stack: Stack, idMap: { start: number; size: number }, { shownPath }: CompareOptions): Remedy[] {
  const rules = new Set(
    comparison.differences.flatMap(({ rule, effect, isCause }) => (rule !== null && effect === "breaks" && isCause ? [rule] : [])),
  );
  const subject = subjectNamed(stack, comparison.subject);
  const all = [...(rules.size === 0 ? ["unexplained"] : rules)].flatMap((rule) =>
    remediesFor(rule, subject, { subjects: stack.subjects, idMap, shownPath }),
  );
  const seen = new Set<string>();
  const isHost = ({ change }: Remedy) => change.startsWith("`userns_mode: host`");
  const unique = all.filter(({ change }) => !seen.has(change) && seen.add(change));
  // What gives up protection comes last, whatever rule asks for it.
  return [...unique.filter((remedy) => !isHost(remedy)), ...unique.filter(isHost)];
}

function note(
  tried: Map<string, TriedRemedy[]>,
  subject: string,
  { rule, change, cost }: Remedy,
  verdict: TriedRemedy["verdict"],
  reason: string,
): void {
  tried.set(subject, [...(tried.get(subject) ?? []), { rule, change, verdict, reason, cost }]);
}

async function runWith(
  engine: Engine,
  stack: Stack,
  remedies: readonly Remedy[],
  before: ReadonlyMap<string, readonly Observation[]>,
  options: CompareOptions,
): Promise<{ run: Run; obstacles: ReadonlyMap<string, string> }> {
  const file = await placeFile(engine, "remedy.yaml", overrideOf(remedies));
  const obstacles = new Map<string, string>();
  const done = new Set<string>();
  for (const { hostChanges } of remedies) {
    for (const change of hostChanges) {
      const id = `${change.kind}\0${change.path}`;
      if (done.has(id)) continue;
      done.add(id);
      const obstacle = await applyHostChanges(engine, [change]);
      if (obstacle !== undefined) obstacles.set(change.path, obstacle);
    }
  }
  const run = await watchStack(engine, stack, {
    overrides: [file],
    left: options.refused,
    timeoutMs: options.times.timeoutMs,
    signal: options.deadline,
    times: options.times,
    declared: options.declared,
    before,
    onProgress: () => {},
  });
  return { run, obstacles };
}

/** A subject that waited for a broken one, judged now that it could start. */
function reached(comparison: Comparison, stack: Stack, baselines: readonly Run[], run: Run, helped: readonly string[]): Comparison {
  if (comparison.verdict !== "inconclusive" || !comparison.reason.startsWith(notReached)) return comparison;
  const subject = subjectNamed(stack, comparison.subject);
  const again = compareSubject(subject, runsOf(baselines, subject.name), [run.get(subject.name) ?? []]).comparison;
  if (again.verdict === "inconclusive") return comparison;
  return { ...again, reason: `${again.reason} (seen with the remedy for ${helped.join(", ")} in place)` };
}

function runsOf(runs: readonly Run[], subject: string) {
  return runs.map((run) => run.get(subject) ?? []);
}
