/** Something that was read of a host, and where; or why it could not be read. A thing that does not exist is known: its value says so. */
export type Fact<T> = Known<T> | Unread;

export interface Known<T> {
  readonly value: T;
  /** The path, or the question to the engine, that gave it. */
  readonly source: string;
}

export interface Unread {
  /** Why it is not known, in words. */
  readonly unread: string;
  readonly source: string;
}

/** Whether a fact was read. */
export function isKnown<T>(fact: Fact<T>): fact is Known<T> {
  return "value" in fact;
}

/** The value of a fact, undefined where it was not read. */
export function valueIn<T>(fact: Fact<T>): T | undefined {
  return isKnown(fact) ? fact.value : undefined;
}

/** Runs a reader; what it throws is why the fact is not known. */
export function attempt<T>(source: string, read: () => T): Fact<T> {
  try {
    return { value: read(), source };
  } catch (error) {
    return { unread: error instanceof Error ? error.message : String(error), source };
  }
}

/** As {@link attempt}, for a reader that waits. */
export async function attemptLater<T>(source: string, read: () => Promise<T>): Promise<Fact<T>> {
  try {
    return { value: await read(), source };
  } catch (error) {
    return { unread: error instanceof Error ? error.message : String(error), source };
  }
}
