import { isIP } from "node:net";
import { type Preparation, report } from "../prepare/context.js";
import { itemsAt, type MappingNode, nodeAt, scalarIn, stringAt } from "../tree/node.js";
import { each } from "./defaults.js";

/** Reports attributes that Compose refuses beside each other, in one model before it is joined with others. */
export function validate(tree: MappingNode, preparation: Preparation): void {
  each(tree, "volumes", (volume, name) => {
    if (scalarIn(volume, "external")?.value !== true) return;
    for (const [key, entry] of volume.entries)
      if (key !== "name" && key !== "external" && !key.startsWith("x-"))
        report(
          preparation,
          "error",
          entry.key,
          `Volume \`${name}\` is \`external\` and sets \`${key}\`; Compose does not make it, so it takes no \`${key}\`.`,
        );
  });
  sources(tree, "secrets", ["file", "environment"], preparation);
  sources(tree, "configs", ["file", "environment", "content"], preparation);
  each(tree, "services", (service, name) => {
    const reservations = nodeAt(service, "deploy", "resources", "reservations");
    for (const device of [...itemsAt(service, "gpus"), ...itemsAt(reservations, "devices")])
      if (device.kind === "mapping" && device.entries.has("count") && device.entries.has("device_ids"))
        report(
          preparation,
          "error",
          device.at,
          `Service \`${name}\` asks for devices by \`count\` and by \`device_ids\`; Compose takes one of them.`,
        );
    for (const port of itemsAt(service, "ports")) {
      const ip = stringAt(port, "host_ip");
      if (ip !== undefined && isIP(ip) === 0)
        report(preparation, "error", port.at, `Service \`${name}\` publishes a port on \`${ip}\`, which is not an IP address.`);
    }
  });
}

function sources(tree: MappingNode, kind: "secrets" | "configs", keys: readonly string[], preparation: Preparation): void {
  each(tree, kind, (resource, name) => {
    const given = keys.filter((key) => resource.entries.has(key));
    const noun = kind === "secrets" ? "Secret" : "Config";
    const choice = keys.map((key) => `\`${key}\``).join(", ");
    if (given.length > 1)
      report(
        preparation,
        "error",
        resource.at,
        `${noun} \`${name}\` sets ${given.map((key) => `\`${key}\``).join(" and ")}; Compose takes one of them.`,
      );
    const isElsewhere = resource.entries.has("external") || (kind === "configs" && resource.entries.has("driver"));
    if (given.length === 0 && !isElsewhere)
      report(
        preparation,
        "error",
        resource.at,
        `${noun} \`${name}\` says nowhere what it holds; give it one of ${choice}, or \`external: true\`.`,
      );
  });
}
