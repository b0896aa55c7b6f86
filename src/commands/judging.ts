import type { LintRequest } from "../lint/lint.js";
import type { Posture } from "../model/posture.js";
import type { Values } from "../options/table.js";
import { UsageError } from "../options/usage-error.js";
import { readEngines } from "../settings/engine-range.js";
import { nearest } from "../text/did-you-mean.js";

/** What findings are judged by, as options or inputs say it; throws a UsageError that says what was expected. */
export function judgedBy(values: Values): Pick<LintRequest, "config" | "posture" | "failOn"> {
  return {
    posture: postureBy(values),
    ...(values.config !== undefined && { config: values.config }),
    ...(values["fail-on"] !== undefined && { failOn: values["fail-on"] }),
  };
}

/** Host ids are 32 bits wide; 4294967295 means "no id". */
const idLimit = 4294967295;

function postureBy(values: Values): Partial<Posture> {
  const { engines, "userns-host": usernsHost } = values;
  const rangeSize = readNumber("range size", values["range-size"], { least: 1, example: 65536 });
  const baseId = readNumber("base id", values["base-id"], { least: 0, example: 100000 });
  const majors = readEngines(engines);
  if (majors === null) throw new UsageError(`The engines \`${engines}\` are not a range of major versions such as 20-28, 25- or 28.`);
  const policy = readPolicy(usernsHost);
  return {
    ...(rangeSize !== undefined && { rangeSize }),
    ...(baseId !== undefined && { baseId }),
    ...(majors && { engines: majors }),
    ...(policy !== undefined && { usernsHost: policy }),
  };
}

function readNumber(
  name: string,
  text: string | undefined,
  { least, example }: { readonly least: number; readonly example: number },
): number | undefined {
  if (text === undefined || text === "") return undefined;
  const value = Number(text);
  if (/^\d{1,10}$/.test(text) && value >= least && value < idLimit) return value;
  throw new UsageError(`The ${name} \`${text}\` is not a whole number from ${least} to ${idLimit - 1}, for example ${example}.`);
}

function readPolicy(text: string | undefined): Posture["usernsHost"] | undefined {
  if (text === undefined || text.trim() === "") return undefined;
  if (text === "accepted" || text === "forbidden") return text;
  const guess = nearest(text.trim(), ["accepted", "forbidden"]);
  if (guess !== undefined)
    throw new UsageError(`\`--userns-host ${text}\`: did you mean \`${guess}\`? Otherwise name the services, separated by commas.`);
  return text
    .split(/[,\s]+/)
    .map((name) => name.trim())
    .filter((name) => name !== "");
}
