import { bindMounts } from "./bind-mounts.js";
import { canary } from "./canary.js";
import type { Check } from "./check.js";
import { dataRootAccess } from "./data-root-access.js";
import { engineContent } from "./engine-content.js";
import { engineKind } from "./engine-kind.js";
import { engineVersion } from "./engine-version.js";
import { exemptedContainers } from "./exempted-containers.js";
import { freeSpace } from "./free-space.js";
import { ghosts } from "./ghosts.js";
import { idsInUse } from "./ids-in-use.js";
import { imageStore } from "./image-store.js";
import { liveRestore } from "./live-restore.js";
import { networks } from "./networks.js";
import { orphanedNetworks } from "./orphaned-networks.js";
import { otherWorlds } from "./other-worlds.js";
import { plugins } from "./plugins.js";
import { remapSettingCheck } from "./remap-setting.js";
import { remapUser } from "./remap-user.js";
import { socketAccess } from "./socket-access.js";
import { subIdRanges } from "./sub-id-ranges.js";
import { swarm } from "./swarm.js";
import { uidMaps } from "./uid-maps.js";
import { userNamespaces } from "./user-namespaces.js";

/** Every check, in the order of reports and of docs/doctor.md: what the host is, then how it is set up, then what it holds, then whether it holds. */
export const checks: readonly Check[] = [
  userNamespaces,
  engineKind,
  engineVersion,
  imageStore,
  remapSettingCheck,
  remapUser,
  subIdRanges,
  idsInUse,
  dataRootAccess,
  liveRestore,
  swarm,
  plugins,
  networks,
  engineContent,
  freeSpace,
  otherWorlds,
  bindMounts,
  socketAccess,
  uidMaps,
  canary,
  exemptedContainers,
  ghosts,
  orphanedNetworks,
];
