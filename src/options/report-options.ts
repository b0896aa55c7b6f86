import type { Option } from "./option.js";

/** What only a report over many comparisons has. */
export const reportOptions = {
  against: {
    kind: "text",
    value: "file",
    meaning:
      "The last run: the JSON that `report`, or `compare` of many stacks, wrote then. It decides what is new; `stacks` and shards take the times from it.",
    commands: ["compare", "stacks", "report"],
  },
  on: {
    kind: "list",
    value: "version",
    meaning: "An engine that every stack will be compared on, for example `28.5.2`: the plan then names it with each stack.",
    default: "the plan names no engine, and a result on any will do",
    commands: ["stacks"],
  },
  shards: {
    kind: "text",
    value: "n",
    meaning: "How many jobs the matrix has; the stacks are packed so that all take about as long.",
    default: "as many as keep each near 20 minutes",
    commands: ["stacks"],
  },
  history: {
    kind: "text",
    value: "file",
    meaning: "A file of past nights, JSON Lines: it is read if it exists, and this night is added to it. The last 60 nights are kept.",
    commands: ["compare", "report"],
  },
  plan: {
    kind: "text",
    value: "file",
    meaning: "What was to be run, as `stacks --format json` printed it: a stack without a result is reported as not run.",
    commands: ["report"],
  },
  "fail-on-new": {
    kind: "flag",
    meaning: "Fail only for what is newly broken, and not for what broke before or is flaky.",
    commands: ["compare", "report"],
  },
} as const satisfies Readonly<Record<string, Option>>;
