import { isOwnerLine, linesWithin, normaliseLine, plainText } from "../comparison/normalize.js";
import type { Fact, Observation } from "../comparison/observation.js";
import { observed, type Running } from "./running.js";

/** What did it say? Lines are counted once, however often they come. */
export function probeLog(running: Running, lines: readonly string[]): Observation {
  const facts = new Map<string, Fact>();
  for (const line of new Set(lines.flatMap(linesWithin))) {
    const shown = plainText(line);
    const key = normaliseLine(line);
    if (key !== "" && !isOwnerLine(shown) && !facts.has(key)) facts.set(key, { key, value: "logged", shown });
  }
  return observed(running, "log", [...facts.values()]);
}
