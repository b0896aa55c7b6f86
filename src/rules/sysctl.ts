import type { Problem } from "../findings/finding.js";
import { lastResort } from "../model/last-resort.js";
import type { Posture } from "../model/posture.js";
import { usesHostUserNamespace, type Workload } from "../model/workload.js";
import type { Rule } from "./rule.js";

type Setting = Workload["sysctls"][number];

/** runc writes sysctls from inside the user namespace, so the kernel decides: some are not there, some take mapped ids only. */
export const sysctl: Rule = {
  id: "sysctl",
  severity: "error",
  confidence: "certain",
  summary: "A sysctl that a user namespace may not set makes the container fail at start.",
  stage: "start",
  check: {
    *workload(workload, { posture }) {
      if (usesHostUserNamespace(workload)) return;
      for (const setting of workload.sysctls) {
        const problem = problemOf(setting, posture, lastResort(posture, workload));
        if (problem) yield problem;
      }
    },
  },
};

function problemOf({ key, value }: Setting, posture: Posture, resort: string): Problem | undefined {
  const name = key.value.replaceAll("/", ".");
  if (name === "net.ipv4.ping_group_range") return pingRange({ key, value }, posture);
  if (name === "kernel.domainname") {
    return {
      message: `\`kernel.domainname\` makes the container fail at start on an engine with userns-remap: a user namespace may not write it. Put the domain into \`hostname\`. ${resort}`,
      primary: key.at,
    };
  }
  if (/^net\.core\.xfrm_|^net\.ipv6\.route\.(?!max_size$)/.test(name)) {
    return {
      message: `\`${name}\` makes the container fail at start on an engine with userns-remap: the kernel does not show it to a user namespace (\`no such file or directory\`). Remove it. ${resort}`,
      primary: key.at,
      confidence: "likely",
    };
  }
  const kernels = older.find(([pattern]) => pattern.test(name))?.[1];
  return kernels === undefined
    ? undefined
    : {
        message: `\`${name}\` makes the container fail at start on an engine with userns-remap when the host's kernel is older: ${kernels} On Linux 6.18 it works. Try it on your kernel, and leave it out where it fails.`,
        primary: key.at,
        severity: "warning",
        confidence: "possible",
      };
}

/** Both ends of the range are gids, and the kernel takes mapped ones only (net/ipv4/sysctl_net_ipv4.c). */
function pingRange({ value }: Setting, { rangeSize }: Posture): Problem | undefined {
  const ends = value.value.trim().split(/\s+/).map(Number);
  if (!ends.some((end) => end >= rangeSize)) return undefined;
  const mended = `${Math.min(ends[0] ?? 0, rangeSize - 1)} ${rangeSize - 1}`;
  const raw = value.at.file.text.slice(value.at.span.start, value.at.span.end);
  const quote = /^["']/.exec(raw)?.[0] ?? "";
  const isPlain = raw === `${quote}${value.value}${quote}`;
  return {
    message: `\`net.ipv4.ping_group_range: ${value.value}\` makes the container fail at start on an engine with userns-remap: the kernel takes mapped gids only, and with ${rangeSize} ids they end at ${rangeSize - 1} (\`invalid argument\`). Write \`${mended}\`.`,
    primary: value.at,
    ...(isPlain && {
      fix: { title: `Write \`${mended}\``, safety: "unsafe", edits: [{ at: value.at, text: `${quote}${mended}${quote}` }] },
    }),
  };
}

/** Sysctls that kernels of the last years hid from user namespaces or made read-only there. */
const older: readonly (readonly [RegExp, string])[] = [
  [/^net\.core\.(?:somaxconn|optmem_max)$/, "there, `net.core.*` is not shown to a user namespace (seen missing on 6.1)."],
  [
    /^(?:kernel\.(?:shm(?:all|max|mni|_rmid_forced)|msg(?:max|mnb|mni)|sem)$|fs\.mqueue\.)/,
    "before about 6.11, IPC sysctls can be written by host root alone.",
  ],
  [
    /^net\.(?:netfilter\.nf_conntrack_(?!max$|buckets$|count$)|ipv4\.vs\.|ipv4\.route\.|unix\.)/,
    "there, it is not shown to a user namespace.",
  ],
];
