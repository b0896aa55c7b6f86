import { activeRemap, type Daemon, flagOf, settingOf } from "../model/daemon.js";
import type { Posture } from "../model/posture.js";
import type { Located } from "../text/location.js";
import { fixing } from "./changes.js";
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
      const remap = activeRemap(daemon);
      const isRefused = (posture.engines?.max ?? 99) >= 29;
      const grade = {
        ...(remap && { related: [{ at: remap.setting.at, note: "turns userns-remap on" }] }),
        // Older engines start, and something fails later.
        ...(!remap && !isRefused && { severity: "warning" as const }),
      };
      if (store?.value.value !== true) {
        const driver = driverSetting(daemon);
        if (driver && snapshotters.has(driver.value) && store?.value.value !== false && isRefused)
          yield {
            title: `The storage driver \`${driver.value}\` does not work with userns-remap.`,
            why: `It is a snapshotter of the containerd image store. Engine 29 takes it without userns-remap, and does not start with it (\`graphdriver is explicitly enabled but "${driver.value}" is not registered\`). Older engines know it only together with \`containerd-snapshotter\`.`,
            instead: "Write `overlay2`, or leave it out. Images of the other store are not seen then: save, load or pull them again.",
            primary: driver.at,
            ...grade,
            ...fixing(
              {
                title: "Write `overlay2`",
                safety: "unsafe",
                effect: `The engine no longer sees the images and containers that \`${driver.value}\` holds, with userns-remap or without: pull, load or build the images again.`,
              },
              { kind: "replace", at: driver.at, from: driver.value, to: "overlay2" },
            ),
          };
        return;
      }
      if ((posture.engines?.max ?? 99) < 23) return;
      yield {
        title: '`"containerd-snapshotter": true` does not work with userns-remap.',
        why: consequences(posture),
        instead: "Set it to `false`, so that images stay in overlay2.",
        primary: store.value.at,
        ...grade,
        ...fixing(
          {
            title: "Set `containerd-snapshotter` to `false`",
            safety: "unsafe",
            effect:
              "The engine no longer sees the images and containers of the containerd image store, with userns-remap or without: pull, load or build the images again.",
          },
          { kind: "replace", at: store.value.at, from: "true", to: "false" },
        ),
      };
    },
  },
};

/** Snapshotters of containerd that no graph driver of the engine is named after; `overlayfs` and `native` come with it. Seen on engine 29.7. */
const snapshotters: ReadonlySet<string> = new Set(["overlayfs", "native", "stargz", "nydus", "erofs", "blockfile", "devmapper"]);

/** The storage driver that dockerd is given. */
function driverSetting(daemon: Daemon): Located<string> | undefined {
  const flag = flagOf(daemon, "storage-driver");
  const setting = settingOf(daemon.settings, "storage-driver");
  return flag ?? (typeof setting?.value.value === "string" ? { value: setting.value.value, at: setting.value.at } : undefined);
}

function consequences({ engines }: Posture): string {
  const old =
    "Engines 25 to 28 start without a warning, drop the setuid bit of every program (sudo, su, mount) and fail every BuildKit `RUN`.";
  const current = 'Engine 29 does not start ("containerd-snapshotter is explicitly enabled, but is not compatible with userns remapping").';
  if ((engines?.min ?? 0) >= 29) return current;
  return (engines?.max ?? 99) < 29 ? old : `${old} ${current}`;
}
