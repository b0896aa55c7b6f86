import type { RuleId } from "../rules/index.js";
import { speaksOfOwner, speaksOfRefusal } from "./normalize.js";
import { themes } from "./signs/all.js";
import type { Subject, SubjectMount } from "./subject.js";
import { type Protected, protectedBy } from "./wanted-refusal.js";

/** A cause found for something that went wrong after start. */
export interface Cause {
  readonly rule: RuleId;
  readonly confidence: "certain" | "likely" | "possible";
  /** Whether what was refused is what the service is there for, so that running on does not mean working. */
  readonly isDecisive: boolean;
  /** What of the host was protected, where the refusal is what userns-remap is for. */
  readonly protects?: Protected;
}

/** Operations named by a line, and the rule that says they need powers over the host. First match wins. */
const operations: readonly (readonly [RegExp, RuleId])[] = [
  [/\bmknod\b|can't create node\b/i, "mknod"],
  [/\bnew[ug]idmap\b|\brootlesskit\b|\b[ug]id_map\b|\bCLONE_NEWUSER\b/i, "nested-containers"],
  [/\bmlock(?:all|2)?\b|lock(?:ing)? (?:the )?(?:process )?(?:address space|memory)|memory lock/i, "ineffective-capability"],
  [
    /settimeofday|clock_settime|adjtimex?|ntp_adjtime|set date|stime\b|settime\b|\bhwclock\b|step(?:ping)? (?:the )?clock/i,
    "ineffective-capability",
  ],
  [
    /\b(?:re|io)?nice\b|setpriority|set priority|sched_set|SCHED_(?:FIFO|RR)|real-?time (?:priority|scheduling)|\bioprio|pid \d+'s policy/i,
    "ineffective-capability",
  ],
  [/setrlimit|\brlimit|\bulimit|RLIMIT_|maximum open files/i, "ineffective-capability"],
  [/\bklogctl\b|\bdmesg\b|\/proc\/kmsg|kernel log|\bsyslog:/i, "ineffective-capability"],
  [/\bbpf\b|perf_event_open|perf_cpu|\bebpf\b/i, "ineffective-capability"],
  [/\bchattr\b|immutable|\btrusted\.\w|setdomainname/i, "ineffective-capability"],
  [/iopl|ioperm|\/dev\/mem\b|\/dev\/port\b/i, "ineffective-capability"],
  [/insmod|modprobe|init_module|could not insert/i, "ineffective-capability"],
  [/\bvhangup\b|wake_?alarm/i, "ineffective-capability"],
  [/\blosetup\b|loop device/i, "privileged-operation"],
  [/\bu?mount\b|\bmounting\b|\bswapon\b|\bsysctl\b|\bdebootstrap\b/i, "privileged-operation"],
];

const hostUserNamespaceSymptoms =
  /must be owned by uid 0 and have the setuid bit set|s6-overlay-suexec: fatal: insufficient privileges|only root can do that|must be superuser to use mount|su: cannot set groups|is owned by uid \d+, should be 0/i;

/** The cause of a refusal in a log line, a probe's output or a file's absence, from the words and from what was asked for. */
export function causeOfRefusal(text: string, subject: Subject): Cause | undefined {
  if (/docker\.sock\b|docker daemon socket|docker api at unix|connect to the docker/i.test(text) && speaksOfRefusal(text)) {
    return { rule: "docker-socket", confidence: "certain", isDecisive: true };
  }
  if (
    /\b(?:setuid|setgid|setgroups|chown|chgrp|switching to|set user id|set group id|change ownership)\b.{0,200}invalid argument|unmapped (?:uid|gid|user)/i.test(
      text,
    )
  ) {
    return { rule: "id-out-of-range", confidence: "likely", isDecisive: true };
  }
  // A limit on locked memory that a capability should have lifted is ENOMEM: mlock(2).
  if (/mlock|lock(?:ing|ed)?\b.{0,40}\bmemory/i.test(text) && /cannot allocate memory|\bENOMEM\b|error=12\b/i.test(text)) {
    return { rule: "ineffective-capability", confidence: "likely", isDecisive: false };
  }
  if (subject.usernsMode === "host" && hostUserNamespaceSymptoms.test(text))
    return { rule: "userns-host", confidence: "certain", isDecisive: true };
  if (!speaksOfRefusal(text)) return undefined;
  const ofPath = causeOfPath(text, subject);
  if (ofPath) return ofPath;
  if (/\bdocker\b/i.test(text) && subject.mounts.some((mount) => causeOfMount(mount)?.rule === "docker-socket")) {
    return { rule: "docker-socket", confidence: "likely", isDecisive: true };
  }
  // The engine sets net.ipv4.ping_group_range on a plain engine only.
  if (/\bping\b|icmp/i.test(text)) return { rule: "unprivileged-ping", confidence: "likely", isDecisive: true };
  const operation = operations.find(([pattern]) => pattern.test(text));
  if (operation) return { rule: operation[1], confidence: "likely", isDecisive: operation[1] !== "ineffective-capability" };
  if (subject.usernsMode === "host") return { rule: "userns-host", confidence: "possible", isDecisive: true };
  return undefined;
}

/** The cause that a path in a text points to: a grant, a device or a mount of the subject. Longest match wins. */
export function causeOfPath(text: string, subject: Subject): Cause | undefined {
  const names = (path: string) => {
    const at = text.indexOf(path);
    return path.length > 1 && at >= 0 && !/[\w.-]/.test(text[at + path.length] ?? "");
  };
  if (subject.grants.some(({ target }) => names(target))) return { rule: "secret-file-mode", confidence: "certain", isDecisive: true };
  if (subject.devices.some(({ target }) => names(target))) return { rule: "host-device", confidence: "certain", isDecisive: true };
  const mount = [...subject.mounts].sort((a, b) => b.target.length - a.target.length).find(({ target }) => names(target));
  if (mount) return causeOfMount(mount, text);
  // Programs that check owners name the file as they were told it: often without its folder.
  const file = speaksOfOwner(text) && subject.mounts.find(({ type, target }) => type === "bind" && isFileNamed(text, target));
  if (file) return causeOfMount(file);
  const paths = text.match(/(?:\/[\w.@%+-]+){2,}/g) ?? [];
  const isCgroup = paths.some((path) => path.startsWith("/sys/fs/cgroup"));
  if (paths.some((path) => path.startsWith("/sys/") || path.startsWith("/proc/sys"))) {
    return { rule: isCgroup ? "writable-cgroups" : "privileged-operation", confidence: "possible", isDecisive: true };
  }
  return undefined;
}

/** Whether a text names a file of a path by its last part, which has an ending. */
function isFileNamed(text: string, path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return /\w\.\w/.test(name) && text.includes(name);
}

/** What a mount's refusal is about; the text names the path, where something was said. */
export function causeOfMount(mount: SubjectMount, text = ""): Cause | undefined {
  if (mount.type === "bind") {
    if (/docker\.sock$|podman\.sock$|containerd\.sock$/.test(mount.source))
      return { rule: "docker-socket", confidence: "certain", isDecisive: true };
    if (mount.source.startsWith("/dev/")) return { rule: "host-device", confidence: "likely", isDecisive: true };
    const protects = protectedBy(mount, text);
    return { rule: "host-path-ownership", confidence: "certain", isDecisive: true, ...(protects && { protects }) };
  }
  if (mount.type === "volume" && mount.driver !== undefined) {
    return { rule: mount.driver === "bind" ? "host-path-ownership" : "volume-driver", confidence: "likely", isDecisive: true };
  }
  return undefined;
}

/**
 * What a subject asks of the host that userns-remap takes away: the candidates when it fails without a word.
 * One candidate is a cause by elimination; several are no cause.
 */
export function candidates(subject: Subject): Cause[] {
  const rules = new Set<RuleId>();
  const binds: Cause[] = [];
  for (const mount of subject.mounts) {
    const cause = causeOfMount(mount);
    // The engines of a run have a socket of their own, whatever the machine has.
    const isThere = mount.existed !== false || cause?.rule === "docker-socket";
    if (!cause || !isThere || /^\/etc\/(?:localtime|timezone)$/.test(mount.source)) continue;
    rules.add(cause.rule);
    binds.push(cause);
  }
  for (const [rule, { isAsked }] of themes()) if (isAsked?.(subject)) rules.add(rule);
  return [...rules].map((rule) => {
    // The stack's own data and the host's in one service: which of them it missed is not known.
    const [protects, ...others] = binds.filter((cause) => cause.rule === rule).map((cause) => cause.protects);
    const isAll = protects !== undefined && others.every((other) => other !== undefined);
    return { rule, confidence: "possible", isDecisive: true, ...(isAll && { protects }) };
  });
}
