import { nearest } from "../text/did-you-mean.js";
import type { Span } from "../text/span.js";
import { ruleId, type Schema } from "./schema.js";

/** A value of a settings file with where it is written. */
export interface Written {
  readonly span: Span;
  readonly value:
    | string
    | number
    | boolean
    | null
    | readonly Written[]
    | ReadonlyMap<string, { readonly key: Span; readonly value: Written }>;
}

/** What is wrong with a value: where, and what was expected. */
export interface Violation {
  readonly span: Span;
  readonly message: string;
  /** Whether only an id is unknown: said, but no reason to doubt the rest. */
  readonly isUnknownId: boolean;
}

/** Settings with more mistakes were not written by hand: the rest is not looked for. */
export const mostViolations = 100;

/** Checks a value against a schema and says what is wrong with it: everything, up to a little more than `mostViolations`. */
export function validate(written: Written, schema: Schema, name = "The file"): Violation[] {
  const alternative = schema.anyOf?.find(({ type }) => type === typeOf(written));
  if (alternative) return validate(written, alternative, name);
  const expected = schema.anyOf ?? [schema];
  const wanted = expected.map(({ type }) => type).filter((type) => type !== undefined);
  if (wanted.length > 0 && !wanted.includes(typeOf(written) as never)) {
    return [wrong(written.span, `${name} is ${article(typeOf(written))}; it must be ${wanted.map(article).join(" or ")}.`)];
  }
  const { value } = written;
  if (value instanceof Map) return validateEntries(written, value, schema, name);
  if (Array.isArray(value)) {
    const items = value as readonly Written[];
    if (items.length < (schema.minItems ?? 0)) return [wrong(written.span, `${name} is empty; it needs at least one entry.`)];
    if (items.length > (schema.maxItems ?? items.length)) {
      return [wrong(written.span, `${name} has ${items.length} entries; it may have ${schema.maxItems}.`)];
    }
    const violations: Violation[] = [];
    for (const item of items) {
      if (violations.length > mostViolations) break;
      if (schema.items) for (const each of validate(item, schema.items, `An entry of ${lower(name)}`)) violations.push(each);
    }
    return violations;
  }
  return validateScalar(written, schema, name);
}

function validateEntries(
  written: Written,
  entries: ReadonlyMap<string, { readonly key: Span; readonly value: Written }>,
  schema: Schema,
  name: string,
): Violation[] {
  const known = schema.properties ?? {};
  const missing = (schema.required ?? []).filter((key) => !entries.has(key));
  const violations = missing.map((key) => wrong(written.span, `${name} lacks \`${key}\`${missingHint(known[key])}.`));
  for (const [key, { key: span, value }] of entries) {
    if (violations.length > mostViolations) break;
    const inner = Object.hasOwn(known, key) ? known[key] : schema.additionalProperties;
    const ids = schema.propertyNames?.enum;
    if (inner === false || inner === undefined) {
      violations.push(wrong(span, `\`${key}\` is not a key of ${lower(name)}${guess(key, Object.keys(known))}.`));
    } else if (ids && !ids.includes(key)) {
      violations.push({ span, message: `There is no rule \`${key}\`${guess(key, ids)}.`, isUnknownId: true });
    } else {
      for (const each of validate(value, inner, `\`${key}\``)) violations.push(each);
    }
  }
  return violations;
}

function validateScalar({ span, value }: Written, schema: Schema, name: string): Violation[] {
  if (typeof value === "string") {
    if (schema.enum && !schema.enum.includes(value)) {
      const isId = schema.$comment === ruleId;
      if (isId) return [{ span, message: `There is no rule \`${value}\`${guess(value, schema.enum)}.`, isUnknownId: true }];
      return [wrong(span, `${name} is \`${value}\`; it must be one of ${schema.enum.join(", ")}${guess(value, schema.enum)}.`)];
    }
    if (value.length > (schema.maxLength ?? value.length)) {
      return [wrong(span, `${name} has ${value.length} characters; it may have ${schema.maxLength}.`)];
    }
    if (value.trim().length < (schema.minLength ?? 0)) return [wrong(span, `${name} is empty.`)];
    if (schema.pattern && !new RegExp(schema.pattern).test(value)) {
      return [wrong(span, `${name} is \`${value}\`; it must be a range of major versions such as 20-28, 25- or 28.`)];
    }
  }
  if (typeof value === "number" && (value < (schema.minimum ?? value) || value > (schema.maximum ?? value))) {
    return [wrong(span, `${name} is ${value}; it must be from ${schema.minimum} to ${schema.maximum}.`)];
  }
  return [];
}

function typeOf({ value }: Written): string {
  if (value instanceof Map) return "object";
  if (Array.isArray(value)) return "array";
  if (value === null) return "null";
  return typeof value === "number" && Number.isInteger(value) ? "integer" : typeof value;
}

function article(type: string): string {
  const words: Record<string, string> = {
    object: "a mapping",
    array: "a list",
    string: "a text",
    integer: "a whole number",
    null: "empty",
  };
  return words[type] ?? `a ${type}`;
}

function missingHint(schema: Schema | undefined): string {
  return schema?.description ? ` (${schema.description.replace(/\.$/, "").replace(/^[A-Z]/, (letter) => letter.toLowerCase())})` : "";
}

function guess(word: string, candidates: readonly string[]): string {
  const candidate = nearest(word, candidates);
  return candidate ? ` (did you mean \`${candidate}\`?)` : "";
}

function lower(name: string): string {
  return name.replace(/^The|^An/, (word) => word.toLowerCase());
}

function wrong(span: Span, message: string): Violation {
  return { span, message, isUnknownId: false };
}
