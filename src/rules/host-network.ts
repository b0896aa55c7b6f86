import { neededStages } from "../model/image.js";
import { lastResort } from "../model/last-resort.js";
import { type Build, usesHostUserNamespace } from "../model/workload.js";
import type { Rule } from "./rule.js";

/** The engine refuses the host's network namespace at create on a remapped daemon unless `userns_mode` is `host`; BuildKit fails on mounting sysfs. */
export const hostNetwork: Rule = {
  id: "host-network",
  severity: "error",
  confidence: "certain",
  summary: "The host's network is refused at create, and a build step that asks for it fails.",
  stage: "create",
  check: {
    *workload(workload, { posture }) {
      const { namespaces, networks, build, hooks } = workload;
      const mode = namespaces.network?.value === "host" ? namespaces.network : undefined;
      const joined = networks.find(({ engineName }) => engineName === "host");
      const instead = `Publish the ports the service needs with \`ports:\`. ${lastResort(posture, workload)}`;
      if (usesHostUserNamespace(workload)) {
        const hook = hooks.find(({ phase }) => phase === "pre_start");
        if (hook && (mode || joined)) {
          yield {
            message: `The \`pre_start\` hook runs in a container of its own on the host's network, and Compose (5.3.0 to 5.5.0) does not give it the service's \`userns_mode: host\`: an engine with userns-remap refuses it, and the service never starts. Do the hook's work in the service's own entrypoint, or take the service off the host's network.`,
            primary: hook.at,
            related: [{ at: (mode ?? joined)?.at ?? hook.at, note: "the hook's container takes over this network" }],
            confidence: "likely",
          };
        }
      } else if (mode) {
        yield {
          message: `\`network_mode: host\` is refused by an engine with userns-remap: a container in a user namespace cannot share the host's network namespace. ${instead}`,
          primary: mode.at,
        };
      } else if (joined) {
        yield {
          message: `This network is the engine's \`host\` network, which an engine with userns-remap refuses: a container in a user namespace cannot share the host's network namespace. ${instead}`,
          primary: joined.at,
          ...(joined.nameAt && { related: [{ at: joined.nameAt, note: "here the network is named `host`" }] }),
        };
      }
      if (!build || isBuiltWithoutRun(build)) return;
      if (build.network?.value === "host") {
        yield {
          message: `\`build.network: host\` fails on an engine with userns-remap at the first \`RUN\`: BuildKit cannot mount sysfs in the host's network namespace, and the classic builder is refused; \`userns_mode\` does not reach a build. ${buildElsewhere}`,
          primary: build.network.at,
        };
        return;
      }
      const entitlement = build.image ? undefined : build.entitlements.find(({ value }) => value === "network.host");
      if (entitlement) {
        yield {
          message: `The entitlement \`network.host\` is there for \`RUN --network=host\`, which fails on an engine with userns-remap: BuildKit cannot mount sysfs in the host's network namespace. ${buildElsewhere}`,
          primary: entitlement.at,
          severity: "warning",
          confidence: "possible",
        };
      }
    },
    *image(image) {
      for (const stage of image.stages) {
        for (const { network } of [...stage.runs, ...stage.onBuild.runs]) {
          if (network?.value !== "host") continue;
          yield {
            message: `\`RUN --network=host\` fails on an engine with userns-remap: BuildKit cannot mount sysfs in the host's network namespace (\`operation not permitted\`). ${buildElsewhere}`,
            primary: network.at,
          };
        }
      }
    },
  },
};

const buildElsewhere = "Build with the default network, or on an engine without userns-remap.";

/** Whether the Dockerfile is known and the stages that are built run nothing, so that the network of their steps does not matter. */
function isBuiltWithoutRun({ image, target }: Build): boolean {
  if (!image || image.stages.length === 0) return false;
  const needed = neededStages(image, target?.value);
  return image.stages.every(({ index, runs }) => runs.length === 0 || !needed.has(index));
}
