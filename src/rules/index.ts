import { containerdImageStore } from "./containerd-image-store.js";
import { dataRootAccess } from "./data-root-access.js";
import { defaultIpcMode } from "./default-ipc-mode.js";
import { flagAndFile } from "./flag-and-file.js";
import { optOutUnguarded } from "./opt-out-unguarded.js";
import { privilegedContainer } from "./privileged-container.js";
import type { Rule } from "./rule.js";
import { subIdRange } from "./sub-id-range.js";
import { usernsRemapOff } from "./userns-remap-off.js";
import { usernsRemapValue } from "./userns-remap-value.js";

/** Every rule, sorted by id: the one registry that docs, README, SARIF and the CLI are made from. */
export const rules: readonly Rule[] = [
  containerdImageStore,
  dataRootAccess,
  defaultIpcMode,
  flagAndFile,
  optOutUnguarded,
  privilegedContainer,
  subIdRange,
  usernsRemapOff,
  usernsRemapValue,
];
