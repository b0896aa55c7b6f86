/** Fields, variables and functions of ours that hold sentences for people. */
const names = "(?:reason|message|evidence|why|instead|title|cost|change|problem|notice)";

/** An expression that ends in such a name, `each.reason`, `reason ?? ""` in brackets, or in a call of `reasonOf`. */
const sentence = `(?:\\b${names}\\b(?:\\s*\\?\\?\\s*"")?|\\breasonOf\\([^()]*\\))\\)?`;

const readings: readonly RegExp[] = [
  new RegExp(`${sentence}\\??\\.(?:startsWith|endsWith|includes|indexOf|lastIndexOf|match|matchAll|search|localeCompare)\\(`, "g"),
  new RegExp(`\\.(?:test|exec|includes|has)\\(\\s*(?:[\\w?]+\\.)*${sentence}`, "g"),
  new RegExp(`(?<!typeof [\\w.]*)${sentence}\\s*[!=]==\\s*(?:"[^"]+"|\`[^\`]+\`)`, "g"),
  new RegExp(`(?:"[^"]+"|\`[^\`]+\`)\\s*[!=]==\\s*(?:[\\w?]+\\.)*\\b${names}\\b(?!\\.)`, "g"),
  new RegExp(`\\bspeaksOf\\w+\\(\\s*(?:[\\w?]+\\.)*${sentence}`, "g"),
];

/** Places in a TypeScript file that compare a sentence for people with words, comments left out: each as it is written. */
export function readingsOf(text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
  return readings.flatMap((reading) => [...code.matchAll(reading)].map(([found]) => found));
}
