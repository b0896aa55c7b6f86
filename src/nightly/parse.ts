/** A JSON object that nothing is known of. */
export type Json = Readonly<Record<string, unknown>>;

const maxText = 500;

export function asObject(value: unknown): Json | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

/** The objects of a list; what is no list holds none. */
export function listOf(value: unknown): readonly Json[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.map(asObject).filter((each) => each !== undefined);
}

/** A text, cut where it is too long; what is not a text is empty. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value.slice(0, maxText) : "";
}

/** Whole numbers from 0 on; anything else is 0. */
export function countOf(value: unknown): number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : 0;
}

/** Versions by what they are of. */
export function inputsOf(value: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries(asObject(value) ?? {}).slice(0, 20);
  return Object.fromEntries(entries.map(([key, each]) => [textOf(key), textOf(each)]));
}
