import { freeChangeTo, type Proposal, untried } from "../remedy.js";
import type { Subject } from "../subject.js";
import type { Theme } from "./signs.js";

function elsewhere({ builds }: Subject): Proposal[] {
  return builds ? [untried("do this on an engine without userns-remap, or in another way", "a build has no `userns_mode`")] : [];
}

const tun = "/dev/net/tun";

/** VPN clients and servers make the device of their tunnel when it is not there. */
function tunnel(subject: Subject): Proposal[] {
  const { builds, capAdd, devices } = subject;
  const isTunnel = capAdd.some((name) => /^(?:CAP_)?NET_ADMIN$/i.test(name)) && !devices.some(({ target }) => target === tun);
  if (builds || !isTunnel) return [];
  return [
    freeChangeTo(
      subject,
      `\`devices: [${tun}]\`, so that the service finds the device and need not create it`,
      [`devices: ["${tun}:${tun}:rwm"]`],
      "none: the device is the one that the service would create",
    ),
  ];
}

/** What a comparison knows of rules about work that needs powers over the host, which shows in builds first. */
export const builds: Theme = {
  mknod: {
    engineWords: [
      {
        stages: ["build"],
        words: /(?:mknod|can't create node)[^\n]{0,300}operation not permitted|cannot mknod/i,
        precedence: "last",
      },
    ],
    programWords: [{ words: /\bmknod\b|can't create node\b/i, precedence: "general" }],
    siblings: ["ineffective-capability", "privileged-operation"],
    remedies: (subject) => [...tunnel(subject), ...elsewhere(subject)],
  },
  "privileged-operation": {
    engineWords: [
      {
        stages: ["build"],
        words: /(?:losetup|mount|modprobe|insmod|sysctl|date)\b[^\n]{0,300}(?:operation not permitted|permission denied|cannot set date)/i,
        precedence: "last",
      },
    ],
    programWords: [
      {
        words: /\blosetup\b|loop device|\bu?mount\b|\bmounting\b|\bswapon\b|\bsysctl\b|\bdebootstrap\b/i,
        precedence: "last",
      },
    ],
    kernelPaths: /^\/(?:sys\/(?!fs\/cgroup)|proc\/sys)/,
    siblings: ["ineffective-capability"],
    remedies: elsewhere,
  },
};
