import { activeRemap, isTemplate, readerOf, settingOf } from "../model/daemon.js";
import { dataRootAccess } from "./data-root-access.js";
import { defaultIpcMode } from "./default-ipc-mode.js";
import { flagAndFile } from "./flag-and-file.js";
import type { Rule } from "./rule.js";
import { usernsRemapValue } from "./userns-remap-value.js";

/** Rules that know what stops dockerd. */
const stoppers: readonly Rule[] = [usernsRemapValue, flagAndFile, defaultIpcMode, dataRootAccess];

/** Any client of the Docker API may pass `--userns=host`; only an authorization plugin can refuse it. */
export const optOutUnguarded: Rule = {
  id: "opt-out-unguarded",
  severity: "note",
  confidence: "certain",
  summary: "Anyone with the Docker API can opt out of userns-remap with `--userns=host`.",
  stage: "daemon",
  check: {
    *daemon(daemon, context) {
      // Whoever runs an engine in a container or for a script is its only client, or knows who is.
      if (daemon.origin === "container" || daemon.origin === "script") return;
      const remap = activeRemap(daemon);
      const plugins = settingOf(daemon.settings, "authorization-plugins")?.value.value;
      const isGuarded = (Array.isArray(plugins) && plugins.length > 0) || daemon.flags.some(({ name }) => name === "authorization-plugin");
      // An engine that does not start has nothing turned on.
      const isRefused = stoppers.some((rule) =>
        [...(rule.check.daemon?.(daemon, context) ?? [])].some(
          ({ severity = rule.severity, confidence = rule.confidence }) => severity === "error" && confidence !== "possible",
        ),
      );
      if (!remap || isGuarded || isTemplate(remap.setting.value) || daemon.isRefused || isRefused) return;
      const reader = readerOf(daemon);
      const readBy = {
        dockerd: "",
        package: "Only the engine of that package reads this file. ",
        unknown: "This file counts only if it is written to /etc/docker/daemon.json, or dockerd is given its path with `--config-file`. ",
      };
      yield {
        title:
          reader === "dockerd"
            ? "userns-remap is on and no `authorization-plugins` are set, so users of the Docker API can opt out of it."
            : "Where this file counts, users of the Docker API can opt out of userns-remap: it sets no `authorization-plugins`.",
        why: `${readBy[reader]}Anyone who may use the Docker API can start a container with \`--userns=host\` and be root on the host. That does not matter if only root and trusted users are in the \`docker\` group.`,
        instead: "Otherwise, set an authorization plugin that refuses it.",
        primary: remap.setting.at,
      };
    },
  },
};
