import { lastResort } from "../model/last-resort.js";
import { usesHostUserNamespace } from "../model/workload.js";
import type { Rule } from "./rule.js";

/** A remapped container cannot mount the message queue file system of the host's IPC namespace, so it fails at start (moby#36674). */
export const hostIpc: Rule = {
  id: "host-ipc",
  severity: "error",
  confidence: "certain",
  summary: "A container in the host's IPC namespace fails at start.",
  stage: "start",
  check: {
    *workload(workload, { posture }) {
      const { ipc } = workload.namespaces;
      if (ipc?.value !== "host" || usesHostUserNamespace(workload)) return;
      if (workload.mounts.some(({ target }) => target.value.replace(/\/+$/, "") === "/dev/mqueue")) return;
      yield {
        message: `\`ipc: host\` makes the container fail at start on an engine with userns-remap: it may not mount \`/dev/mqueue\` of the host's IPC namespace (\`operation not permitted\`). To share memory between services write \`ipc: shareable\` in one and \`ipc: service:<name>\` in the others; if it must be the host's, bind \`/dev/mqueue:/dev/mqueue\` as well. ${lastResort(posture, workload)}`,
        primary: ipc.at,
      };
    },
  },
};
