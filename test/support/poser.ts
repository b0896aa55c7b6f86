import type { HostInUse } from "./host-in-use.js";

/**
 * Starts a container that runs a file with the name of one of the host's own programs, with its arguments, and waits until it runs: nothing but what the kernel says tells it from the real
 * one.
 */
export function startPoser(host: HostInUse, program: "containerd-shim-runc-v2" | "dockerd"): void {
  const words = `-namespace moby -id ${"b".repeat(64)} --config-file=/etc/shadow`;
  const poses = `cp /usr/bin/perl /tmp/${program}; exec /tmp/${program} -e 'sleep 1000' -- ${words}`;
  const system = ["/usr", "/lib", "/lib64"].flatMap((folder) => ["-v", `${folder}:${folder}:ro`]);
  host.docker("run", "-d", "--init=false", "--name", `poses-as-${program}`, ...system, "stacks/shell", "sh", "-c", poses);
  host.must(["timeout", "20", "sh", "-c", `until pgrep -fx '/tmp/${program} .*'; do sleep 0.1; done`]);
}
