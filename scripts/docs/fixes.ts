import { readFileSync } from "node:fs";
import { lintSelection } from "../../src/lint/lint-selection.js";
import { selectAll } from "../../src/lint/select.js";
import { rules } from "../../src/rules/index.js";
import type { Rule } from "../../src/rules/rule.js";
import type { Fix, Safety } from "../../src/text/edit.js";
import { memoryRepository } from "../../test/support/memory-repository.js";
import { readSpecification } from "../../test/support/specification.js";
import { table } from "./block.js";

const safeties: readonly Safety[] = ["safe", "unsafe"];

/** One fix of each safety that the specification of a rule shows. */
export function fixesOf({ id }: Rule): readonly Fix[] {
  const text = readFileSync(new URL(`../../test/rules/${id}.md`, import.meta.url), "utf8");
  const fixes = readSpecification(text).flatMap(({ files, posture }) =>
    lintSelection(selectAll(Object.keys(files)), memoryRepository(files), posture).findings.flatMap(({ rule, fix }) =>
      rule === id && fix ? [fix] : [],
    ),
  );
  return safeties.flatMap((safety) => fixes.find((fix) => fix.safety === safety) ?? []);
}

/** What a rule's page says of its fixes. */
export function fixFact(rule: Rule): string {
  const all = fixesOf(rule).map(({ safety }) => safety);
  return all.length === 0 ? "-" : `[${all.join(" or ")}](../fix.md)`;
}

/** The table of every rule's fixes. */
export function fixesTable(): string {
  return table(
    ["rule", "safety", "for example", "what it changes"],
    rules.flatMap((rule) => fixesOf(rule).map(({ safety, title, effect }) => [`[${rule.id}](rules/${rule.id}.md)`, safety, title, effect])),
  );
}
