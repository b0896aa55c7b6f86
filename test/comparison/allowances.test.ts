import { expect, test } from "vitest";
import { withAllowances } from "../../src/comparison/allowances.js";
import type { Comparison } from "../../src/comparison/comparison.js";
import type { Claim } from "../../src/comparison/prediction.js";
import type { RuleId } from "../../src/rules/index.js";

const cause = (rule: RuleId | null) => ({ rule, effect: "breaks", isCause: true });
const exporter = (...rules: (RuleId | null)[]) =>
  ({ subject: "exporter", verdict: "broken", differences: rules.map(cause) }) as unknown as Comparison;
const claim = (rule: RuleId, allowed?: string): Claim => ({
  rule,
  subject: "exporter",
  severity: "error",
  stage: "create",
  ...(allowed !== undefined && { allowed }),
});
const allowanceOf = (comparison: Comparison, ...claims: Claim[]) => withAllowances([comparison], claims)[0]?.allowed;

test("a break is allowed when a finding that foresaw its cause is, with that reason", () => {
  expect(allowanceOf(exporter("host-network"), claim("host-network", "it is replaced before"))).toBe("it is replaced before");
});
test("a rule of the same conflict counts: the engine may name the other one", () => {
  expect(allowanceOf(exporter("privileged-operation"), claim("mknod", "not on this host"))).toBe("not on this host");
});
test("a finding that is not allowed, or of another service, allows nothing", () => {
  expect(allowanceOf(exporter("host-network"), claim("host-network"))).toBeUndefined();
  expect(allowanceOf(exporter("host-network"), { ...claim("host-network", "why"), subject: "web" })).toBeUndefined();
});
test("every cause must be allowed, and nothing allows a break without a cause", () => {
  expect(allowanceOf(exporter("host-network", "docker-socket"), claim("host-network", "why"))).toBeUndefined();
  expect(allowanceOf(exporter(null), claim("host-network", "why"))).toBeUndefined();
  expect(allowanceOf(exporter(), claim("host-network", "why"))).toBeUndefined();
});
test("what is not broken needs no allowance", () => {
  expect(allowanceOf({ ...exporter("host-network"), verdict: "changed" }, claim("host-network", "why"))).toBeUndefined();
});
