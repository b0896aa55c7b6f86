import type { Confidence, Problem } from "../findings/finding.js";
import { browserEvidence } from "../model/browser.js";
import type { Dialect } from "../model/dialect.js";
import { hasOwnRuntime, type Workload } from "../model/workload.js";
import type { Location } from "../text/location.js";
import { adding, fixing } from "./changes.js";
import type { Rule } from "./rule.js";

/** Capabilities that the kernel checks against the initial user namespace: granted, shown in /proc, and without effect in a remapped container. */
export const ineffectiveCapability: Rule = {
  id: "ineffective-capability",
  severity: "warning",
  confidence: "likely",
  summary: "A capability is granted without effect: the kernel wants it in the initial user namespace.",
  stage: "run",
  check: {
    *remapped(workload) {
      const { dialect } = workload;
      // A privileged container is refused, and has every capability; another runtime makes a user namespace of its own.
      if (workload.privileged?.value || hasOwnRuntime(workload)) return;
      const added = workload.capabilities.add.map(({ value, at }) => ({ value, at, name: value.toUpperCase().replace(/^CAP_/, "") }));
      const all = added.find(({ name }) => name === "ALL");
      for (const { value, at, name } of all ? [all] : added) {
        const power = powers.get(name);
        if (!power || isMetOtherwise(name, workload)) continue;
        const written = dialect.write("cap-add", value);
        yield {
          ...("lost" in power
            ? {
                title: `${written} has no effect on an engine with userns-remap.`,
                why: `The kernel wants the capability in the host's user namespace to ${power.lost}.`,
              }
            : { title: `${written} ${power.does} on an engine with userns-remap.`, why: power.why }),
          instead: typeof power.instead === "string" ? power.instead : power.instead(dialect),
          primary: at,
          helpsOnHost: true,
          ...(name === "SYS_ADMIN" && asBrowser(workload)),
          ...(power.confidence && { confidence: power.confidence }),
          ...("lost" in power && fixOf({ name, written, lost: power.lost, at }, workload)),
        };
      }
    },
  },
};

/** What changes for a browser: its sandbox makes user namespaces, which works. */
function asBrowser(workload: Workload): Partial<Problem> {
  const seen = browserEvidence(workload);
  return seen
    ? { severity: "note", related: [{ at: seen, note: "this looks like a browser, whose sandbox works in a user namespace" }] }
    : {};
}

interface Lost {
  readonly name: string;
  /** As the file has it, in backticks. */
  readonly written: string;
  /** What cannot be done with it. */
  readonly lost: string;
  readonly at: Location;
}

/** The limit that does what the capability is for, or else the file without it. */
function fixOf({ name, written, lost, at }: Lost, workload: Workload): Pick<Problem, "fix"> {
  const { capabilities, dialect } = workload;
  if (name === "IPC_LOCK")
    return fixing(
      {
        title: `Add ${dialect.write("ulimit", "memlock=-1")}`,
        safety: "unsafe",
        effect:
          "With userns-remap programs may lock as much memory as they want, as `IPC_LOCK` lets them without it. The container starts only where the engine may raise limits, as one that is not itself in a container may.",
      },
      adding(workload, "ulimit", "memlock=-1"),
    );
  // One of the capabilities that every container has.
  const isGivenAnyway = name === "MKNOD" && !capabilities.drop.some(({ value }) => /^(?:ALL|(?:CAP_)?MKNOD)$/i.test(value));
  return fixing(
    isGivenAnyway
      ? { title: `Remove ${written}`, safety: "safe", effect: "Nothing changes: the engine gives this capability to every container." }
      : {
          title: `Remove ${written}`,
          safety: "unsafe",
          effect: `With userns-remap nothing changes. Without it, programs in the container can no longer ${lost}.`,
        },
    { kind: "remove", at },
  );
}

