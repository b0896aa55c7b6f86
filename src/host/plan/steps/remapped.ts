import { posix } from "node:path";
import { loadImages, runDoctor, startContainers } from "../../../advice/switch-commands.js";
import { counted } from "../../checks/check.js";
import { valueIn } from "../../facts/fact.js";
import { hasOwnData } from "../../facts/holdings.js";
import { type Carried, composeNames, dependenciesOf } from "../carried.js";
import type { PlanInput } from "../input.js";
import type { RemapDecision } from "../remap.js";
import type { CopyVolume, LoadImages, StartContainers, Step, Verify } from "../step.js";
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

function copyStep(volume: string, from: string, { holdings, id }: PlanInput, { remap }: RemapDecision): CopyVolume {
  const data = holdings.volumes.get(volume);
  const contents = data && valueIn(data.contents);
  const folder = posix.join(remap.world, "volumes", volume);
  return {
    kind: "copy-volume",
    id: `copy-volume:${volume}`,
    title: `Copy the data of the volume \`${volume}\``,
    phase: "remapped",
    commands: [],
    byHand:
      "No usual program shifts owners, access lists and file capabilities together: `chown` drops setuid bits and capabilities, and `cp -a` keeps the old owners. A copy with `cp -a` out of a mount with mapped ids (`mount -o bind,X-mount.idmap=…` of util-linux 2.39) is right.",
    undo: [],
    volume,
    from,
    to: posix.join(folder, "_data"),
    incoming: posix.join(folder, `_data.incoming-${id}`),
    bytes: contents?.bytes ?? 0,
    entries: contents?.entries ?? 0,
  };
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
    undo: [],
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
