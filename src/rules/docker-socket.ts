import { posix } from "node:path";
import { lastResort } from "../model/escape-hatch.js";
import type { Mount } from "../model/mount.js";
import { usesHostUserNamespace, type Workload } from "../model/workload.js";
import type { Rule } from "./rule.js";

/** The engine's socket keeps its host owner and mode (root:docker 0660), so a remapped container may not connect; seen on every engine. */
export const dockerSocket: Rule = {
  id: "docker-socket",
  severity: "error",
  confidence: "likely",
  summary: "A container engine's socket is bound into a container, which may not connect to it.",
  stage: "run",
  check: {
    *workload(workload, { posture }) {
      if (usesHostUserNamespace(workload)) return;
      for (const mount of workload.mounts) {
        const socket = socketIn(mount, workload);
        if (!socket) continue;
        const primary = mount.source?.at ?? mount.at;
        const proxy =
          posture.usernsHost === "forbidden" ? "" : ", or over the TCP port of a socket proxy that alone has `userns_mode: host`";
        const instead = `Let the service reach the engine over TCP with TLS${proxy}. ${lastResort(posture, workload.name)}`;
        const group = workload.groupAdd[0];
        const related = group
          ? { related: [{ at: group.at, note: "a host group's id in `group_add` does not help: it is mapped too" }] }
          : {};
        if (socket.isParent) {
          yield {
            message: `\`${socket.path}\` holds the engine's socket, which keeps its host owner (root:docker 0660): on an engine with userns-remap a program in the container that connects to it gets \`permission denied\`. ${instead}`,
            primary,
            ...related,
            severity: socket.isUsed ? "error" : "warning",
            confidence: socket.isUsed ? "likely" : "possible",
          };
        } else {
          const said =
            mount.at === workload.useApiSocket?.at ? "`use_api_socket: true` binds the engine's socket, which" : `\`${socket.path}\``;
          yield {
            message: `${said} keeps its host owner (root:docker 0660), whom no id in the container is on an engine with userns-remap: connecting to it gets \`permission denied\`, and neither \`:ro\` nor \`group_add\` changes that. ${instead}`,
            primary,
            ...related,
            ...(socket.isSure ? {} : { confidence: "possible" as const }),
          };
        }
      }
    },
  },
};

interface Socket {
  readonly path: string;
  readonly isParent: boolean;
  /** Whether the path is that of an engine's socket; a socket in the repository or in a home directory may be anybody's. */
  readonly isSure: boolean;
  /** Whether the service's command names the socket. */
  readonly isUsed: boolean;
}

const sockets = /^(?:docker|docker-raw|podman|containerd|crio|cri-dockerd|balena-engine|balena)\.sock$/;
/** Directories above the sockets. `/` and `/var` are bound for other reasons too often to speak of them unless the command names a socket. */
const parents: ReadonlySet<string> = new Set([
  "/run",
  "/var/run",
  "/run/docker",
  "/run/podman",
  "/run/containerd",
  "/var/run/podman",
  "/var/run/containerd",
]);
const farParents: ReadonlySet<string> = new Set(["/", "/var"]);

function socketIn({ type, hostPath, source, target }: Mount, { command, entrypoint }: Workload): Socket | undefined {
  if (!hostPath && type !== "bind") return undefined;
  const path = posix.normalize(hostPath?.path ?? "").replace(/(?<=.)\/$/, "");
  const isUsed = [...command, ...entrypoint].some(({ value }) => value.includes("docker.sock"));
  if (source?.value === "" || !hostPath) {
    return posix.basename(target.value) === "docker.sock" ? { path: target.value, isParent: false, isSure: false, isUsed } : undefined;
  }
  if (sockets.test(posix.basename(path))) {
    const isSure = /^\/(?:var\/)?run\/(?!user\/)/.test(path);
    return hostPath.entry?.kind === "directory" ? undefined : { path, isParent: false, isSure, isUsed };
  }
  if (parents.has(path)) return { path, isParent: true, isSure: true, isUsed };
  return farParents.has(path) && isUsed ? { path, isParent: true, isSure: true, isUsed } : undefined;
}
