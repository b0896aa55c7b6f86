import { privilegedContainer } from "./privileged-container.js";
import type { Rule } from "./rule.js";

/** Every rule, sorted by id: the one registry that docs, README, SARIF and the CLI are made from. */
export const rules: readonly Rule[] = [privilegedContainer];
