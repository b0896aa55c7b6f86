import type { Diagnosis } from "../../host/diagnosis.js";
import { version } from "../../version.js";
import { stringify } from "../shared/stringify.js";

/** Writes a diagnosis as schema/doctor.schema.json has it. */
export function writeDoctorJson({ answer, exitStatus, root, host, engine, plan, checks }: Diagnosis): string {
  return stringify({
    version: 1,
    tool: { name: "remap-ready", version },
    root,
    host,
    answer,
    exitStatus,
    engine,
    plan,
    checks: checks.map(({ id, outcome, summary, evidence, remedy }) => ({ id, outcome, summary, evidence, remedy: remedy ?? null })),
  });
}
