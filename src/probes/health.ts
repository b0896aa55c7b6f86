import { plainText } from "../comparison/normalize.js";
import type { Observation } from "../comparison/observation.js";
import { observed, type Running } from "./running.js";

/** What does its health check say? Undefined when it has none. */
export function probeHealth(running: Running): Observation | undefined {
  const health = running.container.State.Health;
  if (!health || health.Status === "none") return undefined;
  const said = plainText((health.Log?.at(-1)?.Output ?? "").trim());
  return { ...observed(running, "health", [{ key: "status", value: health.Status }]), ...(said !== "" && { reason: said }) };
}
