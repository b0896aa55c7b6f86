import { isRenamed } from "../model/device.js";
import { shorten } from "../text/shorten.js";
import type { Rule } from "./rule.js";

/** Under userns-remap runc binds device nodes instead of making them, and takes the container's path for the source (libcontainer/rootfs_linux.go). */
export const renamedDevice: Rule = {
  id: "renamed-device",
  severity: "error",
  confidence: "certain",
  summary: "A device with another path in the container fails at start, or is silently the wrong device.",
  stage: "start",
  check: {
    *remapped({ devices, dialect }) {
      for (const device of devices) {
        if (!isRenamed(device)) continue;
        const source = device.source.value;
        const target = device.target.value;
        yield {
          title: `\`${shorten(source, 26)}:${shorten(target, 26)}\` is not given to the container on an engine with userns-remap.`,
          why: `The host's node at \`${target}\` is bound instead of \`${source}\`, so the container fails at start where that node does not exist and silently gets the wrong device where it does.`,
          instead: `Keep the same path on both sides; or bind it with ${dialect.write("volume", `${source}:${target}`)} and allow it with ${dialect.name("device-cgroup-rule")}.`,
          helpsOnHost: true,
          primary: device.target.at,
        };
      }
    },
  },
};
