import { each } from "../load/defaults.js";
import { itemsAt, type MappingNode, stringAt } from "../tree/node.js";

/** Takes out the networks, volumes, secrets and configs that no service uses: Compose does not create them. */
export function pruneResources(tree: MappingNode): void {
  const used = { networks: new Set<string>(), volumes: new Set<string>(), secrets: new Set<string>(), configs: new Set<string>() };
  each(tree, "services", (service) => {
    const networks = service.entries.get("networks")?.value;
    if (networks?.kind === "mapping") for (const name of networks.entries.keys()) used.networks.add(name);
    for (const volume of itemsAt(service, "volumes"))
      if (stringAt(volume, "type") === "volume") used.volumes.add(stringAt(volume, "source") ?? "");
    const build = service.entries.get("build")?.value;
    for (const kind of ["secrets", "configs"] as const)
      for (const grant of [...itemsAt(service, kind), ...itemsAt(build, kind)]) used[kind].add(stringAt(grant, "source") ?? "");
  });
  for (const [kind, names] of Object.entries(used)) {
    const group = tree.entries.get(kind)?.value;
    if (group?.kind === "mapping") for (const name of group.entries.keys()) if (!names.has(name)) group.entries.delete(name);
  }
}
