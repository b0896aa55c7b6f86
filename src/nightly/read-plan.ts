import type { Planned } from "./night.js";

const maxPlanned = 100_000;

/** Reads what a night was to run: the JSON that `remap-ready stacks` prints. A string says what is wrong. */
export function readPlan(text: string): readonly Planned[] | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return `It is not JSON: ${(error as Error).message}.`;
  }
  const { stacks } = (value ?? {}) as { stacks?: unknown };
  if (!Array.isArray(stacks)) return "It is not a plan: it has no list of `stacks`. `remap-ready stacks --format json` prints one.";
  if (stacks.length > maxPlanned) return `It has more than ${maxPlanned} stacks.`;
  const planned: Planned[] = [];
  for (const each of stacks) {
    const { stack, engine } = (each ?? {}) as Record<string, unknown>;
    if (typeof stack !== "string" || (engine !== undefined && typeof engine !== "string")) return "One of its stacks has no name.";
    planned.push({ stack, ...(engine !== undefined && { engine }) });
  }
  return planned;
}
