import { attempt, type Fact } from "./fact.js";
import type { ProcessFacts } from "./processes.js";
import type { HostTree } from "./tree.js";

/** What starts dockerd on this host, and can restart it; `unknown` where it is neither. */
export type Supervisor =
  | { readonly by: "systemd"; readonly unit: string }
  | { readonly by: "service"; readonly name: string }
  | { readonly by: "unknown" };

const programs = ["/usr/sbin/service", "/sbin/service"];

/**
 * Finds out what starts dockerd. systemd: it runs, and the dockerd that serves this host is in the control group of a service. A script in /etc/init.d: systemd does not run, and there is
 * a program `service`. A dockerd of the snap has a service of another name, and is restarted by it.
 */
export function readSupervisor(tree: HostTree, dockerd: ProcessFacts | undefined): Fact<Supervisor> {
  return attempt("/run/systemd/system", () => {
    if (tree.at("/run/systemd/system")?.kind === "directory") {
      const groups = dockerd && tree.text(`/proc/${dockerd.pid}/cgroup`)?.text;
      const unit = /\/([\w.@-]+\.service)$/m.exec(groups ?? "")?.[1];
      return unit === undefined ? { by: "unknown" } : { by: "systemd", unit };
    }
    const hasScript = tree.at("/etc/init.d/docker")?.kind === "file";
    return hasScript && programs.some((path) => tree.at(path)?.kind === "file") ? { by: "service", name: "docker" } : { by: "unknown" };
  });
}
