import { engineClient } from "../engines/engine-client.js";
import { reasonOf } from "../engines/engine-error.js";
import { usualSocket } from "../host/facts/host.js";
import { readRunningContainers } from "../host/running-containers.js";
import type { InspectedEngine } from "../lint/inspected-engine.js";
import type { Values } from "../options/table.js";
import { containersMeant, type InUseRequest } from "../runs/input/in-use.js";
import { CompareRefusal } from "../runs/input/input.js";
import { SourceFile } from "../text/source-file.js";
import { engineSocket } from "./engine-socket.js";
import { Failure } from "./failure.js";

/** What the options say of containers that run; undefined where they name none. */
export function inUseBy(
  { project, container: containers = [], ...values }: Values,
  environment: NodeJS.ProcessEnv,
): InUseRequest | undefined {
  if (project === undefined && containers.length === 0) return undefined;
  const socket = engineSocket(environment) ?? usualSocket;
  return { socket, ...(project !== undefined && { project }), containers, withData: values["with-data"] === true };
}

/** The containers that are meant, for lint. Throws a Failure when the engine does not answer, and a CompareRefusal when one of them is not there. */
export async function inspectInUse(request: InUseRequest, signal: AbortSignal): Promise<InspectedEngine> {
  const client = engineClient(request.socket);
  try {
    const ids = await containersMeant(request, client);
    const { printed, ...seen } = await readRunningContainers(client, signal, new Set(ids));
    return { file: new SourceFile("docker-inspect.json", printed), ...seen };
  } catch (error) {
    if (error instanceof CompareRefusal || signal.aborted) throw error;
    throw new Failure(
      "engine",
      `The engine at \`${request.socket}\` cannot be asked: ${reasonOf(error)}. Start it and run this as a user who may talk to it.`,
    );
  }
}
