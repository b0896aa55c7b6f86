import type { Rule } from "./rule.js";

/** The engine (28.0.0 and later; earlier ones do not know the option) refuses it at start for every container of a remapped daemon: daemon/oci_linux.go, WithMounts. */
export const writableCgroups: Rule = {
  id: "writable-cgroups",
  severity: "error",
  confidence: "certain",
  summary: "The security option writable-cgroups makes the container fail at start.",
  stage: "start",
  check: {
    *workload(workload) {
      for (const option of workload.securityOptions) {
        if (!/^writable-cgroups(?:[=:]|$)/.test(option.value)) continue;
        yield {
          message: `\`security_opt: ${option.value}\` makes the container fail at start on an engine with userns-remap (\`option WritableCgroups conflicts with user namespaces and rootless mode\`), whatever its value, and even with \`userns_mode: host\`. Remove it: a remapped engine mounts cgroups writable in every container, and the container may write where it owns its cgroup (cgroup v2 with \`cgroup: private\`).`,
          primary: option.at,
        };
      }
    },
  },
};
