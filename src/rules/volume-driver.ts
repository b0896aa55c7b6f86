import type { Problem } from "../findings/finding.js";
import { containerUser, hostOwner } from "../model/container-user.js";
import { isTemplate } from "../model/daemon.js";
import type { VolumeDefinition } from "../model/mount.js";
import { hostGroupId, hostId, isHostId, type Posture } from "../model/posture.js";
import { type Project, usesHostUserNamespace, type Workload } from "../model/workload.js";
import { shorten } from "../text/shorten.js";
import type { Rule } from "./rule.js";

/** The engine maps ids for its own local volumes; owners that a plugin, a file server or mount options name are ids of the host. */
export const volumeDriver: Rule = {
  id: "volume-driver",
  severity: "warning",
  confidence: "possible",
  summary: "A volume whose owners are host ids: a plugin, NFS, CIFS, or `uid=` in its options.",
  stage: "run",
  check: {
    *remapped(workload, { posture, project }) {
      const seen = new Set<string>();
      for (const { volume } of workload.mounts) {
        if (!volume || seen.has(volume.name)) continue;
        seen.add(volume.name);
        if (firstUsers(project).get(volume.name) === workload) yield* speakOf(volume, workload, posture);
      }
    },
  },
};

const users = new WeakMap<Project, ReadonlyMap<string, Workload>>();

/** The first remapped workload that mounts each volume: findings about the volume are reported there. */
function firstUsers(project: Project): ReadonlyMap<string, Workload> {
  const done = users.get(project);
  if (done) return done;
  const first = new Map<string, Workload>();
  for (const workload of project.workloads) {
    if (usesHostUserNamespace(workload)) continue;
    for (const { volume } of workload.mounts) if (volume && !first.has(volume.name)) first.set(volume.name, workload);
  }
  users.set(project, first);
  return first;
}

function* speakOf({ name, driver, driverOptions }: VolumeDefinition, workload: Workload, posture: Posture): Generator<Problem> {
  const named = `\`${shorten(name, 24)}\``;
  const { noun } = workload.dialect;
  if (driver && driver.value !== "local" && driver.value !== "default") {
    if (isTemplate(driver.value)) return;
    yield {
      title: `The volume ${named} comes from the plugin \`${shorten(driver.value, 18)}\`, which does not know about userns-remap.`,
      why: "The plugin runs without a user namespace and does not know the mapping: what it creates for root on the host belongs to nobody in the container, which cannot write to it.",
      instead: "Try it on a remapped engine before relying on it, or use a local volume.",
      primary: driver.at,
    };
    return;
  }
  const { type, o } = driverOptions;
  const kind = type?.value.toLowerCase() ?? "";
  const user = containerUser(workload) ?? { uid: 0, gid: 0 };
  const { uid } = user;
  const owner = hostOwner(posture, user);
  const owners = o && [...o.value.matchAll(/(?:^|,)(uid|gid)=(\d+)/g)].map(([, option, id]) => ({ option, id: Number(id) }));
  const unmapped = owners?.find(({ option, id }) => !isHostId(posture, option === "gid" ? "gid" : "uid", id));
  const mapped = unmapped && (unmapped.option === "gid" ? hostGroupId : hostId)(posture, unmapped.id);
  if (/^(?:cifs|smb3?|smbfs)$/.test(kind) && (unmapped || owners?.length === 0 || !o)) {
    yield {
      title: `The volume ${named} is a CIFS share, which the ${noun} cannot write on an engine with userns-remap.`,
      why: `Its \`uid=\` and \`gid=\` are ids of the host: ${unmapped ? `${unmapped.option}=${unmapped.id} is` : "without them the owner is root of the host, who is"} nobody in a container with userns-remap.`,
      instead: owner
        ? `Write \`uid=${owner.uid},gid=${owner.gid}\` for container uid ${uid}.`
        : `Container uid ${uid} has no host id: use one that has.`,
      primary: (unmapped && o?.at) ?? type?.at ?? workload.at,
      confidence: "likely",
    };
  } else if (/^nfs4?$/.test(kind)) {
    yield {
      title: `The volume ${named} is an NFS export, whose server sees mapped ids on an engine with userns-remap.`,
      why: `The server sees host ids: container uid ${uid} ${owner ? `arrives as ${owner.uid}` : "has no host id"}. What it exports for other ids belongs to nobody in the container, and chown fails.`,
      instead: `Give the exported folder to ${owner ? owner.uid : "an id that is mapped"} on the server, or export it with \`all_squash,anonuid=…\` and let others write.`,
      primary: type?.at ?? workload.at,
      confidence: "likely",
    };
  } else if (kind === "tmpfs" && unmapped && o) {
    yield {
      title: `\`${unmapped.option}=${unmapped.id}\` of the volume ${named} is nobody in a container with userns-remap.`,
      why: "The id in the options of a volume is an id of the host.",
      instead: `${mapped === undefined ? "Use" : `Write \`${unmapped.option}=${mapped}\`, or use`} ${workload.dialect.name("tmpfs")} of the ${noun}, whose ids are mapped.`,
      primary: o.at,
      confidence: "certain",
      severity: /(?:^|,)mode=/.test(o.value) ? "warning" : "note",
    };
  }
}
