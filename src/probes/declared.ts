import { createHash } from "node:crypto";
import { isOwnerLine, normaliseLine, plainText } from "../comparison/normalize.js";
import type { Fact, Observation } from "../comparison/observation.js";
import { execInContainer } from "../engines/containers.js";
import { TooLong } from "../engines/engine-client.js";
import { reasonOf } from "../engines/engine-error.js";
import { observed, type Running, skipped } from "./running.js";

/** A command that the user wants run in a service on both sides. */
export interface DeclaredProbe {
  readonly service: string;
  readonly name: string;
  /** Run with `sh -c` in the container. */
  readonly command: string;
}

const timeoutMs = 30_000;
const maxBytes = 1 << 20;

/** Does the user's own command give the same status and output? One that does not end, or floods, says so in place of its status. */
export async function probeDeclared(running: Running, { name, command }: DeclaredProbe, signal: AbortSignal): Promise<Observation> {
  const probe = `declared:${name}` as const;
  const { engine, container } = running;
  if (signal.aborted) return skipped(running, probe, "the time for everything was up");
  if (!container.State.Running) return skipped(running, probe, "it no longer runs");
  try {
    const { code, stdout, stderr } = await execInContainer(engine.client, container.Id, ["sh", "-c", command], {
      timeoutMs,
      maxBytes,
      signal,
    });
    return observed(running, probe, [{ key: "exit", value: String(code) }, ...outputFacts(`${stdout}\n${stderr}`)]);
  } catch (error) {
    const endless =
      (error as Error).name === "TimeoutError" || (error as { cause?: Error }).cause?.name === "TimeoutError"
        ? `did not end within ${timeoutMs / 1000} s`
        : error instanceof TooLong
          ? "wrote more than 1 MiB"
          : undefined;
    return endless === undefined ? skipped(running, probe, reasonOf(error)) : observed(running, probe, [{ key: "exit", value: endless }]);
  }
}

/** A fact for each line; for output that is no text, one for all of it. */
function outputFacts(output: string): Fact[] {
  if (/[\0\ufffd]/.test(output)) {
    const digest = createHash("sha256").update(output).digest("hex").slice(0, 12);
    return [{ key: "output that is no text", value: `sha256 ${digest}` }];
  }
  const lines = output.split(/\r?\n/).filter((line) => line.trim() !== "" && !isOwnerLine(line));
  const facts = lines
    .slice(0, 500)
    .map((line): [string, Fact] => [normaliseLine(line), { key: normaliseLine(line), value: "printed", shown: plainText(line) }]);
  return [...new Map(facts).values()];
}
