import { lastResort } from "../model/last-resort.js";
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
    *workload(workload, { posture }) {
      const { privileged, build } = workload;
      if (privileged?.value === true && !usesHostUserNamespace(workload)) {
        yield {
          message: `\`privileged: true\` is refused by an engine with userns-remap: it cannot give a container in a user namespace the powers of host root. Write the single capability or device the service needs instead. ${lastResort(posture, workload)}`,
          primary: privileged.at,
        };
      }
      if (!build || build.image) return;
      const asked = [build.privileged?.value === true ? build.privileged : undefined, ...build.entitlements.filter(isInsecure)];
      for (const grant of asked.filter((each) => each !== undefined).slice(0, 1)) {
        yield {
          message: `\`${typeof grant.value === "string" ? grant.value : "build.privileged: true"}\` lets the build run \`RUN --security=insecure\`, and ${confined}`,
          primary: grant.at,
          severity: "warning",
          confidence: "possible",
        };
      }
    },
    *image(image) {
      for (const stage of image.stages) {
        for (const run of [...stage.runs, ...stage.onBuild.runs]) {
          if (run.security?.value !== "insecure") continue;
          yield {
            message: `\`RUN --security=insecure\`: ${confined}`,
            primary: run.security.at,
            severity: "warning",
            confidence: "likely",
          };
        }
      }
    },
  },
};

const confined =
  "on an engine with userns-remap such a step stays in the user namespace: it gets every capability, and the kernel still denies it device nodes, block device mounts and modules. Build this image on an engine without userns-remap, or with a `docker-container` builder.";

function isInsecure({ value }: { readonly value: string }): boolean {
  return value === "security.insecure";
}
