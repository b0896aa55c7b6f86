import { statfsSync } from "node:fs";
import { dirname } from "node:path";
import type { Notice } from "../../comparison/notice.js";
import type { Engine } from "../../engines/engine.js";

const minFreeBytes = 512 << 20;

/** Said when the guard ended a run. */
export const diskNotice: Notice = {
  about: "disk",
  text: `the disk of the scratch directory had less than ${minFreeBytes / 2 ** 20} MiB left, and the run was ended: name a larger one with --scratch, or find out what writes so much`,
};

/** Watches the disk of the engines' scratch, which is the machine's: where little is left, kills all containers and tells, once. Gives what ends the watch. */
export function guardDisk(engines: readonly Pick<Engine, "socket" | "client">[], told: () => void): () => void {
  const [first] = engines;
  const timer = setInterval(() => {
    if (first && hasRoom(dirname(first.socket))) return;
    clearInterval(timer);
    told();
    for (const engine of engines) void killAll(engine);
  }, 250);
  timer.unref();
  return () => clearInterval(timer);
}

/** True also of a folder that went with its engine. */
function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= minFreeBytes;
  } catch {
    return true;
  }
}

async function killAll({ client }: Pick<Engine, "client">): Promise<void> {
  try {
    const listed = await client.json<readonly { Id: string }[]>("GET", "/containers/json");
    await Promise.allSettled(listed.map(({ Id }) => client.bytes("POST", `/containers/${Id}/kill`)));
  } catch {
    // The run ends, and the engine with all that it holds.
  }
}
