import type { Fact, Observation } from "../comparison/observation.js";
import { observed, type Running, skipped } from "./running.js";

/** Which device lies behind each name it asked for? Undefined when it asked for none. */
export async function probeDevices(running: Running): Promise<Observation | undefined> {
  const { engine, container, subject } = running;
  if (subject.devices.length === 0) return undefined;
  if (!container.State.Running) return skipped(running, "devices", "it no longer runs");
  const targets = [...new Set(subject.devices.map(({ target }) => target))];
  const facts: Fact[] = [];
  for (const target of targets.slice(0, 50)) {
    const { code, stdout } = await engine.exec(["stat", "-c", "%F %t:%T", "--", `/proc/${container.State.Pid}/root${target}`], {
      timeoutMs: 10_000,
    });
    // A directory of devices, such as /dev/snd, is no device itself.
    if (code === 0 && stdout.includes("special")) facts.push({ key: target, value: describe(stdout.trim()) });
  }
  return observed(running, "devices", facts);
}

/** `stat` prints the numbers in hexadecimal; `ls` and people have them in decimal. */
function describe(text: string): string {
  return text.replace(
    / ([0-9a-f]+):([0-9a-f]+)$/,
    (_, major: string, minor: string) => ` ${Number.parseInt(major, 16)}:${Number.parseInt(minor, 16)}`,
  );
}
