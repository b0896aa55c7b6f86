import type { EngineSpec } from "../../src/engines/engine.js";
import { preflight } from "../../src/engines/preflight.js";
import { twins } from "../../src/engines/with-engines.js";
import { findBusybox } from "./image-archive.js";

/** Why engines cannot run on this machine, printed once; undefined when they can. */
export async function reasonToSkip(title: string, specs: readonly EngineSpec[] = twins()): Promise<string | undefined> {
  const obstacles = await preflight(specs, { scratchRoot: "/var/lib/remap-ready", minFreeBytes: 1 << 30 });
  const reason = obstacles[0]?.what ?? (findBusybox() ? undefined : "no static busybox");
  if (reason) console.warn(`skipped: ${title} (${reason})`);
  return reason;
}
