/** Words as a sentence lists them: `a`, `a and b`, `a, b and c`; empty for no words. */
export function wordList(words: readonly string[], last: "and" | "or" = "and"): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}
