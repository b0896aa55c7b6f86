import type { Problem } from "../findings/finding.js";
import type { Workload } from "../model/workload.js";

/** Programs that look into the processes of others: what they do for a living, or a capability that is given for it. */
function looksIntoProcesses({ image, capabilities }: Workload): boolean {
  return (
    /(?:^|\/)(?:[\w-]*process-exporter|netdata|dd-agent|datadog\/agent|agent-process|newrelic\/infrastructure[\w-]*|sysdig|falco[\w-]*|scope|parca-agent|pyroscope-ebpf)(?:[:@]|$)|datadog\/agent/.test(
      image?.value ?? "",
    ) || capabilities.add.some(({ value }) => /^(?:CAP_)?(?:SYS_PTRACE|DAC_READ_SEARCH)$/i.test(value))
  );
}

/** The `/proc` of the host, bound for a program that reads in it what processes keep to themselves: proc(5). */
export function* otherProcesses(workload: Workload): Generator<Problem> {
  const mount = workload.mounts.find(({ hostPath }) => /^\/proc\/?$/.test(hostPath?.path ?? ""));
  if (!mount || !looksIntoProcesses(workload)) return;
  yield {
    title: "`/proc` of the host shows a remapped container nothing of what processes keep to themselves.",
    why: "`io`, `fd`, `environ`, `exe`, `maps` and `root` of a process are for its user, and for `SYS_PTRACE` in the host's user namespace. Names, states and counters stay readable for all.",
    instead: "Check whether it needs more than these.",
    primary: (mount.source ?? mount).at,
    severity: "note",
    confidence: "likely",
    helpsOnHost: true,
  };
}
