import { containerdImageStore } from "./containerd-image-store.js";
import { dataRootAccess } from "./data-root-access.js";
import { defaultIpcMode } from "./default-ipc-mode.js";
import { dockerSocket } from "./docker-socket.js";
import { domainname } from "./domainname.js";
import { flagAndFile } from "./flag-and-file.js";
import { hostDevice } from "./host-device.js";
import { hostGroup } from "./host-group.js";
import { hostIpc } from "./host-ipc.js";
import { hostNetwork } from "./host-network.js";
import { hostPid } from "./host-pid.js";
import { ineffectiveCapability } from "./ineffective-capability.js";
import { mixedUserNamespaces } from "./mixed-user-namespaces.js";
import { nonrecursiveBind } from "./nonrecursive-bind.js";
import { optOutUnguarded } from "./opt-out-unguarded.js";
import { privilegedContainer } from "./privileged-container.js";
import { privilegedHook } from "./privileged-hook.js";
import { renamedDevice } from "./renamed-device.js";
import type { Rule } from "./rule.js";
import { subIdRange } from "./sub-id-range.js";
import { sysctl } from "./sysctl.js";
import { usernsRemapOff } from "./userns-remap-off.js";
import { usernsRemapValue } from "./userns-remap-value.js";
import { writableCgroups } from "./writable-cgroups.js";

/** Every rule, sorted by id: the one registry that docs, README, SARIF and the CLI are made from. */
export const rules: readonly Rule[] = [
  containerdImageStore,
  dataRootAccess,
  defaultIpcMode,
  dockerSocket,
  domainname,
  flagAndFile,
  hostDevice,
  hostGroup,
  hostIpc,
  hostNetwork,
  hostPid,
  ineffectiveCapability,
  mixedUserNamespaces,
  nonrecursiveBind,
  optOutUnguarded,
  privilegedContainer,
  privilegedHook,
  renamedDevice,
  subIdRange,
  sysctl,
  usernsRemapOff,
  usernsRemapValue,
  writableCgroups,
];
