import type { RuleId } from "../rules/index.js";
import type { Stage } from "./observation.js";
import { themes } from "./signs/all.js";
import type { EngineWords, Precedence } from "./signs/signs.js";
import type { Subject } from "./subject.js";

const precedences: readonly Precedence[] = ["specific", "general", "last"];

/** The words of every rule, most specific first. */
function* wordsInOrder(): Generator<EngineWords & { readonly rule: RuleId }> {
  const all = themes().flatMap(([rule, { engineWords = [] }]) => engineWords.map((each) => ({ ...each, rule })));
  for (const wanted of precedences) yield* all.filter(({ precedence = "specific" }) => precedence === wanted);
}

/** The rule that the engine's words of a failed stage are about, with the words themselves; undefined when no known words are in them. */
export function ruleOfEngineWords(stage: Stage, text: string, subject: Subject): { rule: RuleId; evidence: string } | undefined {
  for (const { rule, stages, words, when } of wordsInOrder()) {
    if (!stages.includes(stage) || !(when?.(subject) ?? true)) continue;
    const match = words.exec(text);
    if (match) return { rule, evidence: lineAround(text, match.index) };
  }
  return undefined;
}

/** The line of a text that holds an offset, bounded for a report. */
export function lineAround(text: string, offset: number): string {
  const start = text.lastIndexOf("\n", offset) + 1;
  const end = text.indexOf("\n", offset);
  return text
    .slice(start, end < 0 ? undefined : end)
    .trim()
    .slice(0, 1000);
}
