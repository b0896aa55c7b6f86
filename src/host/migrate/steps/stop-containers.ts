import type { StopContainers } from "../../plan/step.js";
import { stopAll } from "../quiet.js";
import type { Work } from "../stage.js";
import { addressedFirst, startAll, startOne } from "../start-container.js";

/** Stops what runs, all at once, each with its own signal and time; the way back starts it again. */
export const stopContainers: Work<StopContainers> = {
  async apply({ containers }, stage) {
    await stopAll(
      stage,
      containers.map(({ id }) => id),
    );
    return undefined;
  },
  undoTitle: ({ containers }) => `Start ${containers.length === 1 ? "1 container" : `${containers.length} containers`} of the old world`,
  async undo({ containers }, stage) {
    const order = stage.plan.steps.flatMap((step) => (step.kind === "start-containers" ? step.containers.map(({ id }) => id) : []));
    const ranked = [...containers].sort((a, b) => rank(order, a.id) - rank(order, b.id));
    await startAll(addressedFirst(ranked, stage), ({ id, name }) => startOne(stage, id, name));
  },
};

function rank(order: readonly string[], id: string): number {
  const at = order.indexOf(id);
  return at < 0 ? order.length : at;
}
