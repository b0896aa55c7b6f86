import { type Proposal, untried } from "../remedy.js";
import type { Subject } from "../subject.js";
import type { Theme } from "./signs.js";

function elsewhere({ builds }: Subject): Proposal[] {
  return builds ? [untried("do this on an engine without userns-remap, or in another way", "a build has no `userns_mode`")] : [];
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
    remedies: elsewhere,
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
