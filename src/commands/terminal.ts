/** What a command may touch of the process that runs it. */
export interface Terminal {
  readonly workingDirectory: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Whether the output may carry colours. */
  readonly color: boolean;
  /** The result. */
  out(text: string): void;
  /** Everything that is not the result. */
  err(text: string): void;
}

/** A mistake in how the program was called; the message says what was expected. */
export class UsageError extends Error {}
