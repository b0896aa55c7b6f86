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

/** How many letters must be added, dropped, changed, or swapped with the next. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwapped ? (before[j - 2] as number) + 1 : Number.POSITIVE_INFINITY;
      next.push(Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, (row[j - 1] as number) + same, swapped));
    }
    before = row;
    row = next;
  }
  return row[b.length] as number;
}
