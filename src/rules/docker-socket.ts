import { posix } from "node:path";
import type { Mount } from "../model/mount.js";
import type { Posture } from "../model/posture.js";
import { isReachable, ownerInWords } from "../model/seen.js";
import { shorten } from "../text/shorten.js";
import type { Rule } from "./rule.js";

/** The engine's socket keeps its host owner and mode (root:docker 0660), so a remapped container may not connect; seen on every engine. */
export const dockerSocket: Rule = {
  id: "docker-socket",
  severity: "error",
  confidence: "likely",
  summary: "A container engine's socket is bound into a container, which may not connect to it.",
  stage: "run",
  check: {
    *remapped(workload, { posture }) {
      const { dialect } = workload;
      const names = [...workload.command, ...workload.entrypoint].some(({ value }) => value.includes("docker.sock"));
      const found = workload.mounts
        .flatMap((mount) => socketIn(mount, names) ?? [])
        .filter(({ mount, isParent }) => isParent || !isOpened(mount, posture));
      const proxy =
        posture.usernsHost === "forbidden" || dialect.lacks?.("userns")
          ? ""
          : `, or over the TCP port of a socket proxy that alone has ${dialect.write("userns", "host")}`;
      const instead = `Let the ${dialect.noun} reach the engine over TCP with TLS${proxy}.`;
      const group = workload.groupAdd
        .slice(0, 1)
        .map(({ at }) => ({ at, note: `a host group's id in ${dialect.name("group-add")} does not help: it is mapped too` }));
      const isBoundItself = found.some(({ isParent, isSure }) => !isParent && isSure);
      for (const [{ mount, path, isParent, isSure }, ...others] of alike(found)) {
        const primary = mount.source?.at ?? mount.at;
        const related = [
          ...group,
          ...others.slice(0, 10).map((other) => ({ at: other.mount.source?.at ?? other.mount.at, note: "the same here" })),
        ];
        if (!mount.hostPath) {
          yield {
            title: `\`${shorten(path)}\` looks like an engine's socket, which gives \`permission denied\` with userns-remap.`,
            why: `It is not known what is bound there, but the target is the usual place of an engine's socket. ${keepsItsOwner}`,
            instead,
            primary: mount.target.at,
            related,
            helpsOnHost: true,
            severity: "warning",
            confidence: "possible",
          };
        } else if (!isParent) {
          const what = mount.at === workload.useApiSocket?.at ? "the socket of `use_api_socket: true`" : `\`${shorten(path)}\``;
          yield {
            title: `Connecting to ${what} gets \`permission denied\` on an engine with userns-remap.`,
            why: `${mount.seen ? `The socket is ${ownerInWords(mount.seen)} on the host, an owner that no id in the container maps to.` : keepsItsOwner} Neither \`:ro\` nor ${dialect.name("group-add")} changes that.`,
            instead,
            primary,
            related,
            helpsOnHost: true,
            ...(mount.seen ? { confidence: "certain" as const } : !isSure && { confidence: "possible" as const }),
          };
        } else if (!isBoundItself) {
          yield {
            title: `\`${path}\` holds the engine's socket, and connecting to it gets \`permission denied\` with userns-remap.`,
            why: keepsItsOwner,
            instead,
            primary,
            related,
            helpsOnHost: true,
            ...(!isSure && { severity: "warning" as const, confidence: "possible" as const }),
          };
        }
      }
    },
  },
};

const keepsItsOwner = "The socket keeps its host owner (root:docker, 0660), which no id in the container maps to.";

/** Whether what lies there was looked at, and is not a socket, or one that containers may connect to. */
function isOpened({ seen }: Mount, posture: Posture): boolean {
  return seen !== undefined && (seen.kind !== "socket" || isReachable(seen, "write", posture));
}

/** Mounts of the same path in one service, which make one finding. */
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
  // Often bound for other reasons: reported only when the command names the socket.
  return isNamed && (path === "/" || path === "/var") ? { mount, path, isParent: true, isSure: true } : undefined;
}
