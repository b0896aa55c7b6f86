import type { Posture } from "../model/posture.js";

/** A deployment as options, inputs and settings spell it. */
export interface PostureOptions {
  readonly rangeSize?: string | undefined;
  readonly baseId?: string | undefined;
  readonly engines?: string | undefined;
  readonly usernsHost?: string | undefined;
}

/** Host ids are 32 bits wide; 4294967295 means "no id". */
const idLimit = 4294967295;

/** Reads a posture; gives a sentence that says what is wrong and what was expected. */
export function readPostureOptions({ rangeSize, baseId, engines, usernsHost }: PostureOptions): Partial<Posture> | string {
  const size = readNumber(rangeSize, 1);
  if (size === null) return `The range size \`${rangeSize}\` is not a whole number from 1 to ${idLimit - 1}, for example 65536.`;
  const base = readNumber(baseId, 0);
  if (base === null) return `The base id \`${baseId}\` is not a whole number from 0 to ${idLimit - 1}, for example 100000.`;
  const majors = readEngines(engines);
  if (majors === null) return `The engines \`${engines}\` are not a range of major versions such as 20-28, 25- or 28.`;
  const policy = readPolicy(usernsHost);
  return {
    ...(size !== undefined && { rangeSize: size }),
    ...(base !== undefined && { baseId: base }),
    ...(majors && { engines: majors }),
    ...(policy !== undefined && { usernsHost: policy }),
  };
}

function readNumber(text: string | undefined, least: number): number | null | undefined {
  if (text === undefined || text === "") return undefined;
  const value = Number(text);
  return /^\d{1,10}$/.test(text) && value >= least && value < idLimit ? value : null;
}

/** Reads `20-29`, `25-`, `-28` or `28`; null when it is none of them. */
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

function readPolicy(text: string | undefined): Posture["usernsHost"] | undefined {
  if (text === undefined || text.trim() === "") return undefined;
  if (text === "accepted" || text === "forbidden") return text;
  return text
    .split(/[,\s]+/)
    .map((name) => name.trim())
    .filter((name) => name !== "");
}
