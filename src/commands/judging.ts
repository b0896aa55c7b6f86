import type { LintRequest } from "../lint/lint.js";
import type { Values } from "../options/table.js";
import { UsageError } from "../options/usage-error.js";
import { readPostureOptions } from "../settings/posture-options.js";

/** What findings are judged by, as options or inputs say it; throws a UsageError that says what was expected. */
export function judgedBy(values: Values): Pick<LintRequest, "config" | "posture" | "failOn"> {
  const posture = readPostureOptions({
    rangeSize: values["range-size"],
    baseId: values["base-id"],
    engines: values.engines,
    usernsHost: values["userns-host"],
  });
  if (typeof posture === "string") throw new UsageError(posture);
  return {
    posture,
    ...(values.config !== undefined && { config: values.config }),
    ...(values["fail-on"] !== undefined && { failOn: values["fail-on"] }),
  };
}
