import type { Theme } from "./signs.js";

/** What a comparison knows of rules about programs that make user namespaces or boot a system by themselves. */
export const programs: Theme = {
  "nested-containers": {
    programWords: [{ words: /\bnew[ug]idmap\b|\brootlesskit\b|\b[ug]id_map\b|\bCLONE_NEWUSER\b/i, precedence: "general" }],
  },
  "systemd-init": { silentExit: { process: /(?:^|\/)systemd$|^\/sbin\/init\b/, status: 255 } },
};
