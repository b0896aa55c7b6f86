import type { Option } from "./option.js";

/** What findings are known and do not count. */
export const baselineOptions = {
  baseline: {
    kind: "text",
    value: "file",
    meaning:
      "A file of known findings, made by `--write-baseline`: they are marked as known and do not fail the run. Only new and worse findings count.",
    commands: ["lint"],
    input: "baseline",
    modes: ["lint", "both"],
  },
  since: {
    kind: "text",
    value: "revision",
    meaning:
      "A branch, tag or commit of the repository, such as `origin/main` or `HEAD~1`: what is found in its files too is known and does not fail the run. It is read from git's objects; nothing is checked out, and git is not run.",
    commands: ["lint"],
    input: "since",
    modes: ["lint", "both"],
  },
  "only-new": {
    kind: "flag",
    meaning:
      "On a pull request, a merge queue or a push: what the commit before has too is known and does not fail the run. `actions/checkout` then needs `fetch-depth: 2`.",
    commands: [],
    input: "only-new",
    modes: ["lint", "both"],
  },
  "write-baseline": {
    kind: "text",
    value: "file",
    meaning: "Write all findings that nobody allowed to this file, for `--baseline`. Nothing is written when some input could not be read.",
    commands: ["lint"],
  },
} as const satisfies Readonly<Record<string, Option>>;
