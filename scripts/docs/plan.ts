import { readFileSync } from "node:fs";
import { askedChecks, obstacles, strictChecks } from "../../src/host/plan/refusals/index.js";
import { table, withBlock } from "./block.js";

interface StepSchema {
  readonly description: string;
  readonly properties: { readonly kind: { readonly const: string } };
}

/** docs/plan.md with its tables of reasons and of steps written anew. */
export function writePlanPage(page: string): string {
  const schema = JSON.parse(readFileSync(new URL("../../schema/plan.schema.json", import.meta.url), "utf8"));
  const kinds: readonly StepSchema[] = schema.properties.steps.items.oneOf;
  const reasons = table(
    ["reason", "refused when"],
    obstacles.map(({ id, when }) => [`\`${id}\``, when]),
  );
  const checks = askedChecks.filter((id) => !strictChecks.includes(id)).map((id) => `\`${id}\``);
  const strict = strictChecks.map((id) => `\`${id}\``);
  const ofDoctor = `Of the [checks of doctor](doctor.md#the-checks), a problem or an unknown refuses a plan: ${checks.join(", ")}. Of ${strict.join(", ")} a warning does so too.`;
  const steps = table(
    ["step", "what it does"],
    kinds.map(({ description, properties }) => [`\`${properties.kind.const}\``, description]),
  );
  return withBlock(withBlock(page, "reasons", `${reasons}\n\n${ofDoctor}`), "steps", steps);
}
