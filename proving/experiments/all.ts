import { builds } from "./builds.js";
import { capabilities } from "./capabilities.js";
import { daemonValues, subIds } from "./daemons.js";
import { devices } from "./devices.js";
import { escapeHatch } from "./escape-hatch.js";
import type { Experiment } from "./experiment.js";
import { ids } from "./ids.js";
import { layers } from "./layers.js";
import { namespaces } from "./namespaces.js";
import { ownership } from "./ownership.js";
import { propagation } from "./propagation.js";
import { settings } from "./settings.js";
import { storage } from "./storage.js";
import { userNamespaces } from "./user-namespaces.js";

/** Everything that is claimed about engines, to be shown on them. */
export const experiments: readonly Experiment[] = [
  ...namespaces,
  ...ids,
  ...layers,
  ...devices,
  ...capabilities,
  ...ownership,
  ...propagation,
  ...storage,
  ...userNamespaces,
  ...settings,
  ...escapeHatch,
  ...builds,
  ...daemonValues,
  ...subIds,
];
