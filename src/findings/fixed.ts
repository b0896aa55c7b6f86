import type { Fix } from "../text/edit.js";
import type { InputError } from "../text/input-error.js";
import type { SourceFile } from "../text/source-file.js";
import type { Finding } from "./finding.js";

/** A finding with the fix that was made for it. */
export interface MadeFix {
  readonly finding: Finding;
  readonly fix: Fix;
}

/** A fix that was not made, and why, in a sentence. */
export interface LeftFix extends MadeFix {
  readonly why: string;
  /** Whether files would be read with a complaint after it. */
  readonly isSpoiling?: true;
}

/** A file before and after, with what was done to it in order. */
export interface FixedFile {
  readonly before: SourceFile;
  readonly text: string;
  readonly made: readonly MadeFix[];
}

/** What is known of some files. */
export interface Judged {
  readonly findings: readonly Finding[];
  readonly inputErrors: readonly InputError[];
}

/** What fixing came to. */
export interface Fixed<Result extends Judged> {
  readonly first: Result;
  /** With the files as they are to be. */
  readonly last: Result;
  /** In the order of their paths. */
  readonly files: readonly FixedFile[];
  readonly left: readonly LeftFix[];
  /** Whether the rounds ended before the fixes did. */
  readonly isCut: boolean;
}
