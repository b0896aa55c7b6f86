import { list } from "../prepare/parts.js";
import type { Shape } from "../prepare/shape.js";
import { devices, flag, integer, labels, listOf, mapping, number, text } from "./parts.js";

/** The shape of a service's `deploy`. */
export function deployShape(): Shape {
  const rollout = mapping({
    parallelism: integer,
    delay: { ...text, becomes: "duration" },
    failure_action: text,
    monitor: { ...text, becomes: "duration" },
    max_failure_ratio: number,
    order: { ...text, oneOf: ["start-first", "stop-first"] },
  });
  const memory: Shape = { ...text, becomes: "bytes" };
  return mapping(
    {
      mode: text,
      endpoint_mode: text,
      replicas: integer,
      labels,
      rollback_config: rollout,
      update_config: rollout,
      resources: mapping({
        limits: mapping({ cpus: number, memory, pids: integer }),
        reservations: mapping({
          cpus: number,
          memory,
          generic_resources: listOf(mapping({ discrete_resource_spec: mapping({ kind: text, value: number }) })),
          devices: listOf({ ...devices, required: ["capabilities"] }),
        }),
      }),
      restart_policy: mapping({
        condition: text,
        delay: { ...text, becomes: "duration" },
        max_attempts: integer,
        window: { ...text, becomes: "duration" },
      }),
      placement: mapping({ constraints: listOf(text), preferences: listOf(mapping({ spread: text })), max_replicas_per_node: integer }),
    },
    [],
    "mz",
  );
}

/** The shape of a service's `develop`. */
export function developShape(hook: Shape): Shape {
  const patterns: Shape = { accepts: "sl", item: text, isDistinct: true, long: list };
  return mapping(
    {
      watch: listOf(
        mapping(
          {
            ignore: patterns,
            include: patterns,
            path: { ...text, path: "file" },
            action: { ...text, oneOf: ["rebuild", "sync", "restart", "sync+restart", "sync+exec"] },
            target: text,
            exec: hook,
            initial_sync: flag,
          },
          ["path", "action"],
        ),
      ),
    },
    [],
    "mz",
  );
}
