/**
 * The one candidate that shares the deepest folder with a path, or undefined when there is none or when two are equally near.
 * Two paths below different `etc` folders belong to different machines and are never near.
 */
export function nearest(path: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let depth = -1;
  for (const candidate of candidates) {
    if (!isSameMachine(path, candidate)) continue;
    const shared = sharedDepth(path, candidate);
    if (shared > depth) {
      best = candidate;
      depth = shared;
    } else if (shared === depth) best = undefined;
  }
  return best;
}

function isSameMachine(a: string, b: string): boolean {
  const [rootA, rootB] = [a, b].map((path) => /^(?:.*\/)?(?=etc\/)/.exec(path)?.[0]);
  return rootA === undefined || rootB === undefined || rootA === rootB;
}

function sharedDepth(a: string, b: string): number {
  const foldersA = a.split("/").slice(0, -1);
  const foldersB = b.split("/").slice(0, -1);
  let depth = 0;
  while (depth < foldersA.length && foldersA[depth] === foldersB[depth]) depth++;
  return depth;
}
