import { posix } from "node:path";
import { knownPath } from "../../../advice/known-path.js";
import { copyShifted, loadImages, type MappedIds, runDoctor, startContainers, stopContainers } from "../../../advice/switch-commands.js";
import { isBefore, versionOf } from "../../../engines/version.js";
import { counted } from "../../checks/check.js";
import type { IdRange } from "../../checks/mapping.js";
import { valueIn } from "../../facts/fact.js";
import { hasOwnData } from "../../facts/holdings.js";
import { mountOf } from "../../facts/mounts.js";
import { type Carried, composeNames, dependenciesOf } from "../carried.js";
import { copyingSeconds } from "../estimates.js";
import type { PlanInput } from "../input.js";
import type { RemapDecision } from "../remap.js";
import type { CopyVolume, LoadImages, StageVolume, StartContainers, Step, Verify } from "../step.js";
import { containerSteps } from "./containers.js";
import { networkSteps, oldBridgesStep } from "./networks.js";
import { allOrNone, archivePath, inPlan } from "./parts.js";
import { createVolumeStep } from "./volumes.js";

/** What is done in the new world, until everything runs there. */
export function remappedSteps(input: PlanInput, decision: RemapDecision, carried: Carried): readonly Step[] {
  const bridges = oldBridgesStep(input, carried);
  const started = carried.containers.filter(({ isRunning }) => isRunning);
  return [
    ...(bridges ? [bridges] : []),
    ...(carried.images.length > 0 ? [loadStep(carried)] : []),
    ...carried.volumes.flatMap((volume): Step[] => [
      createVolumeStep(volume),
      ...(hasOwnData(volume) ? [copyStep(volume.name, volume.mountpoint, input, decision)] : []),
    ]),
    ...networkSteps(carried),
    ...containerSteps(input, carried),
    ...(started.length > 0 ? [startStep(started)] : []),
    verifyStep(carried),
  ];
}

/** What can be done before of what is done in the new world, while everything still runs in the old one. */
export function stagingSteps({ holdings, id }: PlanInput, { remap }: RemapDecision, { volumes }: Carried): readonly StageVolume[] {
  return volumes.filter(hasOwnData).map(({ name, mountpoint }) => {
    const data = holdings.volumes.get(name);
    return {
      kind: "stage-volume",
      id: `stage-volume:${name}`,
      title: `Copy the volume \`${name}\` ahead`,
      phase: "stage",
      commands: [],
      byHand: "By hand, leave it out: it only makes the down time shorter.",
      undo: [],
      volume: name,
      from: mountpoint,
      folder: posix.join(posix.dirname(remap.world), `remap-ready-${id}`, name),
      bytes: (data && valueIn(data.contents)?.bytes) ?? 0,
    };
  });
}

function loadStep({ images }: Carried): LoadImages {
  return {
    kind: "load-images",
    id: "load-images",
    title: `Load ${counted(images.length, "image")}`,
    phase: "remapped",
    commands: [loadImages(inPlan(archivePath))],
    byHand: null,
    undo: [],
    images,
    archive: archivePath,
  };
}

function copyStep(volume: string, from: string, input: PlanInput, { remap }: RemapDecision): CopyVolume {
  const { holdings, id } = input;
  const data = holdings.volumes.get(volume);
  const contents = data && valueIn(data.contents);
  const [bytes, entries] = [contents?.bytes ?? 0, contents?.entries ?? 0];
  const seconds = copyingSeconds(input.folder, { bytes, entries });
  const folder = posix.join(remap.world, "volumes", volume);
  const [source, target] = [knownPath(from), knownPath(posix.join(folder, "_data"))];
  const isPossible = source !== undefined && target !== undefined && canMapMounts(input, from);
  const commands = isPossible ? copyShifted(source, target, inPlan("view"), { uids: mapped(remap.uids), gids: mapped(remap.gids) }) : [];
  return {
    kind: "copy-volume",
    id: `copy-volume:${volume}`,
    title: `Copy the data of the volume \`${volume}\``,
    phase: "remapped",
    commands,
    byHand:
      commands.length > 0
        ? "The kernel shifts owners, access lists and file capabilities in the mount; `chown` would drop setuid bits and capabilities."
        : "No program of this host shifts owners, access lists and file capabilities together: `chown` drops setuid bits and capabilities. `mount` of util-linux 2.39 can mount a folder with mapped ids (`X-mount.idmap`), from which `cp -a` copies.",
    undo: [],
    volume,
    from,
    to: posix.join(folder, "_data"),
    incoming: posix.join(folder, `_data.incoming-${id}`),
    bytes,
    entries,
    way: input.folder.isOnDataRoot && input.folder.sharesBlocks ? "reflink" : "copy",
    leastSeconds: Math.floor(seconds.least),
    mostSeconds: Math.ceil(seconds.most),
  };
}

/** File systems whose files are seen with mapped ids since Linux 5.12 to 5.15: mount_setattr(2). */
const mappable = new Set(["ext4", "xfs", "btrfs"]);

/** Whether `mount` of this host makes a mount with mapped ids of a path: util-linux 2.39, Linux 5.15, and a file system that can. */
function canMapMounts({ facts, holdings }: PlanInput, path: string): boolean {
  const { kernel, mounts } = facts.running ?? {};
  const release = versionOf((kernel && valueIn(kernel)?.release) ?? "");
  const tools = versionOf(valueIn(holdings.mountVersion) ?? "");
  const type = mountOf(path, (mounts && valueIn(mounts)) ?? [])?.type ?? "";
  return !isBefore(release, [5, 15, 0]) && !isBefore(tools, [2, 39, 0]) && mappable.has(type);
}

function mapped(ranges: readonly IdRange[]): MappedIds[] {
  let inside = 0;
  return ranges.map(({ start, count }) => {
    const lines = { inside, start, count };
    inside += count;
    return lines;
  });
}

function startStep(started: Carried["containers"]): StartContainers {
  const awaited = new Set(
    started.flatMap((container) => {
      const own = composeNames(container);
      return dependenciesOf(container).flatMap(({ service, isHealthy }) => (own && isHealthy ? [`${own.project}/${service}`] : []));
    }),
  );
  const commands = allOrNone([startContainers(started.map(({ name }) => name))]);
  return {
    kind: "start-containers",
    id: "start-containers",
    title: `Start ${counted(started.length, "container")}`,
    phase: "remapped",
    commands,
    byHand: awaited.size > 0 ? "Wait until a service is healthy before you start what depends on it." : null,
    undo: allOrNone([stopContainers(started.map(({ name }) => name))]),
    containers: started.map((container) => {
      const own = composeNames(container);
      return {
        id: container.id,
        name: container.name,
        waitsForHealth: own !== undefined && awaited.has(`${own.project}/${own.service}`),
      };
    }),
  };
}

function verifyStep({ containers, volumes, networks }: Carried): Verify {
  return {
    kind: "verify",
    id: "verify",
    title: "Prove that the mapping is on, that everything is there, and that nothing of the old world runs",
    phase: "remapped",
    commands: [runDoctor()],
    byHand: null,
    undo: [],
    running: containers.filter(({ isRunning }) => isRunning).map(({ name }) => name),
    volumes: volumes.map(({ name }) => name),
    networks: networks.map(({ name }) => name),
  };
}
