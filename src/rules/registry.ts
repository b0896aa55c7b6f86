// Written by `npm run docs` from the files of this folder.
import { archiveOwnership } from "./archive-ownership.js";
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
import { hostPathOwnership } from "./host-path-ownership.js";
import { hostPid } from "./host-pid.js";
import { idOutOfRange } from "./id-out-of-range.js";
import { ignoredBySwarm } from "./ignored-by-swarm.js";
import { ineffectiveCapability } from "./ineffective-capability.js";
import { mixedUserNamespaces } from "./mixed-user-namespaces.js";
import { mknod } from "./mknod.js";
import { mountPropagation } from "./mount-propagation.js";
import { movedDataRoot } from "./moved-data-root.js";
import { nestedContainers } from "./nested-containers.js";
import { noSuchFlag } from "./no-such-flag.js";
import { nonrecursiveBind } from "./nonrecursive-bind.js";
import { optOutUnguarded } from "./opt-out-unguarded.js";
import { privilegedContainer } from "./privileged-container.js";
import { privilegedHook } from "./privileged-hook.js";
import { privilegedOperation } from "./privileged-operation.js";
import { renamedDevice } from "./renamed-device.js";
import type { Rule } from "./rule.js";
import { secretFileMode } from "./secret-file-mode.js";
import { setuidUnderUsernsHost } from "./setuid-under-userns-host.js";
import { subIdRange } from "./sub-id-range.js";
import { sysctl } from "./sysctl.js";
import { systemdInit } from "./systemd-init.js";
import { unknownUsernsMode } from "./unknown-userns-mode.js";
import { unprivilegedPing } from "./unprivileged-ping.js";
import { usernsHost } from "./userns-host.js";
import { usernsRemapOff } from "./userns-remap-off.js";
import { usernsRemapValue } from "./userns-remap-value.js";
import { volumeAcrossUserNamespaces } from "./volume-across-user-namespaces.js";
import { volumeDriver } from "./volume-driver.js";
import { writableCgroups } from "./writable-cgroups.js";

/** Every rule under its id, sorted. */
export const registry = {
  "archive-ownership": archiveOwnership,
  "containerd-image-store": containerdImageStore,
  "data-root-access": dataRootAccess,
  "default-ipc-mode": defaultIpcMode,
  "docker-socket": dockerSocket,
  domainname,
  "flag-and-file": flagAndFile,
  "host-device": hostDevice,
  "host-group": hostGroup,
  "host-ipc": hostIpc,
  "host-network": hostNetwork,
  "host-path-ownership": hostPathOwnership,
  "host-pid": hostPid,
  "id-out-of-range": idOutOfRange,
  "ignored-by-swarm": ignoredBySwarm,
  "ineffective-capability": ineffectiveCapability,
  "mixed-user-namespaces": mixedUserNamespaces,
  mknod,
  "mount-propagation": mountPropagation,
  "moved-data-root": movedDataRoot,
  "nested-containers": nestedContainers,
  "no-such-flag": noSuchFlag,
  "nonrecursive-bind": nonrecursiveBind,
  "opt-out-unguarded": optOutUnguarded,
  "privileged-container": privilegedContainer,
  "privileged-hook": privilegedHook,
  "privileged-operation": privilegedOperation,
  "renamed-device": renamedDevice,
  "secret-file-mode": secretFileMode,
  "setuid-under-userns-host": setuidUnderUsernsHost,
  "sub-id-range": subIdRange,
  sysctl,
  "systemd-init": systemdInit,
  "unknown-userns-mode": unknownUsernsMode,
  "unprivileged-ping": unprivilegedPing,
  "userns-host": usernsHost,
  "userns-remap-off": usernsRemapOff,
  "userns-remap-value": usernsRemapValue,
  "volume-across-user-namespaces": volumeAcrossUserNamespaces,
  "volume-driver": volumeDriver,
  "writable-cgroups": writableCgroups,
} as const satisfies Readonly<Record<string, Rule>>;
