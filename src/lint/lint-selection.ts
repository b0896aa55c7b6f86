import { type BudgetSpent, overBudget, RunBudget } from "../budget.js";
import type { Repository } from "../documents/repository.js";
import type { Finding } from "../findings/finding.js";
import { type Posture, postureFrom } from "../model/posture.js";
import { rules } from "../rules/index.js";
import type { Rule } from "../rules/rule.js";
import type { InputError } from "../text/input-error.js";
import type { SourceFile } from "../text/source-file.js";
import { arrange } from "./arrange.js";
import { check, type Subjects } from "./check.js";
import { foldErrors } from "./fold-errors.js";
import { readHostFiles } from "./read-host-files.js";
import { readProjects } from "./read-projects.js";
import { type OnFault, Reading } from "./reading.js";
import type { SelectedProject, Selection } from "./select.js";

/** What linting a selection gave; `files` are all that were read. */
export interface Linted {
  readonly findings: Finding[];
  readonly inputErrors: InputError[];
  readonly files: SourceFile[];
  /** Everything that was judged. */
  readonly subjects: Subjects;
  /** Projects that did not count. */
  readonly dropped: ReadonlySet<SelectedProject>;
  /** Files by the name of dockerd's that are another program's. */
  readonly strangers: ReadonlyMap<string, SourceFile>;
  /** The posture in force: stated, the repository's own, or the default. */
  readonly posture: Posture;
}

/** Reads, models and checks a selection of files against the stated posture, completed from the repository; pure but for the repository it reads from. Our own faults are thrown, or told to `onFault` and the rest goes on. */
export function lintSelection(
  selection: Selection,
  repository: Repository,
  stated: Partial<Posture>,
  { active = rules, onFault = rethrow }: { readonly active?: readonly Rule[]; readonly onFault?: OnFault } = {},
): Linted {
  const whole = new RunBudget();
  const reading = new Reading(repository, onFault);
  const { projects, images, dropped } = readProjects(selection, reading, whole);
  const { daemons, subIds, containers, strangers } = readHostFiles(selection, reading, whole);
  const posture = postureFrom(daemons, subIds, stated);
  const subjects = { projects: [...projects, ...containers], images, daemons, subIds };
  const onSpent = (path: string, error: BudgetSpent) => reading.tell([overBudget(path, error)]);
  const findings = arrange(check(subjects, active, posture, whole, { onFault, onSpent }));
  return { findings, inputErrors: foldErrors(reading.errors), files: [...reading.files], subjects, posture, dropped, strangers };
}

function rethrow(where: string, error: unknown): never {
  throw new Error(`${where} failed`, { cause: error });
}
