import { counted } from "../checks/check.js";
import { answerOf, answersIn, textOf, textsOf } from "../facts/answer.js";
import type { Plan } from "../plan/plan.js";
import { asked, inspected, worldSettled } from "./engine-world.js";
import { MigrateError } from "./migrate-error.js";
import type { Stage } from "./stage.js";
import { shimsOf } from "./unknown-containers.js";

/** As long as the longest grace time that somebody may have set. */
const timeoutMs = 3_600_000;

interface Running {
  readonly id: string;
  readonly name: string;
}

async function runningNow({ engine, signal }: Pick<Stage, "engine" | "signal">): Promise<Running[]> {
  return answersIn(await engine.json("GET", "/containers/json", { signal })).map((each) => {
    const id = textOf(each["Id"]);
    return { id, name: textsOf(each["Names"])[0]?.replace(/^\//, "") ?? id.slice(0, 12) };
  });
}

/** Stops whatever runs in the world that the engine shows. Where no engine answers, nothing may run: throws a MigrateError when something does. */
export async function stopRunning(stage: Pick<Stage, "engine" | "plan" | "signal">): Promise<void> {
  if ((await worldSettled(stage.engine, stage.plan, stage.signal)) === "down") return refuseRunningUnseen(stage.plan);
  const running = await runningNow(stage);
  await stopAll(
    stage,
    running.map(({ id }) => id),
  );
}

/** Stops containers by id, all at once; those that do not exist or do not run are not missed. */
export async function stopAll({ engine, signal }: Pick<Stage, "engine" | "signal">, containers: readonly string[]): Promise<void> {
  await Promise.all(
    containers.map(async (container) => {
      const path = `/containers/${encodeURIComponent(container)}`;
      const found = await inspected(engine, `${path}/json`, signal);
      if (!found || answerOf(found["State"])["Running"] !== true) return;
      await asked(`stop the container ${container}`, () => engine.bytes("POST", `${path}/stop`, { timeoutMs, signal }));
    }),
  );
}

/**
 * Holds that no container runs while no engine answers: one whose dockerd was killed goes on, and would be lost from sight in the other world. Processes are looked at, since nobody can
 * be asked. Throws a MigrateError that names the containers.
 */
export function refuseRunningUnseen(plan: Plan, shims = shimsOf(plan)): void {
  if (shims.length === 0) return;
  const start = shims.some(({ world }) => world === "new") ? "with the mapping of the plan" : "without the mapping, as it ran before";
  throw new MigrateError(
    `No engine answers at \`${plan.engine.socket}\`, and ${counted(shims.length, "container goes", "containers go")} on running without one: ${shims.map(({ containerId }) => containerId.slice(0, 12)).join(", ")}. Start the engine ${start}, so that it stops them in an orderly way, and run this again.`,
  );
}

/**
 * Stops what came up again by itself after it was stopped: after a reboot, an engine starts what has `restart: always`. Throws a MigrateError for a container that was not among those that
 * were stopped: somebody starts it.
 */
export async function quietAgain(stage: Stage, stopped: ReadonlySet<string>): Promise<void> {
  const running = await runningNow(stage);
  const others = running.filter(({ id }) => !stopped.has(id)).map(({ name }) => `\`${name}\``);
  if (others.length > 0)
    throw new MigrateError(
      `After the containers were stopped, somebody started ${others.join(", ")}. Stop what starts containers by itself (a unit, a timer, a CI runner), and then them.`,
    );
  await stopAll(
    stage,
    running.map(({ id }) => id),
  );
}
