import type { RuleId } from "../rules/index.js";
import type { Stage } from "./observation.js";
import type { Subject } from "./subject.js";
import { joins } from "./subject.js";

/** An error text of an engine, of runc or of the kernel, and the rule whose claim it is. */
interface Saying {
  readonly rule: RuleId;
  readonly stages: readonly Stage[];
  /** Tried without regard to case: engines 20.10, 26, 28 and 29 differ in it. */
  readonly words: RegExp;
  /** Further conditions, for words that several causes share. */
  readonly when?: (subject: Subject) => boolean;
}

const isJoining = (subject: Subject) => joins(subject).length > 0;
const isJoiningTwo = (subject: Subject) => new Set(joins(subject)).size > 1;
const hasRenamedDevice = (subject: Subject) => subject.devices.some(({ source, target }) => source !== target);

/**
 * Exact error texts, most specific first. Seen on engines 20.10.24 (runc 1.1.5), 26.1.5 (runc 1.1.15) and 28.5.2 (runc 1.3.6);
 * read in the sources of moby 29.7 and runc 1.5.
 */
function sayings(): readonly Saying[] {
  return [
    {
      rule: "privileged-hook",
      stages: ["create", "start"],
      words: /privileged mode is incompatible with user namespaces/i,
      when: (subject) => !subject.privileged && subject.hasPrivilegedHook,
    },
    { rule: "privileged-container", stages: ["build", "create", "start"], words: /privileged mode is incompatible with user namespaces/i },
    {
      rule: "host-network",
      stages: ["build", "create", "start"],
      words: /cannot share the host(?:'s)?(?: or a container's)? network namespace when user namespaces are enabled/i,
    },
    { rule: "host-pid", stages: ["create", "start"], words: /cannot share the host PID namespace when user namespaces are enabled/i },
    { rule: "writable-cgroups", stages: ["create", "start"], words: /WritableCgroups conflicts with user namespaces/i },
    { rule: "id-out-of-range", stages: ["build", "load", "create", "start"], words: /container ID \d+ cannot be mapped to a host ID/i },
    { rule: "id-out-of-range", stages: ["build", "create"], words: /unable to convert uid\/gid chown string to host mapping/i },
    {
      rule: "id-out-of-range",
      stages: ["build", "create", "start"],
      words: /cannot set (?:uid|gid) to unmapped user in user namespace|cannot set(?:uid|gid) to unmapped (?:uid|gid) \d+/i,
    },
    { rule: "id-out-of-range", stages: ["build", "create", "start"], words: /unable to setup user: setgroups: invalid argument/i },
    {
      rule: "id-out-of-range",
      stages: ["start"],
      words: /error mounting "?tmpfs"?.{0,400}data[=:] ?[^:]{0,200}[ug]id=\d+.{0,200}invalid argument/i,
    },
    {
      rule: "id-out-of-range",
      stages: ["build"],
      words: /Cannot change ownership to uid \d+, gid \d+: Invalid argument|\bchown: .{0,300}: Invalid argument/i,
    },
    {
      rule: "sysctl",
      stages: ["start"],
      words: /kernel[./]domainname.{0,120}permission denied/i,
      when: (subject) => subject.domainname === undefined && subject.sysctls.has("kernel.domainname"),
    },
    { rule: "domainname", stages: ["start"], words: /kernel[./]domainname.{0,120}permission denied/i },
    { rule: "host-ipc", stages: ["start"], words: /mqueue.{0,400}operation not permitted/i },
    {
      rule: "renamed-device",
      stages: ["start"],
      words:
        /error creating device nodes: .{0,600}(?:no such file or directory|permission denied|operation not permitted|not a directory)/i,
      when: hasRenamedDevice,
    },
    { rule: "host-device", stages: ["start"], words: /error creating device nodes/i },
    { rule: "mixed-user-namespaces", stages: ["start"], words: /both namespace path and non-matching mapping specified/i },
    {
      rule: "mixed-user-namespaces",
      stages: ["start"],
      words: /error mounting "?sysfs"?.{0,400}operation not permitted/i,
      when: isJoiningTwo,
    },
    { rule: "host-network", stages: ["build"], words: /error mounting "?sysfs"?.{0,400}operation not permitted/i },
    { rule: "mixed-user-namespaces", stages: ["start"], words: /can't get final child's PID from pipe/i, when: isJoining },
    {
      rule: "sysctl",
      stages: ["start"],
      words:
        /(?:write|open|failed to write|reopen)(?: to)? (?:sysctl|\/proc\/sys\/|fsmount:\S*sys\/).{0,300}(?:permission denied|invalid argument|no such file|operation not permitted|read-only)/i,
    },
    {
      rule: "nonrecursive-bind",
      stages: ["start"],
      words: /flags[=:] ?(?:MS_BIND|0x1000)\b(?!\|).{0,120}invalid argument/i,
      when: (subject) => subject.mounts.some(({ nonRecursive }) => nonRecursive),
    },
    {
      rule: "volume-driver",
      stages: ["create", "start"],
      words:
        /(?:failed to mount local volume|failed to chmod|lchown|error while mounting volume).{0,400}(?:operation not permitted|permission denied|invalid argument)/i,
    },
    { rule: "mknod", stages: ["build"], words: /(?:mknod|can't create node)[^\n]{0,300}operation not permitted|cannot mknod/i },
    {
      rule: "privileged-operation",
      stages: ["build"],
      words: /(?:losetup|mount|modprobe|insmod|sysctl|date)\b[^\n]{0,300}(?:operation not permitted|permission denied|cannot set date)/i,
    },
  ];
}

/** The rule that the engine's words of a failed stage are about, with the words themselves; undefined when no known words are in them. */
export function ruleOfEngineWords(stage: Stage, words: string, subject: Subject): { rule: RuleId; evidence: string } | undefined {
  for (const saying of sayings()) {
    if (!saying.stages.includes(stage) || !(saying.when?.(subject) ?? true)) continue;
    const match = saying.words.exec(words);
    if (match) return { rule: saying.rule, evidence: lineAround(words, match.index) };
  }
  return undefined;
}

/** The line of a text that holds an offset, bounded for a report. */
export function lineAround(text: string, offset: number): string {
  const start = text.lastIndexOf("\n", offset) + 1;
  const end = text.indexOf("\n", offset);
  return text
    .slice(start, end < 0 ? undefined : end)
    .trim()
    .slice(0, 1000);
}
