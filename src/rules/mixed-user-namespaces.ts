import { joinsOf, ownerOf } from "../model/joined-namespaces.js";
import { allowsUsernsHost } from "../model/posture.js";
import { usesHostUserNamespace } from "../model/workload.js";
import { shorten } from "../text/shorten.js";
import type { Rule } from "./rule.js";

/** A remapped container that joins another's namespaces joins its user namespace too (daemon/oci_linux.go, WithNamespaces), so it can have one only. */
export const mixedUserNamespaces: Rule = {
  id: "mixed-user-namespaces",
  severity: "error",
  confidence: "certain",
  summary: "A container that joins namespaces of a container in another user namespace fails at start.",
  stage: "start",
  check: {
    *remapped(workload, { posture, project }) {
      const joins = joinsOf(workload, project);
      const host = joins.find(({ joined }) => joined && usesHostUserNamespace(joined));
      if (host?.joined) {
        const { dialect } = workload;
        const mode = dialect.write("userns", "host");
        const other = `\`${host.joined.name}\``;
        yield {
          title: `${dialect.write(host.setting, shorten(host.mode.value))} fails at start on an engine with userns-remap.`,
          why: `${other} is in the host's user namespace and \`${workload.name}\` is not, and a container that joins another's namespaces joins its user namespace too (\`both namespace path and non-matching mapping specified\`).`,
          instead: allowsUsernsHost(posture, workload.name)
            ? `Write ${mode} here too, or remove it from ${other}.`
            : `Remove ${mode} from ${other}.`,
          primary: host.mode.at,
          isMendedOnHost: true,
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
        title: `This ${workload.dialect.noun} joins namespaces of two containers, which fails at start on an engine with userns-remap.`,
        why: `Every container has a user namespace of its own there, and with ${workload.dialect.write(first.setting, first.mode.value)} and ${workload.dialect.write(other.setting, other.mode.value)} this one would have to be in two.`,
        instead: "Join the namespaces of one container only.",
        primary: other.mode.at,
        related: [{ at: first.mode.at, note: "the other container whose namespaces are joined" }],
        ...(first.joined && other.joined ? {} : { confidence: "likely" as const }),
      };
    },
  },
};
