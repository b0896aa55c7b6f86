import { answerOf } from "../../facts/answer.js";
import type { StopContainers } from "../../plan/step.js";
import { asked, inspected } from "../engine-world.js";
import type { Stage, Work } from "../stage.js";
import { startOne } from "../start-container.js";

/** As long as the longest grace time that somebody may have set. */
const timeoutMs = 3_600_000;

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
    for (const { id, name } of ranked) await startOne(stage, id, name);
  },
};

function rank(order: readonly string[], id: string): number {
  const at = order.indexOf(id);
  return at < 0 ? order.length : at;
}

/** Stops containers by id or name, all at once; those that do not exist or do not run are not missed. */
export async function stopAll({ engine, signal }: Stage, containers: readonly string[]): Promise<void> {
  await Promise.all(
    containers.map(async (container) => {
      const path = `/containers/${encodeURIComponent(container)}`;
      const found = await inspected(engine, `${path}/json`, signal);
      if (!found || answerOf(found["State"])["Running"] !== true) return;
      await asked(`stop the container ${container}`, () => engine.bytes("POST", `${path}/stop`, { timeoutMs, signal }));
    }),
  );
}
