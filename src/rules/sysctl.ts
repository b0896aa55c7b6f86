import type { Problem } from "../findings/finding.js";
import type { Dialect } from "../model/dialect.js";
import type { Posture } from "../model/posture.js";
import type { Workload } from "../model/workload.js";
import { shorten } from "../text/shorten.js";
import { fixing } from "./changes.js";
import type { Rule } from "./rule.js";

type Setting = Workload["sysctls"][number];

/** runc writes sysctls from inside the user namespace, so the kernel decides: some are not there, some accept mapped ids only. */
export const sysctl: Rule = {
  id: "sysctl",
  severity: "error",
  confidence: "certain",
  summary: "A sysctl that a user namespace may not set makes the container fail at start.",
  stage: "start",
  check: {
    *remapped({ sysctls, dialect }, { posture }) {
      for (const setting of sysctls) {
        const problem = problemOf(setting, posture, dialect);
        if (problem) yield problem;
      }
    },
  },
};

function problemOf({ key, value }: Setting, posture: Posture, dialect: Dialect): Problem | undefined {
  const name = key.value.replaceAll("/", ".");
  if (name === "net.ipv4.ping_group_range") return pingRange({ key, value }, posture, dialect);
  if (name === "kernel.domainname") {
    return {
      title: "`kernel.domainname` makes the container fail at start on an engine with userns-remap.",
      why: "A user namespace may not write it.",
      instead: `Put the domain into ${dialect.name("hostname")}.`,
      helpsOnHost: true,
      primary: key.at,
    };
  }
  if (/^net\.core\.xfrm_|^net\.ipv6\.route\.(?!max_size$)/.test(name)) {
    return {
      title: `\`${shorten(name)}\` makes the container fail at start on an engine with userns-remap.`,
      why: "The kernel does not show it to a user namespace (`no such file or directory`).",
      instead: "Remove it.",
      helpsOnHost: true,
      primary: key.at,
      confidence: "likely",
      ...fixing(
        {
          title: `Remove \`${shorten(name)}\``,
          safety: "unsafe",
          effect:
            "With userns-remap the container starts. Without it, the container gets the value that the kernel gives a new network namespace.",
        },
        { kind: "remove", at: key.at },
      ),
    };
  }
  const kernels = older.find(([pattern]) => pattern.test(name))?.[1];
  return kernels === undefined
    ? undefined
    : {
        title: `\`${shorten(name)}\` may make the container fail at start on an engine with userns-remap.`,
        why: `That depends on the host's kernel: ${kernels} On Linux 6.18 it works.`,
        instead: "Try it on your kernel, and leave it out where it fails.",
        primary: key.at,
        severity: "warning",
        confidence: "possible",
      };
}

/** Both ends of the range are gids, and the kernel accepts mapped ones only (net/ipv4/sysctl_net_ipv4.c). */
function pingRange({ value }: Setting, { rangeSize }: Posture, dialect: Dialect): Problem | undefined {
  const ends = value.value.trim().split(/\s+/).map(Number);
  if (!ends.some((end) => end >= rangeSize)) return undefined;
  const mended = `${Math.min(ends[0] ?? 0, rangeSize - 1)} ${rangeSize - 1}`;
  return {
    title: "`net.ipv4.ping_group_range` names unmapped groups, so the container fails at start with userns-remap.",
    why: `The kernel refuses ${dialect.write("sysctl", `net.ipv4.ping_group_range=${value.value}`)} (\`invalid argument\`): it accepts mapped gids only, and with ${rangeSize} ids they end at ${rangeSize - 1}.`,
    instead: `Write \`${mended}\`.`,
    primary: value.at,
    ...fixing(
      {
        title: `Write \`${mended}\``,
        safety: "unsafe",
        effect: `Programs whose group is above ${rangeSize - 1} can no longer ping, with userns-remap or without; other programs can.`,
      },
      { kind: "replace", at: value.at, from: value.value, to: mended },
    ),
  };
}

/** Sysctls that older kernels hide from user namespaces or make read-only there. */
const older: readonly (readonly [RegExp, string])[] = [
  [/^net\.core\.(?:somaxconn|optmem_max)$/, "there, `net.core.*` is not shown to a user namespace (seen missing on 6.1)."],
  [
    /^(?:kernel\.(?:shm(?:all|max|mni|_rmid_forced)|msg(?:max|mnb|mni)|sem)$|fs\.mqueue\.)/,
    "before about 6.11, IPC sysctls can be written by host root only.",
  ],
  [
    /^net\.(?:netfilter\.nf_conntrack_(?!max$|buckets$|count$)|ipv4\.vs\.|ipv4\.route\.|unix\.)/,
    "there, it is not shown to a user namespace.",
  ],
];
