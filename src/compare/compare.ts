import { maskedText } from "../comparison/masked.js";
import type { CompareReport } from "../comparison/report.js";
import { EngineError } from "../engines/engine-error.js";
import { checkMachine, twins, usualFreeBytes, withEngines } from "../engines/with-engines.js";
import { refuseWhereUnsafe } from "../runs/input/refusals.js";
import { isMemoryShort } from "../runs/lab/memory.js";
import { specFor } from "./engine-spec.js";
import { type Prepared, prepare } from "./prepare.js";
import type { CompareRequest } from "./request.js";
import { Running, type Seen } from "./running.js";

/**
 * Runs the input on a plain and on a remapped engine and says what differs, why, what lint had said, and what helps. Rejects with a CompareRefusal or
 * an EngineError; when the signal ends it, with its reason, or gives what both engines had shown until then.
 */
export async function compare(request: CompareRequest): Promise<CompareReport> {
  refuseWhereUnsafe(request.environment);
  const { dockerd, scratchRoot } = request;
  const prepared = await prepare(request).catch(async (error: unknown) => {
    // Where not even Compose can run apart from the machine, everything that is missing is reported.
    if (error instanceof EngineError)
      await checkMachine(twins({ ...(dockerd !== undefined && { dockerd }) }), { ...(scratchRoot !== undefined && { scratchRoot }) });
    throw error;
  });
  try {
    return await comparePrepared(prepared, request);
  } catch (error) {
    throw error instanceof EngineError ? error.rewritten((text) => maskedText(text, prepared.hidden)) : error;
  }
}

async function comparePrepared(prepared: Prepared, request: CompareRequest): Promise<CompareReport> {
  const { signal, onProgress, timeoutMs, scratchRoot } = request;
  const isSequential = request.isSequential ?? isMemoryShort();
  const spec = await specFor([prepared], request, { isSequential, pairs: 1 });
  const running = new Running(prepared, { timeoutMs, isSequential });
  try {
    if (isSequential) onProgress("the stack runs on one engine after the other");
    onProgress("starting both engines");
    const result = await withEngines(
      twins(spec),
      ([baseline, remapped]) => {
        running.ready();
        onProgress(`both engines are ready: ${baseline.facts.version}, ${remapped.facts.idMap?.start} is container root`);
        return running.on({ baseline, remapped });
      },
      // Nothing in them is needed any more: no time is spent on ending containers in order.
      { signal, stopGraceMs: 0, ...spaceFor(prepared), ...(scratchRoot !== undefined && { scratchRoot }) },
    ).catch((error: unknown): Seen => {
      if (!signal.aborted || !running.seen) throw error;
      return running.seen;
    });
    return await running.report(result);
  } finally {
    running.close();
  }
}

/** Room for the data of volumes: once as it is kept, and once in each engine. */
function spaceFor({ input: { volumes = [] } }: Prepared): { readonly minFreeBytes: number } {
  return { minFreeBytes: usualFreeBytes + 3 * volumes.reduce((sum, { bytes }) => sum + bytes, 0) };
}
