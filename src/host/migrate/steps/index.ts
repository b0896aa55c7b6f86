import type { WorkByKind } from "../stage.js";
import { copyVolume } from "./copy-volume.js";
import { createContainers } from "./create-containers.js";
import { createNetwork } from "./create-network.js";
import { createRemapUser } from "./create-remap-user.js";
import { createVolume } from "./create-volume.js";
import { loadImages } from "./load-images.js";
import { record } from "./record.js";
import { removeOldBridges } from "./remove-old-bridges.js";
import { saveImages } from "./save-images.js";
import { stageVolume } from "./stage-volume.js";
import { startContainers } from "./start-containers.js";
import { stopContainers } from "./stop-containers.js";
import { switchEngine } from "./switch.js";
import { verify } from "./verify.js";

/** What each kind of step of a plan does. */
export const works: WorkByKind = {
  "save-images": saveImages,
  "create-remap-user": createRemapUser,
  record,
  "stage-volume": stageVolume,
  "stop-containers": stopContainers,
  switch: switchEngine,
  "remove-old-bridges": removeOldBridges,
  "load-images": loadImages,
  "create-volume": createVolume,
  "copy-volume": copyVolume,
  "create-network": createNetwork,
  "create-containers": createContainers,
  "start-containers": startContainers,
  verify,
};
