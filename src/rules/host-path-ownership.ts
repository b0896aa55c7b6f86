import type { Problem, Saying } from "../findings/finding.js";
import { type Concern, type ConcernedMount, concernsIn } from "../model/bind-concerns.js";
import { containerUser } from "../model/container-user.js";
import { realIdsInWords } from "../model/id-words.js";
import type { Mount } from "../model/mount.js";
import { belowDataRoot, isHostId, type Posture } from "../model/posture.js";
import type { Workload } from "../model/workload.js";
import { shorten } from "../text/shorten.js";
import { dubiousOwnership } from "./host-path-git.js";
import { otherProcesses } from "./host-path-proc.js";
import {
  elsewhere,
  giveChecked,
  giveClosed,
  giveCopy,
  handOver,
  handOverElsewhere,
  isOwnedByHostRoot,
  keepOut,
  listed,
} from "./host-path-remedy.js";
import { judgeSeen } from "./host-path-seen.js";
import type { Rule, WorkloadContext } from "./rule.js";

/** Host owners are not mapped, so container root is "other" to a bound path: it cannot write, chmod or chown there, nor read what is closed to others. */
export const hostPathOwnership: Rule = {
  id: "host-path-ownership",
  severity: "warning",
  confidence: "possible",
  summary: "A bound host path belongs to an owner that the container is not.",
  stage: "run",
  check: {
    *remapped(workload, context) {
      const { posture, project } = context;
      const concerns = concernsIn(project);
      // What lies in the engine's data root is moved-data-root's matter.
      const isElsewhere = ({ hostPath }: Mount) => hostPath !== undefined && belowDataRoot(posture, hostPath.path) !== undefined;
      const named = (concerns.get(workload) ?? []).filter(({ mount }) => !isElsewhere(mount));
      // What was looked at is judged by that, but for the owner that a program insists on.
      const insists = ({ mount, concern }: ConcernedMount) =>
        concern === "checked" && mount.seen !== undefined && !isHostId(posture, "uid", mount.seen.uid) && !checksNoOwner(workload);
      const insisted = new Set(named.filter(insists).map(({ mount }) => mount));
      const looked = judgeSeen(
        { ...workload, mounts: workload.mounts.filter((mount) => !isElsewhere(mount) && !insisted.has(mount)) },
        context,
        new Set(named.map(({ mount }) => mount)),
      );
      yield* looked.problems;
      const concerned = named.filter(({ mount }) => !looked.settled.has(mount));
      const of = (...concerns: readonly Concern[]) => concerned.filter(({ concern }) => concerns.includes(concern));
      yield* closed(of("closed"), workload, context);
      if (!checksNoOwner(workload)) yield* checked(of("checked"), workload, context);
      yield* partlyClosed(of("partly"), workload);
      yield* otherProcesses(workload);
      yield* dubiousOwnership(workload);
      yield* keys(of("key"), workload, context);
      yield* holding(of("holds"), workload, context);
      yield* owned(of("host"), workload, context, "likely");
      if (containerUser(workload)?.uid) {
        yield* owned(of("data", "source", "missing", "elsewhere"), workload, context, "possible");
        return;
      }
      const data = of("data");
      if (data.length > 0) yield* owned([...data, ...of("source")], workload, context, "possible");
      else yield* checkedOut(of("source"), workload, context);
      yield* owned(
        of("missing", "elsewhere").filter(({ mount }) => mount.seen),
        workload,
        context,
        "possible",
      );
      const isUnseen = (each: ConcernedMount) => isNotHere(each) && !isElsewhere(each.mount) && !each.mount.seen;
      if (!concerned.some(isUnseen)) return;
      const rooted = rootedWith(concerns, isUnseen);
      if (rooted[0]?.[0] !== workload) return;
      const mounts = rooted.flatMap(([, own]) => own);
      yield {
        ...elsewhere(mounts, posture),
        ...places(mounts),
        ...handOverElsewhere(rooted, context),
        handsOverInWords: true,
        severity: "note",
      };
    },
  },
};

type Concerned = readonly (readonly [Workload, readonly ConcernedMount[]])[];

