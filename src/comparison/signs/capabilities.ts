import { changeTo, type Proposal } from "../remedy.js";
import type { Subject } from "../subject.js";
import type { ProgramWords, Theme } from "./signs.js";

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

/** Operations that need a capability in the first user namespace, as programs name them. */
const operations: readonly RegExp[] = [
  /\bmlock(?:all|2)?\b|lock(?:ing)? (?:the )?(?:process )?(?:address space|memory)|memory lock/i,
  /settimeofday|clock_settime|adjtimex?|ntp_adjtime|set date|stime\b|settime\b|\bhwclock\b|step(?:ping)? (?:the )?clock/i,
  /\b(?:re|io)?nice\b|setpriority|set priority|sched_set|SCHED_(?:FIFO|RR)|real-?time (?:priority|scheduling)|\bioprio|pid \d+'s policy/i,
  /setrlimit|\brlimit|\bulimit|RLIMIT_|maximum open files/i,
  /\bklogctl\b|\bdmesg\b|\/proc\/kmsg|kernel log|\bsyslog:/i,
  /\bbpf\b|perf_event_open|perf_cpu|\bebpf\b/i,
  /\bchattr\b|immutable|\btrusted\.\w|setdomainname/i,
  /iopl|ioperm|\/dev\/mem\b|\/dev\/port\b/i,
  /insmod|modprobe|init_module|could not insert/i,
  /\bvhangup\b|wake_?alarm/i,
];

/** What a comparison knows of rules about capabilities that count only in the first user namespace. */
export const capabilities: Theme = {
  "ineffective-capability": {
    programWords: [
      // A limit on locked memory that a capability should have lifted is ENOMEM: mlock(2).
      {
        words: /mlock|lock(?:ing|ed)?\b.{0,40}\bmemory/i,
        and: /cannot allocate memory|\bENOMEM\b|error=12\b/i,
        isEnough: true,
        isDecisive: false,
      },
      ...operations.map((words): ProgramWords => ({ words, precedence: "general", isDecisive: false })),
    ],
    isAsked: (subject) => added(subject).some((name) => ineffective.has(name)),
    remedies: limits,
  },
};
