import { containerUser, hostOwner } from "../model/container-user.js";
import { type Grant, usesHostUserNamespace } from "../model/workload.js";
import type { Rule } from "./rule.js";

/** Compose binds the file of a secret or config as it is, host owner and mode included; `uid`, `gid` and `mode` of the grant do nothing. */
export const secretFileMode: Rule = {
  id: "secret-file-mode",
  severity: "warning",
  confidence: "likely",
  summary: "The file behind a secret or config is closed to the ids of the container.",
  stage: "run",
  check: {
    *workload(workload, { posture, project }) {
      if (usesHostUserNamespace(workload)) return;
      const user = containerUser(workload);
      const owner = hostOwner(posture, user ?? { uid: 0, gid: 0 });
      const who = user ? `container uid ${user.uid}` : "container root";
      for (const grant of workload.grants) {
        if (!grant.file || grant.injected) continue;
        const path = grant.file.value;
        if (grant.fileMode !== undefined && (grant.fileMode & 0o004) === 0) {
          yield {
            message: `The file of the ${grant.kind} \`${grant.name}\` has mode ${grant.fileMode.toString(8).padStart(4, "0")}, and Compose binds it as it is: with userns-remap every id in the container is "other" to its owner, and reading it gets \`Permission denied\`. ${owner ? `Give it over: \`chown ${owner} ${shown(path)}\` (${who} is host uid ${owner.split(":")[0]}). Or take` : "Take"} the value from \`environment:\`, which Compose copies into the container.`,
            primary: grant.file.at,
            related: [{ at: grant.at, note: `granted to \`${workload.name}\` here` }],
          };
        } else if (grant.fileMode === undefined && grant.kind === "secret" && isFirst(grant, workload.name, project.workloads)) {
          yield {
            message: `The file of the secret \`${grant.name}\` is not in the repository, so its mode is not known. With userns-remap a 0600 file of the host cannot be read in the container. ${owner ? `On the host: \`chown ${owner}\` it (${who} is host uid ${owner.split(":")[0]}) and leave it 0400.` : ""}`,
            primary: grant.file.at,
            severity: "note",
            confidence: "possible",
          };
        }
      }
    },
  },
};

/** A secret that several services share is noted once. */
function isFirst(grant: Grant, name: string, workloads: readonly { readonly name: string; readonly grants: readonly Grant[] }[]): boolean {
  return workloads.find(({ grants }) => grants.some((each) => each.kind === grant.kind && each.name === grant.name))?.name === name;
}

function shown(path: string): string {
  return /^[\w./~-]+$/.test(path) ? path.replace(/^.*\/(?=[^/]+\/[^/]+$)/, "…/") : "<file>";
}
