import { confidences, severities } from "../findings/finding.js";
import type { Option } from "./option.js";

/** What of lint's result is shown. */
export const showOptions = {
  quiet: {
    kind: "flag",
    short: "q",
    meaning: "Print only errors and the answer: the same as `--min-severity error`, and text has nothing else.",
    commands: ["lint"],
  },
  "min-severity": {
    kind: "text",
    value: "severity",
    choices: severities,
    meaning:
      "The lowest severity that is shown. What is not shown still counts for the verdict, and every format but rdjson and gitlab says how much it is.",
    default: "every one; text shows notes only when they are asked for, or fail the run",
    commands: ["lint"],
    input: "min-severity",
    modes: ["lint", "both"],
  },
  "min-confidence": {
    kind: "text",
    value: "confidence",
    choices: confidences,
    meaning: "The lowest confidence that is shown.",
    default: "every one",
    commands: ["lint"],
    input: "min-confidence",
    modes: ["lint", "both"],
  },
  rule: {
    kind: "list",
    value: "rule",
    meaning: "A rule whose findings are shown, and no others; each with all of its places.",
    commands: ["lint"],
  },
  statistics: {
    kind: "flag",
    meaning: "Count the findings of each rule in a table, in place of showing them. For `--format text`.",
    commands: ["lint"],
  },
  "show-files": {
    kind: "flag",
    meaning: "List every file that was read, with what it is, and what was seen and not judged. For `--format text`; JSON always has both.",
    commands: ["lint"],
  },
} as const satisfies Readonly<Record<string, Option>>;
