/** An object that the engine answered, unchecked: what is read from it is checked where it is read. */
export type Answer = { readonly [key: string]: unknown };

/** The value as an object; an empty one for anything else. */
export function answerOf(value: unknown): Answer {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Answer) : {};
}

/** The objects of a list; none for anything else. */
export function answersIn(value: unknown): Answer[] {
  return Array.isArray(value) ? value.map(answerOf) : [];
}

/** The value as a text; an empty one for anything else. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** The texts of a list; none for anything else. */
export function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === "string") : [];
}

/** The value as a number; 0 for anything else. */
export function numberOf(value: unknown): number {
  return typeof value === "number" ? value : 0;
}

/** The texts of an object by their names. */
export function textMap(value: unknown): ReadonlyMap<string, string> {
  return new Map(Object.entries(answerOf(value)).map(([key, each]) => [key, textOf(each)]));
}
