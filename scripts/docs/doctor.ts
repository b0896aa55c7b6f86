import { checks } from "../../src/host/checks/index.js";
import { planChecks } from "../../src/host/plan/plan-checks.js";
import { table, withBlock } from "./block.js";

const when = { before: "while mapping is off", after: "when it is on", both: "always" } as const;

/** docs/doctor.md with its table of checks written anew. */
export function writeDoctorPage(page: string): string {
  const rows = [
    ...checks.map(({ id, phase, question, why }) => [`\`${id}\``, when[phase], question, why]),
    ...planChecks.map(({ id, phase, question, why }) => [`\`${id}\``, `with a plan, ${when[phase]}`, question, why]),
  ];
  return withBlock(page, "checks", table(["check", "asked", "question", "what goes wrong otherwise"], rows));
}
