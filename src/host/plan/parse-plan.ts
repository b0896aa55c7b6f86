import { answerOf, answersIn, textOf } from "../facts/answer.js";
import type { Plan } from "./plan.js";

/** Reads the text of a plan.json: the plan, or why it is not one of version 1, to stand after its path. Whoever does the steps says which kinds it knows. */
export function parsePlan(text: string): Plan | { readonly problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { problem: `is not JSON: ${(error as Error).message}.` };
  }
  const plan = answerOf(value);
  const lists = [plan["steps"], plan["refusals"], plan["questions"]];
  const isShaped = /^[0-9a-f]{8}$/.test(textOf(plan["id"])) && lists.every(isListOfObjects) && typeof plan["basis"] === "object";
  if (plan["version"] !== 1 || !isShaped) return { problem: "is not a plan of version 1, as `remap-ready plan` writes it." };
  const ids = answersIn(plan["steps"]).map((step) => textOf(step["id"]));
  if (new Set(ids).size < ids.length) return { problem: "has two steps with the same id." };
  return value as Plan;
}

function isListOfObjects(value: unknown): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === "object" && each !== null && !Array.isArray(each));
}
