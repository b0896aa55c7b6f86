import { spawnSync } from "node:child_process";
import { engines } from "../support/parts.js";
import { missing, type Skip } from "../support/skips.js";

/** Makes the layers of real servers where they are not there or out of date; the reason when they cannot be had. */
export function whyNoImages(): Skip | undefined {
  const made = spawnSync("bash", [new URL("../../scripts/real-images.sh", import.meta.url).pathname], {
    encoding: "utf8",
    stdio: ["ignore", "inherit", "pipe"],
    env: { ...process.env, REMAP_READY_ENGINES: engines },
  });
  return made.status === 0
    ? undefined
    : missing(made.stderr.trim().split("\n").at(-1) || `scripts/real-images.sh: ${made.error?.message ?? made.signal}`);
}
