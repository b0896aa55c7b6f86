import type { Problem } from "../findings/finding.js";
import { type Daemon, misspelledRemaps, readerOf, remapSetting, settingOf, unsureFlags } from "../model/daemon.js";
import { shorten } from "../text/shorten.js";
import type { Rule } from "./rule.js";

/** A daemon.json that leaves user namespaces off: dockerd does not warn about it. */
export const usernsRemapOff: Rule = {
  id: "userns-remap-off",
  severity: "note",
  confidence: "certain",
  summary: "A daemon.json that leaves userns-remap off, or a unit's variable that may not reach dockerd.",
  stage: "daemon",
  check: {
    *daemon(daemon) {
      yield* unsure(daemon);
      if (daemon.origin !== "file" || daemon.isRefused || remapSetting(daemon)?.value || misspelledRemaps(daemon).length > 0) return;
      const setting = settingOf(daemon.settings, "userns-remap");
      const value = setting?.value.value;
      if (setting && value !== "" && value !== null) return;
      // A template or an example may get the key elsewhere.
      if (!setting && readerOf(daemon) === "unknown") return;
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

function* unsure(daemon: Daemon): Generator<Problem> {
  for (const { value, variable, at } of unsureFlags(daemon, "userns-remap")) {
    yield {
      title: `\`--userns-remap=${shorten(value)}\` counts only if an \`ExecStart=\` of dockerd expands \`$${shorten(variable)}\`; none is here.`,
      why: "systemd passes a variable's flags on only where the command line names the variable. The unit of Docker's own packages names none, so userns-remap stays off with it, and dockerd does not warn.",
      instead:
        "`systemctl cat docker.service` shows the command line, and `docker info` lists `name=userns` where mapping is on. Setting `userns-remap` in daemon.json needs no variable.",
      primary: at,
      confidence: "possible",
    };
  }
}
