import type { RuleId } from "../../src/rules/index.js";
/** Where a container, image or engine got to when something said no. `run` means that it started and then did not do what was asked. */
export type Stage = "daemon" | "load" | "build" | "create" | "start" | "run";

/** The engine an experiment runs on: the plain one, the remapped one, or the remapped one with `userns_mode: host`. */
export type Leg = "baseline" | "remapped" | "optedOut";

/** What one leg must show. `$base` is the host id of the mapped root, `$last` that of the last mapped id, `$mapped1000` that of 1000. Words that must all appear, in what was printed (`works`, `run`) or in what the engine said (other stages). Case does not count. */
export type Outcome =
  | { readonly result: "works"; readonly says: readonly string[] }
  | { readonly result: "fails"; readonly stage: Stage; readonly says: readonly string[] };

/** An outcome, or the outcomes from an engine generation (major version) on. */
export type Expected = Outcome | { readonly since: Readonly<Record<number, Outcome>> };

/** A host id, or the host id that a container id maps to on the remapped engine. */
export type HostId = number | { readonly mapped: number };

/** A file laid out on the host before the engines start, below the directory that `$dir` names. Owner and mode are exact. */
export interface HostFile {
  readonly path: string;
  readonly kind?: "directory" | "file" | "character-device";
  readonly text?: string;
  readonly mode: number;
  readonly uid?: HostId;
  readonly gid?: HostId;
  /** Major and minor number of a device; 1:3 is /dev/null. */
  readonly device?: readonly [number, number];
}

/** Body of the Engine API's container create call, without what the runner sets. `$dir`, `$leg`, `$peer` and `$socketGroup` are replaced in every string. */
export interface Container {
  readonly config?: Readonly<Record<string, unknown>>;
  readonly host?: Readonly<Record<string, unknown>>;
}

/** A container, and what it runs. */
export interface ContainerSubject extends Container {
  readonly kind: "container";
  /** Shell script; its output is what `works` and `run` are about. */
  readonly run: string;
  readonly files?: readonly HostFile[];
  /** Started first and kept running; `$peer` is its id. Its `userns_mode` is the leg's, or as told here on every leg. */
  readonly peer?: Container & { readonly usernsHost?: boolean; readonly run?: string };
  /** Run in the started container by exec, instead of `run` as its command. */
  readonly exec?: Readonly<Record<string, unknown>>;
  /** Run afterwards with host ids and `$dir` mounted at /after; its output is added. */
  readonly after?: string;
}

/** A build of a Dockerfile, and what a container of the result prints. */
export interface BuildSubject {
  readonly kind: "build";
  readonly builder: "classic" | "buildkit";
  readonly dockerfile: string;
  readonly network?: "host";
  readonly context?: readonly LayerEntry[];
  readonly run?: string;
  readonly user?: string;
}

/** An entry of an image layer or a build context. */
export interface LayerEntry {
  readonly path: string;
  readonly kind?: "file" | "directory" | "character-device" | "block-device" | "symlink";
  readonly text?: string;
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly device?: readonly [number, number];
  /** Entries of a tar that lies at this path. */
  readonly tar?: readonly LayerEntry[];
}

/** An image whose layer holds the entries: loaded, then run. */
export interface ImageSubject {
  readonly kind: "image";
  readonly layer: readonly LayerEntry[];
  /** A second layer on top. */
  readonly upper?: readonly LayerEntry[];
  readonly config?: Readonly<Record<string, unknown>>;
  readonly run?: string;
  readonly user?: string;
}

/** A daemon.json with the accounts and sub-id files of its host. There is one leg, `remapped`. */
export interface DaemonSubject {
  readonly kind: "daemon";
  /** The file's text, or its value. `$dir` is replaced. */
  readonly settings: string | Readonly<Record<string, unknown>>;
  readonly flags?: readonly string[];
  /** Lines added to /etc/passwd and /etc/group: name → id. */
  readonly users?: Readonly<Record<string, number>>;
  readonly groups?: Readonly<Record<string, number>>;
  /** The whole /etc/subuid and /etc/subgid; absent: no file. */
  readonly subuid?: string;
  readonly subgid?: string;
  /** Shell script run before dockerd, as root, in the engine's namespaces. */
  readonly prepare?: string;
  /** Printed by a container after the start; without it `works` is about what the engine says of itself. */
  readonly run?: string;
}

/** A compose project: `service` is watched. */
export interface ComposeSubject {
  readonly kind: "compose";
  readonly yaml: string;
  readonly service: string;
  readonly files?: readonly HostFile[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A shell script that talks to the engine with the `docker` command. */
export interface CommandSubject {
  readonly kind: "command";
  /** Before the script: `$userns` is `--userns=host` on the opted-out leg and empty elsewhere. */
  readonly script: string;
  readonly files?: readonly HostFile[];
}

/** What an experiment runs. */
export type Subject = ContainerSubject | BuildSubject | ImageSubject | DaemonSubject | ComposeSubject | CommandSubject;

/** One claim about the world, to be shown on every engine at hand. */
export interface Experiment {
  /** Unique; the rule's id and a word, or `works/` and a word. */
  readonly id: string;
  /** The rule whose claim this is. Absent: the construct must stay quiet. */
  readonly rule?: RuleId;
  /** As the user writes it, in Markdown. */
  readonly construct: string;
  readonly subject: Subject;
  /** The kernel from which on the expectation holds, as `[major, minor]`. */
  readonly kernel?: readonly [number, number];
  /** A leg that is absent is not run. */
  readonly expect: Readonly<Partial<Record<Leg, Expected>>>;
}

/** The leg does what is asked; its output holds all these words. */
export function works(...says: string[]): Outcome {
  return { result: "works", says };
}

/** The leg is refused at this stage with all these words. */
export function fails(stage: Stage, ...says: string[]): Outcome {
  return { result: "fails", stage, says };
}

/** Outcomes that differ by engine generation. */
export function since(outcomes: Readonly<Record<number, Outcome>>): Expected {
  return { since: outcomes };
}

/** The outcome expected of an engine generation; undefined when the experiment says nothing about one so old. */
export function expectedOf(expected: Expected, generation: number): Outcome | undefined {
  if ("result" in expected) return expected;
  const known = Object.keys(expected.since)
    .map(Number)
    .filter((major) => major <= generation);
  return known.length > 0 ? expected.since[Math.max(...known)] : undefined;
}

/** Works on the baseline, is refused on the remapped engine, and works again with `userns_mode: host`. */
export function conflict(
  id: `${RuleId}/${string}`,
  construct: string,
  subject: Subject,
  remapped: Expected,
  expect: Experiment["expect"] = {},
): Experiment {
  const rule = id.split("/")[0] as RuleId;
  return { id, rule, construct, subject, expect: { baseline: works(), remapped, optedOut: works(), ...expect } };
}

/** Works on every leg: the linter must stay quiet about it. */
export function harmless(id: string, construct: string, subject: Subject, expect: Experiment["expect"] = {}): Experiment {
  return { id: `works/${id}`, construct, subject, expect: { baseline: works(), remapped: works(), optedOut: works(), ...expect } };
}

/** Works everywhere and shows something else on the remapped engine; no rule speaks of it. */
export function difference(id: string, construct: string, subject: Subject, expect: Experiment["expect"]): Experiment {
  return { id: `differs/${id}`, construct, subject, expect };
}

/** A container that runs a script. */
export function container(run: string, rest: Omit<ContainerSubject, "kind" | "run"> = {}): ContainerSubject {
  return { kind: "container", run, ...rest };
}
