import { adding, fixing } from "./changes.js";
import type { Rule } from "./rule.js";

/** A remapped container cannot mount the message queue file system of the host's IPC namespace, so it fails at start (moby#36674). */
export const hostIpc: Rule = {
  id: "host-ipc",
  severity: "error",
  confidence: "certain",
  summary: "A container in the host's IPC namespace fails at start.",
  stage: "start",
  check: {
    *remapped(workload) {
      const { namespaces, mounts, dialect } = workload;
      const { ipc } = namespaces;
      if (ipc?.value !== "host") return;
      if (mounts.some(({ target }) => target.value.replace(/\/+$/, "") === "/dev/mqueue")) return;
      yield {
        title: `${dialect.write("ipc", "host")} makes the container fail at start on an engine with userns-remap.`,
        why: "A user namespace may not mount `/dev/mqueue` of the host's IPC namespace (`operation not permitted`).",
        instead: `To share memory between ${dialect.noun}s write ${dialect.write("ipc", "shareable")} in one and ${dialect.write("ipc", `${dialect.noun}:<name>`)} in the others; if it must be the host's, bind \`${queues}\` as well.`,
        primary: ipc.at,
        ...fixing(
          {
            title: `Add ${dialect.write("volume", queues)}`,
            safety: "unsafe",
            effect:
              "With userns-remap the container starts, in the host's IPC namespace. Without it nothing changes where the host mounts `/dev/mqueue`, as systemd does; elsewhere an empty folder is bound, and the container may not start.",
          },
          adding(workload, "volume", queues),
        ),
        helpsOnHost: true,
      };
    },
  },
};

/** The host's message queues at their own place. */
const queues = "/dev/mqueue:/dev/mqueue";
