import { joinsOf, ownerOf } from "../model/joined-namespaces.js";
import { allowsUsernsHost } from "../model/posture.js";
import { usesHostUserNamespace } from "../model/workload.js";
import type { Rule } from "./rule.js";

/** A remapped container that joins another's namespaces joins its user namespace too (daemon/oci_linux.go, WithNamespaces), so it can have one only. */
export const mixedUserNamespaces: Rule = {
  id: "mixed-user-namespaces",
  severity: "error",
  confidence: "certain",
  summary: "A container that joins namespaces of a container in another user namespace fails at start.",
  stage: "start",
  check: {
    *workload(workload, { posture, project }) {
      if (usesHostUserNamespace(workload)) return;
      const joins = joinsOf(workload, project);
      const host = joins.find(({ joined }) => joined && usesHostUserNamespace(joined));
      if (host?.joined) {
        const remedy = allowsUsernsHost(posture, workload.name)
          ? `Write \`userns_mode: host\` here too, or take it away from \`${host.joined.name}\`.`
          : `Take \`userns_mode: host\` away from \`${host.joined.name}\`.`;
        yield {
          message: `\`${host.key}: ${host.mode.value}\` fails at start on an engine with userns-remap: \`${host.joined.name}\` is in the host's user namespace and \`${workload.name}\` is not, and a container joins the user namespace along with the other (\`both namespace path and non-matching mapping specified\`). ${remedy}`,
          primary: host.mode.at,
          ...(host.joined.namespaces.user && {
            related: [{ at: host.joined.namespaces.user.at, note: `\`${host.joined.name}\` is in the host's user namespace` }],
          }),
        };
        return;
      }
      const [first, ...others] = joins;
      const other = first && others.find((join) => ownerOf(join, project) !== ownerOf(first, project));
      if (!first || !other) return;
      yield {
        message: `\`${first.key}: ${first.mode.value}\` and \`${other.key}: ${other.mode.value}\` together fail at start on an engine with userns-remap: every container has a user namespace of its own there, and this one would have to be in two. Join the namespaces of one container only.`,
        primary: other.mode.at,
        related: [{ at: first.mode.at, note: "the other container whose namespaces are joined" }],
        ...(first.joined && other.joined ? {} : { confidence: "likely" as const }),
      };
    },
  },
};
