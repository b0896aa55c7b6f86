import { flagOf, settingOf } from "../model/daemon.js";
import { shorten } from "../text/shorten.js";
import { fixing } from "./changes.js";
import type { Rule } from "./rule.js";

/** dockerd refuses an option that is set as a flag and in daemon.json, even when both agree: daemon/config/config.go, findConfigurationConflicts. */
export const flagAndFile: Rule = {
  id: "flag-and-file",
  severity: "error",
  confidence: "likely",
  summary: "`userns-remap` set both as a flag and in daemon.json stops dockerd.",
  stage: "daemon",
  check: {
    *daemon(daemon) {
      const setting = settingOf(daemon.settings, "userns-remap");
      const flag = flagOf(daemon, "userns-remap");
      if (!setting || !flag) return;
      const file = typeof setting.value.value === "string" ? setting.value.value : JSON.stringify(setting.value.value);
      yield {
        title: `\`--userns-remap\` here and \`userns-remap\` in \`${shorten(daemon.path, 36)}\` stop dockerd, even when both agree.`,
        why: `dockerd says "the following directives are specified both as a flag and in the configuration file: userns-remap: (from flag: ${flag.value}, from file: ${file})".`,
        instead: "Keep the one in daemon.json.",
        primary: flag.at,
        related: [{ at: setting.key.at, note: "set in the file too" }],
        ...(flag.value === file &&
          fixing(
            {
              title: "Remove `--userns-remap`",
              safety: "safe",
              effect: "dockerd starts, which it does not now, with the mapping that the file asks for.",
            },
            { kind: "remove", at: flag.at },
          )),
      };
    },
  },
};
