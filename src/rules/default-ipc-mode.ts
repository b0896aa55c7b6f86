import { settingOf } from "../model/daemon.js";
import { fixing } from "./changes.js";
import type { Rule } from "./rule.js";

/** `host` is not a valid default IPC mode on any engine: daemon/config/config_linux.go, verifyDefaultIpcMode. */
export const defaultIpcMode: Rule = {
  id: "default-ipc-mode",
  severity: "error",
  confidence: "certain",
  summary: "`default-ipc-mode` takes `private` or `shareable` only; anything else stops dockerd.",
  stage: "daemon",
  check: {
    *daemon(daemon) {
      const setting = settingOf(daemon.settings, "default-ipc-mode")?.value;
      const flags = daemon.flags.filter(({ name }) => name === "default-ipc-mode");
      for (const { value, at, name } of [...(setting ? [{ ...setting, name: "" }] : []), ...flags]) {
        if (value !== "host") continue;
        const lead = name === "" ? "" : `--${name}=`;
        yield {
          title: "`default-ipc-mode: host` stops dockerd, with or without userns-remap.",
          why: 'dockerd says `IPC mode "host" is not supported as default value; use "shareable" or "private"`.',
          instead:
            "Write `private` or `shareable`. Containers that share memory under userns-remap use `ipc: shareable` on one and `ipc: service:<name>` on the other.",
          primary: at,
          ...fixing(
            {
              title: "Write `private`",
              safety: "safe",
              effect:
                "dockerd starts, which it does not now. Containers that do not ask for another get an IPC namespace of their own, as engines give them by default.",
            },
            { kind: "replace", at, from: `${lead}host`, to: `${lead}private` },
          ),
        };
      }
    },
  },
};
