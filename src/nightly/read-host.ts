import type { Detail, Outcome } from "./outcome.js";
import { asObject, inputsOf, type Json, listOf, textOf } from "./parse.js";
import type { Read } from "./read-result.js";

const answers = ["ready", "not-ready", "on", "on-with-problems", "unknown"] as const;
type Answer = (typeof answers)[number];

const saying: Readonly<Record<Answer, string>> = {
  ready: "It can be switched",
  "not-ready": "It cannot be switched yet",
  on: "userns-remap is on, and it holds",
  "on-with-problems": "userns-remap is on, and something is wrong",
  unknown: "Not everything that matters could be read",
};

/** A report of more checks than this is not one of ours. */
const maxChecks = 200;

/** Reads the JSON report of doctor: the host with what needs a person, what makes it break first. A host without a name has that of the file. */
export function readHost(report: Json, file: string): Read {
  const answer = answers.find((each) => each === report.answer);
  if (!answer) return "It is a report of `doctor`, and its answer is not known to this remap-ready. Use a newer remap-ready.";
  const checks = listOf(report.checks);
  if (checks.length > maxChecks) return `It has more than ${maxChecks} checks.`;
  const of = (outcome: string) => checks.filter((check) => check.outcome === outcome);
  const detailsOf = (outcome: string) =>
    of(outcome).map(
      ({ id, summary }): Detail => ({ cause: outcome === "problem" ? textOf(id) : null, name: textOf(id), text: textOf(summary) }),
    );
  const [problems, unknowns, warnings] = [detailsOf("problem"), detailsOf("unknown"), detailsOf("warning")];
  if ((answer === "not-ready" || answer === "on-with-problems") !== problems.length > 0)
    return "It is a report of `doctor`, and its answer does not fit its checks.";
  const engine = textOf(asObject(report.engine)?.version);
  const named = problems.length > 0 ? problems : unknowns;
  const outcome: Outcome = {
    kind: "host",
    stack: textOf(report.host) || file,
    engine: "",
    service: "",
    verdict: problems.length > 0 ? "broken" : answer === "unknown" ? "inconclusive" : "same",
    isCovered: answer !== "unknown",
    allowed: null,
    causes: [...new Set(problems.map(({ name }) => name))].sort(),
    reason: `${saying[answer]}${named.length > 0 ? `: ${named.map(({ name }) => `\`${name}\``).join(", ")}` : ""}.`,
    startedAt: "",
    ms: 0,
    inputs: { "remap-ready": textOf(asObject(report.tool)?.version), ...(engine !== "" && { engine }) },
    tries: [],
    details: [...problems, ...unknowns, ...warnings],
    ...((answer === "on" || answer === "ready") && { isOn: answer === "on" }),
  };
  return { outcomes: [outcome], notRun: [], troubles: [] };
}

/** A host of an earlier `report`, as schema/night.schema.json has it. */
export function hostFrom(host: Json): Outcome {
  const problems = listOf(host.problems).map(
    ({ check, summary }): Detail => ({ cause: textOf(check), name: textOf(check), text: textOf(summary) }),
  );
  const others = listOf(host.others).map(({ check, summary }): Detail => ({ cause: null, name: textOf(check), text: textOf(summary) }));
  const isCovered = host.covered === true;
  return {
    kind: "host",
    stack: textOf(host.host),
    engine: "",
    service: "",
    verdict: problems.length > 0 ? "broken" : isCovered ? "same" : "inconclusive",
    isCovered,
    allowed: null,
    causes: [...new Set(problems.map(({ name }) => name))].sort(),
    reason: textOf(host.reason),
    startedAt: textOf(host.startedAt),
    ms: 0,
    inputs: inputsOf(host.inputs),
    tries: [],
    details: [...problems, ...others],
    ...(typeof host.isOn === "boolean" && { isOn: host.isOn }),
  };
}
