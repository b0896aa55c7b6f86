import type { Rule } from "./rule.js";

/** The engine refuses the host's PID namespace at create on a remapped daemon unless `userns_mode` is `host`: daemon/daemon_unix.go, verifyPlatformContainerSettings. */
export const hostPid: Rule = {
  id: "host-pid",
  severity: "error",
  confidence: "certain",
  summary: "The host's PID namespace is refused at create.",
  stage: "create",
  check: {
    *remapped({ namespaces: { pid }, dialect }) {
      if (pid?.value !== "host") return;
      yield {
        title: `${dialect.write("pid", "host")} is refused by an engine with userns-remap.`,
        why: "A container in a user namespace cannot share the host's PID namespace.",
        instead: `To watch one other ${dialect.noun}, join it with ${dialect.write("pid", `${dialect.noun}:<name>`)}; to read host metrics, bind \`/proc\` read-only.`,
        primary: pid.at,
        helpsOnHost: true,
      };
    },
  },
};
