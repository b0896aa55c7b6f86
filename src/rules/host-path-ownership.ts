import type { Problem } from "../findings/finding.js";
import { type Concern, type ConcernedMount, concernsIn } from "../model/bind-concerns.js";
import { containerUser, hostOwner } from "../model/container-user.js";
import { lastResort } from "../model/last-resort.js";
import { hostId, type Posture } from "../model/posture.js";
import type { Workload } from "../model/workload.js";
import { shellWord } from "../text/shell-word.js";
import type { Rule } from "./rule.js";

/** Host owners are not mapped, so container root is "other" to a bound path: it cannot write, chmod or chown there, nor read what is closed to others. */
export const hostPathOwnership: Rule = {
  id: "host-path-ownership",
  severity: "warning",
  confidence: "possible",
  summary: "A bound host path belongs to an owner that the container is not.",
  stage: "run",
  check: {
    *workload(workload, { posture, project }) {
      const concerns = concernsIn(project);
      const concerned = concerns.get(workload) ?? [];
      const of = (...concerns: readonly Concern[]) => concerned.filter(({ concern }) => concerns.includes(concern));
      yield* closed(of("closed"), workload, posture);
      if (!checksNoOwner(workload)) yield* checked(of("checked"), posture);
      yield* owned(of("host"), workload, posture, "likely");
      if (containerUser(workload)?.uid) {
        yield* owned(of("data", "source", "missing", "elsewhere"), workload, posture, "possible");
        return;
      }
      const data = of("data");
      if (data.length > 0) yield* owned([...data, ...of("source")], workload, posture, "possible");
      else yield* checkedOut(of("source"), workload, posture);
      if (of("elsewhere").length === 0) return;
      const rooted = [...concerns].filter(([each, mounts]) => mounts.some(isOutside) && !containerUser(each)?.uid);
      if (rooted[0]?.[0] === workload)
        yield elsewhere(
          rooted.flatMap(([, mounts]) => mounts.filter(isOutside)),
          posture,
        );
    },
  },
};

function isOutside({ concern }: ConcernedMount): boolean {
  return concern === "elsewhere";
}

