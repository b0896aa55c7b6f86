import type { Daemon } from "./daemon.js";
import { activeRemap, dataRootSetting, readerOf } from "./daemon.js";
import { nearestAmong } from "./nearest-file.js";
import type { SubIdRange, SubIds } from "./sub-ids.js";
import { ownerFor, rangesOf } from "./sub-ids.js";

/** Whether `userns_mode: host` may be suggested or used. */
export type UsernsHostPolicy = "accepted" | "forbidden" | readonly string[];

/** A stretch of mapped ids: container ids from `containerStart` are host ids from `hostStart`. */
export interface IdRange {
  readonly containerStart: number;
  readonly hostStart: number;
  readonly count: number;
}

/** The deployment that findings are judged against; the linter cannot probe it, so it is stated. */
export interface Posture {
  /** How many ids a container sees: 0 to rangeSize - 1 are mapped. Default 65536. */
  readonly rangeSize: number;
  /** The host id of container id 0, for worked examples. Default 100000. */
  readonly baseId: number;
  /** The uid map where it is more than one stretch; absent means `rangeSize` ids from `baseId`. */
  readonly uidRanges?: readonly IdRange[];
  /** The gid map where it differs from the uid map. */
  readonly gidRanges?: readonly IdRange[];
  /** Folders that engines of the repository keep their state in; absent means {@link defaultDataRoot}. */
  readonly dataRoots?: readonly string[];
  /** Oldest and newest engine major version the files must work on; absent means any supported one (20.10 and later). */
  readonly engines?: { readonly min?: number; readonly max?: number };
  /** `accepted` (default), `forbidden`, or the names of the services it is allowed for. */
  readonly usernsHost: UsernsHostPolicy;
}

/** The last id there is. 4294967295 is not an id but -1, and larger numbers are refused by any engine. */
export const highestId = 4_294_967_294;

/** Where dockerd keeps its state unless `data-root` says otherwise. */
export const defaultDataRoot = "/var/lib/docker";

/** The posture of a stock `"userns-remap": "default"` engine. */
export const defaultPosture: Posture = { rangeSize: 65536, baseId: 100000, usernsHost: "accepted" };

/** The host uid that a container uid is mapped to, or undefined when it is outside the range. */
export function hostId(posture: Posture, containerId: number): number | undefined {
  return mapId(rangesIn(posture, "uid"), containerId);
}

/** The host gid that a container gid is mapped to, or undefined when it is outside the range. */
export function hostGroupId(posture: Posture, containerId: number): number | undefined {
  return mapId(rangesIn(posture, "gid"), containerId);
}

function mapId(ranges: readonly IdRange[], id: number): number | undefined {
  const range = ranges.find(({ containerStart, count }) => id >= containerStart && id < containerStart + count);
  return range && range.hostStart + id - range.containerStart;
}

/** The whole map of a kind of ids, in the order of container ids. */
export function rangesIn(posture: Posture, kind: "uid" | "gid"): readonly IdRange[] {
  const stated = kind === "uid" ? posture.uidRanges : (posture.gidRanges ?? posture.uidRanges);
  return stated ?? [{ containerStart: 0, hostStart: posture.baseId, count: posture.rangeSize }];
}

/** How many container ids of a kind have a host id. */
export function mappedCount(posture: Posture, kind: "uid" | "gid"): number {
  return size(rangesIn(posture, kind));
}

/** Whether an id of the host is that of a container. */
export function isHostId(posture: Posture, kind: "uid" | "gid", id: number): boolean {
  return rangesIn(posture, kind).some(({ hostStart, count }) => id >= hostStart && id < hostStart + count);
}

/** Whether `userns_mode: host` is allowed for a service. */
export function allowsUsernsHost(posture: Posture, service: string): boolean {
  return posture.usernsHost === "accepted" || (posture.usernsHost !== "forbidden" && posture.usernsHost.includes(service));
}

/**
 * The posture in force for what is stated: that wins; where no range is stated, the ranges of the repository's one daemon.json that turns mapping on and of
 * the sub-id pair that belongs to it; then the defaults.
 */
