import { shorten } from "../text/shorten.js";
import { fixing } from "./changes.js";
import type { Rule } from "./rule.js";

/** The engine (28.0.0 and later; earlier ones do not know the option) refuses it at start for every container of a remapped daemon: daemon/oci_linux.go, WithMounts. */
export const writableCgroups: Rule = {
  id: "writable-cgroups",
  severity: "error",
  confidence: "certain",
  summary: "The security option writable-cgroups makes the container fail at start.",
  stage: "start",
  check: {
    *workload({ securityOptions, dialect }) {
      for (const option of securityOptions) {
        if (!/^writable-cgroups(?:[=:]|$)/.test(option.value)) continue;
        const written = dialect.write("security-opt", shorten(option.value, 30));
        yield {
          title: `${written} makes the container fail at start on an engine with userns-remap.`,
          why: `The engine says \`option WritableCgroups conflicts with user namespaces and rootless mode\`, whatever the value, and even with ${dialect.write("userns", "host")}.`,
          instead:
            "Remove it: a remapped engine mounts cgroups writable in every container, and the container may write where it owns its cgroup (cgroup v2 with a private cgroup namespace).",
          primary: option.at,
          ...fixing(
            {
              title: `Remove ${written}`,
              safety: "unsafe",
              effect: "With userns-remap the container starts. Without it, engines from 28 on no longer mount cgroups writable in it.",
            },
            { kind: "remove", at: option.at },
          ),
        };
      }
    },
  },
};
