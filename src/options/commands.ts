import type { CommandName } from "./option.js";

/** What a command is called with, besides options. */
export interface Command {
  /** One sentence. */
  readonly summary: string;
  /** How the argument is written in the help; empty when it takes none. */
  readonly argument: string;
  readonly argumentMeaning: string;
  /** The most arguments it takes. */
  readonly most: number;
  /** What to do instead of giving more. */
  readonly instead?: string;
}

/** Every command, in the order of the help. */
export const commands: Readonly<Record<CommandName, Command>> = {
  lint: {
    summary: "Report what conflicts with userns-remap in directories or files.",
    argument: "[path...]",
    argumentMeaning:
      "Directories, files, or quoted patterns such as 'stacks/*'; `-` is the standard input. Default: the working directory.",
    most: Number.POSITIVE_INFINITY,
  },
  compare: {
    summary: "Run stacks on a plain and a remapped engine, and explain every difference (Linux, root or sudo).",
    argument: "[path...]",
    argumentMeaning:
      "A directory with a compose project, a compose file, or a Dockerfile; several, for one report over all. Default: the working directory.",
    most: Number.POSITIVE_INFINITY,
  },
  stacks: {
    summary: "List the compose projects, as text, as a plan, or as a matrix for jobs that compare them.",
    argument: "[path...]",
    argumentMeaning: "Directories or files. Default: the working directory.",
    most: Number.POSITIVE_INFINITY,
  },
  report: {
    summary: "Join the JSON reports of many comparisons, hosts and repositories into one, and say what is new since the last.",
    argument: "<file...>",
    argumentMeaning:
      "JSON that `compare`, `doctor`, `lint` or an earlier `report` wrote; of comparisons, one file for each stack and engine.",
    most: Number.POSITIVE_INFINITY,
  },
  doctor: {
    summary: "Check whether this host can turn userns-remap on; and when it is on, whether it holds. Reads only (Linux, root).",
    argument: "[plan]",
    argumentMeaning: "The directory of a plan. Before the switch, whether it still fits; after it, whether everything of it is there.",
    most: 1,
    instead: "Another system than this machine is named with `--root`.",
  },
  plan: {
    summary:
      "Write down everything that turning userns-remap on takes on this host, in order, with the way back. Reads only (Linux, root).",
    argument: "",
    argumentMeaning: "",
    most: 0,
    instead: "The directory of the plan is named with `--output`.",
  },
  migrate: {
    summary: "Do what a plan says: turn userns-remap on, and carry everything over; or take it back (Linux, root).",
    argument: "<directory>",
    argumentMeaning: "The folder that `plan --output` made. Run the same command again after an interruption: it goes on where it was.",
    most: 1,
  },
  config: {
    summary: "Print the effective compose model, with where each value comes from.",
    argument: "[path...]",
    argumentMeaning: "A directory with a compose project, or its files in order. Default: the working directory.",
    most: Number.POSITIVE_INFINITY,
  },
  init: {
    summary: "Write a first .remap-ready.yml from what lint finds; never over one that is there.",
    argument: "[path]",
    argumentMeaning: "The directory that the settings are for. Default: the working directory.",
    most: 1,
  },
  rules: { summary: "List the rules.", argument: "", argumentMeaning: "", most: 0 },
  explain: {
    summary: "Print a rule's page.",
    argument: "<rule>",
    argumentMeaning: "The rule's id; `remap-ready rules` lists them.",
    most: 1,
  },
  completion: {
    summary: "Print a script that completes commands, options and their values in a shell.",
    argument: "<shell>",
    argumentMeaning: "`bash`, `zsh` or `fish`.",
    most: 1,
  },
};

/** The names of all commands. */
export const commandNames = Object.keys(commands) as CommandName[];
