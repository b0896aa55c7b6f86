import type { Form } from "../text/runner-commands.js";

/** How large a terminal is now. */
export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/** What a command may touch of the process that runs it. Whatever it prints, no CI runner obeys it unless it is printed as `commands`. */
export interface Terminal {
  readonly workingDirectory: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Whether the output may carry colors. */
  readonly color: boolean;
  /** Columns of the output when it is a terminal. */
  readonly columns?: number;
  /** The result; `plain` text by default. */
  out(text: string, form?: Form): void;
  /** Everything that is not the result. */
  err(text: string): void;
  /** Gives the size when the error stream is a terminal whose lines can be rewritten. */
  readonly size?: () => TerminalSize;
  /** Reads the standard input to its end; rejects when it is longer than so many bytes. */
  input(limitBytes: number): Promise<Buffer>;
  /** Runs work that SIGINT and SIGTERM stop: the signal it is given aborts, with an {@link Interruption} as its reason. */
  untilStopped<Result>(work: (stop: AbortSignal) => Promise<Result>): Promise<Result>;
}

/** Why work was stopped from outside. */
export class Interruption extends Error {
  readonly signal: NodeJS.Signals;

  constructor(signal: NodeJS.Signals) {
    super("interrupted");
    this.signal = signal;
  }
}
