import type { Problem, Related } from "../findings/finding.js";
import { accessOf, accessSeen, isRenamed, nodePath } from "../model/device.js";
import type { Dialect } from "../model/dialect.js";
import { hostGroupId, hostId, type Posture } from "../model/posture.js";
import type { Workload } from "../model/workload.js";
import { isWithin } from "../text/is-within.js";
import type { Located } from "../text/location.js";
import { shorten } from "../text/shorten.js";
import type { Rule } from "./rule.js";

/** A device node keeps its host owner, which no id of a remapped container maps to; no capability helps, because the owner is not mapped. */
export const hostDevice: Rule = {
  id: "host-device",
  severity: "warning",
  confidence: "likely",
  summary: "A device node keeps its host owner, so only a world-writable one can be opened.",
  stage: "run",
  check: {
    *remapped(workload, { posture }) {
      const remedy = remedyFor(workload, posture);
      // A privileged container is refused, and has every device: these matter once it is not.
      const grade = workload.privileged?.value ? { severity: "note" as const } : {};
      for (const device of workload.devices) {
        // Without a source, the node is taken to be the one of the container's path.
        const path = device.source.value || device.target.value;
        if (path.startsWith("/") && !isRenamed(device))
          for (const problem of judge({ value: path, at: device.source.at }, remedy, workload.dialect, accessSeen(device.seen, posture)))
            yield { ...problem, ...grade };
      }
      for (const { type, source, seen } of workload.mounts) {
        if (type === "bind" && source && isBelowDev(source.value))
          for (const problem of judge(source, remedy, workload.dialect, accessSeen(seen, posture))) yield { ...problem, ...grade };
      }
      yield* judgeRules(workload);
    },
  },
};

function* judge(node: Located<string>, remedy: Remedy, dialect: Dialect, seen?: ReturnType<typeof accessOf>): Iterable<Problem> {
  const path = nodePath(node.value);
  const { access, owner } = seen ?? accessOf(path);
  if (access === "everyone") return;
  const isFolder = path === "/dev";
  const [subject, it] = isFolder ? ["Nodes below `/dev`", "them"] : [`\`${shorten(path)}\``, "it"];
  yield {
    ...(access === "owner"
      ? {
          title: `${subject} cannot be opened on an engine with userns-remap.`,
          why: `The node keeps its host owner (${owner}), which no id in the container maps to, and neither capabilities nor the host's group id in ${dialect.name("group-add")} help.`,
        }
      : {
          title: `${subject} can be opened with userns-remap only if the host lets everybody open ${it}.`,
          why: "A node keeps its host owner, which no id in the container maps to.",
        }),
    instead: isFolder ? `Name the devices one by one with ${dialect.name("device")}.` : remedy.instead(matchOf(path)),
    primary: node.at,
    related: isFolder ? [] : remedy.related,
    helpsOnHost: true,
    ...(seen && { confidence: "certain" as const }),
    ...(access === "unknown" && { confidence: "possible" as const }),
  };
}

/** Rules for devices that are neither given nor bound are for nodes the container makes itself. */
function* judgeRules({ deviceCgroupRules, devices, mounts, dialect }: Workload): Iterable<Problem> {
  const [rule] = deviceCgroupRules;
  if (!rule || devices.length > 0 || mounts.some(({ source }) => source && isBelowDev(source.value))) return;
  yield {
    title: `${dialect.write("device-cgroup-rule", shorten(rule.value, 24))} is for nodes that a remapped container cannot make.`,
    why: `The ${dialect.noun} neither gets these devices with ${dialect.name("device")} nor binds them, so the container would have to make their nodes: on an engine with userns-remap \`mknod\` is denied (\`operation not permitted\`), with any capability.`,
    instead: `Bind the host's nodes, for example with ${dialect.write("volume", "/dev/bus/usb:/dev/bus/usb")}.`,
    primary: rule.at,
    helpsOnHost: true,
    confidence: "possible",
  };
}

function isBelowDev(path: string): boolean {
  return /^\/dev(?:\/|$)/.test(nodePath(path));
}

interface Remedy {
  /** What to do for the node that a match key selects; without a key, the udev rule is not spelled out. */
  readonly instead: (match: string | undefined) => string;
  readonly related: readonly Related[];
}

/** The udev rule that was seen to work: the node owned by the container's user, or by a group the container is in, as the host sees them. */
function remedyFor({ groupAdd, user }: Workload, posture: Posture): Remedy {
  const group = groupAdd.find(({ value }) => /^\d+$/.test(value));
  const groupId = group && hostGroupId(posture, Number(group.value));
  if (group && groupId !== undefined) {
    return {
      instead: (match) =>
        `Let a udev rule give it to host gid ${groupId}, which the container's gid ${group.value} maps to${ruleOf(match, `GROUP="${groupId}", MODE="0660"`)}.`,
      related: [{ at: group.at, note: `gid ${group.value} of the container is gid ${groupId} of the host` }],
    };
  }
  const written = user?.value.split(":")[0] ?? "";
  const uid = /^\d+$/.test(written) ? Number(written) : 0;
  const owner = hostId(posture, uid);
  if (owner === undefined)
    return {
      instead: () => `The container's uid ${uid} has no host id: let it run as one that has, and give the node to that one's host id.`,
      related: [],
    };
  return {
    instead: (match) =>
      `Let a udev rule give it to host uid ${owner}, which the container's uid ${uid} maps to${ruleOf(match, `OWNER="${owner}"`)}.`,
    related: [],
  };
}

function ruleOf(match: string | undefined, assignments: string): string {
  return match === undefined ? "" : `: \`${match}, ${assignments}\``;
}

/**
 * The key that selects the node in a udev rule; a directory of nodes is a subsystem, a symlink counts as what it leads to. Undefined for a name with
 * characters that mean something to udev: the rule is pasted as root.
 */
function matchOf(path: string): string | undefined {
  const subsystem = [...subsystems].find(([folder]) => isWithin(path, folder))?.[1];
  if (subsystem) return `SUBSYSTEM=="${subsystem}"`;
  if (path.startsWith("/dev/serial")) return 'SUBSYSTEM=="tty", KERNEL=="ttyUSB*"';
  const name = path.slice(path.lastIndexOf("/") + 1);
  return /^[\w.:@+-]+$/.test(name) ? `KERNEL=="${name}"` : undefined;
}

const subsystems: ReadonlyMap<string, string> = new Map([
  ["/dev/dri", "drm"],
  ["/dev/snd", "sound"],
  ["/dev/input", "input"],
  ["/dev/bus/usb", "usb"],
  ["/dev/dvb", "dvb"],
  ["/dev/vfio", "vfio"],
]);
