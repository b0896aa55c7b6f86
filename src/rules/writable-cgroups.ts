import { lastResort } from "../model/escape-hatch.js";
import { usesHostUserNamespace } from "../model/workload.js";
import type { Rule } from "./rule.js";

/** The engine (28.0.0 and later; earlier ones do not know the option) refuses the option at start under userns-remap: daemon/oci_linux.go. */
export const writableCgroups: Rule = {
  id: "writable-cgroups",
  severity: "error",
  confidence: "likely",
  summary: "The security option writable-cgroups makes the container fail at start.",
  stage: "start",
  check: {
    *workload(workload, { posture }) {
      if (usesHostUserNamespace(workload)) return;
      for (const option of workload.securityOptions) {
        if (!/^writable-cgroups[=:]/.test(option.value)) continue;
        yield {
          message: `\`${option.value}\` makes the container fail at start on an engine with userns-remap (\`option WritableCgroups conflicts with user namespaces and rootless mode\`), whatever its value. Remove it: on a remapped engine with cgroup v2 and \`cgroup: private\` the container's cgroup is mounted writable anyway. ${lastResort(posture, workload.name)}`,
          primary: option.at,
        };
      }
    },
  },
};
