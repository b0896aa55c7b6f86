import { failOnValues } from "../findings/report.js";
import type { LintRequest } from "../lint/lint.js";
import { readPostureOptions } from "../settings/posture-options.js";
import { UsageError } from "./terminal.js";

const text = { type: "string" } as const;

/** The options by which `lint` and `compare` are told what findings are judged by, as node's parseArgs wants them. */
export const lintOptions = {
  "fail-on": text,
  config: text,
  "range-size": text,
  "base-id": text,
  engines: text,
  "userns-host": text,
} as const;

/** Reads them; throws a UsageError that says what was expected. */
export function readLintOptions(
  values: { readonly [Name in keyof typeof lintOptions]?: string | undefined },
): Pick<LintRequest, "config" | "posture" | "failOn"> {
  const posture = readPostureOptions({
    rangeSize: values["range-size"],
    baseId: values["base-id"],
    engines: values.engines,
    usernsHost: values["userns-host"],
  });
  if (typeof posture === "string") throw new UsageError(posture);
  const failOn = values["fail-on"] === undefined ? undefined : oneOf("--fail-on", values["fail-on"], failOnValues);
  return { posture, ...(values.config !== undefined && { config: values.config }), ...(failOn && { failOn }) };
}

/** The value when it is one of the allowed ones; throws a UsageError that lists them. */
export function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === value);
  if (found === undefined) throw new UsageError(`\`${option} ${value}\` is not known; it is one of ${allowed.join(", ")}.`);
  return found;
}
