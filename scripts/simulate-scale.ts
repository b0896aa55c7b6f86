import { parseArgs } from "node:util";
import { mostShards, pack, shardsFor } from "../src/nightly/pack.js";

// Says on paper what many stacks cost: wall-clock and runner hours for 100, 1,000 and 10,000 stacks, by the times that a real night took and the packing that `stacks` uses.
//   npx tsx scripts/simulate-scale.ts --runners 20 --pairs 4
const { values } = parseArgs({
  options: {
    runners: { type: "string", default: "1,20,60,256" },
    pairs: { type: "string", default: "4" },
    stacks: { type: "string", default: "100,1000,10000" },
    pull: { type: "string", default: "12" },
    load: { type: "string", default: "2" },
    job: { type: "string", default: "60" },
  },
});
const [pairs, pullSeconds, loadSeconds, jobSeconds] = [values.pairs, values.pull, values.load, values.job].map(Number) as [
  number,
  number,
  number,
  number,
];

/** Seconds of each comparison of a real night without its images: 13 stacks of test/stacks on engines 28, 26 and 20, three pairs at once on two processors. */
const measured = [
  4, 5, 6, 6, 7, 7, 7, 8, 9, 10, 11, 11, 11, 13, 13, 13, 13, 14, 15, 17, 17, 17, 18, 18, 19, 19, 19, 20, 20, 23, 23, 25, 25, 25, 27, 27, 28,
  30, 36,
];
/** Of a job on GitHub's runners. */
const jobLimitSeconds = 6 * 3600;
/** Images that all stacks together use, a few of them often, as base images and databases are. */
const imagesPerStack = 2;

/** Numbers from 0 to below 1, the same in every run. */
function numbers(start: number): () => number {
  let seed = start;
  return () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
}

interface Simulated {
  readonly seconds: number;
  readonly images: readonly number[];
}

function draw(count: number): Map<string, Simulated> {
  const random = numbers(count);
  const kinds = Math.max(10, Math.round(count / 4));
  const stacks = new Map<string, Simulated>();
  for (let index = 0; index < count; index++) {
    const images = Array.from({ length: imagesPerStack }, () => Math.floor(kinds * random() ** 3));
    stacks.set(`s${String(index).padStart(5, "0")}`, { seconds: measured[Math.floor(random() * measured.length)] ?? 0, images });
  }
  return stacks;
}

/** Seconds of one job: its stacks in order, each to the pair that is free first; an image is pulled once for the job, and loaded once for each pair. */
function jobLength(stacks: readonly Simulated[], isCached: boolean): number {
  const free = Array.from({ length: pairs }, () => jobSeconds);
  const loaded = free.map(() => new Set<number>());
  const pulled = new Set<number>();
  for (const { seconds, images } of stacks) {
    const pair = free.indexOf(Math.min(...free));
    let length = seconds;
    for (const image of images) {
      if (!isCached && !pulled.has(image)) length += pullSeconds;
      pulled.add(image);
      if (!loaded[pair]?.has(image)) length += loadSeconds;
      loaded[pair]?.add(image);
    }
    free[pair] = (free[pair] ?? 0) + length;
  }
  return Math.max(...free);
}

const minutes = (seconds: number): string => (seconds / 60).toFixed(0);
console.log(
  "| stacks | runners at once | images cached | jobs | longest job | all done after | runner hours |\n| --- | --- | --- | --- | --- | --- | --- |",
);
for (const count of values.stacks.split(",").map(Number)) {
  const stacks = draw(count);
  const weighed = [...stacks].map(([stack, { seconds }]) => ({ stack, seconds }));
  for (const runners of values.runners.split(",").map(Number)) {
    const shards = pack(weighed, Math.min(Math.max(shardsFor(weighed), Math.min(runners, count)), mostShards)).filter(
      (shard) => shard.length > 0,
    );
    for (const isCached of [false, true]) {
      const lengths = shards.map((shard) =>
        jobLength(
          shard.map(({ stack }) => stacks.get(stack) as Simulated),
          isCached,
        ),
      );
      const free = Array.from({ length: runners }, () => 0);
      for (const length of lengths) {
        const first = free.indexOf(Math.min(...free));
        free[first] = (free[first] ?? 0) + length;
      }
      const [longest, sum] = [Math.max(...lengths), lengths.reduce((all, each) => all + each, 0)];
      const limit = longest > jobLimitSeconds ? " (over the limit of a job)" : "";
      console.log(
        `| ${count} | ${runners} | ${isCached ? "yes" : "no"} | ${shards.length} | ${minutes(longest)} min${limit} | ${minutes(Math.max(...free))} min | ${(sum / 3600).toFixed(1)} |`,
      );
    }
  }
}
