import { letThrough } from "../advice/commands.js";
import { knownPath } from "../advice/known-path.js";
import { settingOf } from "../model/daemon.js";
import { shorten } from "../text/shorten.js";
import type { Rule } from "./rule.js";

/** With userns-remap every folder above the data root needs `o+x`: daemon/daemon_unix.go, setupDaemonRoot and canAccess. */
export const dataRootAccess: Rule = {
  id: "data-root-access",
  severity: "warning",
  confidence: "possible",
  summary: "A data root below a home folder is closed to the mapped root.",
  stage: "daemon",
  check: {
    *daemon(daemon) {
      const settings = ["data-root", "graph"].flatMap((key) => settingOf(daemon.settings, key)?.value ?? []);
      const flags = daemon.flags.filter(({ name }) => name === "data-root" || name === "graph");
      if (daemon.origin === "container") return;
      for (const { value, at } of [...settings, ...flags]) {
        const folder = typeof value === "string" ? /^(?:\/root|\/home\/[^/]+|\/run\/user\/\d+)(?=\/|$)/.exec(value)?.[0] : undefined;
        if (folder === undefined) continue;
        if (value === folder) continue;
        const isRootHome = folder === "/root";
        const home = knownPath(folder);
        yield {
          title: `The data root \`${shorten(String(value), 28)}\` is below \`${shorten(folder, 20)}\`, which is closed to others${isRootHome ? "" : " on most systems"}.`,
          why: `Container root is an ordinary user of the host and must be able to pass through every folder above its files. The folder's mode is ${isRootHome ? "0700" : "0700 or 0750 on most systems"}, so with userns-remap dockerd stops with "a subdirectory in your graphroot path (…) restricts access to the remapped root uid/gid; please fix by allowing 'o+x' permissions on existing directories".`,
          instead: `Move it, for example to \`/srv/docker\`, or let everybody pass through${home ? ` with \`${letThrough(home)}\`` : " that folder (`o+x`)"}.`,
          primary: at,
          ...(isRootHome && { severity: "error" as const, confidence: "likely" as const }),
        };
      }
    },
  },
};
