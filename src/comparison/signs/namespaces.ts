import { changeTo, freeChangeTo, type Proposal, type RemedyContext } from "../remedy.js";
import type { Subject } from "../subject.js";
import { joins } from "../subject.js";
import type { Theme } from "./signs.js";

const sysfsRefused = /error mounting "?sysfs"?.{0,400}operation not permitted/i;
const domainRefused = /kernel[./]domainname.{0,120}permission denied/i;
/** What setuid programs of an image say when they belong to an id that is not the root of the host. */
const lostPower =
  /must be owned by uid 0 and have the setuid bit set|s6-overlay-suexec: fatal: insufficient privileges|only root can do that|must be superuser to use mount|su: cannot set groups|is owned by uid \d+, should be 0/i;
const isOnHost = ({ usernsMode }: Subject): boolean => usernsMode === "host";
const pingGroups = "net.ipv4.ping_group_range";

function pingRange(subject: Subject, { idMap }: RemedyContext): Proposal {
  const setting = `${pingGroups}: "0 ${idMap.size - 1}"`;
  return freeChangeTo(subject, `\`sysctls: { ${setting} }\``, [`sysctls: { ${setting} }`], "none: every group of the container may ping");
}

/** What a comparison knows of rules about namespaces, and of settings of the kernel within them. */
export const namespaces: Theme = {
  "privileged-hook": {
    engineWords: [
      {
        stages: ["create", "start"],
        words: /privileged mode is incompatible with user namespaces/i,
        when: (subject) => !subject.privileged && subject.hasPrivilegedHook,
      },
    ],
    siblings: ["privileged-container"],
  },
  "privileged-container": {
    engineWords: [
      {
        stages: ["build", "create", "start"],
        words: /privileged mode is incompatible with user namespaces/i,
        precedence: "general",
      },
    ],
    remedies: (subject) => [
      changeTo(subject, "no `privileged` at all", ["privileged: false"], "only what this run did was seen to work without it"),
    ],
  },
  "host-network": {
    engineWords: [
      {
        stages: ["build", "create", "start"],
        words: /cannot share the host(?:'s)?(?: or a container's)? network namespace when user namespaces are enabled/i,
      },
      { stages: ["build"], words: sysfsRefused },
    ],
  },
  "host-pid": {
    engineWords: [{ stages: ["create", "start"], words: /cannot share the host PID namespace when user namespaces are enabled/i }],
  },
  "host-ipc": {
    engineWords: [{ stages: ["start"], words: /mqueue.{0,400}operation not permitted/i }],
    remedies: (subject) => [
      changeTo(
        subject,
        "`ipc: shareable` instead of `ipc: host`",
        ["ipc: shareable"],
        "the service shares its memory with services that join it (`ipc: service:…`), and no longer with the host",
      ),
    ],
  },
  "writable-cgroups": {
    engineWords: [{ stages: ["create", "start"], words: /WritableCgroups conflicts with user namespaces/i }],
    kernelPaths: /^\/sys\/fs\/cgroup/,
  },
  "mixed-user-namespaces": {
    engineWords: [
      { stages: ["start"], words: /both namespace path and non-matching mapping specified/i },
      { stages: ["start"], words: sysfsRefused, when: (subject) => new Set(joins(subject)).size > 1 },
      {
        stages: ["start"],
        words: /can't get final child's PID from pipe/i,
        when: (subject) => joins(subject).length > 0,
        precedence: "general",
      },
    ],
  },
  "userns-host": {
    programWords: [
      { words: lostPower, when: isOnHost, isEnough: true, confidence: "certain" },
      // Whatever else is refused.
      { words: /./, when: isOnHost, precedence: "last", confidence: "possible" },
    ],
    ofShownIds: (subject) => (isOnHost(subject) ? "certain" : undefined),
    isAsked: isOnHost,
    remedies: (subject) => [
      freeChangeTo(subject, "no `userns_mode: host`", ["userns_mode: !reset null"], "none: the service is protected again"),
    ],
    isOptOut: true,
  },
  "ignored-by-swarm": { whyUnseen: "services are run by Compose here, which obeys `userns_mode`; Swarm does not" },
  "setuid-under-userns-host": { siblings: ["userns-host"] },
  domainname: {
    engineWords: [{ stages: ["start"], words: domainRefused, precedence: "general" }],
    remedies: (subject) => {
      const name = `${subject.hostname ?? subject.name}.${subject.domainname ?? ""}`;
      return [
        freeChangeTo(
          subject,
          `\`hostname: ${name}\` instead of \`domainname\``,
          ["domainname: !reset null", `hostname: ${JSON.stringify(name)}`],
          "none: the NIS domain name stays empty, the FQDN is the same",
        ),
      ];
    },
  },
  sysctl: {
    engineWords: [
      {
        stages: ["start"],
        words: domainRefused,
        when: (subject) => subject.domainname === undefined && subject.sysctls.has("kernel.domainname"),
      },
      {
        stages: ["start"],
        words:
          /(?:write|open|failed to write|reopen)(?: to)? (?:sysctl|\/proc\/sys\/|fsmount:\S*sys\/).{0,300}(?:permission denied|invalid argument|no such file|operation not permitted|read-only)/i,
        precedence: "last",
      },
    ],
    remedies: (subject, context) => {
      const asksForMore = [...subject.sysctls.keys()].some((key) => key !== pingGroups);
      return [
        ...(subject.sysctls.has(pingGroups) ? [pingRange(subject, context)] : []),
        ...(asksForMore ? [changeTo(subject, "no `sysctls`", ["sysctls: !reset null"], "the kernel's own values apply")] : []),
      ];
    },
  },
  "unprivileged-ping": {
    // The engine sets net.ipv4.ping_group_range on a plain engine only.
    programWords: [{ words: /\bping\b|icmp/i, precedence: "general" }],
    remedies: (subject, context) => [pingRange(subject, context)],
  },
};
