import { usesHostUserNamespace } from "../model/workload.js";
import type { Rule } from "./rule.js";

/** Compose 5.3.0 to 5.5.0 runs `pre_start` hooks in a container of their own without the service's userns_mode (pkg/compose/pre_start.go); the others are `exec --privileged`. */
export const privilegedHook: Rule = {
  id: "privileged-hook",
  severity: "error",
  confidence: "certain",
  summary: "A privileged pre_start hook is refused, even where its service is in the host's user namespace.",
  stage: "create",
  check: {
    *workload(workload) {
      const isHost = usesHostUserNamespace(workload);
      for (const { phase, privileged } of workload.hooks) {
        if (privileged?.value !== true) continue;
        if (phase === "pre_start") {
          yield {
            title: "`privileged: true` of a `pre_start` hook is refused by an engine with userns-remap.",
            why: `Compose runs the hook in a container of its own${isHost ? ", and (5.3.0 to 5.5.0) does not give it the service's `userns_mode: host`" : ", which cannot be given `userns_mode: host`"}, so the service never starts.`,
            instead: "Remove `privileged`, or do this step on the host before `docker compose up`.",
            primary: privileged.at,
            ...(isHost && { confidence: "likely" as const }),
          };
        } else if (!isHost) {
          yield {
            title: `\`privileged: true\` of a \`${phase}\` hook gives less than it says on an engine with userns-remap.`,
            why: "The engine accepts it. The command gets every capability of the container's user namespace and none of the host's, so it cannot make device nodes, load modules or write the host's sysctls.",
            instead: "Remove `privileged` if the hook needs nothing of this; otherwise do this step on the host.",
            primary: privileged.at,
            severity: "warning",
            confidence: "possible",
          };
        }
      }
    },
  },
};
