import { posix } from "node:path";
import type { Problem } from "../findings/finding.js";
import type { ConcernedMount } from "../model/bind-concerns.js";
import { hostOwner } from "../model/container-user.js";
import type { Mount } from "../model/mount.js";
import { closedIn, isReachable, type OpenedFile, ownerInWords, type SeenGroup, type SeenProcess, type SeenTree } from "../model/seen.js";
import type { Workload } from "../model/workload.js";
import { isWithin } from "../text/is-within.js";
import { shorten } from "../text/shorten.js";
import { wordList } from "../text/word-list.js";
import { giveClosed, giveCopy, isOwnedByHostRoot, keepOut } from "./host-path-remedy.js";
import type { WorkloadContext } from "./rule.js";

/** A mount of a host path that was looked at. */
interface SeenMount {
  readonly mount: Mount;
  readonly tree: SeenTree;
  readonly path: string;
}

/** What looking at the mounts of a workload came to. */
export interface Looked {
  readonly problems: readonly Problem[];
  /** The mounts about which that decides: where not all of a tree was looked at, finding nothing says nothing. */
  readonly settled: ReadonlySet<Mount>;
}

/**
 * Judges the host paths that were looked at, by their owners and modes and by what the processes of the container have open: what names alone make possible is then so, or not.
 * `feared` are the mounts that names alone speak against.
 */
export function judgeSeen(workload: Workload, context: WorkloadContext, feared: ReadonlySet<Mount>): Looked {
  const problems: Problem[] = [];
  const settled = new Set<Mount>();
  for (const mount of workload.mounts) {
    const { seen: tree, hostPath } = mount;
    if (!tree || !hostPath || tree.kind === "device" || isWithin(hostPath.path, "/dev")) continue;
    const seen: SeenMount = { mount, tree, path: hostPath.path };
    const problem =
      tree.kind === "socket"
        ? closedSocket(seen, context)
        : (closedPath(seen, workload, context) ??
          unwritable(seen, workload, context, feared.has(mount)) ??
          partlyClosed(seen, workload, context));
    if (problem) problems.push(problem);
    if (problem || tree.isWhole) settled.add(mount);
  }
  return { problems, settled };
}

/** Sockets of engines are docker-socket's matter. */
const engineSockets = /(?:^|\/)(?:docker|docker-raw|podman|containerd|crio|cri-dockerd|balena-engine|balena)\.sock$/;

function closedSocket({ mount, tree, path }: SeenMount, { posture }: WorkloadContext): Problem | undefined {
  if (isReachable(tree, "write", posture) || engineSockets.test(path)) return undefined;
  return {
    title: `Connecting to \`${shorten(path, 56)}\` gets \`permission denied\` with userns-remap.`,
    why: `The socket is ${ownerInWords(tree)} on the host, and nobody in the container is its owner or in its group.`,
    instead: "Reach the program behind the socket another way, for example over TCP, or let it open the socket to others.",
    primary: placeOf(mount),
    confidence: certainty(tree),
    helpsOnHost: true,
  };
}

function closedPath(seen: SeenMount, workload: Workload, context: WorkloadContext): Problem | undefined {
  const { mount, tree, path } = seen;
  if (isReachable(tree, "read", context.posture)) return undefined;
  const concerned = concernOf(seen, "closed");
  const user = openedBelow(mount, workload)[0]?.by;
  return {
    title: `\`${shorten(path, 56)}\` is closed to others on the host.`,
    why: `It is ${ownerInWords(tree)}. With userns-remap every id in the container is "other" there: opening it gets \`Permission denied\`, read-only or not.${user ? ` \`${user.name}\` has it open now.` : ""}`,
    instead: isOwnedByHostRoot(concerned) ? giveClosed([concerned], workload, context.posture) : giveCopy([concerned], workload, context),
    primary: placeOf(mount),
    confidence: certainty(tree),
    helpsOnHost: true,
  };
}

/** A mount that is not read-only and that nobody in the container could write to, where it is seen to write there or its name says so. */
function unwritable(seen: SeenMount, workload: Workload, context: WorkloadContext, isFeared: boolean): Problem | undefined {
  const { mount, tree, path } = seen;
  const { posture } = context;
  if (mount.readOnly) return undefined;
  const closed = closedIn(tree, "write", posture);
  const [first] = closed;
  if (!first) return undefined;
  const use = useOf(seen, closed, workload, context);
  if (use === undefined && !isFeared) return undefined;
  const isRoot = !isReachable(tree, "write", posture);
  return {
    title: isRoot
      ? `\`${shorten(path, 56)}\` belongs to host owner ${tree.uid}:${tree.gid}, who is nobody in the container.`
      : `Some of what is in \`${shorten(path, 56)}\` belongs to owners who are nobody in the container.`,
    why: `${isRoot ? `It is ${ownerInWords(tree)}` : `${named(first)} is ${ownerInWords(first)}`}: with userns-remap, writing, chmod and chown there fail with \`Permission denied\` or \`Operation not permitted\`. ${use ?? (workload.processes ? "It was not seen whether the container writes there." : "The container does not run, so it was not seen whether it writes there.")}`,
    instead: `${giveShifted(seen, closed, context)}${use === undefined ? " If the container only reads, say so with `:ro`." : ""}`,
    primary: placeOf(mount),
    confidence: use === undefined ? "likely" : certainty(tree),
  };
}

