import type { RuleId } from "../../rules/index.js";
import type { Stage } from "../observation.js";
import type { Proposal, RemedyContext } from "../remedy.js";
import type { Subject } from "../subject.js";

/** When words are tried: `specific` before `general` before `last`, so that of two rules that share words the narrower wins. */
export type Precedence = "specific" | "general" | "last";

/**
 * An error text of an engine, of runc or of the kernel. Seen on engines 20.10.24 (runc 1.1.5), 26.1.5 (runc 1.1.15) and
 * 28.5.2 (runc 1.3.6); read in the sources of moby 29.7 and runc 1.5.
 */
export interface EngineWords {
  readonly stages: readonly Stage[];
  /** Without regard to case: engines 20.10, 26, 28 and 29 differ in it. */
  readonly words: RegExp;
  /** Further conditions, for words that several causes share. */
  readonly when?: (subject: Subject) => boolean;
  /** `specific` when absent. */
  readonly precedence?: Precedence;
}

/** What a comparison knows of a rule: how its conflict shows, and what might help. A rule that no run can show has none. */
export interface Signs {
  /** What an engine says when it refuses. */
  readonly words?: readonly EngineWords[];
  /** Whether a subject asks for what the rule is about: a cause by elimination when it fails silently and asks for nothing else. */
  readonly isAsked?: (subject: Subject) => boolean;
  /** Rules that speak of the same conflict: an observation of one bears out a claim of the other. Naming them on one side is enough. */
  readonly siblings?: readonly RuleId[];
  /** What might help before the service leaves the user namespace, the cheapest first. */
  readonly remedies?: (subject: Subject, context: RemedyContext) => readonly Proposal[];
  /** Whether the conflict is that a service has left the user namespace, so that leaving it is not a remedy. */
  readonly isOptOut?: true;
}

/** The signs of some rules; an id that is not a rule's does not compile. */
export type Theme = Readonly<Partial<Record<RuleId, Signs>>>;
