import type { Outcome } from "./outcome.js";

/** A stack with how long it will probably take. */
export interface Weighed {
  readonly stack: string;
  readonly seconds: number;
}

/** GitHub starts at most 256 jobs of a matrix: "Workflow limits". */
export const mostShards = 256;

/** What nobody knows takes two minutes: a small stack with images that are there. */
const unknownSeconds = 120;
/** A shard as long as this costs little beside starting a runner, and leaves hours to the limit of a job. */
const shardSeconds = 20 * 60;

/** Gives each stack the time of its last run, and where it has none the 75th percentile of the others: the mean makes the last shard long. */
export function weigh(stacks: readonly string[], last: readonly Outcome[]): Weighed[] {
  const known = new Map<string, number>();
  for (const { stack, ms } of last) if (ms > 0) known.set(stack, Math.max(known.get(stack) ?? 0, ms / 1000));
  const times = [...known.values()].sort((a, b) => a - b);
  const usual = times[Math.min(times.length - 1, Math.floor(times.length * 0.75))] ?? unknownSeconds;
  return stacks.map((stack) => ({ stack, seconds: Math.round(known.get(stack) ?? usual) }));
}

/** How many shards keep each near twenty minutes. */
export function shardsFor(stacks: readonly Weighed[]): number {
  const total = stacks.reduce((sum, { seconds }) => sum + seconds, 0);
  return Math.max(1, Math.min(mostShards, stacks.length, Math.ceil(total / shardSeconds)));
}

/** Packs stacks into shards of even length: the longest first, each into the shard that ends soonest. The same input gives the same shards; none is empty while there are stacks for all. */
export function pack(stacks: readonly Weighed[], shards: number): Weighed[][] {
  const packed = Array.from({ length: shards }, (): Weighed[] => []);
  const lengths = packed.map(() => 0);
  const byLength = [...stacks].sort((a, b) => b.seconds - a.seconds || (a.stack < b.stack ? -1 : 1));
  for (const each of byLength) {
    const soonest = lengths.indexOf(Math.min(...lengths));
    packed[soonest]?.push(each);
    lengths[soonest] = (lengths[soonest] ?? 0) + Math.max(1, each.seconds);
  }
  return packed;
}
