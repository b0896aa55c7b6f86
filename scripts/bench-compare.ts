/**
 * Measures a comparison as ratios within one run, on the stack test/stacks/all-compatible: the whole of it against the slower side run alone, and against
 * the way by hand (start an engine, load, up, look, stop; the same with userns-remap; start it without again). Needs root. `npx tsx scripts/bench-compare.ts [rounds]`.
 */

import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compare } from "../src/compare/compare.js";
import type { Engine } from "../src/engines/engine.js";
import { twins, withEngines } from "../src/engines/with-engines.js";
import { bringImages } from "../src/runs/images/image-source.js";
import { readInput } from "../src/runs/input/input.js";
import { WatchTimes } from "../src/runs/stack/equal-time.js";
import { clearStack, type WatchOptions, watchStack } from "../src/runs/stack/watch-stack.js";
import { writeImages } from "../test/stacks/images.js";
import { nothingElse } from "../test/support/compare-request.js";
import { busybox, dockerd, engines } from "../test/support/parts.js";

const root = new URL("..", import.meta.url).pathname;
const named = join(engines, "compose/docker-compose");
const rounds = Number(process.argv[2] ?? 3);
const work = mkdtempSync(join(tmpdir(), "remap-ready-bench-"));
const directory = join(work, "stack");
cpSync(join(root, "test/stacks/all-compatible"), directory, { recursive: true });
const archives = [writeImages(join(work, "images"), busybox ?? "")];
const times = { quietMs: 3000, busyMs: 12000, settleMs: 90_000 };
const input = {
  path: directory,
  ...nothingElse,
  ...(existsSync(named) && { compose: named }),
  workingDirectory: work,
  environment: process.env,
};
const signal = new AbortController().signal;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

/** One side alone, from nothing to nothing: ended as a comparison ends it, or by hand, with `down` and an orderly stop. */
async function alone(side: 0 | 1, isByHand: boolean): Promise<void> {
  const { stack } = await readInput(input);
  await withEngines(
    [twins({ copied: [{ source: directory }], ...(dockerd && { dockerd }) })[side]],
    async ([engine]: readonly [Engine]) => {
      const images = [...new Set(stack.subjects.map(({ image }) => image))];
      const sources = { archives, docker: undefined, environment: {} };
      await bringImages(
        images.map((image) => ({ image })),
        [engine],
        sources,
        signal,
        () => {},
      );
      const told: WatchOptions = {
        overrides: [],
        left: new Map(),
        timeoutMs: times.settleMs,
        signal,
        times: { ...times, timeoutMs: times.settleMs },
        declared: [],
        before: new Map(),
        equalTime: new WatchTimes(signal).alone(),
        deployedIds: { start: 100_000, size: 65_536 },
        onProgress: () => {},
        onPart: () => {},
      };
      await watchStack(engine, stack, told);
      if (isByHand) await clearStack(engine, stack, told);
    },
    isByHand ? {} : { stopGraceMs: 0 },
  );
}

const results: { whole: number; slower: number; byHand: number }[] = [];
for (let round = 0; round < rounds; round++) {
  const slower = Math.max(await timed(() => alone(0, false)), await timed(() => alone(1, false)));
  const byHand = (await timed(() => alone(0, true))) + (await timed(() => alone(1, true)));
  const restart = await timed(() => withEngines([twins({ ...(dockerd && { dockerd }) })[0]], async () => {}));
  const whole = await timed(() =>
    compare({
      ...input,
      archives,
      declared: [],
      ...(dockerd && { dockerd }),
      docker: "/nonexistent/docker",
      ...times,
      timeoutMs: 600_000,
      triesRemedies: true,
      triesWorkarounds: false,
      signal,
      onProgress: () => {},
    }),
  );
  results.push({ whole, slower, byHand: byHand + restart });
}
rmSync(work, { recursive: true, force: true });
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
const whole = median(results.map((each) => each.whole));
const slower = median(results.map((each) => each.slower));
const byHand = median(results.map((each) => each.byHand));
console.log(
  `whole comparison ${seconds(whole)}; slower side alone ${seconds(slower)}; the way by hand ${seconds(byHand)} (medians of ${rounds})`,
);
console.log(
  `against the slower side alone: ${(whole / slower).toFixed(2)} x, or ${((whole - 3000) / slower).toFixed(2)} x + 3 s (goal 1.3 x + 3 s)`,
);
console.log(`against the way by hand: ${(whole / byHand).toFixed(2)} x (goal 0.5 x)`);
