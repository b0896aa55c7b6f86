import { ownerRemedies } from "../owner-remedies.js";
import { protectedBy } from "../wanted-refusal.js";
import type { Theme } from "./signs.js";

/** What a comparison knows of rules about who owns what of the host is mounted. */
export const ownership: Theme = {
  "host-path-ownership": {
    ofMount: (mount, text) => {
      if (mount.type === "volume" && mount.driver === "bind") return { confidence: "likely", isDecisive: true };
      if (mount.type !== "bind") return undefined;
      const protects = protectedBy(mount, text);
      return { confidence: "certain", isDecisive: true, ...(protects && { protects }) };
    },
    ofShownIds: ({ mounts, grants }) => (mounts.some(({ type }) => type === "bind") || grants.length > 0 ? "likely" : undefined),
    remedies: (subject, context) => ownerRemedies("host-path-ownership", subject, context),
  },
  "secret-file-mode": {
    paths: ({ grants }) => grants.map(({ target }) => target),
    isAsked: ({ grants }) => grants.length > 0,
    siblings: ["host-path-ownership"],
    remedies: (subject, context) => ownerRemedies("secret-file-mode", subject, context),
  },
};
