import type { Posture } from "../model/posture.js";

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
