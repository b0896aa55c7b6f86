import { isRenamed } from "../model/device.js";
import { lastResort } from "../model/last-resort.js";
import { usesHostUserNamespace } from "../model/workload.js";
import type { Rule } from "./rule.js";

/** Under userns-remap runc binds device nodes instead of making them, and takes the container's path for the source (libcontainer/rootfs_linux.go). */
export const renamedDevice: Rule = {
  id: "renamed-device",
  severity: "error",
  confidence: "certain",
  summary: "A device with another path in the container fails at start, or is silently the wrong device.",
  stage: "start",
  check: {
    *workload(workload, { posture }) {
      if (usesHostUserNamespace(workload)) return;
      for (const device of workload.devices) {
        if (!isRenamed(device)) continue;
        const source = device.source.value;
        const target = device.target.value;
        yield {
          message: `\`${source}:${target}\` does not give the container \`${source}\` on an engine with userns-remap: the host's node at \`${target}\` is bound instead, so the container fails at start where the host has none and silently gets the wrong device where it has one. Keep the same path on both sides; or bind it with \`volumes: ["${source}:${target}"]\` and allow it with \`device_cgroup_rules\`. ${lastResort(posture, workload)}`,
          primary: device.target.at,
        };
      }
    },
  },
};
