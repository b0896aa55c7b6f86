import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { type Engine, shownRole } from "./engine.js";
import { EngineError, reasonOf } from "./engine-error.js";
import type { Launched } from "./launch.js";

/** The engines with what their facts say of the way out. All that asked for one have it, or none does: where it did not come up on one, the others' are closed. */
export function letOut(engines: readonly Engine[], launched: readonly Launched[]): Engine[] {
  const failed = launched.find((each) => each.plan.outbound && !each.isOpen());
  const words = failed && readWords(failed.plan.directory);
  if (failed) for (const each of launched) each.close();
  return engines.map((engine) => {
    const program = launched.find(({ plan }) => plan.socket === engine.socket)?.plan.outbound?.program;
    if (!program) return engine;
    const network = failed ? { networkTrouble: `${program.name} did not come up: ${words}` } : { network: program.name };
    return { ...engine, facts: { ...engine.facts, ...network } };
  });
}

/** Rejects what was seen when a way out broke off in the meantime: one side may have missed what the other got. */
export function checkWayOut(engines: readonly Engine[]): void {
  for (const { pid, facts, role, socket } of engines) {
    if (facts.network === "none" || /^\s*eth0:/m.test(readFileSync(`/proc/${pid}/net/dev`, "utf8"))) continue;
    const words = readWords(dirname(dirname(socket)));
    throw new EngineError(
      `the ${shownRole[role]} engine's way to the network broke off: ${facts.network} ended; its last words: ${words}`,
      {
        stage: "run",
        logTail: words,
      },
    );
  }
}

/** What the program printed; the watchdog wrote it into the engine's directory. */
function readWords(directory: string): string {
  try {
    return readFileSync(`${directory}/network.log`, "utf8").trim().slice(-500) || "it says nothing";
  } catch (error) {
    return reasonOf(error);
  }
}