/** A folder that holds half the system: on every host, and never to be given over. */
function isWhole({ concern, path }: ConcernedMount): boolean {
  return concern === "host" && /^\/(?:etc|var|var\/lib|lib\/modules|sys\/fs\/cgroup)?\/*$/.test(path);
}

function* closed(mounts: readonly ConcernedMount[], workload: Workload, posture: Posture): Generator<Problem> {
  const [first] = mounts;
  if (!first) return;
  yield {
    message: `${list(mounts)} ${mounts.length === 1 ? "is" : "are"} ${mounts.every(({ mount }) => mount.hostPath?.entry) ? "" : "as a rule "}closed to others on the host, and with userns-remap every id in a container is "other" there: opening ${mounts.length === 1 ? "it" : "them"} gets \`Permission denied\`, read-only or not. ${give(mounts, workload, posture)}`,
    primary: first.at,
    ...rest(mounts),
    confidence: "likely",
  };
}

/** The Beats have a switch for it, and supercronic does not look. */
function checksNoOwner({ command, entrypoint, image }: Workload): boolean {
  return [...command, ...entrypoint, ...(image ? [image] : [])].some(({ value }) => /strict\.perms[= ]?["']?false|supercronic/.test(value));
}

function* checked(mounts: readonly ConcernedMount[], posture: Posture): Generator<Problem> {
  const [first] = mounts;
  if (!first) return;
  yield {
    message: `${list(mounts)} ${keep(mounts)} on the host, who is nobody in a container with userns-remap, and what is at \`${first.mount.target.value}\` is believed only when it is root's or the program's own: cron, sudo, logrotate, ssh and the Beats ignore it otherwise, or refuse to start, some without a word. Put it into the image, pass it with \`configs: content:\`, or give it to container root: \`chown -R ${hostOwner(posture, { uid: 0, gid: 0 })} ${[...new Set(mounts.map(({ path }) => path))].slice(0, 10).map(shellWord).join(" ")}\`.`,
    primary: first.at,
    ...rest(mounts),
    confidence: "likely",
  };
}

function* owned(
  mounts: readonly ConcernedMount[],
  workload: Workload,
  posture: Posture,
  confidence: "likely" | "possible",
): Generator<Problem> {
  const [first] = mounts;
  if (!first) return;
  const isFromHost = mounts.some(({ mount, concern }) => concern === "host" || !mount.hostPath?.inRepository);
  const missing = mounts.every(isWhole) ? "" : "; a path that does not exist yet is made for the mapped root";
  const readOnly = isFromHost ? ` If the container only reads, say so with \`:ro\`${missing}.` : "";
  yield {
    message: `${list(mounts)} ${keep(mounts)} on the host, who is nobody in a container with userns-remap: the service can read what others may read, and writing, chmod and chown fail with \`Permission denied\` or \`Operation not permitted\`. ${idiom(workload)}${give(mounts, workload, posture)}${readOnly}`,
    primary: first.at,
    ...rest(mounts),
    confidence,
  };
}

function* checkedOut(mounts: readonly ConcernedMount[], workload: Workload, posture: Posture): Generator<Problem> {
  const [first] = mounts;
  if (!first) return;
  yield {
    message: `${list(mounts)} ${mounts.length === 1 ? "belongs" : "belong"} to whoever checked the repository out, who is nobody in a container with userns-remap: the service can read ${mounts.length === 1 ? "it" : "them"}, and cannot create files there (node_modules, caches, build output). Where it must, keep those in a named volume, or ${handOver(mounts, workload, posture, "the folder")}`,
    primary: first.at,
    ...rest(mounts),
    severity: "note",
  };
}

/** Nobody knows here whether these exist: one note for all of a project. */
function elsewhere(mounts: readonly ConcernedMount[], posture: Posture): Problem {
  const owner = hostOwner(posture, { uid: 0, gid: 0 });
  const [one, it] = mounts.length === 1 ? ["lies", "it exists"] : ["lie", "they exist"];
  return {
    message: `${list(mounts)} ${one} outside the repository. Where ${it} before userns-remap is turned on, the owner is nobody in the containers, and writing and chown fail until a folder of the service's own (never one of the system's) is given over: \`chown -R ${owner} <folder>\` for container root, which is host uid ${hostId(posture, 0)}; add N to both for a container uid N. What does not exist is made for the mapped root, and works.`,
    primary: (mounts[0] as ConcernedMount).at,
    ...rest(mounts),
    severity: "note",
  };
}

/** What to do about mounts whose owner is nobody in the container. */
function give(mounts: readonly ConcernedMount[], workload: Workload, posture: Posture): string {
  const owner = mappedOwner(workload, posture);
  const [first] = mounts;
  if (owner === undefined || !first) return "Use a named volume.";
  const isClosed = first.concern === "closed";
  if (isClosed && /^\/(?:var\/lib\/(?:docker|containerd)|run\/user|root|proc)(?:\/|$)/.test(first.mount.hostPath?.path ?? "")) {
    return `It is the host's own: do without it. ${lastResort(posture, workload)}`;
  }
  if (isClosed)
    return `Give the container a copy that it owns (${owner.who}), as a secret or with ${chown(mounts, owner.ids)} on the copy; do not open the original to others.`;
  if (first.concern === "host" && mounts.some(isWhole))
    return `Bind no more than the service needs of ${list(mounts.filter(isWhole))}, and give it a named volume or a folder of its own (\`chown -R ${owner.ids} <folder>\`; ${owner.who}) to write to.`;
  if (first.concern === "host")
    return `Use a named volume, or a folder of its own that is given over with \`chown -R ${owner.ids} <folder>\` (${owner.who}).`;
  return `Use a named volume, or ${handOver(mounts, workload, posture, "it")}`;
}

/** How a path comes to belong to the ids that the container's user has on the host; `path` is what the sentence calls it. */
function handOver(mounts: readonly ConcernedMount[], workload: Workload, posture: Posture, path: "it" | "the folder"): string {
  const owner = mappedOwner(workload, posture);
  if (owner === undefined) return "use an id that is mapped.";
  // The whole checkout given away is no checkout any more: git refuses a repository that another owns.
  const isCheckout = mounts.some(
    ({ mount }) => mount.hostPath?.inRepository && (mount.hostPath.path === "." || mount.hostPath.path === ""),
  );
  return isCheckout
    ? `give over the folder in it that is written to, never the whole checkout: \`chown -R ${owner.ids} <folder>\` (${owner.who}).`
    : `give ${path} over: ${chown(mounts, owner.ids)} (${owner.who}).`;
}

/** The host ids of the container's user, and how they come about. */
function mappedOwner(workload: Workload, posture: Posture): { readonly ids: string; readonly who: string } | undefined {
  const user = containerUser(workload);
  const ids = hostOwner(posture, user ?? { uid: 0, gid: 0 });
  if (ids === undefined) return undefined;
  const uid = ids.split(":")[0];
  return {
    ids,
    who: user ? `container uid ${user.uid} is host uid ${uid}` : `container root is host uid ${uid}; a container uid N is that plus N`,
  };
}

function chown(mounts: readonly ConcernedMount[], ids: string): string {
  const isFolder = mounts.some(({ mount }) => mount.hostPath?.entry?.kind !== "file");
  const paths = [...new Set(mounts.map(({ path }) => path))].slice(0, 10);
  return `\`chown ${isFolder ? "-R " : ""}${ids} ${paths.map(shellWord).join(" ")}\``;
}

/** `user: "1000:1000"` to be the host's user 1000: the ids are mapped, so it is not. */
function idiom(workload: Workload): string {
  const user = containerUser(workload);
  return user && user.uid > 0 ? `\`${user.said.value}\` in the container is not ${user.uid} on the host. ` : "";
}

function rest(mounts: readonly ConcernedMount[]): Pick<Problem, "related"> {
  return mounts.length > 1 ? { related: mounts.slice(1, 11).map(({ at, path }) => ({ at, note: `the same for \`${path}\`` })) } : {};
}

function list(mounts: readonly ConcernedMount[]): string {
  const paths = [...new Set(mounts.map(({ path }) => `\`${path}\``))];
  if (paths.length > 3) return `${paths.slice(0, 3).join(", ")} and ${paths.length - 3} more`;
  return paths.length < 2 ? paths.join("") : `${paths.slice(0, -1).join(", ")} and ${paths.at(-1)}`;
}

function keep(mounts: readonly ConcernedMount[]): string {
  return mounts.length === 1 ? "keeps its owner" : "keep their owner";
}
