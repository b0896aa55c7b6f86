import type { Command } from "../advice/command.js";
import type { KnownPath } from "../advice/known-path.js";
import type { RuleId } from "../rules/index.js";
import type { Subject } from "./subject.js";

/** A change to the host's files, made in the engine's copy of them only. */
export type HostChange =
  /** The ids named move to the host ids they have in containers. */
  | { readonly kind: "shift"; readonly path: KnownPath; readonly uids: readonly number[]; readonly gids: readonly number[] }
  /** An empty directory goes, so that the engine makes it. */
  | { readonly kind: "remove"; readonly path: string };

/** Commands for the deployment that do what a trial did to the engine's copies, in order, and what takes it back. */
export interface HostCommands {
  readonly commands: readonly Command[];
  /** In order. */
  readonly undo: readonly Command[];
  /** Whether `undo` takes all of it back: false where files there had the new owners before. */
  readonly isUndoWhole: boolean;
}

/** The id map of the deployment, one question at a time. */
export interface HostIds {
  /** The host id of a container's; undefined where it has none. */
  readonly uid: (id: number) => number | undefined;
  readonly gid: (id: number) => number | undefined;
  /** Whether a host id is a container's. */
  readonly isUid: (id: number) => boolean;
  readonly isGid: (id: number) => boolean;
}

/** What a remedy is for: the rule behind a break, or a break that nothing explains. */
export type Reason = RuleId | "unexplained";

/** A change that might help a broken subject; what it comes to is found by trying. */
export interface Remedy {
  readonly rule: Reason;
  readonly change: string;
  readonly cost: string;
  /** Whether it gives nothing up; `cost` says why. */
  readonly isFree?: true;
  /** Lines of a compose override for each service it touches; `!reset` and `!override` as compose-spec has them. */
  readonly overrides: ReadonlyMap<string, readonly string[]>;
  readonly hostChanges: readonly HostChange[];
  /** The same for people; absent where it changes no file of the host, or no command is known to be right. */
  readonly host?: HostCommands;
  /** Whether it takes services out of the user namespace, and with it the protection. */
  readonly isHostNamespace?: true;
  /** Why it cannot be tried here; undefined when it can. */
  readonly untried?: string;
}

/** What remedies are worked out from. */
export interface RemedyContext {
  readonly subjects: readonly Subject[];
  readonly idMap: { readonly start: number; readonly size: number };
  readonly hostIds: HostIds;
  /** Paths as the user wrote them, for messages. */
  readonly shownPath: (path: string) => string;
  /** Whether the deployment lets a service leave the user namespace. */
  readonly allowsUsernsHost: (service: string) => boolean;
}

/** A remedy before it is known which rule it is for. */
export type Proposal = Omit<Remedy, "rule">;

/** A proposal that adds lines to one subject's service, and gives up what `cost` says. */
export function changeTo(subject: Subject, change: string, lines: readonly string[], cost: string): Proposal {
  return { change, cost, overrides: lines.length > 0 ? new Map([[subject.name, lines]]) : new Map(), hostChanges: [] };
}

/** A proposal that gives up nothing; `cost` says why. */
export function freeChangeTo(subject: Subject, change: string, lines: readonly string[], cost: string): Proposal {
  return { ...changeTo(subject, change, lines, cost), isFree: true };
}

/** A proposal that a run cannot try, and why. */
export function untried(change: string, why: string): Proposal {
  return { change, cost: "", overrides: new Map(), hostChanges: [], untried: why };
}
