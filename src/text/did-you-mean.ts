/** Shorter beginnings of a word say little of what is meant. */
const leastOfAWord = 3;

/** The candidate that a misspelled or shortened word most likely meant; undefined when none is near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const limit = Math.max(2, Math.floor(word.length / 3));
  const ranked = candidates.map((candidate) => ({ candidate, distance: distance(word.slice(0, 64), candidate) }));
  const best = ranked.reduce<(typeof ranked)[number] | undefined>((a, b) => (a && a.distance <= b.distance ? a : b), undefined);
  if (best && best.distance <= limit) return best.candidate;
  const [longer, ...more] = word.length < leastOfAWord ? [] : candidates.filter((candidate) => candidate.startsWith(word));
  return more.length === 0 ? longer : undefined;
}

/** How many letters must be added, dropped or changed. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, (row[j - 1] as number) + same));
    }
    row = next;
  }
  return row[b.length] as number;
}
