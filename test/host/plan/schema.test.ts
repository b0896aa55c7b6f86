import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import type { StepKind } from "../../../src/host/plan/step.js";
import { examplePlan } from "../../support/example-plan.js";

const schema = JSON.parse(readFileSync(new URL("../../../schema/plan.schema.json", import.meta.url), "utf8"));
const validate = new Ajv2020({ allErrors: true, strict: true }).compile(schema);

test("a plan with every kind of step is what the schema says", () => {
  validate(JSON.parse(JSON.stringify(examplePlan)));
  expect(validate.errors).toBeNull();
  const kinds = schema.properties.steps.items.oneOf.map(
    (each: { properties: { kind: { const: StepKind } } }) => each.properties.kind.const,
  );
  expect(examplePlan.steps.map(({ kind }) => kind)).toEqual(kinds);
});

test("a field that is missing, misspelled or of another type is not", () => {
  const { basis, ...withoutBasis } = examplePlan;
  expect(validate({ ...withoutBasis })).toBe(false);
  expect(validate({ ...withoutBasis, basis, remark: "" })).toBe(false);
  expect(validate({ ...examplePlan, steps: [{ ...examplePlan.steps[0], kind: "delete-everything" }] })).toBe(false);
});
