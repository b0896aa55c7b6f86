import { activeRemap, settingOf } from "../model/daemon.js";
import type { Posture } from "../model/posture.js";
import type { Rule } from "./rule.js";

/** Engines 25 to 28 accept the containerd image store with userns-remap and break setuid and builds; 29 refuses it in daemon/command/daemon_linux.go, setPlatformOptions. */
export const containerdImageStore: Rule = {
  id: "containerd-image-store",
  severity: "error",
  confidence: "certain",
  summary: "The containerd image store does not work with userns-remap.",
  stage: "daemon",
  check: {
    *daemon(daemon, { posture }) {
      const store = settingOf(daemon.features, "containerd-snapshotter");
      if (store?.value.value !== true || (posture.engines?.max ?? 99) < 23) return;
      const remap = activeRemap(daemon);
      yield {
        title: '`"containerd-snapshotter": true` does not work with userns-remap.',
        why: consequences(posture),
        instead: "Set it to `false`, so that images stay in overlay2.",
        primary: store.value.at,
        ...(remap ? { related: [{ at: remap.setting.at, note: "turns userns-remap on" }] } : { severity: "warning" as const }),
        fix: { title: "Turn the containerd image store off", safety: "unsafe", edits: [{ at: store.value.at, text: "false" }] },
      };
    },
  },
};

function consequences({ engines }: Posture): string {
  const old =
    "Engines 25 to 28 start without a warning, drop the setuid bit of every program (sudo, su, mount) and fail every BuildKit `RUN`.";
  const current = 'Engine 29 does not start ("containerd-snapshotter is explicitly enabled, but is not compatible with userns remapping").';
  if ((engines?.min ?? 0) >= 29) return current;
  return (engines?.max ?? 99) < 29 ? old : `${old} ${current}`;
}