/** The workloads of a project that run as root and have such mounts, with these: worked out once for all of its workloads. */
function rootedWith(concerns: ReadonlyMap<Workload, readonly ConcernedMount[]>, isWanted: (mount: ConcernedMount) => boolean): Concerned {
  const known = rooted.get(concerns);
  if (known) return known;
  const found = [...concerns]
    .filter(([each]) => !containerUser(each)?.uid)
    .map(([each, mounts]) => [each, mounts.filter(isWanted)] as const)
    .filter(([, mounts]) => mounts.length > 0);
  rooted.set(concerns, found);
  return found;
}

const rooted = new WeakMap<ReadonlyMap<Workload, readonly ConcernedMount[]>, Concerned>();

/** Whether nobody knows from this checkout if the path exists on the host. */
function isNotHere({ concern }: ConcernedMount): boolean {
  return concern === "elsewhere" || concern === "missing";
}

function* closed(mounts: readonly ConcernedMount[], workload: Workload, context: WorkloadContext): Generator<Problem> {
  const own = mounts.filter(isOwnedByHostRoot);
  const others = mounts.filter((mount) => !isOwnedByHostRoot(mount));
  if (own.length > 0)
    yield {
      ...closedTitle(own),
      why: 'With userns-remap every id in a container is "other" there: opening it gets `Permission denied`, read-only or not. That is the protection working: container root is not the root of the host.',
      instead: giveClosed(own, workload, context.posture),
      ...places(own),
      confidence: "likely",
      helpsOnHost: true,
    };
  if (others.length > 0)
    yield {
      ...closedTitle(others),
      why: 'With userns-remap every id in a container is "other" there: opening it gets `Permission denied`, read-only or not.',
      instead: giveCopy(others, workload, context),
      ...places(others),
      confidence: "likely",
    };
}

function* partlyClosed(mounts: readonly ConcernedMount[], { dialect }: Workload): Generator<Problem> {
  if (mounts.length === 0) return;
  yield {
    title: `Some of what is in ${listed(mounts)} is closed to others on the host.`,
    why: `System logs, the journal, audit logs and spools belong to root and a group of the system. With userns-remap every id in a container is "other" there: the ${dialect.noun} starts, and sees only what all may read.`,
    instead: "Check which of them it needs. Let the host send it these (syslog, the journal's forwarding), or read them on the host.",
    ...places(mounts),
    severity: "note",
    helpsOnHost: true,
  };
}

function* keys(mounts: readonly ConcernedMount[], workload: Workload, context: WorkloadContext): Generator<Problem> {
  if (mounts.length === 0) return;
  const isFile = mounts.every(({ mount }) => !mount.hostPath?.entry || mount.hostPath.entry.kind === "file");
  const isOne = mounts.length === 1;
  yield {
    title: isFile
      ? `${listed(mounts)} ${isOne ? "is by its name a key" : "are by their names keys"}, and not in this checkout.`
      : `${listed(mounts)} ${isOne ? "holds a key" : "hold keys"} that the command names.`,
    why: 'A key is kept closed to others (0600). With userns-remap every id in the container is "other" to its owner on the host: opening it gets `Permission denied`.',
    instead: giveCopy(mounts, workload, context),
    ...places(mounts),
    severity: "note",
  };
}

function* holding(mounts: readonly ConcernedMount[], workload: Workload, context: WorkloadContext): Generator<Problem> {
  for (const each of mounts) {
    const { closed = "" } = each.mount.hostPath ?? {};
    yield {
      title: `\`${shorten(closed, 32)}\` in ${listed([each])} is closed to others on the host.`,
      why: 'With userns-remap every id in a container is "other" there: opening it gets `Permission denied`, read-only or not.',
      instead: giveCopy([each], workload, context),
      ...places([each]),
      confidence: "likely",
    };
  }
}

function closedTitle(mounts: readonly ConcernedMount[]): Pick<Saying, "title"> {
  const rule = mounts.every(({ mount }) => mount.hostPath?.entry) ? "" : "usually ";
  return { title: `${listed(mounts)} ${mounts.length === 1 ? "is" : "are"} ${rule}closed to others on the host.` };
}