/** Whether the service already has what the capability is commonly added for. */
function isMetOtherwise(name: string, { ulimits, devices, capabilities }: Workload): boolean {
  if (name === "IPC_LOCK") return ulimits.some(({ value }) => value === "memlock");
  if (name === "SYS_ADMIN") return devices.some(({ source }) => source.value === "/dev/fuse");
  // A list that drops everything and adds the engine's default set back asks for nothing new.
  if (name === "MKNOD") return capabilities.drop.some(({ value }) => value.toUpperCase() === "ALL");
  return false;
}

/** What a capability is asked for and cannot do, or what it does where it is not simply lost. */
type Power = ({ readonly lost: string } | { readonly does: string; readonly why: string }) & {
  readonly instead: string | ((dialect: Dialect) => string);
  readonly confidence?: Confidence;
};

const onHost = "Do this on the host.";

const powers: ReadonlyMap<string, Power> = new Map<string, Power>([
  ["SYS_TIME", { lost: "set the clock", instead: "Set the time on the host, with its own NTP client." }],
  [
    "SYS_MODULE",
    { lost: "load and unload kernel modules", instead: "Load the module on the host, for example from `/etc/modules-load.d`." },
  ],
  ["SYS_RAWIO", { lost: "use I/O ports and raw device access", instead: onHost }],
  ["SYSLOG", { lost: "read the kernel's log and addresses", instead: "Read the log on the host and hand it in." }],
  [
    "SYS_NICE",
    {
      lost: "raise priorities (negative nice, real-time scheduling)",
      instead: (dialect) => `Remove it if the program works without it, and weigh ${dialect.noun}s with ${dialect.name("cpu-shares")}.`,
    },
  ],
  [
    "SYS_RESOURCE",
    {
      lost: "raise its own limits",
      instead: (dialect) => `Let the engine set them: ${dialect.name("ulimit")}, ${dialect.name("oom-score-adj")}.`,
    },
  ],
  ["MKNOD", { lost: "make device nodes", instead: (dialect) => `Hand the node in with ${dialect.name("device")}.` }],
  [
    "IPC_LOCK",
    { lost: "lock more memory than the limit", instead: (dialect) => `Raise the limit: ${dialect.write("ulimit", "memlock=-1")}.` },
  ],
  ["BPF", { lost: "load BPF programs and maps", instead: onHost }],
  ["PERFMON", { lost: "measure more than its own processes", instead: onHost }],
  ["LINUX_IMMUTABLE", { lost: "set the immutable and append-only flags (`chattr +i`)", instead: onHost }],
  ["SYS_TTY_CONFIG", { lost: "hang up and configure virtual terminals", instead: onHost }],
  ["WAKE_ALARM", { lost: "set timers that wake the machine", instead: onHost }],
  ["AUDIT_CONTROL", { lost: "set audit rules", instead: onHost }],
  ["AUDIT_READ", { lost: "read the audit log", instead: onHost, confidence: "possible" }],
  ["BLOCK_SUSPEND", { lost: "keep the machine from sleeping", instead: onHost, confidence: "possible" }],
  ["SYS_PACCT", { lost: "switch process accounting", instead: onHost, confidence: "possible" }],
  ["MAC_ADMIN", { lost: "load security policy", instead: onHost, confidence: "possible" }],
  ["MAC_OVERRIDE", { lost: "override security policy", instead: onHost, confidence: "possible" }],
  [
    "SYS_ADMIN",
    {
      does: "reaches no further than the container's user namespace",
      why: "Mounting tmpfs, proc, bind, overlay and FUSE, `unshare` and `sethostname` work; mounting block devices, sysfs, debugfs and bpffs, `trusted.*` and `security.*` attributes, fanotify, `swapon` and `bpf()` do not.",
      instead: "Remove it if the program uses none of this. Mount block devices on the host and bind them.",
      confidence: "possible",
    },
  ],
  [
    "ALL",
    {
      does: "grants every capability inside the container's user namespace only",
      why: "The container still cannot make device nodes, load modules, set the clock, mount block devices, raise its limits or read the kernel's log.",
      instead: ({ noun }) => `Name the capabilities that the ${noun} needs.`,
    },
  ],
]);
