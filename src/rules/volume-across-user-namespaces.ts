import type { Problem, Related } from "../findings/finding.js";
import { containerUser } from "../model/container-user.js";
import { hostId, type Posture } from "../model/posture.js";
import { type VolumeUse, volumeUses } from "../model/volume-uses.js";
import type { Workload } from "../model/workload.js";
import { shorten } from "../text/shorten.js";
import type { Rule } from "./rule.js";

/**
 * Ids of a host-mode service are host ids, and those of a remapped one are mapped: each is nobody to the other in a volume that both use. Root of the host-mode
 * service may read and write all; the remapped one may not. Seen on engines 20.10 to 29.
 */
export const volumeAcrossUserNamespaces: Rule = {
  id: "volume-across-user-namespaces",
  severity: "warning",
  confidence: "likely",
  summary: "A volume is shared by a service in the host's user namespace and a remapped one.",
  stage: "run",
  check: {
    *workload(workload, { posture, project }) {
      for (const uses of volumeUses(project)) {
        const hosts = uses.filter(({ isOnHost }) => isOnHost);
        const mapped = uses.filter(({ isOnHost }) => !isOnHost);
        const writer = hosts.find(({ mount }) => !mount.readOnly);
        const reader = mapped.some(({ mount }) => !mount.readOnly) ? hosts.find(({ workload }) => containerUser(workload)?.uid) : undefined;
        const told = writer ?? reader;
        if (told?.workload !== workload || mapped.length === 0) continue;
        yield writer ? written(writer, mapped, posture) : read(told, mapped, posture);
      }
    },
  },
};

function written(writer: VolumeUse, mapped: readonly VolumeUse[], posture: Posture): Problem {
  const { workload, name } = writer;
  const [other] = mapped as readonly [VolumeUse, ...VolumeUse[]];
  const uid = containerUser(workload)?.uid ?? 0;
  const user = containerUser(other.workload)?.uid ?? 0;
  const owner = hostId(posture, user);
  return {
    title: `What \`${shorten(workload.name, 20)}\` writes to ${volumeOf(name)} belongs to nobody in \`${shorten(other.workload.name, 20)}\`.`,
    why: `With userns-remap only ${workload.dialect.write("userns", "host")} leaves ids as they are. What \`${workload.name}\` creates belongs to host uid ${uid}: the other ${other.workload.dialect.noun} cannot read it where it is closed to others (keys, \`umask 077\`), and cannot change or delete it in any case (\`Permission denied\`).`,
    instead: `${leaveOut(workload)}${owner === undefined ? "." : `, or let it give what it creates to host uid ${owner}, which is uid ${user} of \`${other.workload.name}\`.`}`,
    primary: placeOf(writer),
    related: relatedTo(mapped),
  };
}

function read(reader: VolumeUse, mapped: readonly VolumeUse[], posture: Posture): Problem {
  const { workload, name } = reader;
  const writer = mapped.find(({ mount }) => !mount.readOnly) as VolumeUse;
  const uid = containerUser(workload)?.uid ?? 0;
  const user = containerUser(writer.workload)?.uid ?? 0;
  const owner = hostId(posture, user);
  return {
    title: `What \`${shorten(writer.workload.name, 20)}\` writes to ${volumeOf(name)} belongs to somebody else in \`${shorten(workload.name, 20)}\`.`,
    why: `With userns-remap what \`${writer.workload.name}\` creates as uid ${user} belongs to ${owner === undefined ? "a mapped id" : `host uid ${owner}`}. \`${workload.name}\` runs as host uid ${uid}: it cannot read what is closed to others.`,
    instead: `${leaveOut(workload)}, run it as root, or let \`${writer.workload.name}\` keep what it writes readable for all.`,
    primary: placeOf(reader),
    related: relatedTo(mapped),
    confidence: "possible",
  };
}

function volumeOf(name: string | undefined): string {
  return name === undefined ? "a shared volume" : `volume \`${shorten(name, 20)}\``;
}

function leaveOut({ name, dialect }: Workload): string {
  return `Leave ${dialect.name("userns")} out of \`${name}\` if it can run remapped`;
}

function placeOf({ mount }: VolumeUse): Problem["primary"] {
  return mount.source?.at ?? mount.at;
}

function relatedTo(mapped: readonly VolumeUse[]): Related[] {
  return mapped.slice(0, 10).map((use) => ({ at: placeOf(use), note: `\`${use.workload.name}\`, which is remapped, uses it here` }));
}
