import { setTimeout as delay } from "node:timers/promises";
import { answerOf, answersIn, textOf } from "../../facts/answer.js";
import type { StartContainers } from "../../plan/step.js";
import { acceptedToFail } from "../accepted.js";
import { asked, inspected } from "../engine-world.js";
import { MigrateError } from "../migrate-error.js";
import { stopRunning } from "../quiet.js";
import type { Stage, Work } from "../stage.js";
import { addressedFirst, startAll, startOne } from "../start-container.js";

/** How long a container that others wait for may take until it is healthy. */
const mostSeconds = 300;

/** Starts what ran before; the way back stops whatever runs in the new world. */
export const startContainers: Work<StartContainers> = {
  async apply({ containers }, stage) {
    const accepted = acceptedToFail(stage.plan);
    await startAll(addressedFirst(containers, stage), async ({ name, waitsForHealth }) => {
      try {
        await startOne(stage, name, name);
      } catch (error) {
        if (!(accepted.has(name) && error instanceof MigrateError)) throw error;
        stage.say(`${error.message} The plan accepts that.`);
        return;
      }
      if (waitsForHealth) await untilHealthy(stage, name);
    });
    return undefined;
  },
  undoTitle: () => "Stop what runs in the new world",
  async undo(_, stage) {
    await stopRunning(stage);
    // A reboot on the way must not start what writes to volumes that are carried back one after the other.
    if (stage.withData) await keepStopped(stage);
  },
};

async function keepStopped({ engine, signal }: Stage): Promise<void> {
  for (const each of answersIn(await engine.json("GET", "/containers/json", { signal, query: { all: 1 } })))
    await asked("change when a container is started", () =>
      engine.bytes("POST", `/containers/${encodeURIComponent(textOf(each["Id"]))}/update`, {
        body: { RestartPolicy: { Name: "no" } },
        signal,
      }),
    );
}

/** Waits until a container is healthy, or is not going to be: what others make of that shows in the proof. */
async function untilHealthy({ engine, signal, say }: Stage, name: string): Promise<void> {
  say(`wait until ${name} is healthy`);
  for (const end = Date.now() + mostSeconds * 1_000; Date.now() < end; ) {
    const state = answerOf((await inspected(engine, `/containers/${encodeURIComponent(name)}/json`, signal))?.["State"]);
    const health = textOf(answerOf(state["Health"])["Status"]);
    if (health === "healthy" || health === "none" || health === "" || state["Running"] !== true) return;
    await delay(500, undefined, { ...(signal && { signal }) });
  }
}
