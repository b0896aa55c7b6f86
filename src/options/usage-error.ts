/** A mistake in how the program was called; the message says what was expected. */
export class UsageError extends Error {}
