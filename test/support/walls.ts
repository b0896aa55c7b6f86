/** A folder (or single file) of src: what it holds and what it may import. */
export interface Room {
  readonly name: string;
  /** One line for the map in CONTRIBUTING.md. */
  readonly holds: string;
  /** Rooms whose values it may import, all of them earlier in the list; `*` is any earlier room. */
  readonly values: readonly string[];
  /** Rooms of which it may import types alone. */
  readonly types?: readonly string[];
  /** Modules from outside; `node:*` is any of Node's. */
  readonly modules?: readonly string[];
  /** Single files that may do more, each for a reason. */
  readonly doors?: Readonly<Record<string, readonly string[]>>;
  /** Whether it may touch `process` and the globals. */
  readonly touchesProcess?: true;
  /** What it never does, in a few words. */
  readonly never: string;
  /** Rooms within, each importing earlier ones only; files that are not named here stand on top of them. */
  readonly inner?: readonly string[];
}

/** The house, in the order in which data flows: a room imports only from rooms before it. */
export const rooms: readonly Room[] = [
  {
    name: "text",
    holds: "SourceFile, Span, Location, Edit, InputError; alone in knowing lines and columns",
    values: [],
    never: "imports anything",
  },
  { name: "budget", holds: "one budget of work and memory for a run, shared out", values: ["text"], never: "knows what the work is" },
  {
    name: "advice",
    holds: "commands for people to run as root, and the paths that may stand in them",
    values: ["text"],
    never: "takes a path that is not fully known",
  },
  { name: "version", holds: "the version in force", values: [], never: "imports anything" },
  {
    name: "archives",
    holds: "image archives without a Docker: tar, gzip, zstd, layers, and the file system they make",
    values: [],
    modules: ["node:path", "node:fs", "node:stream", "node:zlib"],
    never: "says what a file means, or holds a layer in memory",
  },
  {
    name: "documents",
    holds:
      "text → syntax with spans: compose, Dockerfile, shell, commands of Docker's client and the scripts they stand in, daemon.json, units, sub-id files; discovery, directives; alone in reading files",
    values: ["text", "budget"],
    modules: ["yaml", "jsonc-parser", "unbash", "node:path", "node:buffer"],
    doors: {
      // The only readers of the disk.
      "documents/discovery.ts": ["node:fs"],
      "documents/disk-repository.ts": ["node:fs"],
      "documents/expand-path.ts": ["node:fs"],
      "documents/git/git-folder.ts": ["node:fs"],
      "documents/git/objects.ts": ["node:fs", "node:zlib"],
      "documents/git/pack.ts": ["node:fs", "node:zlib"],
      "documents/git/revision.ts": ["node:fs"],
      "documents/regular-file.ts": ["node:fs"],
      "documents/scope.ts": ["node:fs"],
      "documents/follow-link.ts": ["node:fs"],
      "documents/first-wanted.ts": ["node:fs"],
      "documents/walk.ts": ["node:fs"],
      // Tells addresses apart; opens no connection.
      "documents/compose/syntax/ports.ts": ["node:net"],
      "documents/compose/load/validate.ts": ["node:net"],
    },
    never: "says what a file means",
  },
  {
    name: "model",
    holds: "what files mean, whatever their format: workload, image, daemon, mount, posture, dialect",
    values: ["text", "advice", "budget", "archives", "documents"],
    modules: ["node:path"],
    never: "reads a file but through `Repository`",
  },
  {
    name: "fixes",
    holds:
      "what a rule proposes → edits: a change as YAML, JSON, sub-id files and command lines have it, or none where it cannot be made for sure",
    values: ["text", "documents"],
    types: ["model"],
    modules: ["yaml", "jsonc-parser"],
    never: "reads or writes a file, or decides what to change",
  },
  {
    name: "findings",
    holds: "finding (what, why, instead) and report; values only",
    values: ["text"],
    modules: ["node:crypto"],
    types: ["advice", "model"],
    never: "reads, checks or prints",
  },
  {
    name: "rules",
    holds: "rule.ts, index.ts, registry.ts (generated), one file per rule, and helpers that rules share (they export no `Rule`)",
    values: ["text", "advice", "model"],
    types: ["findings"],
    modules: ["node:path"],
    never: "parses, reads, prints, or knows a format of files or reports",
  },
  {
    name: "settings",
    holds: "the settings file, its schema and what it allows",
    values: ["text", "documents"],
    types: ["findings", "model"],
    modules: ["yaml", "node:path"],
    never: "judges",
  },
  {
    name: "lint",
    holds: "one lint run: select, read, check, suppress, arrange",
    values: ["text", "budget", "documents", "model", "fixes", "findings", "rules", "settings"],
    types: ["archives"],
    modules: ["node:path"],
    never: "starts a program, prints",
  },
  {
    name: "comparison",
    holds: "observation, difference, explanation, verdict, prediction, remedy; pure",
    values: ["text", "advice"],
    types: ["findings", "rules"],
    never: "starts a program, opens a socket, reads a file",
  },
  {
    name: "engines",
    holds: "one dockerd's life; `withEngines` is the only door",
    values: ["text", "advice"],
    modules: ["node:*"],
    touchesProcess: true,
    never: "knows compose files, rules or reports",
  },
  {
    name: "probes",
    holds: "one question to a running subject per file",
    values: ["text", "engines", "comparison"],
    modules: ["node:path", "node:crypto"],
    never: "interprets what it sees",
  },
  {
    name: "runs",
    holds:
      "one comparison: input (what the user named), images, lab (what surrounds the engines), stack (one run on one side), then the whole and its remedies",
    values: ["text", "advice", "budget", "archives", "documents", "model", "comparison", "engines", "probes"],
    types: ["findings", "rules"],
    modules: ["node:*"],
    touchesProcess: true,
    never: "judges or prints",
    inner: ["input", "images", "lab", "stack"],
  },
  {
    name: "host",
    holds:
      "a host in use: facts (what was read of it), checks (one named check per file, pure), plan (facts → steps, pure), migrate (does a plan, and takes it back; alone in changing the host)",
    values: ["text", "advice", "documents", "model", "rules", "engines"],
    types: ["findings"],
    modules: ["node:*"],
    never: "prints, or judges by what it did not read",
    inner: ["facts", "checks", "plan", "migrate"],
  },
  {
    name: "nightly",
    holds: "results of many comparisons, hosts and repositories → one night: outcomes, history, what is new; pure",
    values: ["text"],
    types: ["comparison"],
    never: "runs a comparison, reads a file, prints",
  },
  {
    name: "reporters",
    holds: "one format per file; report → string",
    values: ["text", "advice", "version", "findings", "comparison", "nightly"],
    types: ["host"],
    modules: ["node:path", "node:crypto", "sarif"],
    doors: {
      // `remap-ready config` prints a compose model, not a report.
      "reporters/config.ts": ["documents"],
    },
    never: "knows who made the report",
  },
  {
    name: "options",
    holds: "one table of options, and what is made from it: parsing, help, inputs, completion",
    values: ["text", "findings", "reporters"],
    modules: ["node:util"],
    never: "knows what an option does",
  },
  {
    name: "saved-images",
    holds: "images of the machine's own Docker, for lint: one by name, or all that are used",
    values: ["text", "archives", "engines", "runs"],
    never: "pulls, or asks unless the user said so",
  },
  {
    name: "named-images",
    holds: "the images that a user names for lint, from archives, layouts, or the machine's own Docker",
    values: ["text", "archives", "saved-images"],
    modules: ["node:fs", "node:path"],
    never: "looks into a layer",
  },
  {
    name: "compare",
    holds: "composition of a comparison: lint, engines, run, report; of one stack, or of many on engines that stay up",
    values: ["*"],
    modules: ["node:*"],
    touchesProcess: true,
    never: "prints",
  },
  {
    name: "commands",
    holds: "one command of the CLI per file",
    values: ["*"],
    modules: ["node:*"],
    touchesProcess: true,
    never: "holds logic that the action would need",
  },
  {
    name: "action",
    holds: "inputs, annotations, outputs; alone in importing @actions/*",
    values: ["*"],
    modules: ["node:*", "@actions/core", "@actions/exec"],
    touchesProcess: true,
    never: "holds logic that the CLI would need",
  },
  { name: "cli", holds: "argv, stdout, exit status", values: ["commands"], touchesProcess: true, never: "does more" },
];

/** Rooms within documents/compose, each importing earlier ones only. */
export const composeRooms: readonly string[] = ["tree", "yaml", "variables", "prepare", "syntax", "schema", "load", "complete"];
