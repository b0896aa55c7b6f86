import { createHash } from "node:crypto";
import { lstatSync, readFileSync, realpathSync, statSync } from "node:fs";
import { userInfo } from "node:os";
import { posix } from "node:path";
import { reasonOf } from "../../engines/engine-error.js";
import { parsePlan } from "../plan/parse-plan.js";
import type { Plan, PlannedRemap } from "../plan/plan.js";
import { MigrateError } from "./migrate-error.js";
import { works } from "./steps/index.js";

/** A plan that may be done. */
export interface ReadPlan {
  readonly plan: Plan;
  readonly remap: PlannedRemap;
  /** SHA-256 of plan.json, in hexadecimal digits. */
  readonly digest: string;
}

/** Reads plan.json in a folder. Throws a MigrateError for what is not such a plan, one with refusals or open questions, and one that others than root could have written. */
export function readPlan(folder: string): ReadPlan {
  const path = posix.join(folder, "plan.json");
  for (const each of [folder, path]) refuseForeign(each);
  refuseForeignAround(folder);
  const bytes = readFileSync(path);
  const plan = parsed(bytes, path);
  const [refusal] = plan.refusals;
  if (refusal || plan.remap === null)
    throw new MigrateError(
      `The plan says that this host must not be switched yet: ${refusal?.summary ?? "it has no mapping."} \`plan.md\` in the folder has what to do; then make a new plan.`,
    );
  const open = plan.questions.filter(({ answer }) => answer === null);
  if (open.length > 0)
    throw new MigrateError(
      `The plan asks what nobody has answered yet: ${open.map(({ summary }) => summary).join(" ")} \`plan.md\` in the folder has the answers that \`remap-ready plan\` takes.`,
    );
  if (plan.steps.length === 0) throw new MigrateError("The plan has no steps.");
  return { plan, remap: plan.remap, digest: createHash("sha256").update(bytes).digest("hex") };
}

/** A plan holds a command that is run as root: whoever can write it is root. */
function refuseForeign(path: string): void {
  let status: ReturnType<typeof statSync>;
  try {
    status = statSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT")
      throw new MigrateError(`\`${path}\` does not exist. \`remap-ready plan --output DIR\` makes a plan.`);
    throw new MigrateError(`\`${path}\` cannot be read: ${reasonOf(error)}.`);
  }
  if (status.uid !== userInfo().uid || (status.mode & 0o022) !== 0)
    throw new MigrateError(
      `\`${path}\` can be written by others than root, who will do what it says. Make a new plan in a folder of root's own.`,
    );
}

/** Whoever can rename a folder around the plan can put another plan in its place. In a folder with the sticky bit nobody can who does not own what lies in it. */
function refuseForeignAround(folder: string): void {
  for (let at = posix.dirname(realpathSync(folder)); ; at = posix.dirname(at)) {
    const { uid, mode } = lstatSync(at);
    if ((uid !== 0 && uid !== userInfo().uid) || ((mode & 0o022) !== 0 && (mode & 0o1000) === 0))
      throw new MigrateError(
        `\`${at}\` can be changed by others than root, who could put another plan in its place. Make a new plan in a folder of root's own, such as \`/root/switch\`.`,
      );
    if (at === "/") return;
  }
}

function parsed(bytes: Buffer, path: string): Plan {
  const plan = parsePlan(bytes.toString("utf8"));
  if ("problem" in plan) throw new MigrateError(`\`${path}\` ${plan.problem}`);
  const unknown = plan.steps.find(({ kind }) => !Object.hasOwn(works, kind));
  if (unknown)
    throw new MigrateError(
      `\`${path}\` has a step of a kind that this version does not know: \`${unknown.kind}\`. Use the version that made the plan.`,
    );
  return plan;
}
