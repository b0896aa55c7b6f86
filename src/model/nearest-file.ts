/** Finds the candidate nearest to a path; undefined without candidates, or when two are equally near. */
export type Nearest = (path: string) => string | undefined;

/**
 * Prepares the search for the candidate that shares the deepest folder with a path. Two paths below different `etc` folders belong to different machines
 * and are never near. Each search takes time in the depth of the path alone.
 */
export function nearestAmong(candidates: readonly string[]): Nearest {
  const all = new Map<string, string | null>();
  const byMachine = new Map<string | undefined, Map<string, string | null>>();
  for (const candidate of new Set(candidates)) {
    const machine = machineOf(candidate);
    const own = byMachine.get(machine) ?? new Map<string, string | null>();
    byMachine.set(machine, own);
    for (const folder of foldersOf(candidate)) {
      all.set(folder, all.has(folder) ? null : candidate);
      own.set(folder, own.has(folder) ? null : candidate);
    }
  }
  return (path) => {
    const machine = machineOf(path);
    const indexes = machine === undefined ? [all] : [byMachine.get(machine), byMachine.get(undefined)];
    for (const folder of foldersOf(path)) {
      const found = indexes.flatMap((index) => (index?.has(folder) ? [index.get(folder)] : []));
      if (found.length > 0) return found.length === 1 ? (found[0] ?? undefined) : undefined;
    }
    return undefined;
  };
}

/** The folder above the last `etc` on a path: the root of a machine's files. */
function machineOf(path: string): string | undefined {
  return /^(?:.*\/)?(?=etc\/)/.exec(path)?.[0];
}

/** The folders a path lies in, the nearest first, the root (`""`) last. */
function foldersOf(path: string): string[] {
  const names = path.split("/").slice(0, -1);
  return names.map((_, index) => names.slice(0, names.length - index).join("/")).concat("");
}
