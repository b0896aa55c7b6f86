import { isReadFile } from "../model/container-places.js";
import { shorten } from "../text/shorten.js";
import { fixing } from "./changes.js";
import type { Rule } from "./rule.js";

/**
 * A mount namespace of another user namespace gets the mounts of its parent as slaves (mount_namespaces(7)): what a remapped container mounts in a shared bind does not
 * reach the host, whatever the propagation says. What the host mounts still reaches the container. Seen on engines 20.10 to 29; moby/moby#36472.
 */
export const mountPropagation: Rule = {
  id: "mount-propagation",
  severity: "warning",
  confidence: "possible",
  summary: "What a container mounts in a bind with `shared` or `rshared` does not reach the host.",
  stage: "run",
  check: {
    *remapped({ mounts, privileged, capabilities, dialect: { noun } }) {
      // Refused at create: what it would mount does not matter, and its remedies cure this as well.
      if (privileged?.value) return;
      const mayMount = capabilities.add.some(({ value }) => /^(?:ALL|(?:CAP_)?SYS_ADMIN)$/i.test(value));
      for (const { type, bind, hostPath, source } of mounts) {
        const propagation = bind?.propagation;
        if (type !== "bind" || !propagation || !/^r?shared$/.test(propagation.value)) continue;
        // Nothing is mounted on a file of configuration.
        if (isReadFile(source?.value ?? "")) continue;
        const recursive = propagation.value.startsWith("r") ? "r" : "";
        const path = shorten(source?.value ?? hostPath?.path ?? "", 32);
        yield {
          title: `\`${propagation.value}\` on \`${path}\`: what the ${noun} mounts there does not reach the host.`,
          why: `With userns-remap the kernel makes every mount of a container a slave of the host's: the ${noun} sees what it mounts below \`${path}\`, and neither the host nor other containers do. No error is shown. What the host mounts there still reaches the ${noun}.`,
          instead: `Mount it on the host, for example in \`/etc/fstab\`, and bind it with \`${recursive}slave\`; write \`${recursive}slave\` too if the ${noun} only waits for mounts of the host.`,
          primary: propagation.at,
          helpsOnHost: true,
          ...fixing(
            {
              title: `Write \`${recursive}slave\``,
              safety: "unsafe",
              effect: `With userns-remap nothing changes. Without it, what the ${noun} mounts there no longer reaches the host.`,
            },
            { kind: "replace", at: propagation.at, from: propagation.value, to: `${recursive}slave` },
          ),
          ...(mayMount && { confidence: "likely" as const }),
        };
      }
    },
  },
};
