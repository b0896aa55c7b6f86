import { lastResort } from "../model/last-resort.js";
import { usesHostUserNamespace } from "../model/workload.js";
import type { Rule } from "./rule.js";

/** The engine refuses the host's PID namespace at create on a remapped daemon unless `userns_mode` is `host`: daemon/daemon_unix.go, verifyPlatformContainerSettings. */
export const hostPid: Rule = {
  id: "host-pid",
  severity: "error",
  confidence: "certain",
  summary: "The host's PID namespace is refused at create.",
  stage: "create",
  check: {
    *workload(workload, { posture }) {
      const { pid } = workload.namespaces;
      if (pid?.value !== "host" || usesHostUserNamespace(workload)) return;
      yield {
        message: `\`pid: host\` is refused by an engine with userns-remap: a container in a user namespace cannot share the host's PID namespace. To watch one other service, join it with \`pid: service:<name>\`; to read host metrics, bind \`/proc\` read-only. ${lastResort(posture, workload)}`,
        primary: pid.at,
      };
    },
  },
};
