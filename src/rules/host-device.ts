import type { Problem, Related } from "../findings/finding.js";
import { accessOf, isRenamed, nodePath } from "../model/device.js";
import { lastResort } from "../model/last-resort.js";
import { hostGroupId, hostId, type Posture } from "../model/posture.js";
import { usesHostUserNamespace, type Workload } from "../model/workload.js";
import type { Located } from "../text/location.js";
import type { Rule } from "./rule.js";

/** A device node keeps its host owner, which no id of a remapped container is; no capability helps, because the owner is not mapped. */
export const hostDevice: Rule = {
  id: "host-device",
  severity: "warning",
  confidence: "likely",
  summary: "A device node keeps its host owner, so only a world-writable one can be opened.",
  stage: "run",
  check: {
    *workload(workload, { posture }) {
      if (usesHostUserNamespace(workload)) return;
      const remedy = remedyFor(workload, posture);
      const resort = lastResort(posture, workload);
      for (const device of workload.devices) {
        // The node that is bound is the host's one of the container's path, so that path tells when the source is not known.
        const path = device.source.value || device.target.value;
        if (path.startsWith("/") && !isRenamed(device)) yield* judge({ value: path, at: device.source.at }, remedy, resort);
      }
      for (const { type, source } of workload.mounts) {
        if (type === "bind" && source && isBelowDev(source.value)) yield* judge(source, remedy, resort);
      }
      yield* judgeRules(workload, resort);
    },
  },
};

function* judge(node: Located<string>, remedy: Remedy, resort: string): Iterable<Problem> {
  const path = nodePath(node.value);
  const { access, owner } = accessOf(path);
  if (access === "everyone") return;
  const isFolder = path === "/dev";
  const instead = isFolder ? "Name the devices one by one under `devices:`." : remedy.instead(matchOf(path));
  const [it, nodes] = isFolder ? ["them", "its nodes"] : ["it", "it"];
  yield {
    message:
      access === "owner"
        ? `\`${path}\` cannot be opened on an engine with userns-remap: the node keeps its host owner (${owner}), whom no id in the container is, and neither capabilities nor the host's group id in \`group_add\` help. ${instead} ${resort}`
        : `\`${path}\` keeps its host owner on an engine with userns-remap, whom no id in the container is: unless the host lets everybody open ${nodes}, opening ${it} is denied. ${instead} ${resort}`,
    primary: node.at,
    related: isFolder ? [] : remedy.related,
    ...(access === "unknown" && { confidence: "possible" as const }),
  };
}

/** Rules for devices that are neither given nor bound are for nodes the container makes itself. */
function* judgeRules({ deviceCgroupRules, devices, mounts }: Workload, resort: string): Iterable<Problem> {
  const [rule] = deviceCgroupRules;
  if (!rule || devices.length > 0 || mounts.some(({ source }) => source && isBelowDev(source.value))) return;
  yield {
    message: `\`device_cgroup_rules: ${rule.value}\` allows devices that the service neither gets under \`devices\` nor binds, so the container would have to make their nodes: on an engine with userns-remap \`mknod\` is denied (\`operation not permitted\`), with any capability. Bind the host's nodes, with \`volumes: ["/dev/bus/usb:/dev/bus/usb"]\` for example. ${resort}`,
    primary: rule.at,
    confidence: "possible",
  };
}

function isBelowDev(path: string): boolean {
  return /^\/dev(?:\/|$)/.test(nodePath(path));
}

interface Remedy {
  /** The udev rule for the node that a match key selects. */
  readonly instead: (match: string) => string;
  readonly related: readonly Related[];
}

/** The udev rule that was seen to work: the node owned by the container's user, or by a group the container is in, as the host sees them. */
function remedyFor({ groupAdd, user }: Workload, posture: Posture): Remedy {
  const group = groupAdd.find(({ value }) => /^\d+$/.test(value));
  const groupId = group && hostGroupId(posture, Number(group.value));
  if (group && groupId !== undefined) {
    return {
      instead: (match) =>
        `Let a udev rule give it the group of the container's gid ${group.value}: \`${match}, GROUP="${groupId}", MODE="0660"\`.`,
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
    instead: (match) => `Let a udev rule give it the owner that the container's uid ${uid} is on the host: \`${match}, OWNER="${owner}"\`.`,
    related: [],
  };
}

/** The key that selects the node in a udev rule; a directory of nodes is a subsystem, a symlink stands for what it leads to. */
function matchOf(path: string): string {
  const subsystem = [...subsystems].find(([folder]) => path === folder || path.startsWith(`${folder}/`))?.[1];
  if (subsystem) return `SUBSYSTEM=="${subsystem}"`;
  if (path.startsWith("/dev/serial")) return 'SUBSYSTEM=="tty", KERNEL=="ttyUSB*"';
  return `KERNEL=="${path.slice(path.lastIndexOf("/") + 1)}"`;
}

const subsystems: ReadonlyMap<string, string> = new Map([
  ["/dev/dri", "drm"],
  ["/dev/snd", "sound"],
  ["/dev/input", "input"],
  ["/dev/bus/usb", "usb"],
  ["/dev/dvb", "dvb"],
]);
