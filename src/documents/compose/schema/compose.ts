import { external, keyed, list } from "../prepare/parts.js";
import type { Shape } from "../prepare/shape.js";
import { flag, labels, listOf, mapping, options, text, textList } from "./parts.js";
import { serviceShape } from "./service.js";

let root: Shape | undefined;

/** The shape of a compose file, as docker compose 2.40's schema and compose-go v2.14's newer keys have it. */
export function composeShape(): Shape {
  root ??= makeRoot();
  return root;
}

function makeRoot(): Shape {
  const service = serviceShape();
  return mapping({
    version: text,
    name: text,
    include: listOf({
      accepts: "sm",
      long: keyed("path"),
      keys: new Map(Object.entries({ path: { ...textList, long: list }, env_file: { ...textList, long: list }, project_directory: text })),
    }),
    services: { ...named(service), hasNames: true },
    models: named(mapping({ name: text, model: text, context_size: { accepts: "i" }, runtime_flags: listOf(text) }, ["model"])),
    networks: { ...resource(networkShape()), hasNames: false },
    volumes: resource(mapping({ name: text, driver: text, driver_opts: options("sn"), external: externalFlag(), labels }, [], "mz")),
    secrets: resource(
      mapping({
        name: text,
        environment: text,
        file: { ...text, path: "host" },
        external: externalFlag(),
        labels,
        driver: text,
        driver_opts: options("sn"),
        template_driver: text,
      }),
    ),
    configs: resource(
      mapping({
        name: text,
        content: text,
        environment: text,
        file: { ...text, path: "host" },
        external: externalFlag(),
        labels,
        template_driver: text,
      }),
    ),
  });
}

function named(any: Shape): Shape {
  return { accepts: "m", any };
}

function resource(any: Shape): Shape {
  return { ...named({ ...any, long: external }), hasNames: true };
}

function externalFlag(): Shape {
  return { accepts: "bsm", becomes: "boolean", keys: new Map([["name", text]]) };
}

function networkShape(): Shape {
  const pool = mapping({ subnet: text, ip_range: text, gateway: text, aux_addresses: options("s") });
  return mapping(
    {
      name: text,
      driver: text,
      driver_opts: options("sn"),
      ipam: mapping({ driver: text, config: { ...listOf(pool), merge: "ipam" }, options: options("s") }),
      external: externalFlag(),
      internal: flag,
      enable_ipv4: flag,
      enable_ipv6: flag,
      attachable: flag,
      labels,
    },
    [],
    "mz",
  );
}