const mostOwners = 3;

/** What belongs to an id belongs to the host id of the same id in a container afterwards: right for several users of one folder, and for container root. */
function giveShifted(seen: SeenMount, closed: readonly SeenGroup[], { posture }: WorkloadContext): string {
  if (keepOut(concernOf(seen, "host")))
    return `Bind only what the container needs of \`${seen.path}\`: a folder of its own, never all of it.`;
  const owners = [...new Map(closed.map(({ uid, gid }) => [`${uid}:${gid}`, { uid, gid }]))].slice(0, mostOwners);
  const moves = owners.flatMap(([said, ids]) => {
    const owner = hostOwner(posture, ids);
    return owner ? [`what belongs to ${said} to host owner ${owner.uid}:${owner.gid}`] : [];
  });
  return moves.length === 0
    ? "Use a named volume, and ids that are mapped."
    : `Use a named volume. Or, if no program of the host uses it, give ${wordList(moves)}: the same ids in the container.`;
}

/** What shows that the container writes there, as a sentence; undefined where nothing does. */
function useOf({ mount }: SeenMount, closed: readonly SeenGroup[], workload: Workload, { posture }: WorkloadContext): string | undefined {
  const written = openedBelow(mount, workload).find(({ file }) => file.isWritten && !isReachable(file.at, "write", posture));
  if (written) return `\`${written.by.name}\` has \`${shorten(written.file.path, 60)}\` open for writing now.`;
  const owner = workload.processes?.find(({ hostUid }) => hostUid !== 0 && closed.some((group) => group.uid === hostUid));
  return owner && `\`${owner.name}\` runs as uid ${owner.uid}, which owns it now.`;
}

function partlyClosed(seen: SeenMount, workload: Workload, context: WorkloadContext): Problem | undefined {
  const { mount, tree, path } = seen;
  const { posture } = context;
  const closed = closedIn(tree, "read", posture);
  const [first] = closed;
  if (!first) return undefined;
  const opened = openedBelow(mount, workload).find(({ file }) => !isReachable(file.at, "read", posture));
  const count = closed.reduce((sum, group) => sum + group.count, 0);
  const more = count > 1 ? `, and so ${count === 2 ? "is 1 more" : `are ${count - 1} more`}` : "";
  return {
    title: `Some of what is in \`${shorten(path, 56)}\` is closed to others on the host.`,
    why: `${named(first)} is ${ownerInWords(first)}${more}. With userns-remap every id in the container is "other" there: opening it gets \`Permission denied\`, read-only or not.${opened ? ` \`${opened.by.name}\` has \`${shorten(opened.file.path, 60)}\` open now.` : ""}`,
    instead: opened ? giveCopy([concernOf(seen, "closed")], workload, context) : "Check whether the container needs it.",
    primary: placeOf(mount),
    helpsOnHost: true,
    ...(opened ? { confidence: "certain" as const } : { severity: "note" as const, confidence: "likely" as const }),
  };
}

function openedBelow({ target }: Mount, { processes = [] }: Workload): { readonly by: SeenProcess; readonly file: OpenedFile }[] {
  const folder = posix.normalize(target.value).replace(/(?<=.)\/$/, "");
  return processes.flatMap((by) => by.opened.filter(({ path }) => isWithin(path, folder)).map((file) => ({ by, file })));
}

/** Modes decide where there is no access list. */
function certainty({ hasAccessList }: SeenTree): "certain" | "likely" {
  return hasAccessList === false ? "certain" : "likely";
}

function named({ first }: SeenGroup): string {
  return `\`${shorten(first, 80)}\``;
}

function concernOf({ mount, path }: SeenMount, concern: ConcernedMount["concern"]): ConcernedMount {
  return { mount, concern, path, at: placeOf(mount), isData: false };
}

function placeOf({ source, volume, at }: Mount): Problem["primary"] {
  return volume?.driverOptions.device?.at ?? source?.at ?? at;
}
