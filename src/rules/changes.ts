import type { Setting } from "../model/dialect.js";
import type { Workload } from "../model/workload.js";
import type { Change, Proposal } from "../text/edit.js";

/** The change that adds a setting to a workload; undefined where its dialect has no place for one. A sysctl or ulimit is `key=value`. */
export function adding({ dialect, body }: Workload, setting: Setting, value: string): Change | undefined {
  const attribute = dialect.attribute?.(setting);
  return attribute && { kind: "add", into: body, entry: { ...attribute, value } };
}

/** A problem's `fix` where every change of it is known; nothing otherwise. */
export function fixing(
  facts: Pick<Proposal, "title" | "safety" | "effect">,
  ...changes: readonly (Change | undefined)[]
): { readonly fix?: Proposal } {
  const known = changes.filter((change) => change !== undefined);
  return known.length === changes.length ? { fix: { ...facts, changes: known } } : {};
}
