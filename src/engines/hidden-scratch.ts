import { isWithin } from "../text/is-within.js";
import type { Engine } from "./engine.js";
import { EngineError } from "./engine-error.js";
import { stateRoot } from "./run-record.js";
import { unconfined } from "./unconfined.js";

/** Directories that an engine's subjects do not see once it is up: the scratch of its own run and of others, with the sockets of all engines. */
export function hiddenFor(scratchRoot: string): readonly string[] {
  return isWithin(scratchRoot, stateRoot) ? [stateRoot] : [stateRoot, scratchRoot];
}

/** Covers the directories with empty ones; what is open in them, as the engine's socket, stays so. */
export async function hideScratch(engine: Engine): Promise<void> {
  const script = 'for at; do mount -t tmpfs -o mode=711,nosuid,nodev,noexec,size=64k tmpfs "$at" || exit 1; done';
  const ran = await engine.exec(["sh", "-c", script, "remap-ready-hide", ...engine.hidden], { timeoutMs: 20_000 });
  if (ran.code !== 0) throw new EngineError(`cannot hide the scratch: ${ran.stderr.trim().slice(0, 500)}`, { stage: "isolate" });
}

/** A command line that sees, in a mount namespace of its own, what is hidden from the subjects. */
export function seeingScratch({ hidden }: Engine, argv: readonly string[]): readonly string[] {
  const script = 'while [ "$1" != -- ]; do umount -l "$1" || exit 1; shift; done; shift; exec "$@"';
  return [...unconfined(), "unshare", "--mount", "--", "sh", "-c", script, "remap-ready-see", ...hidden, "--", ...argv];
}
