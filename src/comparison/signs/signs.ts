import type { RuleId } from "../../rules/index.js";
import type { Stage } from "../observation.js";
import type { Proposal, RemedyContext } from "../remedy.js";
import type { Subject, SubjectMount } from "../subject.js";
import type { Protected } from "../wanted-refusal.js";

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

/** How surely a sign points to its rule. */
export interface Hint {
  readonly confidence: "certain" | "likely" | "possible";
  /** Whether what was refused is what the service is there for, so that a service that keeps running does not work. */
  readonly isDecisive: boolean;
  /** What of the host was protected, where the refusal is what userns-remap is for. */
  readonly protects?: Protected;
}

/** Words of a program in a container that has started: a log line, or the output of a health check or a declared probe. */
export interface ProgramWords {
  readonly words: RegExp;
  /** A second pattern that the same text must match. */
  readonly and?: RegExp;
  /** Whether the words are enough by themselves; otherwise the text must also say that something was refused. */
  readonly isEnough?: true;
  /** Further conditions, for words that several causes share. */
  readonly when?: (subject: Subject) => boolean;
  /** `specific` words, the default, count before a path that the text names; the others count when no path leads to a rule. */
  readonly precedence?: Precedence;
  /** `likely` when absent. */
  readonly confidence?: Hint["confidence"];
  /** Whether a service that keeps running after these words may still work. */
  readonly isDecisive?: false;
}

/** What a comparison knows of a rule: how its conflict shows, and what might help. Most rules that no run can show have none. */
export interface Signs {
  /** What an engine says when it refuses. */
  readonly engineWords?: readonly EngineWords[];
  /** What programs say after start. */
  readonly programWords?: readonly ProgramWords[];
  /** Paths in the container that are there because of what the rule is about: a refusal that names one is `certain`. */
  readonly paths?: (subject: Subject) => readonly string[];
  /** Whether a refusal in a mount is about this rule; `text` names the path within, and is empty where nothing was said. */
  readonly ofMount?: (mount: SubjectMount, text: string) => Hint | undefined;
  /** Paths of the kernel (`/sys`, `/proc/sys`) that are about this rule: a refusal that names one is `possible`. */
  readonly kernelPaths?: RegExp;
  /** Whether a device of this name in the container is about this rule, when it is not the same device on both engines. */
  readonly ofDevice?: (subject: Subject, target: string) => boolean;
  /** How surely other ids in a program's output are about this rule; undefined where they are not. */
  readonly ofShownIds?: (subject: Subject) => Hint["confidence"] | undefined;
  /** A first process that ends in a way of its own, without a message. */
  readonly silentExit?: { readonly process: RegExp; readonly status: number };
  /** Whether a subject asks for what the rule is about: a cause by elimination when it fails silently and asks for nothing else. */
  readonly isAsked?: (subject: Subject) => boolean;
  /** Rules that speak of the same conflict: an observation of one bears out a claim of the other. Naming them on one side is enough. */
  readonly siblings?: readonly RuleId[];
  /** What might help before the service leaves the user namespace, the cheapest first. */
  readonly remedies?: (subject: Subject, context: RemedyContext) => readonly Proposal[];
  /** Why no run of a comparison shows it. */
  readonly whyUnseen?: string;
  /** Whether the conflict is that a service has left the user namespace, so that leaving it is not a remedy. */
  readonly isOptOut?: true;
}

/** The signs of some rules; an id that is not a rule's does not compile. */
export type Theme = Readonly<Partial<Record<RuleId, Signs>>>;
