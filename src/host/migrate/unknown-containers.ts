import { existsSync } from "node:fs";
import { posix } from "node:path";
import { answersIn, textOf } from "../facts/answer.js";
import { linkOf, readProcesses, type Shim, shimsAmong } from "../facts/processes.js";
import type { Plan } from "../plan/plan.js";
import type { Stage } from "./stage.js";

/** A container that runs, and the world that it belongs to. */
export interface RunningShim extends Shim {
  readonly world: "plain" | "new";
}

/** Containers that run although the engine does not know them, one sentence each: they are of another world. */
export async function unknownContainers({ engine, plan, signal }: Pick<Stage, "engine" | "plan" | "signal">): Promise<string[]> {
  const listed = answersIn(await engine.json("GET", "/containers/json", { query: { all: 1 }, signal }));
  const known = new Set(listed.map((each) => textOf(each["Id"])));
  return shimsOf(plan)
    .filter(({ containerId }) => !known.has(containerId))
    .map(({ pid, containerId }) => `A container that this engine does not know still runs: ${containerId.slice(0, 12)}, process ${pid}.`);
}

/** What runs of the two worlds of a plan, as the kernel and their folders say. Another engine of this host has containers of its own. */
export function shimsOf({ engine, remap }: Plan, shims = shimsAmong(readProcesses(), linkOf("/proc/self/ns/pid"))): readonly RunningShim[] {
  const holds = (world: string | undefined, id: string) => world !== undefined && existsSync(posix.join(world, "containers", id));
  return shims.flatMap((shim): RunningShim[] => {
    if (holds(remap?.world, shim.containerId)) return [{ ...shim, world: "new" }];
    return holds(engine.root, shim.containerId) ? [{ ...shim, world: "plain" }] : [];
  });
}
