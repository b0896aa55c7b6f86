import { asked } from "./engine-world.js";
import type { Stage } from "./stage.js";

/** Starts a container by its id or name; one that runs is left as it is. */
export async function startOne({ engine, signal, say }: Stage, container: string, name: string): Promise<void> {
  say(`start ${name}`);
  await asked(`start the container \`${name}\``, () =>
    engine.bytes("POST", `/containers/${encodeURIComponent(container)}/start`, { timeoutMs: 300_000, signal }),
  );
}
