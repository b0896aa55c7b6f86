import type { RuleId } from "../../rules/index.js";
import { builds } from "./builds.js";
import { capabilities } from "./capabilities.js";
import { devices } from "./devices.js";
import { ids } from "./ids.js";
import { namespaces } from "./namespaces.js";
import { ownership } from "./ownership.js";
import { programs } from "./programs.js";
import type { Signs, Theme } from "./signs.js";
import { sockets } from "./sockets.js";
import { storage } from "./storage.js";

/** Where signs of two rules fit and have the same precedence, the earlier theme wins. */
const inOrder: readonly Theme[] = [sockets, builds, programs, namespaces, ids, devices, ownership, storage, capabilities];

/** Each rule that a run can show, with its signs, theme by theme. */
export function themes(): (readonly [RuleId, Signs])[] {
  return inOrder.flatMap((theme) => Object.entries(theme) as [RuleId, Signs][]);
}

/** What a comparison knows of a rule; empty for a rule that no run can show. */
export function signsOf(rule: RuleId): Signs {
  return inOrder.find((theme) => rule in theme)?.[rule] ?? {};
}
