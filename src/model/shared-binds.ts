import type { KnownPath } from "../advice/known-path.js";
import { containerUser } from "./container-user.js";
import { type Project, usesHostUserNamespace } from "./workload.js";

const known = new WeakMap<Project, ReadonlySet<KnownPath>>();

/** Host paths that workloads with different ids bind: given to one of them, they are taken from the others. */
export function sharedBinds(project: Project): ReadonlySet<KnownPath> {
  const done = known.get(project);
  if (done) return done;
  const users = new Map<KnownPath, string>();
  const shared = new Set<KnownPath>();
  for (const workload of project.workloads) {
    const user = containerUser(workload);
    const is = usesHostUserNamespace(workload) ? "host" : `${user?.uid ?? 0}:${user?.gid ?? 0}`;
    for (const { hostPath, readOnly } of workload.mounts) {
      if (!hostPath?.known || readOnly) continue;
      if ((users.get(hostPath.known) ?? is) !== is) shared.add(hostPath.known);
      users.set(hostPath.known, is);
    }
  }
  known.set(project, shared);
  return shared;
}
