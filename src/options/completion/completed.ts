/** One option as a shell completes it. */
export interface Completed {
  readonly name: string;
  readonly short?: string | undefined;
  readonly takesValue: boolean;
  /** The values to offer; file names where it takes a value and has none. */
  readonly choices: readonly string[];
  /** One line without a quote, a backtick or a bracket: harmless in every shell's quotes. */
  readonly about: string;
}

/** One command as a shell completes it. */
export interface CompletedCommand {
  readonly name: string;
  readonly about: string;
  readonly options: readonly Completed[];
  /** The words to offer for its argument; null offers file names. */
  readonly words: readonly string[] | null;
}
