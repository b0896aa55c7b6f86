import { engineClient } from "../engines/engine-client.js";
import { reasonOf } from "../engines/engine-error.js";
import { usualSocket } from "../host/facts/host.js";
import { readRunningContainers } from "../host/running-containers.js";
import type { InspectedEngine } from "../lint/inspected-engine.js";
import { SourceFile } from "../text/source-file.js";
import { engineSocket } from "./engine-socket.js";
import { Failure } from "./failure.js";
import type { Terminal } from "./terminal.js";

/** Asks the engine of this machine for its containers, as a file that holds what `docker inspect` prints of them, line by line, and looks at what they use. Throws a Failure when it does not answer. */
export async function inspectEngine({
  environment,
  untilStopped,
}: Pick<Terminal, "environment" | "untilStopped">): Promise<InspectedEngine> {
  const socket = engineSocket(environment) ?? usualSocket;
  try {
    return await untilStopped(async (signal) => {
      const { printed, ...seen } = await readRunningContainers(engineClient(socket), signal);
      return { file: new SourceFile("docker-inspect.json", printed), ...seen };
    });
  } catch (error) {
    throw new Failure(
      "engine",
      `The engine at \`${socket}\` cannot be asked: ${reasonOf(error)}. Start it and run this as a user who may talk to it.`,
    );
  }
}
