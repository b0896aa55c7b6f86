import { ownerRemedies } from "../owner-remedies.js";
import type { Theme } from "./signs.js";

/** What a comparison knows of rules about who owns what of the host is mounted. */
export const ownership: Theme = {
  "host-path-ownership": { remedies: (subject, context) => ownerRemedies("host-path-ownership", subject, context) },
  "secret-file-mode": {
    isAsked: ({ grants }) => grants.length > 0,
    siblings: ["host-path-ownership"],
    remedies: (subject, context) => ownerRemedies("secret-file-mode", subject, context),
  },
};
