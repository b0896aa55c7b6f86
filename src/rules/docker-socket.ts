import { posix } from "node:path";
import { lastResort } from "../model/last-resort.js";
import type { Mount } from "../model/mount.js";
import { usesHostUserNamespace } from "../model/workload.js";
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
      const names = [...workload.command, ...workload.entrypoint].some(({ value }) => value.includes("docker.sock"));
      const found = workload.mounts.flatMap((mount) => socketIn(mount, names) ?? []);
      const proxy = posture.usernsHost === "forbidden" ? "" : ", or over the TCP port of a socket proxy that alone has `userns_mode: host`";
      const instead = `Let the service reach the engine over TCP with TLS${proxy}. ${lastResort(posture, workload)}`;
      const group = workload.groupAdd
        .slice(0, 1)
        .map(({ at }) => ({ at, note: "a host group's id in `group_add` does not help: it is mapped too" }));
      const isBoundItself = found.some(({ isParent, isSure }) => !isParent && isSure);
      for (const [{ mount, path, isParent, isSure }, ...others] of alike(found)) {
        const primary = mount.source?.at ?? mount.at;
        const related = [
          ...group,
          ...others.slice(0, 10).map((other) => ({ at: other.mount.source?.at ?? other.mount.at, note: "the same here" })),
        ];
        if (!mount.hostPath) {
          yield {
            message: `What is bound to \`${path}\` is not known here; by its target it is an engine's socket, which keeps its host owner (root:docker 0660), whom no id in the container is on an engine with userns-remap: connecting to it gets \`permission denied\`. ${instead}`,
            primary: mount.target.at,
            related,
            severity: "warning",
            confidence: "possible",
          };
        } else if (!isParent) {
          const said = mount.at === workload.useApiSocket?.at ? "`use_api_socket: true` binds the engine's socket, which" : `\`${path}\``;
          yield {
            message: `${said} keeps its host owner (root:docker 0660), whom no id in the container is on an engine with userns-remap: connecting to it gets \`permission denied\`, and neither \`:ro\` nor \`group_add\` changes that. ${instead}`,
            primary,
            related,
            ...(!isSure && { confidence: "possible" as const }),
          };
        } else if (!isBoundItself) {
          yield {
            message: `\`${path}\` holds the engine's socket, which keeps its host owner (root:docker 0660): on an engine with userns-remap a program in the container that connects to it gets \`permission denied\`. ${instead}`,
            primary,
            related,
            ...(!isSure && { severity: "warning" as const, confidence: "possible" as const }),
          };
        }
      }
    },
  },
};

/** Mounts of the same path in one service, which are one matter. */
function alike(sockets: readonly Socket[]): readonly (readonly [Socket, ...Socket[]])[] {
  const groups = new Map<string, [Socket, ...Socket[]]>();
  for (const socket of sockets) {
    const key = `${socket.path}\0${socket.isSure}\0${socket.mount.hostPath !== undefined}\0${socket.mount.at.file.path}`;
    const group = groups.get(key);
    if (group) group.push(socket);
    else groups.set(key, [socket]);
  }
  return [...groups.values()];
}

interface Socket {
  readonly mount: Mount;
  readonly path: string;
  /** Whether a directory is bound that holds the socket. */
  readonly isParent: boolean;
  /** Whether the path is that of an engine's socket (one in the repository or a home may be anybody's), or the command names the socket in the directory. */
  readonly isSure: boolean;
}

const sockets = /^(?:docker|docker-raw|podman|containerd|crio|cri-dockerd|balena-engine|balena)\.sock$/;
const parents = /^(?:\/var)?\/run(?:\/(?:docker|podman|containerd))?$/;

function socketIn(mount: Mount, isNamed: boolean): Socket | undefined {
  const { type, hostPath, source, target } = mount;
  if (type === "bind" && (!hostPath || source?.value === "")) {
    return posix.basename(target.value) === "docker.sock" ? { mount, path: target.value, isParent: false, isSure: false } : undefined;
  }
  if (!hostPath) return undefined;
  const path = posix.normalize(hostPath.path).replace(/(?<=.)\/$/, "");
  if (sockets.test(posix.basename(path))) {
    const isSure = /^\/(?:var\/)?run\/(?!user\/)/.test(path);
    return hostPath.entry?.kind === "directory" ? undefined : { mount, path, isParent: false, isSure };
  }
  if (parents.test(path)) return { mount, path, isParent: true, isSure: isNamed };
  // Bound for other reasons too often to speak of them unless the command names the socket.
  return isNamed && (path === "/" || path === "/var") ? { mount, path, isParent: true, isSure: true } : undefined;
}
