import { accessOf, accessSeen } from "../model/device.js";
import { mapInWords } from "../model/id-words.js";
import { hostGroupId, type Posture } from "../model/posture.js";
import type { Workload } from "../model/workload.js";
import type { Located } from "../text/location.js";
import { shorten } from "../text/shorten.js";
import type { Rule } from "./rule.js";

/** An added group is one of the container; its gid N is another gid on the host, so the host's group N is not joined. */
export const hostGroup: Rule = {
  id: "host-group",
  severity: "warning",
  confidence: "likely",
  summary: "A group given by a host group's id does not reach what that group owns on the host.",
  stage: "run",
  check: {
    *remapped(workload, { posture }) {
      const { groupAdd, dialect } = workload;
      if (groupAdd.length === 0) return;
      const reached = reachOf(workload, posture);
      if (!reached) return;
      const groups = groupAdd.flatMap((group) => describe(group, posture) ?? []);
      const [first, ...others] = groups;
      if (!first) return;
      yield {
        title: `${dialect.write("group-add", shorten(first.group.value, 24))} ${first.joins} with userns-remap.`,
        why: `${first.maps}The group gives no access to what the host's group owns, such as \`${reached.path}\`.`,
        instead: reached.path.endsWith(".sock")
          ? "Reach the program behind the socket another way, for example over TCP."
          : `Give the group access on the host instead: make ${first.owner} the owner, with a udev rule where it is a device.`,
        primary: first.group.at,
        related: [
          { at: reached.at, note: "what the group is meant to reach" },
          ...others.map(({ group, joins }) => ({ at: group.at, note: `\`${group.value}\` ${joins}` })),
        ],
        ...(!reached.isSure && { confidence: "possible" as const }),
      };
    },
  },
};

/** What a group of the container is on the host; undefined for a gid outside the range, which is another rule's. */
function describe(group: Located<string>, posture: Posture) {
  if (!/^\d+$/.test(group.value)) {
    return {
      group,
      joins: "joins the image's group of that name instead of the host's",
      maps: `With userns-remap ${mapInWords(posture, "gid")}. `,
      owner: "the host gid of that group",
    };
  }
  const mapped = hostGroupId(posture, Number(group.value));
  if (mapped === undefined) return undefined;
  return { group, joins: `joins the host's gid ${mapped} instead of ${group.value}`, maps: "", owner: `host gid ${mapped}` };
}

/** What of the host the group is meant for: surely a device or a socket, possibly any other bind. */
function reachOf({ devices, mounts }: Workload, posture: Posture) {
  const device = devices.find(
    ({ source, seen }) => source.value.startsWith("/") && (accessSeen(seen, posture) ?? accessOf(source.value)).access !== "everyone",
  );
  if (device) return { path: device.source.value, at: device.source.at, isSure: true };
  const binds = mounts.flatMap(({ hostPath, source, readOnly }) =>
    hostPath && source
      ? [{ path: source.value, at: source.at, isHarmless: (hostPath.inRepository && readOnly) || hostPath.holdsProject === true }]
      : [],
  );
  const sure = binds.find(({ path }) => path.endsWith(".sock") || (path.startsWith("/dev/") && accessOf(path).access !== "everyone"));
  if (sure) return { ...sure, isSure: true };
  const other = binds.find(
    ({ path, isHarmless }) => !isHarmless && !/^\/etc\/(?:localtime|timezone|hosts|resolv\.conf|ssl\/certs)/.test(path),
  );
  return other && { ...other, isSure: false };
}
