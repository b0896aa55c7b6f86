import type { EntryKind } from "./tar.js";

/** A place in a layer. */
export interface LayerPath {
  readonly path: string;
  readonly mode: number;
  readonly kind: EntryKind;
}

/** How many entries of a layer belong to one pair of ids, and the first of them. */
export interface OwnerUse {
  readonly uid: number;
  readonly gid: number;
  readonly count: number;
  readonly first: readonly LayerPath[];
}

/** How many places are kept for each pair. */
const mostPlaces = 5;
/** How many pairs are kept: no image has as many accounts. Of more, those of the highest ids are, which decide how long a range must be. */
const mostPairs = 4096;

interface Counted extends OwnerUse {
  count: number;
  readonly first: LayerPath[];
}

/** Counts whose entries there are, in bounded memory. */
export class OwnerCount {
  #pairs = new Map<string, Counted>();
  /** The pair of the entry before: most entries belong to whom the one before does. */
  #last: Counted | undefined;

  /** Counts an entry, and says whether its pair of ids is new. */
  add(uid: number, gid: number, { path, mode, kind }: LayerPath): boolean {
    if (uid !== this.#last?.uid || gid !== this.#last.gid) this.#last = this.#find(uid, gid);
    const use = this.#last;
    use.count++;
    if (use.first.length < mostPlaces) use.first.push({ path, mode, kind });
    return use.count === 1;
  }

  /** The pairs, those of the highest ids first. */
  get uses(): OwnerUse[] {
    return [...this.#pairs.values()].sort((a, b) => highest(b) - highest(a));
  }

  #find(uid: number, gid: number): Counted {
    const key = `${uid}:${gid}`;
    const known = this.#pairs.get(key);
    if (known) return known;
    if (this.#pairs.size >= mostPairs * 2) this.#forgetLow();
    const use: Counted = { uid, gid, count: 0, first: [] };
    this.#pairs.set(key, use);
    return use;
  }

  #forgetLow(): void {
    this.#pairs = new Map([...this.#pairs].sort(([, a], [, b]) => highest(b) - highest(a)).slice(0, mostPairs));
  }
}

function highest({ uid, gid }: { readonly uid: number; readonly gid: number }): number {
  return Math.max(uid, gid);
}
