import type { Command, HostOwner, IdsAdded } from "../advice/command.js";
import { addToOwners, giveFiles, giveFolders } from "../advice/commands.js";
import type { HandOver } from "../advice/hand-over.js";
import { isSystemFolder } from "../advice/known-path.js";
import type { Problem, Saying } from "../findings/finding.js";
import type { ConcernedMount } from "../model/bind-concerns.js";
import { containerUser, hostOwner, idsAdded } from "../model/container-user.js";
import { mapInWords } from "../model/id-words.js";
import type { Posture } from "../model/posture.js";
import { type BindUser, otherUser } from "../model/shared-binds.js";
import type { Project, Workload } from "../model/workload.js";
import { wordList } from "../text/word-list.js";
import { idsFromEnvironment } from "./id-variables.js";
import type { WorkloadContext } from "./rule.js";

const root = { uid: 0, gid: 0 };
/** Room for paths in a title. */
const titleRoom = 56;
const mostPaths = 10;

/** Paths as a title names them: as many as there is room for, and how many more. */
export function listed(mounts: readonly ConcernedMount[]): string {
  const paths = pathsOf(mounts);
  const shown: string[] = [];
  for (const path of paths) {
    if (shown.length > 0 && (shown.length === 3 || [...shown, path].join(", ").length > titleRoom)) break;
    shown.push(`\`${path.length > titleRoom ? `${path.slice(0, titleRoom - 1)}…` : path}\``);
  }
  const rest = paths.length - shown.length;
  if (rest > 0) return `${shown.join(", ")} and ${rest} more`;
  return wordList(shown);
}

/** Whether nobody gives it away: a folder of the system, or the project itself. */
export function keepOut({ mount: { hostPath } }: ConcernedMount): boolean {
  return hostPath !== undefined && (hostPath.holdsProject === true || (!hostPath.inRepository && isSystemFolder(hostPath.path)));
}

/** Whether only host root, or the host's own programs, may open it, so that being refused is what userns-remap is for. */
export function isOwnedByHostRoot({ mount: { hostPath } }: ConcernedMount): boolean {
  return (
    hostPath !== undefined &&
    !hostPath.inRepository &&
    /^\/(?:root$|etc\/|var\/(?:lib|cache|log|spool)\/|run\/|proc\/|sys\/)/.test(hostPath.path) &&
    !/^\/etc\/(?:ssl\/private|letsencrypt|crowdsec)/.test(hostPath.path)
  );
}

/** What to do where only host root may open a path. */
export function giveClosed(mounts: readonly ConcernedMount[], workload: Workload, posture: Posture): string {
  const owner = ownerOf(workload, posture);
  const copy = owner ? `, or give the container a copy of what it needs that belongs to host owner ${owner.is}` : "";
  return `Do without ${mounts.length === 1 ? "it" : "them"}${copy}.`;
}

/** What to do where a path is closed to others and of use to the container. */
export function giveCopy(mounts: readonly ConcernedMount[], workload: Workload, { posture, project }: WorkloadContext): string {
  const owner = ownerOf(workload, posture);
  if (!owner) return "Give the container a copy, as a secret, and an id that is mapped to read it with.";
  const inside = mounts.every(({ mount }) => mount.hostPath?.inRepository);
  const command = inside ? commandFor(mounts, owner.given, (each) => !sharer(each, workload, project)) : undefined;
  const copy = `Give the container a copy, as a secret, that belongs to host owner ${owner.is} (${owner.who}); do not open the original to others.`;
  return command === undefined
    ? [copy, ...noCommand(mounts, workload, project)].join(" ")
    : `${copy} If only this container uses the original${owner.isKnown ? "" : `, ${adding}`}: \`${command}\`.`;
}

/** What to do about files whose programs check the owner. */
export function giveChecked(mounts: readonly ConcernedMount[], workload: Workload, { posture, project }: WorkloadContext): string {
  const instead = "Put it into the image, or pass it with `configs: content:`";
  const ids = hostOwner(posture, root);
  const command =
    ids &&
    commandFor(
      mounts,
      ids,
      (each) =>
        (each.mount.hostPath?.inRepository === true || each.mount.hostPath?.entry !== undefined) && !sharer(each, workload, project),
    );
  if (command !== undefined) return `${instead}, or give it to container root: \`${command}\`.`;
  const owner = ids ? `${instead}, or let it belong to container root, host owner ${ids.uid}:${ids.gid}.` : `${instead}.`;
  return [owner, ...noCommand(mounts, workload, project)].join(" ");
}

