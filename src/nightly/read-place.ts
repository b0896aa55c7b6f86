import type { Place } from "./outcome.js";
import { asObject, textOf } from "./parse.js";

/** A place in a report: `location` of schema/report.schema.json, or a place of schema/night.schema.json; undefined for any other value. What lies in an image has no line. */
export function readPlace(value: unknown): Place | undefined {
  const location = asObject(value);
  const file = textOf(location?.file);
  if (file === "") return undefined;
  const line = location?.inside === undefined ? (asObject(location?.start)?.line ?? location?.line) : undefined;
  return { file, ...(typeof line === "number" && Number.isSafeInteger(line) && line > 0 && { line }) };
}
