import { listed } from "../caused-by.js";
import { ownerRemedies } from "../owner-remedies.js";
import { changeTo, type Proposal } from "../remedy.js";
import type { Subject } from "../subject.js";
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
    paths: ({ grants, handed }) => [...grants, ...handed].map(({ target }) => target),
    isAsked: ({ grants, handed }) => grants.length + handed.length > 0,
    siblings: ["host-path-ownership"],
    remedies: (subject, context) => [...withoutOwner(subject), ...ownerRemedies("secret-file-mode", subject, context)],
  },
};

/** What Compose copies in without an owner is root's, and readable for all. */
function withoutOwner(subject: Subject): Proposal[] {
  const { handed } = subject;
  if (handed.length === 0) return [];
  const lines = new Map(
    handed.map(({ kind, grantsWithoutOwner }) => [kind, `${kind}s: !override ${JSON.stringify(grantsWithoutOwner)}`] as const),
  );
  const names = listed(handed.map(({ source }) => source));
  const change = `leave \`uid\`, \`gid\` and \`mode\` out of the grant${handed.length === 1 ? "" : "s"} of ${names}`;
  return [changeTo(subject, change, [...lines.values()], "every user in the container can read it (mode 0444)")];
}
