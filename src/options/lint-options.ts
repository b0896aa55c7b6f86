import { failOnValues } from "../findings/report.js";
import { compareFormats, doctorFormats, lintFormats, nightFormats } from "../reporters/formats.js";
import type { Option } from "./option.js";

/** What to do and how to tell it: the options of linting, which a comparison takes too, and the files that the action writes. */
export const lintOptions = {
  mode: {
    kind: "text",
    choices: ["lint", "compare", "both", "doctor"],
    meaning:
      "`lint` reads files; `compare` runs them on a plain and a remapped engine (Linux with root or sudo, not in a container job); `both` does both; `doctor` checks the machine of a runner of your own.",
    commands: [],
    input: "mode",
    modes: ["lint", "compare", "both", "doctor"],
    initial: "lint",
  },
  paths: {
    kind: "list",
    meaning: "Directories, files, or patterns such as `stacks/*` to lint, one per line.",
    commands: [],
    input: "paths",
    modes: ["lint", "both"],
    initial: ".",
  },
  format: {
    kind: "text",
    value: "format",
    choices: {
      lint: lintFormats.map(({ name }) => name),
      compare: [...new Set([...compareFormats, ...nightFormats].map(({ name }) => name))],
      report: nightFormats.map(({ name }) => name),
      doctor: doctorFormats.map(({ name }) => name),
      stacks: ["text", "json", "matrix"],
    },
    meaning: "How to print the result.",
    default: "`text`",
    commands: ["lint", "compare", "doctor", "stacks", "report"],
  },
  output: {
    kind: "text",
    short: "o",
    value: "path",
    meaning: "Write the result to this file, not to the standard output.",
    meanings: { plan: "The directory to write the plan to. It must be new or empty, on a disk, and not in the data root. Required." },
    commands: ["lint", "compare", "doctor", "plan", "stacks", "report"],
  },
  color: {
    kind: "text",
    value: "when",
    choices: ["auto", "always", "never"],
    meaning:
      "Whether text has colors. `auto` goes by `NO_COLOR`, `FORCE_COLOR`, the terminal, or the log of GitHub Actions, and leaves them out of a file.",
    default: "`auto`",
    commands: ["lint", "compare", "doctor", "plan", "report", "explain"],
  },
  root: {
    kind: "text",
    value: "directory",
    meaning:
      "A directory that holds the files of a system that does not run, such as a mounted disk. Nothing but its files is judged, and no engine is asked.",
    default: "this machine",
    commands: ["doctor"],
  },
  "fail-on": {
    kind: "text",
    value: "severity",
    choices: failOnValues,
    meaning: "The lowest severity that fails the run. With `never`, a service that breaks passes too.",
    default: "the settings file's, else `error`",
    commands: ["lint", "compare"],
    input: "fail-on",
  },
  "stdin-filename": {
    kind: "text",
    value: "file",
    meaning:
      "The path that the standard input is judged as, where `-` is given: its project, its settings and its kind are those of a file there.",
    default: "a file of the working directory, whose kind its content tells",
    commands: ["lint"],
  },
  engine: {
    kind: "flag",
    meaning:
      "Judge the containers of the engine of this machine, by what `docker inspect` and this host show of them; `DOCKER_HOST` names another socket. Without a path nothing else is judged.",
    commands: ["lint"],
  },
  images: {
    kind: "list",
    meaning:
      "An image for lint to read without running it: a `docker save` archive, the folder of an OCI layout, or the name of one that this machine's Docker has.",
    commands: [],
    input: "images",
    modes: ["lint", "both"],
  },
  "local-images": {
    kind: "flag",
    meaning:
      "Also read every image that a linted compose file or script, the `FROM` of a Dockerfile, or a container uses, where this machine's Docker has it. Nothing is pulled or run.",
    commands: ["lint"],
    input: "local-images",
  },
  "allow-no-files": {
    kind: "flag",
    meaning: "Having nothing to lint is a success with a notice, and not an error.",
    commands: ["lint"],
    input: "allow-no-files",
  },
  docs: {
    kind: "flag",
    meaning: "Judge what pages of Markdown show, too: `docker run` commands and compose files in fenced blocks.",
    commands: ["lint"],
    input: "docs",
    modes: ["lint", "both"],
  },
  fix: {
    kind: "flag",
    meaning:
      "Print, as a unified diff, how findings can be fixed, and change nothing. Without more, only by fixes that leave what works without userns-remap as it is.",
    commands: ["lint"],
  },
  apply: {
    kind: "flag",
    meaning: "With `--fix`: write the changes into the files.",
    commands: ["lint"],
  },
  "unsafe-fixes": {
    kind: "flag",
    meaning: "With `--fix`: also fixes that change how something runs today. The diff says what each changes.",
    commands: ["lint"],
  },
  "fix-userns-host": {
    kind: "list",
    value: "service",
    meaning:
      "With `--fix`: add `userns_mode: host` to this service, where a finding says that it helps. The service then runs without the protection of userns-remap.",
    commands: ["lint"],
  },
  config: {
    kind: "text",
    value: "file",
    meaning: "A settings file that counts instead of all others.",
    default: "for each file the nearest `.remap-ready.yml`, from its folder up to the repository's root",
    commands: ["lint", "compare"],
    input: "config",
  },
  "range-size": {
    kind: "text",
    value: "n",
    meaning: "How many ids a container has.",
    default: "the settings file's, else 65536",
    commands: ["lint", "compare"],
    input: "range-size",
  },
  "base-id": {
    kind: "text",
    value: "n",
    meaning: "The host id of container root, for worked examples.",
    default: "the settings file's, else 100000",
    commands: ["lint", "compare"],
    input: "base-id",
  },
  engines: {
    kind: "text",
    value: "from-to",
    meaning: "The engine major versions that the files must work on, for example `20-29`.",
    default: "every supported one",
    commands: ["lint", "compare"],
    input: "engines",
  },
  "userns-host": {
    kind: "text",
    value: "policy",
    meaning: "Whether `userns_mode: host` may be used: `accepted`, `forbidden`, or the names of the services it is allowed for.",
    default: "the settings file's, else `accepted`",
    commands: ["lint", "compare"],
    input: "userns-host",
  },
  "sarif-file": {
    kind: "text",
    meaning:
      "Where to write a SARIF file for code scanning: what lint found, and after a comparison what became of it and which breaks lint missed.",
    default: "none is written",
    commands: [],
    input: "sarif-file",
    modes: ["lint", "compare", "both"],
  },
  "sarif-category": {
    kind: "text",
    value: "name",
    meaning: "The name of this analysis in code scanning. Of two analyses of one commit with the same name, only the later counts.",
    default: "`remap-ready/` and what is done; in the action also the job and the values of its matrix",
    commands: ["lint", "compare", "report"],
    input: "sarif-category",
  },
  matrix: {
    kind: "text",
    meaning: "The job's matrix, for `sarif-category`. Leave it as it is.",
    commands: [],
    input: "matrix",
    modes: ["lint", "compare", "both"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub's
    initial: "${{ toJson(matrix) }}",
  },
  "json-file": {
    kind: "text",
    meaning: "Where to write lint's report as JSON.",
    default: "none is written",
    commands: [],
    input: "json-file",
    modes: ["lint", "both"],
  },
  "compare-json-file": {
    kind: "text",
    meaning: "Where to write the report of a comparison as JSON.",
    default: "none is written",
    commands: [],
    input: "compare-json-file",
    modes: ["compare", "both"],
  },
  "doctor-json-file": {
    kind: "text",
    meaning: "Where to write what `mode: doctor` found as JSON.",
    default: "none is written",
    commands: [],
    input: "doctor-json-file",
    modes: ["doctor"],
  },
} as const satisfies Readonly<Record<string, Option>>;
