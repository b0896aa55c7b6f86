import { describe, expect, test } from "vitest";
import { type Budget, BudgetSpent, budgetForOne, overBudget, RunBudget } from "../src/budget.js";

/** How many steps a share gives, in pieces of ten thousand. */
function stepsIn(budget: Budget): number {
  for (let steps = 0; ; steps += 10_000) {
    try {
      budget.spend(10_000);
    } catch (error) {
      expect(error).toBeInstanceOf(BudgetSpent);
      return steps;
    }
  }
}

describe("the budget of a run", () => {
  test("gives all of it to one project", () => {
    expect(stepsIn(budgetForOne())).toBeGreaterThan(2_900_000);
  });
  test("ends for a hundred greedy projects together not far above what it gives to one", () => {
    const shares = new RunBudget().share(100);
    const spent = Array.from({ length: 100 }, () => stepsIn(shares.next()));
    expect(spent.reduce((sum, steps) => sum + steps)).toBeLessThan(3_000_000 + 100 * 20_000);
    expect(Math.min(...spent), "the last has its own").toBeGreaterThanOrEqual(20_000);
  });
  test("lets one big project among a thousand small ones take more than a thousandth, first or last", () => {
    for (const place of [0, 999]) {
      const shares = new RunBudget().share(1000);
      const budgets = Array.from({ length: 1000 }, () => shares.next());
      expect(stepsIn(budgets[place] as Budget)).toBeGreaterThan(700_000);
    }
  });
  test("gives a project more for the text that it has, up to a limit", () => {
    const steps = (characters: number): number => {
      const budget = new RunBudget().share(1, 0).next();
      budget.admit(characters);
      return stepsIn(budget);
    };
    expect(steps(0)).toBe(20_000);
    expect(steps(10_000)).toBe(60_000);
    expect(steps(100_000_000)).toBe(1_520_000);
  });
  test("says where it ended", () => {
    expect(overBudget("a/compose.yaml", new BudgetSpent(1_234_567))).toEqual({
      file: "a/compose.yaml",
      level: "error",
      message: expect.stringContaining("1,234,567 steps"),
    });
  });
});
