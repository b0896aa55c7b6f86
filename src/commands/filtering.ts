import { type Filter, filtered } from "../findings/filter.js";
import type { Report } from "../findings/report.js";
import type { Values } from "../options/table.js";
import { UsageError } from "../options/usage-error.js";
import { rules } from "../rules/index.js";
import { nearest } from "../text/did-you-mean.js";

/** Which findings are shown, as options or inputs say it; undefined where nothing says it. Throws a UsageError for a rule that does not exist. */
export function filterBy(values: Values): Filter | undefined {
  const { rule = [], quiet, "min-severity": minSeverity = quiet === true ? "error" : undefined, "min-confidence": minConfidence } = values;
  const ids = rules.map(({ id }) => id);
  for (const id of rule) {
    if (ids.some((each) => each === id)) continue;
    const guess = nearest(id, ids);
    throw new UsageError(
      `There is no rule \`${id}\`.${guess === undefined ? "" : ` Did you mean \`${guess}\`?`} \`remap-ready rules\` lists them.`,
    );
  }
  if (rule.length === 0 && minSeverity === undefined && minConfidence === undefined) return undefined;
  return {
    rules: rule,
    ...(minSeverity !== undefined && { minSeverity }),
    ...(minConfidence !== undefined && { minConfidence }),
  };
}

/** The report as it is shown. */
export function shownBy(report: Report, filter: Filter | undefined): Report {
  return filter === undefined ? report : filtered(report, filter);
}
