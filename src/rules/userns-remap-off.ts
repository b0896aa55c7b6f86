import { misspeltRemaps, remapSetting, settingOf } from "../model/daemon.js";
import type { Rule } from "./rule.js";

/** A daemon.json that leaves mapping off: dockerd says nothing about it. */
export const usernsRemapOff: Rule = {
  id: "userns-remap-off",
  severity: "note",
  confidence: "certain",
  summary: "A daemon.json that leaves userns-remap off.",
  stage: "daemon",
  check: {
    *daemon(daemon) {
      if (daemon.origin !== "file" || remapSetting(daemon)?.value || misspeltRemaps(daemon).length > 0) return;
      const setting = settingOf(daemon.settings, "userns-remap");
      const value = setting?.value.value;
      if (setting && value !== "" && value !== null) return;
      yield {
        message: setting
          ? `\`"userns-remap": ${JSON.stringify(value)}\` leaves user namespaces off, and dockerd says nothing: root in a container is root on the host. Write \`"default"\` to turn them on.`
          : 'This daemon.json does not set `userns-remap`: root in a container is root on the host (CIS Docker Benchmark, "Enable user namespace support"). When the findings here are settled, add `"userns-remap": "default"`; images, containers and volumes made before stay on disk but are hidden.',
        primary: setting?.value.at ?? (daemon.settings[0] ? daemon.settings[0].key.at : daemon.at),
      };
    },
  },
};
