import { misspelledRemaps, remapSetting, settingOf } from "../model/daemon.js";
import type { Rule } from "./rule.js";

/** A daemon.json that leaves user namespaces off: dockerd does not warn about it. */
export const usernsRemapOff: Rule = {
  id: "userns-remap-off",
  severity: "note",
  confidence: "certain",
  summary: "A daemon.json that leaves userns-remap off.",
  stage: "daemon",
  check: {
    *daemon(daemon) {
      if (daemon.origin !== "file" || daemon.isRefused || remapSetting(daemon)?.value || misspelledRemaps(daemon).length > 0) return;
      const setting = settingOf(daemon.settings, "userns-remap");
      const value = setting?.value.value;
      if (setting && value !== "" && value !== null) return;
      yield {
        ...(setting
          ? {
              title: `\`"userns-remap": ${JSON.stringify(value)}\` leaves user namespaces off, and dockerd does not warn.`,
              why: "Root in a container is root on the host.",
              instead: 'Write `"default"` to turn them on.',
            }
          : {
              title: "This daemon.json does not set `userns-remap`.",
              why: 'Root in a container is root on the host (CIS Docker Benchmark, "Enable user namespace support").',
              instead:
                'When the other findings are settled, add `"userns-remap": "default"`. Images, containers and volumes made before stay on disk but are hidden.',
            }),
        primary: setting?.value.at ?? (daemon.settings[0] ? daemon.settings[0].key.at : daemon.at),
      };
    },
  },
};
