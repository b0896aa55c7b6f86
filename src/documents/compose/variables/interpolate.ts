import type { Budget } from "../../../budget.js";
import type { Span } from "../../../text/span.js";
import type { Piece } from "../tree/tree.js";
import type { Environment, Variable } from "./environment.js";
import { type Expression, tokenize } from "./template.js";

/** What went wrong, or could not be known, in one string; offsets count in the string as written. */
export interface TemplateProblem {
  readonly kind: "invalid" | "required" | "unset" | "nested" | "long";
  readonly start: number;
  readonly end: number;
  readonly name: string;
  /** The message of `${NAME:?message}`. */
  readonly message?: string;
}

/** A string after interpolation. */
export interface Substituted {
  readonly value: string;
  /** Pieces of `value` with the part of the written string they came from: exact text, or a whole expression. */
  readonly pieces: readonly Piece[];
  /** Variables that gave a value, with the expression that named them. */
  readonly used: readonly { readonly name: string; readonly variable: Variable; readonly from: Span }[];
  /** Expressions that took their default. */
  readonly defaults: readonly { readonly name: string; readonly word: Span }[];
  readonly problems: readonly TemplateProblem[];
}

/** Deepest nesting of `${A:-${B:-…}}` that is followed. */
const deepest = 50;

/** Longest value that variables may make: those of a `.env` file can double each other without end. */
const longest = 1_000_000;

/** Characters of a value that cost one step: text that is made stays in memory. */
const charactersPerStep = 64;

/** Replaces the variables of a string. A required variable without a value is a problem and reads as empty. */
export function substitute(text: string, environment: Environment, budget: Budget): Substituted {
  const substitution = new Substitution(text, environment, budget);
  substitution.walk(0, text.length, 0, undefined);
  return substitution;
}

class Substitution implements Substituted {
  value = "";
  readonly pieces: Piece[] = [];
  readonly used: { name: string; variable: Variable; from: Span }[] = [];
  readonly defaults: { name: string; word: Span }[] = [];
  readonly problems: TemplateProblem[] = [];
  readonly #text: string;
  readonly #environment: Environment;
  readonly #budget: Budget;
  #isFull = false;

  constructor(text: string, environment: Environment, budget: Budget) {
    this.#text = text;
    this.#environment = environment;
    this.#budget = budget;
  }

  walk(from: number, to: number, depth: number, outer: Span | undefined): void {
    for (const token of tokenize(this.#text, from, to)) {
      const span = { start: token.start, end: token.end };
      if (token.kind === "expression") this.#expression(token, span, depth, outer);
      else if (token.kind === "dollar") this.#emit("$", span, false, outer);
      else this.#emit(this.#text.slice(token.start, token.end), span, true, outer);
      if (token.kind === "invalid") this.problems.push({ kind: "invalid", ...span, name: "" });
    }
  }

  #expression(expression: Expression, span: Span, depth: number, outer: Span | undefined): void {
    const { name, operator, word } = expression;
    const variable = this.#environment.get(name);
    const isSet = variable !== undefined && (!operator?.startsWith(":") || variable.value !== "");
    const kind = operator?.at(-1);
    const isReplaced = kind === "-" ? !isSet : kind === "+" && isSet;
    if (isReplaced && word) {
      if (kind === "-") this.defaults.push({ name, word });
      if (depth >= deepest) this.problems.push({ kind: "nested", ...span, name });
      else if (word.start === word.end) this.#emit("", span, false, outer);
      else this.walk(word.start, word.end, depth + 1, outer ?? span);
      return;
    }
    if (kind === "?" && !isSet) {
      this.problems.push({ kind: "required", ...span, name, message: word ? this.#text.slice(word.start, word.end) : "" });
      this.#emit("", span, false, outer);
      return;
    }
    if (!variable && !kind) this.problems.push({ kind: "unset", ...span, name });
    if (variable) this.used.push({ name, variable, from: span });
    this.#emit(variable?.value ?? "", span, false, outer, variable?.isAssumed ? name : undefined);
  }

  #emit(value: string, from: Span, exact: boolean, outer: Span | undefined, assumed?: string): void {
    if (this.value.length + value.length > longest) {
      if (!this.#isFull) this.problems.push({ kind: "long", ...from, name: "" });
      this.#isFull = true;
      return;
    }
    this.#budget.spend(value.length / charactersPerStep);
    const piece: Piece = { start: this.value.length, end: this.value.length + value.length, span: from, exact };
    this.pieces.push(
      outer || assumed !== undefined ? { ...piece, ...(outer && { outer }), ...(assumed !== undefined && { assumed }) } : piece,
    );
    this.value += value;
  }
}
