import { changeTo, type Proposal } from "../remedy.js";
import type { Subject } from "../subject.js";
import type { Theme } from "./signs.js";

/** Capabilities the kernel checks against the initial user namespace: granted, and without effect. */
const ineffective: ReadonlySet<string> = new Set(
  "MKNOD SYS_MODULE SYS_TIME SYS_RAWIO SYSLOG SYS_RESOURCE IPC_LOCK SYS_NICE LINUX_IMMUTABLE MAC_ADMIN MAC_OVERRIDE AUDIT_CONTROL AUDIT_READ WAKE_ALARM BLOCK_SUSPEND SYS_PACCT PERFMON BPF SYS_TTY_CONFIG SYS_ADMIN ALL".split(
    " ",
  ),
);

const added = ({ capAdd }: Subject): string[] => capAdd.map((name) => name.toUpperCase().replace(/^CAP_/, ""));

function limits(subject: Subject): Proposal[] {
  const has = (name: string) => added(subject).includes(name);
  const own = [
    ...(has("IPC_LOCK") ? ["memlock: { soft: -1, hard: -1 }"] : []),
    ...(has("SYS_RESOURCE") ? ["nofile: { soft: 1048576, hard: 1048576 }"] : []),
    ...(has("SYS_NICE") ? ["rtprio: 99", "nice: 40"] : []),
  ];
  if (own.length === 0) return [];
  return [
    changeTo(
      subject,
      `\`ulimits: { ${own.join(", ")} }\` instead of the capability`,
      [`ulimits: { ${own.join(", ")} }`],
      "the limit is set at start and cannot be raised later",
    ),
  ];
}

/** What a comparison knows of rules about capabilities that count only in the first user namespace. */
export const capabilities: Theme = {
  "ineffective-capability": {
    isAsked: (subject) => added(subject).some((name) => ineffective.has(name)),
    remedies: limits,
  },
};
