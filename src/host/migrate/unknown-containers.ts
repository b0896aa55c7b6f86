import { answersIn, textOf } from "../facts/answer.js";
import { readProcesses, shimsAmong } from "../facts/processes.js";
import type { Stage } from "./stage.js";

/** Containers that run although the engine does not know them, one sentence each: they are of another world. */
export async function unknownContainers({ engine, signal }: Pick<Stage, "engine" | "signal">): Promise<string[]> {
  const listed = answersIn(await engine.json("GET", "/containers/json", { query: { all: 1 }, signal }));
  const known = new Set(listed.map((each) => textOf(each["Id"])));
  return shimsAmong(readProcesses())
    .filter(({ containerId }) => !known.has(containerId))
    .map(({ pid, containerId }) => `A container that this engine does not know still runs: ${containerId.slice(0, 12)}, process ${pid}.`);
}
