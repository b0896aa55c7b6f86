import { answerOf, answersIn, textOf } from "../facts/answer.js";
import type { Plan } from "./plan.js";

/** Reads the text of a plan.json: the plan, or in a sentence why it is none of version 1. Steps of a kind that is not known here are left to whoever does them. */
export function parsePlan(text: string): Plan | { readonly problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { problem: `It is not JSON: ${(error as Error).message}.` };
  }
  const plan = answerOf(value);
  const lists = [plan["steps"], plan["refusals"], plan["questions"]];
  const isShaped = /^[0-9a-f]{8}$/.test(textOf(plan["id"])) && lists.every(Array.isArray) && typeof plan["basis"] === "object";
  if (plan["version"] !== 1 || !isShaped) return { problem: "It is not a plan of version 1, as `remap-ready plan` writes it." };
  const ids = answersIn(plan["steps"]).map((step) => textOf(step["id"]));
  if (new Set(ids).size < ids.length) return { problem: "It has two steps with the same id." };
  return value as Plan;
}
