import type { Problem } from "../findings/finding.js";
import { neededStages } from "../model/image.js";
import { type Build, usesHostUserNamespace, type Workload } from "../model/workload.js";
import type { Rule } from "./rule.js";

/** The engine refuses the host's network namespace at create on a remapped daemon unless `userns_mode` is `host`; BuildKit fails on mounting sysfs. */
export const hostNetwork: Rule = {
  id: "host-network",
  severity: "error",
  confidence: "certain",
  summary: "The host's network is refused at create, and a build step that asks for it fails.",
  stage: "create",
  check: {
    *remapped(workload) {
      const { dialect } = workload;
      const { mode, joined } = hostNetworkOf(workload);
      const how = {
        why: "A container in a user namespace cannot share the host's network namespace.",
        instead: dialect.lacks?.("publish")
          ? `Give the ${dialect.noun} a network of the engine, over which it reaches what it needs.`
          : `Publish the ports that the ${dialect.noun} needs with ${dialect.name("publish")}.`,
        helpsOnHost: true,
      };
      if (mode) {
        yield { title: `${dialect.write("network", "host")} is refused by an engine with userns-remap.`, ...how, primary: mode.at };
      } else if (workload.open?.network) {
        const { value, at } = workload.open.network;
        yield {
          ...how,
          title: `${dialect.write("network", value)} is refused by an engine with userns-remap wherever the variable is \`host\`.`,
          why: `${how.why} The variable has no value here.`,
          primary: at,
          severity: "note",
          confidence: "possible",
        };
      } else if (joined) {
        yield {
          title: `The ${dialect.noun} joins the engine's \`host\` network, which an engine with userns-remap refuses.`,
          ...how,
          primary: joined.at,
          ...(joined.nameAt && { related: [{ at: joined.nameAt, note: "here the network is named `host`" }] }),
        };
      }
    },
    *workload(workload) {
      yield* judgeHook(workload);
      const { build, dialect } = workload;
      if (!build || isBuiltWithoutRun(build)) return;
      const isCommand = dialect.noun !== "service";
      if (build.network?.value === "host") {
        yield {
          title: `${isCommand ? "`docker build --network host`" : "`build.network: host`"} fails on an engine with userns-remap at the first \`RUN\`.`,
          why: `BuildKit cannot mount sysfs in the host's network namespace, and the classic builder is refused; ${isCommand ? "a builder in a container of its own is not the engine's" : "`userns_mode` does not reach a build"}.`,
          instead: buildElsewhere,
          primary: build.network.at,
          // Which builder a command gets is the choice of whoever runs it.
          ...(isCommand && { confidence: "likely" as const }),
        };
        return;
      }
      const entitlement = build.image ? undefined : build.entitlements.find(({ value }) => value === "network.host");
      if (entitlement) {
        yield {
          title: "The entitlement `network.host` is for `RUN --network=host`, which fails on an engine with userns-remap.",
          why: "BuildKit cannot mount sysfs in the host's network namespace.",
          instead: buildElsewhere,
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
            title: "`RUN --network=host` fails on an engine with userns-remap.",
            why: "BuildKit cannot mount sysfs in the host's network namespace (`operation not permitted`).",
            instead: buildElsewhere,
            primary: network.at,
          };
        }
      }
    },
  },
};

function hostNetworkOf({ namespaces: { network }, networks }: Workload) {
  return {
    mode: network?.value === "host" ? network : undefined,
    joined: networks.find(({ engineName }) => engineName === "host"),
  };
}

/** A hook's container takes over the service's network and not its user namespace. */
function* judgeHook(workload: Workload): Iterable<Problem> {
  const { mode, joined } = hostNetworkOf(workload);
  const network = mode ?? joined;
  const hook = workload.hooks.find(({ phase }) => phase === "pre_start");
  if (!hook || !network || !usesHostUserNamespace(workload)) return;
  yield {
    title: "The `pre_start` hook lacks the service's `userns_mode: host`, and an engine with userns-remap refuses it.",
    why: "It runs in a container of its own on the host's network, and Compose (5.3.0 to 5.5.0) does not give it the service's user namespace: the service never starts.",
    instead: "Do the hook's work in the service's own entrypoint, or take the service off the host's network.",
    primary: hook.at,
    related: [{ at: network.at, note: "the hook's container takes over this network" }],
    confidence: "likely",
  };
}

const buildElsewhere = "Build with the default network, or on an engine without userns-remap.";

/** Whether the Dockerfile is known and the stages that are built run nothing, so that the network of their steps does not matter. */
function isBuiltWithoutRun({ image, target }: Build): boolean {
  if (!image || image.stages.length === 0) return false;
  const needed = neededStages(image, target?.value);
  return image.stages.every(({ index, runs }) => runs.length === 0 || !needed.has(index));
}
