import { giveFiles } from "../advice/commands.js";
import type { Problem } from "../findings/finding.js";
import { builtStage } from "../model/commands/workload-commands.js";
import { containerUser, hostOwner } from "../model/container-user.js";
import type { Posture } from "../model/posture.js";
import { otherUser } from "../model/shared-binds.js";
import { type Grant, usesHostUserNamespace, type Workload } from "../model/workload.js";
import { shorten } from "../text/shorten.js";
import { fixing } from "./changes.js";
import type { Rule } from "./rule.js";

/** Compose binds the file of a secret or config as it is, host owner and mode included; `uid`, `gid` and `mode` of the grant do nothing. */
export const secretFileMode: Rule = {
  id: "secret-file-mode",
  severity: "warning",
  confidence: "likely",
  summary: "The file behind a secret or config is closed to the ids of the container.",
  stage: "run",
  check: {
    *workload(workload, { posture }) {
      for (const grant of workload.grants) if (grant.injected) yield* copied(grant, workload, posture);
    },
    *remapped(workload, { posture, project }) {
      const user = containerUser(workload);
      const owner = hostOwner(posture, user ?? { uid: 0, gid: 0 });
      const who = `${user ? `container uid ${user.uid}` : "container root"} is host uid ${owner?.uid}`;
      for (const grant of workload.grants) {
        if (!grant.file || grant.injected) continue;
        if (grant.fileMode !== undefined && (grant.fileMode & 0o004) === 0) {
          const known = grant.hostPath?.known;
          const other = grant.hostPath && otherUser(grant.hostPath, workload, project);
          const command = owner && !other && known !== undefined ? giveFiles(owner, [known]) : undefined;
          const why = other
            ? ` No command is given: \`${other.workload}\`, which runs with other ids, uses \`${other.path}\`.`
            : grant.hostPath?.isStray
              ? " No command is given: a symbolic link leads out of the repository or to nothing."
              : "";
          const give = command
            ? `Give it to the container's user: \`${command}\``
            : owner
              ? `Give it to host owner ${owner.uid}:${owner.gid}`
              : undefined;
          yield {
            title: `The file of a ${grant.kind} has mode ${grant.fileMode.toString(8).padStart(4, "0")}: the container cannot read it.`,
            why: `Compose binds the file of \`${grant.name}\` as it is: with userns-remap every id in the container is "other" to its owner, and reading it gets \`Permission denied\`.`,
            instead: `${give ? `${give} (${who}). Or take` : "Take"} the value from \`environment:\`, which Compose copies into the container.${why}`,
            primary: grant.file.at,
            related: [{ at: grant.at, note: `granted to \`${workload.name}\` here` }],
          };
        } else if (grant.fileMode === undefined && grant.kind === "secret" && isFirst(grant, workload.name, project.workloads)) {
          yield {
            title: "The file of a secret is not in the repository, so its mode is not known.",
            why: `With userns-remap a 0600 file of the host, such as one for \`${grant.name}\`, cannot be read in the container.`,
            instead: owner ? `On the host, give it to host owner ${owner.uid}:${owner.gid} (${who}) and leave it 0400.` : "",
            primary: grant.file.at,
            severity: "note",
            confidence: "possible",
          };
        }
      }
    },
  },
};

/**
 * What Compose copies in for a grant with an owner, engines give to the user of the container. Up to 28 they take its number for a host id, so that a remapped
 * container does not own the file; from 29 on they map it, also for a container in the host's user namespace, which does not own it then. Seen on 26, 28 and 29.
 */
function* copied({ kind, name, uid, gid, mode, modeAt }: Grant, workload: Workload, { engines }: Posture): Generator<Problem> {
  const owner = uid ?? gid;
  if (!owner || mode === undefined || (mode & 0o004) !== 0) return;
  const user = workload.user ?? builtStage(workload)?.stage.user;
  if (!user || user.value === "" || /^(?:0|root)(?::|$)/.test(user.value) || user.value.includes("$")) return;
  const isOnHost = usesHostUserNamespace(workload);
  if (isOnHost ? (engines?.max ?? 99) < 29 : (engines?.min ?? 0) >= 29) return;
  const { noun } = workload.dialect;
  yield {
    title: `The ${kind} \`${shorten(name, 32)}\` is not the user's own in this ${noun}, and its mode is ${mode.toString(8).padStart(4, "0")}.`,
    why: isOnHost
      ? `An engine with userns-remap from 29 on gives what Compose copies in to the mapped id of \`${shorten(user.value, 24)}\`, which a ${noun} in the host's user namespace does not have: reading it gets \`Permission denied\`.`
      : `Engines up to 28 take \`${shorten(user.value, 24)}\` for a user of the host when they give it what Compose copies in: with userns-remap the owner is nobody, and reading it gets \`Permission denied\`. Engine 29 maps the id.`,
    instead: `Leave \`uid\`, \`gid\` and \`mode\` out: the file is readable for all in the container then (0444).`,
    primary: owner.at,
    ...(modeAt &&
      fixing(
        {
          title: "Remove `uid`, `gid` and `mode`",
          safety: "unsafe",
          effect: `Every program in the container may read the ${kind}, with userns-remap and without.`,
        },
        ...[uid?.at, gid?.at, modeAt].flatMap((at) => (at ? [{ kind: "remove" as const, at }] : [])),
      )),
    related: [{ at: user.at, note: `the ${noun} runs as this user` }],
    confidence: "likely",
  };
}

/** A secret that several services share is noted once. */
function isFirst(grant: Grant, name: string, workloads: readonly { readonly name: string; readonly grants: readonly Grant[] }[]): boolean {
  return workloads.find(({ grants }) => grants.some((each) => each.kind === grant.kind && each.name === grant.name))?.name === name;
}
