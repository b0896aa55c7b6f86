/** Where in an engine's life something failed. */
export type EngineStage = "preflight" | "scratch" | "isolate" | "start" | "ready" | "facts" | "run" | "stop" | "clean";

/** What is known about an engine's failure. */
export interface EngineFailure {
  readonly stage: EngineStage;
  /** The command that failed, or that started the engine. */
  readonly argv?: readonly string[];
  /** The end of what dockerd wrote, in its own words. */
  readonly logTail?: string;
  readonly cause?: unknown;
}

/** A failure of an engine or of the machine, never of the user's files: the stage, the command, and the last lines of dockerd's log. */
export class EngineError extends Error {
  readonly stage: EngineStage;
  readonly argv: readonly string[];
  readonly logTail: string;

  constructor(message: string, failure: EngineFailure) {
    super(message, failure.cause === undefined ? {} : { cause: failure.cause });
    this.name = "EngineError";
    this.stage = failure.stage;
    this.argv = failure.argv ?? [];
    this.logTail = failure.logTail ?? "";
  }

  /** The same failure with its words passed through a function, to leave out what is not to be shown. */
  rewritten(words: (text: string) => string): EngineError {
    const { stage, argv, logTail, cause } = this;
    return new EngineError(words(this.message), { stage, argv: argv.map(words), logTail: words(logTail), cause });
  }
}

/** An error in one line: its message, or the value itself. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
