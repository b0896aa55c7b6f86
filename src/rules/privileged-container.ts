import { usesHostUserNamespace } from "../model/workload.js";
import type { Rule } from "./rule.js";

/** The engine refuses `privileged` at create on a remapped daemon unless `userns_mode` is `host`: daemon/daemon_unix.go, verifyPlatformContainerSettings. */
export const privilegedContainer: Rule = {
  id: "privileged-container",
  severity: "error",
  confidence: "certain",
  summary: "A privileged container is refused at create.",
  stage: "create",
  check: {
    *workload(workload) {
      const { privileged } = workload;
      if (privileged?.value !== true || usesHostUserNamespace(workload)) return;
      yield {
        message:
          "`privileged: true` is refused by an engine with userns-remap: it cannot give a container in a user namespace the powers of host root. Add the single capability or device the service needs; or set `userns_mode: host` for this service, which gives up its protection.",
        primary: privileged.at,
      };
    },
  },
};
