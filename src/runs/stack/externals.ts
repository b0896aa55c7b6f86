import type { Engine } from "../../engines/engine.js";
import { EngineRefusal } from "../../engines/engine-client.js";
import type { Stack } from "../input/stack.js";

/** Names of networks and volumes that the project expects to find, and that a new engine does not have. The engine's own networks are always there. */
export function externalsOf({ model }: Pick<Stack, "model">): { networks: string[]; volumes: string[] } {
  const names = (entries: Readonly<Record<string, { readonly name?: string; readonly external?: boolean } | null>> | undefined) =>
    Object.entries(entries ?? {}).flatMap(([key, value]) => (value?.external ? [value.name ?? key] : []));
  return { networks: names(model.networks).filter((name) => !["host", "bridge", "none"].includes(name)), volumes: names(model.volumes) };
}

/** Makes what a project expects to find: empty, as on a machine where it runs for the first time. */
export async function makeExternals(engine: Engine, stack: Stack): Promise<void> {
  const { networks, volumes } = externalsOf(stack);
  for (const Name of networks) await unlessThere(engine.client.bytes("POST", "/networks/create", { body: { Name, CheckDuplicate: true } }));
  for (const Name of volumes) await unlessThere(engine.client.bytes("POST", "/volumes/create", { body: { Name } }));
}

/** Removes them again. */
export async function removeExternals(engine: Engine, stack: Stack): Promise<void> {
  const { networks, volumes } = externalsOf(stack);
  for (const name of networks) await unlessThere(engine.client.bytes("DELETE", `/networks/${encodeURIComponent(name)}`));
  for (const name of volumes) await unlessThere(engine.client.bytes("DELETE", `/volumes/${encodeURIComponent(name)}`));
}

/** What the engine refuses here, a run of the stack says in better words. */
async function unlessThere(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof EngineRefusal)) throw error;
  }
}