/** How paths come to belong to the ids that the container's user has on the host. */
export function handOver(
  mounts: readonly ConcernedMount[],
  workload: Workload,
  { posture, project }: WorkloadContext,
): Pick<Problem, "instead" | "handOver"> & { readonly generally: string } {
  const isOwn = ({ isData, mount: { hostPath } }: ConcernedMount) => isData || hostPath?.entry?.kind === "file";
  // Which ids a variable without a number hands to the image is not known, so no command is given.
  const isKnown = idsFromEnvironment(workload) !== "unknown";
  const isMine = (each: ConcernedMount) => isKnown && isOwn(each) && !sharer(each, workload, project);
  const owner = ownerOf(workload, posture);
  if (owner === undefined) {
    const instead = "Use a named volume, and an id that is mapped.";
    return { instead, generally: instead };
  }
  const whole = mounts.filter(keepOut);
  const unset = [...new Set(mounts.flatMap(({ mount }) => mount.hostPath?.unset ?? []))];
  const assumed = [...new Set(mounts.flatMap(({ mount }) => mount.hostPath?.assumed ?? []))];
  const command = commandFor(mounts, owner.given, isMine);
  const rest = mounts.length - mounts.filter((each) => isCommanded(each, isMine)).length;
  const sentences = [
    ...(whole.length > 0
      ? [`Bind only what the ${workload.dialect.noun} needs of ${names(whole)}: a folder of its own, never all of it.`]
      : []),
    command === undefined
      ? `Use a named volume, or a folder of its own that belongs to host owner ${owner.is} (${owner.who}).`
      : `Use a named volume. Or, if only this ${workload.dialect.noun} uses what is in it, ${owner.isKnown ? `give it to the ${workload.dialect.noun}` : adding}: \`${command}\` (${owner.who}).`,
    ...(command !== undefined && rest > 0
      ? [
          owner.isKnown
            ? `Other paths that it writes to must belong to host owner ${owner.is} too.`
            : "Other paths that it writes to need it as well.",
        ]
      : []),
    ...noCommand(mounts, workload, project),
    ...(unset.length > 0
      ? [
          `${wordList(unset.map((name) => `\`${name}\``))} ${unset.length === 1 ? "is" : "are"} not set here, so no command is given for what contains ${unset.length === 1 ? "it" : "them"}.`,
        ]
      : []),
    ...(assumed.length > 0
      ? [
          `What ${wordList(assumed.map((name) => `\`${name}\``))} ${assumed.length === 1 ? "is" : "are"} set to is only assumed, so no command is given for what contains ${assumed.length === 1 ? "it" : "them"}.`,
        ]
      : []),
  ];
  const given = owner.given && givenTo(owner.given, mounts, isMine);
  return {
    instead: sentences.join(" "),
    generally: `Use a named volume. Or, if only this ${workload.dialect.noun} uses what is in it, ${owner.isKnown ? `give it to host owner ${owner.is}` : adding} (${owner.who}).`,
    ...(given && { handOver: given }),
  };
}

/** What lies in paths that only some hosts have, and that looks like a container's data: its owners stay the same in the container. */
export function handOverElsewhere(
  used: readonly (readonly [Workload, readonly ConcernedMount[]])[],
  { posture, project }: WorkloadContext,
): Pick<Problem, "handOver"> {
  const ids = idsAdded(posture);
  const own = used.flatMap(([workload, mounts]) =>
    idsFromEnvironment(workload) || (containerUser(workload)?.uid ?? 0) !== 0
      ? []
      : mounts.filter((each) => each.isData && !sharer(each, workload, project)),
  );
  const given = ids && givenTo(ids, own, () => true);
  return given ? { handOver: given } : {};
}

function givenTo(
  owner: HostOwner | IdsAdded,
  mounts: readonly ConcernedMount[],
  isOwn: (mount: ConcernedMount) => boolean,
): HandOver | undefined {
  const own = mounts.filter((each) => isCommanded(each, isOwn));
  const paths = (areFiles: boolean) => [
    ...new Set(
      own.filter(({ mount }) => (mount.hostPath?.entry?.kind === "file") === areFiles).flatMap(({ mount }) => mount.hostPath?.known ?? []),
    ),
  ];
  return own.length === 0 ? undefined : { owner, folders: paths(false), files: paths(true) };
}

function isOutside({ concern, path }: ConcernedMount): boolean {
  return concern === "elsewhere" && !/^(?:\$|\{\{)/.test(path);
}

/** Nobody knows here whether these exist: one note for all of a project. */
export function elsewhere(mounts: readonly ConcernedMount[], posture: Posture): Saying {
  const ids = hostOwner(posture, root);
  const isOne = new Set(mounts.map(({ path }) => path)).size === 1;
  return {
    title: mounts.every(isOutside)
      ? `${listed(mounts)} ${isOne ? "lies" : "lie"} outside the repository.`
      : `${listed(mounts)} ${isOne ? "is" : "are"} not in this checkout.`,
    why: "What exists before userns-remap is turned on belongs to nobody in the containers: writing and chown fail there. What does not exist is made for the mapped root, and works.",
    instead: `Give a folder that only one container uses, never one of the system's, to ${ids ? `host owner ${ids.uid}:${ids.gid} for container root` : "an id that is mapped"} (${mapInWords(posture, "uid")}).`,
  };
}

