import type { Preparation } from "../prepare/context.js";
import { keyed, makeAbsolute, pairs } from "../prepare/parts.js";
import type { Shape } from "../prepare/shape.js";
import type { Node } from "../tree/node.js";
import { byKey, extraHosts, flag, grants, labels, listOf, mapping, pairList, text, texts, ulimits } from "./parts.js";

/** The shape of a service's `build`. */
export function buildShape(): Shape {
  return {
    ...mapping(
      {
        context: { ...text, path: "context" },
        dockerfile: text,
        dockerfile_inline: text,
        entitlements: listOf(text),
        args: pairList,
        ssh: { accepts: "ml", item: text, any: { accepts: "snbz" }, long: paths("host") },
        labels,
        cache_from: listOf(text),
        cache_to: listOf(text),
        no_cache: flag,
        additional_contexts: { accepts: "ml", item: text, any: { accepts: "snbz", becomes: "string" }, long: paths("context") },
        network: text,
        provenance: { accepts: "sb", becomes: "string" },
        sbom: { accepts: "sb", becomes: "string" },
        pull: flag,
        target: text,
        shm_size: { accepts: "is", becomes: "bytes" },
        extra_hosts: extraHosts,
        isolation: text,
        privileged: flag,
        secrets: listOf(grants("").item ?? text),
        tags: texts({ identity: byKey }),
        ulimits: ulimits(),
        platforms: listOf(text),
      },
      [],
      "sm",
    ),
    long: (node, preparation) => keyed("context")(node.kind === "scalar" ? makeAbsolute(node, "context", preparation) : node),
  };
}

/** `name=path` strings as a mapping, their paths made absolute. */
function paths(kind: "context" | "host"): (node: Node, preparation: Preparation) => Node {
  return (node, preparation) => {
    const mapped = pairs(node);
    if (mapped.kind === "mapping")
      for (const { value } of mapped.entries.values()) if (value.kind === "scalar") makeAbsolute(value, kind, preparation);
    return mapped;
  };
}
