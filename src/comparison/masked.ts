/** What stands for a value that is not shown. */
const mask = "***";

/** Fields that hold fixed words and names of services, on which the structure of a report rests. */
const structural = new Set([
  ...[
    "subject",
    "rule",
    "verdict",
    "role",
    "probe",
    "kind",
    "outcome",
    "about",
    "effect",
    "severity",
    "confidence",
    "stage",
    "stoppedAt",
    "noun",
  ],
  ...["level", "id", "help", "failOn", "root", "base", "startedAt", "version", "storageDriver", "imageStore", "network"],
]);

/** A text without the values given, the longest of which come first. */
export function maskedText(text: string, hidden: readonly string[]): string {
  return hidden.reduce((left, value) => left.replaceAll(value, mask), text);
}

/** A copy of plain data in which the values given are masked in every text except structural fields. Instances of classes, such as source files, are not copied. */
export function masked<T>(data: T, hidden: readonly string[]): T {
  return hidden.length === 0 ? data : (within(data, hidden) as T);
}

function within(data: unknown, hidden: readonly string[]): unknown {
  if (typeof data === "string") return maskedText(data, hidden);
  if (Array.isArray(data)) return data.map((each) => within(each, hidden));
  if (data instanceof Map) return new Map([...data].map(([key, value]) => [key, within(value, hidden)]));
  if (typeof data !== "object" || data === null || Object.getPrototypeOf(data) !== Object.prototype) return data;
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, structural.has(key) && typeof value === "string" ? value : within(value, hidden)]),
  );
}
