import { registry } from "./registry.js";
import type { Rule } from "./rule.js";

export { registry };

/** The id of a rule that exists: what the source names a rule by, so that a misspelled id does not compile. Ids that a user wrote are strings until looked up. */
export type RuleId = keyof typeof registry;

/** A rule of the registry. */
export type KnownRule = Rule & { readonly id: RuleId };

/** Every rule, sorted by id: what docs, README, SARIF and the CLI are made from. */
export const rules: readonly KnownRule[] = Object.values<Rule>(registry) as readonly KnownRule[];
