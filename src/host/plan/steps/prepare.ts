import { giveRemapRange, makeRemapUser } from "../../../advice/commands.js";
import { deleteUser, saveImages, takeRemapRange, touchSubIdFiles } from "../../../advice/switch-commands.js";
import { counted } from "../../checks/check.js";
import { usualCount } from "../../checks/mapping.js";
import { valueIn } from "../../facts/fact.js";
import type { Carried } from "../carried.js";
import type { PlanInput } from "../input.js";
import type { RemapDecision } from "../remap.js";
import type { CreateRemapUser, RecordObjects, SaveImages, Step } from "../step.js";
import { allOrNone, archivePath, inPlan, recordPath } from "./parts.js";

/** What is done while everything runs: it only adds. */
export function prepareSteps(input: PlanInput, decision: RemapDecision, carried: Carried): readonly Step[] {
  return [
    ...(carried.images.length > 0 ? [saveStep(carried)] : []),
    ...(decision.needsRange || decision.makesUser ? [userStep(input, decision)] : []),
    recordStep(carried),
  ];
}

function saveStep({ images }: Carried): SaveImages {
  const save = saveImages(
    inPlan(archivePath),
    images.flatMap(({ id, names }) => (names.length > 0 ? names : [id])),
  );
  return {
    kind: "save-images",
    id: "save-images",
    title: `Save ${counted(images.length, "image")} in one archive`,
    phase: "prepare",
    commands: allOrNone([save]),
    byHand: images.some(({ names }) => names.length === 0)
      ? "An image without a name comes back without one: give it a name first (`docker tag`)."
      : null,
    undo: [],
    images,
    archive: archivePath,
  };
}

function userStep({ facts }: PlanInput, { remap, needsRange, makesUser }: RemapDecision): CreateRemapUser {
  const { accounts } = facts;
  const [start] = remap.uids;
  const line = start && `${remap.user}:${start.start}:${start.count}`;
  const isFileMissing = [accounts.subuid, accounts.subgid].some((file) => valueIn(file)?.file === undefined);
  const from = start?.start ?? 0;
  return {
    kind: "create-remap-user",
    id: "create-remap-user",
    title: makesUser ? `Make the user \`${remap.user}\` with ids that nobody has` : `Give the user \`${remap.user}\` ids that nobody has`,
    phase: "prepare",
    commands: [
      ...(makesUser ? [makeRemapUser()] : []),
      ...(needsRange && isFileMissing ? [touchSubIdFiles()] : []),
      ...(needsRange ? [giveRemapRange(from, usualCount)] : []),
    ],
    byHand: null,
    undo: [...(needsRange ? [takeRemapRange(from, usualCount)] : []), ...(makesUser ? allOrNone([deleteUser(remap.user)]) : [])],
    user: remap.user,
    group: remap.group,
    makesUser,
    subuid: needsRange ? (line ?? null) : null,
    subgid: needsRange ? (line ?? null) : null,
  };
}

function recordStep({ containers, volumes, networks }: Carried): RecordObjects {
  const parts = [counted(containers.length, "container"), counted(volumes.length, "volume"), counted(networks.length, "network")];
  return {
    kind: "record",
    id: "record",
    title: `Record ${parts.slice(0, 2).join(", ")} and ${parts[2]}`,
    phase: "prepare",
    commands: [],
    byHand: "By hand, keep what `docker inspect` prints of each. It holds environments and labels, so that nobody else may read the file.",
    undo: [],
    file: recordPath,
    containers: containers.map(({ id }) => id),
    volumes: volumes.map(({ name }) => name),
    networks: networks.map(({ id }) => id),
  };
}
