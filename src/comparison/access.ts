import type { RuleId } from "../rules/index.js";
import { isWithin } from "../text/is-within.js";
import type { Watch } from "./observation.js";
import { ruleOfPath } from "./refusal.js";
import { mountAt, type Subject } from "./subject.js";
import { protectedBy } from "./wanted-refusal.js";

/** What the processes of a subject may do on the plain engine and not on the remapped one, by the kernel's own answer; whether they need it is another question. */
export interface LostAccess {
  readonly rule: RuleId;
  /** In the container. */
  readonly path: string;
  /** User and group in the container of each process that lost it, `0:0`. */
  readonly ids: readonly string[];
  readonly need: Need;
  /** How many other paths of the same mount are lost in the same way. */
  readonly others: number;
}

type Need = "read" | "write" | "read and write";

/** Most that is told of one subject. */
const maxLosses = 50;

/** What is lost, one entry for each mount or device, at the path nearest to its root. */
export function lostAccess(subject: Subject, baselines: readonly Watch[], remapped: readonly Watch[]): LostAccess[] {
  const before = baselines.map(accessOf);
  const after = remapped.map(accessOf);
  const losses = new Map<string, { rule: RuleId; need: Need; readonly paths: Set<string>; readonly ids: Set<string> }>();
  for (const key of [...(before[0]?.keys() ?? [])].sort(byDepth)) {
    const has = (sides: readonly ReadonlyMap<string, string>[], what: string) => sides.every((side) => side.get(key)?.includes(what));
    const lacks = (what: string) => after.length > 0 && after.every((side) => side.has(key) && !side.get(key)?.includes(what));
    const [reads, writes] = (["read", "write"] as const).map((what) => has(before, what) && lacks(what));
    if (!reads && !writes) continue;
    const [ids = "", path = ""] = splitOnce(key);
    const mount = mountAt(path, subject);
    const rule = ruleOfPath(path, subject);
    // What userns-remap is there to protect is not lost.
    if (!rule || (mount && protectedBy(mount, path))) continue;
    const id = `${rule} ${mount?.target ?? path}`;
    const known = losses.get(id);
    const need: Need = reads ? (writes ? "read and write" : "read") : "write";
    if (known) {
      known.paths.add(path);
      known.ids.add(ids);
      if (known.need !== need) known.need = "read and write";
    } else if (losses.size < maxLosses) losses.set(id, { rule, need, paths: new Set([path]), ids: new Set([ids]) });
  }
  return [...losses.values()].map(({ rule, need, paths: [path = "", ...others], ids }) => ({
    rule,
    path,
    ids: [...ids],
    need,
    others: others.length,
  }));
}

/** Whether a file below what was lost cannot be written on the remapped engine. */
export function refusesWriting({ path: at, need }: LostAccess, path: string): boolean {
  return need !== "read" && isWithin(path, at);
}

/** Says what is lost, in a clause about the subject. */
export function saidOfLoss({ path, ids, need, others }: LostAccess): string {
  const who = ids.map((each) => `uid ${each.replace(":", " and gid ")}`).join(", or ");
  const more = others === 0 ? "" : ` and ${others} more ${others === 1 ? "path" : "paths"} there`;
  return `its processes with ${who} can ${need} \`${path}\`${more} on the plain engine, and not on the remapped one`;
}

/** Whether the kernel was asked about a subject at all. */
export function wasAsked(watch: Watch): boolean {
  return accessOf(watch).size > 0;
}

function accessOf(watch: Watch): ReadonlyMap<string, string> {
  const found = watch.find(({ probe, outcome }) => probe === "access" && outcome === "observed");
  return new Map((found?.facts ?? []).map(({ key, value }) => [key, value]));
}

function byDepth(one: string, two: string): number {
  const depth = (key: string) => key.split("/").length;
  return depth(one) - depth(two) || (one < two ? -1 : 1);
}

function splitOnce(key: string): [string, string] {
  const at = key.indexOf(" ");
  return [key.slice(0, at), key.slice(at + 1)];
}
