import type { Posture } from "../model/posture.js";

/** The engine majors that remap-ready was tried on. */
const tried = { min: 20, max: 29 };

/** Says that nobody has tried some engines of a range, or any of it; undefined where all were tried. */
export function describeUntried(engines: NonNullable<Posture["engines"]>): string | undefined {
  const { min, max } = tried;
  const least = engines.min ?? min;
  const most = engines.max ?? max;
  if (min <= least && least <= most && most <= max) return undefined;
  const known = `remap-ready was tried on engines ${min} to ${max}`;
  return least > max || most < min
    ? `${known}, and on none of those asked for: what is said here need not hold for them.`
    : `${known}: what is said here need not hold for the others that are asked for.`;
}

/** Reads `20-29`, `25-`, `-28` or `28`; null for anything else. */
export function readEngines(text: string | undefined): Posture["engines"] | null {
  if (text === undefined || text === "") return undefined;
  const match = /^(?<min>\d{1,3})?(?<dash>-)?(?<max>\d{1,3})?$/.exec(text.trim());
  const { min, dash, max } = match?.groups ?? {};
  if (min === undefined && max === undefined) return null;
  const least = min === undefined ? undefined : Number(min);
  const most = max !== undefined ? Number(max) : dash ? undefined : least;
  if (least !== undefined && most !== undefined && least > most) return null;
  return { ...(least !== undefined && { min: least }), ...(most !== undefined && { max: most }) };
}
