import type { MappingNode } from "../tree/node.js";

/** Takes out the services whose profiles are not active; those without profiles always are, and `*` activates all. */
export function selectProfiles(tree: MappingNode, active: readonly string[]): void {
  if (active.includes("*")) return;
  const services = tree.entries.get("services")?.value;
  if (services?.kind !== "mapping") return;
  for (const [name, { value }] of services.entries) {
    const profiles = value.kind === "mapping" ? value.entries.get("profiles")?.value : undefined;
    if (profiles?.kind !== "sequence" || profiles.items.length === 0) continue;
    if (!profiles.items.some((item) => item.kind === "scalar" && active.includes(String(item.value)))) services.entries.delete(name);
  }
}
