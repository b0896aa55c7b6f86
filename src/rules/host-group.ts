import { accessOf } from "../model/device.js";
import { hostGroupId } from "../model/posture.js";
import { usesHostUserNamespace, type Workload } from "../model/workload.js";
import type { Rule } from "./rule.js";

/** `group_add` names groups of the container; its gid N is host gid base + N, so the host's group N is not joined. */
export const hostGroup: Rule = {
  id: "host-group",
  severity: "warning",
  confidence: "likely",
  summary: "group_add with a host group's id does not reach what that group owns on the host.",
  stage: "run",
  check: {
    *workload(workload, { posture }) {
      if (workload.groupAdd.length === 0 || usesHostUserNamespace(workload)) return;
      const reached = reachOf(workload);
      if (!reached) return;
      for (const group of workload.groupAdd) {
        const isNumber = /^\d+$/.test(group.value);
        const mapped = isNumber ? hostGroupId(posture, Number(group.value)) : undefined;
        if (isNumber && mapped === undefined) continue;
        const joins = isNumber
          ? `joins the host's gid ${mapped} (${posture.baseId} + ${group.value}), not ${group.value}`
          : `joins the group of that name in the image, whose gid N is the host's ${posture.baseId} + N`;
        const chgrp = isNumber ? `\`chgrp ${mapped}\`` : `\`chgrp\` to ${posture.baseId} + that gid`;
        const remedy = reached.path.endsWith(".sock")
          ? "Reach the socket's program another way, over TCP for example."
          : `Give the group access on the host instead: ${chgrp}, by a udev rule where it is a device.`;
        yield {
          message: `\`group_add: ${group.value}\` ${joins}, on an engine with userns-remap: it gives no access to what the host's group owns, such as \`${reached.path}\`. ${remedy}`,
          primary: group.at,
          related: [{ at: reached.at, note: "what the group is to reach" }],
          ...(reached.isSure ? {} : { confidence: "possible" as const }),
        };
      }
    },
  },
};

/** What of the host the group is likely meant for: a device or a socket surely, any other bind possibly. */
function reachOf({ devices, mounts }: Workload) {
  const device = devices.find(({ source }) => source.value.startsWith("/") && accessOf(source.value).access !== "everyone");
  if (device) return { path: device.source.value, at: device.source.at, isSure: true };
  const binds = mounts.flatMap(({ hostPath, source, readOnly }) =>
    hostPath && source ? [{ path: source.value, at: source.at, isHarmless: hostPath.inRepository && readOnly }] : [],
  );
  const sure = binds.find(({ path }) => path.endsWith(".sock") || (path.startsWith("/dev/") && accessOf(path).access !== "everyone"));
  if (sure) return { ...sure, isSure: true };
  const other = binds.find(
    ({ path, isHarmless }) => !isHarmless && !/^\/etc\/(?:localtime|timezone|hosts|resolv\.conf|ssl\/certs)/.test(path),
  );
  return other && { ...other, isSure: false };
}