/** The Beats have a switch for it, and supercronic does not look. */
function checksNoOwner({ command, entrypoint, image }: Workload): boolean {
  return [...command, ...entrypoint, ...(image ? [image] : [])].some(({ value }) => /strict\.perms[= ]?["']?false|supercronic/.test(value));
}

function* checked(mounts: readonly ConcernedMount[], workload: Workload, context: WorkloadContext): Generator<Problem> {
  const [first] = mounts;
  if (!first) return;
  yield {
    title: `${listed(mounts)} ${keeps(mounts)} on the host, and the program that reads it checks the owner.`,
    why: `${whoIsNobody(context.posture)} \`${first.mount.target.value}\` is trusted only when root or the program's own user owns it: otherwise such a program (cron, sudo, logrotate, ssh, munge, mongod, the Beats) ignores it, some silently, or refuses to start.`,
    instead: giveChecked(mounts, workload, context),
    ...places(mounts),
    confidence: "likely",
  };
}

function* owned(
  mounts: readonly ConcernedMount[],
  workload: Workload,
  context: WorkloadContext,
  confidence: "likely" | "possible",
): Generator<Problem> {
  if (mounts.length === 0) return;
  const isFromHost = mounts.some(({ mount, concern }) => concern === "host" || !mount.hostPath?.inRepository);
  const missing = mounts.every(keepOut) ? "" : "; a path that does not exist yet is made for the mapped root";
  const readOnly = isFromHost ? ` If the container only reads, say so with \`:ro\`${missing}.` : "";
  yield {
    title: `${listed(mounts)} ${keeps(mounts)} on the host.`,
    why: `${whoIsNobody(context.posture)} The ${workload.dialect.noun} can read what others may read, and writing, chmod and chown fail with \`Permission denied\` or \`Operation not permitted\`.${idiom(workload)}`,
    ...withReadOnly(handOver(mounts, workload, context), readOnly),
    ...places(mounts),
    confidence,
  };
}

function withReadOnly(given: ReturnType<typeof handOver>, readOnly: string): ReturnType<typeof handOver> {
  return { ...given, instead: given.instead + readOnly, generally: given.generally + readOnly };
}

function* checkedOut(mounts: readonly ConcernedMount[], workload: Workload, context: WorkloadContext): Generator<Problem> {
  if (mounts.length === 0) return;
  const given = handOver(mounts, workload, context);
  const when = "If it must create files:";
  yield {
    title: `${listed(mounts)} ${mounts.length === 1 ? "belongs" : "belong"} to whoever checked the repository out.`,
    why: `${whoIsNobody(context.posture)} The ${workload.dialect.noun} can read ${mounts.length === 1 ? "it" : "them"}, and cannot create files there (node_modules, caches, build output).`,
    ...given,
    instead: `${when} ${given.instead}`,
    generally: `${when} ${given.generally}`,
    ...places(mounts),
    severity: "note",
  };
}

/** What the owner of a host path is to a container. */
function whoIsNobody(posture: Posture): string {
  const real = realIdsInWords(posture);
  return real === undefined
    ? "With userns-remap that owner is nobody in the container."
    : `With userns-remap an owner is nobody in the container, unless its host uid is one that containers have here (${real}).`;
}

/** `user: "1000:1000"` to be the host's user 1000: the ids are mapped, so it is not. */
function idiom(workload: Workload): string {
  const user = containerUser(workload);
  return user && user.uid > 0 ? ` \`${user.said.value}\` in the container is not ${user.uid} on the host.` : "";
}

function places(mounts: readonly ConcernedMount[]): Pick<Problem, "primary" | "related"> {
  const [first] = mounts as readonly [ConcernedMount, ...ConcernedMount[]];
  return {
    primary: first.at,
    ...(mounts.length > 1 && { related: mounts.slice(1, 11).map(({ at, path }) => ({ at, note: `the same for \`${path}\`` })) }),
  };
}

function keeps(mounts: readonly ConcernedMount[]): string {
  return mounts.length === 1 ? "keeps its owner" : "keep their owner";
}