export function postureFrom(daemons: readonly Daemon[], subIds: readonly SubIds[]): (stated: Partial<Posture>) => Posture {
  const found = fromRepository(daemons, subIds);
  const dataRoots = [...new Set(daemons.map((daemon) => dataRootSetting(daemon)?.value ?? defaultDataRoot))];
  return (stated) => ({
    ...defaultPosture,
    ...(dataRoots.some((path) => path !== defaultDataRoot) && { dataRoots }),
    ...(stated.rangeSize === undefined && stated.baseId === undefined && found),
    ...stated,
  });
}

/** The folder of the engine that a path is or lies in, and the rest of the path without a slash before it; undefined when it lies elsewhere, or in a folder that is there because of userns-remap. */
export function belowDataRoot({ dataRoots }: Posture, path: string): { readonly dataRoot: string; readonly rest: string } | undefined {
  const trimmed = path.replace(/(?<=.)\/+$/, "");
  const dataRoot = (dataRoots ?? [defaultDataRoot]).find((root) => trimmed === root || trimmed.startsWith(`${root}/`));
  if (dataRoot === undefined) return undefined;
  const rest = trimmed.slice(dataRoot.length + 1);
  return /^\d+\.\d+(?:\/|$)/.test(rest) ? undefined : { dataRoot, rest };
}

/** The folder below a data root that an engine with userns-remap keeps its state in, by the host ids of container root: daemon/daemon.go of moby. */
export function remappedDataRoot(posture: Posture, dataRoot: string): string {
  return `${dataRoot}/${hostId(posture, 0) ?? "<uid>"}.${hostGroupId(posture, 0) ?? "<gid>"}`;
}

function fromRepository(daemons: readonly Daemon[], subIds: readonly SubIds[]): Partial<Posture> {
  const active = daemons.filter((daemon) => activeRemap(daemon));
  const own = active.filter((daemon) => readerOf(daemon) === "dockerd");
  // An example or a script says what the engine is only where its own file does not.
  const mapped = own.length > 0 ? own : active;
  const [daemon] = mapped;
  if (!daemon || mapped.length > 1) return {};
  const pairs = subIds.filter(({ kind, sibling }) => kind === "subuid" && sibling);
  const path = nearestAmong(pairs.map((each) => each.path))(daemon.path);
  const pair = pairs.find((each) => each.path === path);
  const user = activeRemap(daemon)?.remap.user;
  if (!pair?.sibling || user === undefined) return {};
  return mappedBy(rangesOf(pair.lines, ownerFor(user, pair.lines)), rangesOf(pair.sibling.lines, ownerFor(user, pair.sibling.lines)));
}

/** What an engine with these ranges of /etc/subuid and /etc/subgid maps, in their order; nothing where it would ignore them. */
export function mappedBy(uidRanges: readonly Stretch[], gidRanges: readonly Stretch[]): Partial<Posture> {
  const [uids, gids] = [idRanges(uidRanges), idRanges(gidRanges)];
  const [first] = uids;
  // The engine ignores a uid map that begins with root.
  if (!first || first.hostStart === 0 || gids.length === 0) return {};
  const isPlain = uids.length === 1 && gids.length === 1 && gids[0]?.hostStart === first.hostStart;
  return {
    baseId: first.hostStart,
    rangeSize: Math.min(size(uids), size(gids)),
    ...(!isPlain && { uidRanges: uids, gidRanges: gids }),
  };
}

/** A stretch of host ids. */
type Stretch = Pick<SubIdRange, "start" | "count">;

function idRanges(ranges: readonly Stretch[]): IdRange[] {
  let containerStart = 0;
  return ranges
    .filter(({ start, count }) => start >= 0 && count > 0)
    .map(({ start, count }) => {
      const range = { containerStart, hostStart: start, count };
      containerStart += count;
      return range;
    });
}

function size(ranges: readonly IdRange[]): number {
  return ranges.reduce((sum, { count }) => sum + count, 0);
}