/** Who else uses the path of a mount with other ids. */
function sharer({ mount: { hostPath } }: ConcernedMount, workload: Workload, project: Project): BindUser | undefined {
  return hostPath && otherUser(hostPath, workload, project);
}

/** Why some paths get no command: another service uses them, or a link leads away. */
function noCommand(mounts: readonly ConcernedMount[], workload: Workload, project: Project): string[] {
  const stray = mounts.filter(({ mount }) => mount.hostPath?.isStray);
  const shared = mounts.find((each) => !keepOut(each) && each.mount.hostPath?.known !== undefined && sharer(each, workload, project));
  const other = shared && sharer(shared, workload, project);
  return [
    ...(shared && other
      ? [`No command is given for \`${shared.path}\`: \`${other.workload}\`, which runs with other ids, uses \`${other.path}\`.`]
      : []),
    ...(stray.length > 0 ? [`No command is given for ${names(stray)}: a symbolic link leads out of the repository or to nothing.`] : []),
  ];
}

/** What is done to owners where the container's user is not known: right for whatever the image runs as, and for files of several users. */
const adding = "add to each owner what the mapping adds, so that it is the same in the container as now";

interface Owner {
  /** Whether the container's user is known; else the numbers are those of container root. */
  readonly isKnown: boolean;
  /** What a command gives paths to; undefined where none can be written down. */
  readonly given: HostOwner | IdsAdded | undefined;
  readonly is: string;
  readonly who: string;
}

/** The host owner that the container's user is, and how it comes about. */
function ownerOf(workload: Workload, posture: Posture): Owner | undefined {
  const given = idsFromEnvironment(workload);
  const user = containerUser(workload) ?? (given === "unknown" ? undefined : given);
  const ids = hostOwner(posture, user ?? root);
  if (!ids) return undefined;
  const is = `${ids.uid}:${ids.gid}`;
  if (user) return { isKnown: true, given: ids, is, who: `container uid ${user.uid} is host uid ${ids.uid}` };
  return { isKnown: false, given: idsAdded(posture), is, who: mapInWords(posture, "uid") };
}

/** Whether a path may stand in a command that gives it away: it is known, nobody else's, and known for what it is. */
function isCommanded(each: ConcernedMount, isOwn: (mount: ConcernedMount) => boolean): boolean {
  return each.mount.hostPath?.known !== undefined && each.concern !== "host" && each.concern !== "holds" && !keepOut(each) && isOwn(each);
}

/** The command that gives paths to an owner: one for folders, or one for files; undefined for both at once, and where no command is safe. */
function commandFor(
  mounts: readonly ConcernedMount[],
  owner: HostOwner | IdsAdded | undefined,
  isOwn: (mount: ConcernedMount) => boolean,
): Command | undefined {
  if (owner === undefined) return undefined;
  const own = mounts.filter((each) => isCommanded(each, isOwn));
  const isFile = ({ mount }: ConcernedMount) => mount.hostPath?.entry?.kind === "file";
  const known = [...new Set(own.flatMap(({ mount }) => mount.hostPath?.known ?? []))].slice(0, mostPaths);
  if ("below" in owner) return addToOwners(owner, known);
  return own.every(isFile) ? giveFiles(owner, known) : giveFolders(owner, known);
}

function pathsOf(mounts: readonly ConcernedMount[]): string[] {
  return [...new Set(mounts.map(({ path }) => path))];
}

function names(mounts: readonly ConcernedMount[]): string {
  return pathsOf(mounts)
    .map((path) => `\`${path}\``)
    .join(" and ");
}
