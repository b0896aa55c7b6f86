import { containerUser } from "./container-user.js";
import type { HostPath } from "./mount.js";
import { type Project, usesHostUserNamespace, type Workload } from "./workload.js";

/** A workload that uses a host path with ids of its own. */
export interface BindUser {
  readonly workload: string;
  /** Its path, as its file leads there. */
  readonly path: string;
  readonly ids: string;
}

interface Users {
  /** Who uses exactly this path. */
  readonly at: Map<string, BindUser[]>;
  /** Who uses this path or something in it. */
  readonly within: Map<string, BindUser[]>;
}

const known = new WeakMap<Project, Users>();
/** The longest path that Linux takes, in bytes. */
const longestPath = 4096;

/**
 * A workload of the project with other ids that uses a host path, a folder that holds it or something in it, read-only or not: given to one of them, it is taken
 * from the other. Undefined where nothing is shared.
 */
export function otherUser({ real }: HostPath, workload: Workload, project: Project): BindUser | undefined {
  if (real === undefined) return undefined;
  const users = known.get(project) ?? usersIn(project);
  known.set(project, users);
  const ids = idsOf(workload);
  const isOther = (user: BindUser) => user.ids !== ids;
  return (
    users.within.get(real)?.find(isOther) ??
    foldersOf(real)
      .flatMap((folder) => users.at.get(folder) ?? [])
      .find(isOther)
  );
}

function usersIn(project: Project): Users {
  const users: Users = { at: new Map(), within: new Map() };
  for (const workload of project.workloads) {
    const ids = idsOf(workload);
    for (const { hostPath } of [...workload.mounts, ...workload.grants]) {
      if (hostPath?.real === undefined) continue;
      const user = {
        workload: workload.name,
        path: hostPath.named ?? hostPath.path,
        ids,
      };
      if (!add(users.at, hostPath.real, user)) continue;
      for (const folder of [hostPath.real, ...foldersOf(hostPath.real)]) add(users.within, folder, user);
    }
  }
  return users;
}

/** Two users with different ids are enough to find another one for anybody. */
function add(users: Map<string, BindUser[]>, path: string, user: BindUser): boolean {
  const known = users.get(path) ?? [];
  if (known.length > 1 || known.some(({ ids }) => ids === user.ids)) return false;
  users.set(path, [...known, user]);
  return true;
}

function idsOf(workload: Workload): string {
  const user = containerUser(workload);
  return usesHostUserNamespace(workload) ? "host" : `${user?.uid ?? 0}:${user?.gid ?? 0}`;
}

/** Every folder that holds an absolute path, the nearest first. */
function foldersOf(path: string): string[] {
  const folders: string[] = [];
  if (path.length > longestPath) return folders;
  for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) folders.push(path.slice(0, end));
  return path === "/" ? folders : [...folders, "/"];
}
