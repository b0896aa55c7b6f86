import { builtStage, healthCommands, startCommands } from "../model/commands/workload-commands.js";
import type { ShellCommand } from "../model/image.js";
import type { Workload } from "../model/workload.js";
import type { Located } from "../text/location.js";
import { adding, fixing } from "./changes.js";
import type { Rule } from "./rule.js";

/** The engine opens net.ipv4.ping_group_range in containers only without userns-remap (daemon/oci_linux.go), so that ping needs NET_RAW again. */
export const unprivilegedPing: Rule = {
  id: "unprivileged-ping",
  severity: "note",
  confidence: "possible",
  summary: "`ping` without NET_RAW stops working: the engine does not open ping sockets under userns-remap.",
  stage: "run",
  check: {
    *remapped(workload, { posture }) {
      if (workload.sysctls.some(({ key }) => key.value === "net.ipv4.ping_group_range")) return;
      // The setting belongs to the network namespace, which is another container's or the host's here.
      if (/^(?:host|none|service:|container:)/.test(workload.namespaces.network?.value ?? "")) return;
      const { dialect } = workload;
      const cause = withoutRaw(workload);
      const ping = cause && pingIn(workload);
      if (!cause || !ping) return;
      const range = `net.ipv4.ping_group_range=0 ${posture.rangeSize - 1}`;
      yield {
        title: "`ping` runs here without `NET_RAW` and may fail on an engine with userns-remap.",
        why: `It has no \`NET_RAW\` because ${cause.why}. Without userns-remap the engine lets everybody ping through \`net.ipv4.ping_group_range\`; with userns-remap it does not, and only a \`ping\` with a file capability still works.`,
        instead: `Add ${dialect.write("sysctl", range)} to the ${dialect.noun}.`,
        primary: ping.at,
        ...fixing(
          {
            title: `Add ${dialect.write("sysctl", range)}`,
            safety: "unsafe",
            effect: `With userns-remap \`ping\` works. Without it, programs whose group is above ${posture.rangeSize - 1} can no longer ping; others ping as they do now.`,
          },
          adding(workload, "sysctl", range),
        ),
        ...(ping.at === cause.said.at ? {} : { related: [{ at: cause.said.at, note: cause.why }] }),
      };
    },
  },
};

interface Cause {
  readonly said: Located<string>;
  readonly why: string;
}

/** Why the container's program has no NET_RAW, if that can be seen. */
function withoutRaw(workload: Workload): Cause | undefined {
  const { user, capabilities } = workload;
  const is = (names: RegExp) => (each: Located<string>) => names.test(each.value);
  const dropped = capabilities.drop.find(is(/^(?:ALL|(?:CAP_)?NET_RAW)$/i));
  const isAdded = capabilities.add.some(is(/^(?:ALL|(?:CAP_)?NET_RAW)$/i));
  if (dropped && !isAdded) return { said: dropped, why: `\`${dropped.value}\` is dropped` };
  const said = user ?? builtStage(workload)?.stage.user;
  if (!said || /^(?:0|root)(?::|$)/.test(said.value) || said.value === "" || said.value.includes("$")) return undefined;
  return { said, why: `it runs as \`${said.value}\`` };
}

function pingIn(workload: Workload): ShellCommand | undefined {
  const stage = builtStage(workload)?.stage;
  const own = startCommands(workload);
  const health = workload.healthcheck.length > 0 ? healthCommands(workload) : (stage?.healthcheck ?? []);
  const commands = [...own, ...(own.length > 0 ? [] : [...(stage?.entrypoint ?? []), ...(stage?.command ?? [])]), ...health];
  return commands.find(({ words }) => /^(?:.*\/)?(?:ping[46]?|fping)$/.test(words[0]?.value ?? ""));
}
