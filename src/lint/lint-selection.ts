import type { GivenImages } from "../archives/given-images.js";
import { type BudgetSpent, overBudget, RunBudget } from "../budget.js";
import type { Repository } from "../documents/repository.js";
import type { Finding } from "../findings/finding.js";
import { engineIn, engineOfImage } from "../model/dockerd.js";
import type { Posture } from "../model/posture.js";
import type { Project } from "../model/workload.js";
import { noSettings, type Settings } from "../settings/settings.js";
import type { InputError } from "../text/input-error.js";
import type { SourceFile } from "../text/source-file.js";
import { arrange } from "./arrange.js";
import { check, type Subjects } from "./check.js";
import { foldErrors } from "./fold-errors.js";
import { HeldImages } from "./held-images.js";
import type { InspectedEngine } from "./inspected-engine.js";
import { judgesFor } from "./judges.js";
import type { OpenSystem } from "./place-containers.js";
import { readCommands } from "./read-commands.js";
import { readDocumentation } from "./read-documentation.js";
import { readHostFiles } from "./read-host-files.js";
import { readProjects } from "./read-projects.js";
import { type OnFault, type OnRead, Reading } from "./reading.js";
import { type SelectedProject, type Selection, settingsOfProject } from "./select.js";
import type { SettingsByPath } from "./settings-by-path.js";

/** What linting a selection gave; `files` are all that were read. */
export interface Linted {
  /** In order for each settings file. */
  readonly findings: Finding[];
  /** The settings that each finding was judged by. */
  readonly judgedBy: ReadonlyMap<Finding, Settings>;
  readonly inputErrors: InputError[];
  readonly files: SourceFile[];
  /** Everything that was judged. */
  readonly subjects: Subjects;
  /** Those of the projects that compose files declare. */
  readonly composed: readonly Project[];
  /** Projects that did not count. */
  readonly dropped: ReadonlySet<SelectedProject>;
  /** Files by the name of dockerd's or of a compose file that are something else. */
  readonly strangers: ReadonlyMap<string, SourceFile>;
  /** Those of them that mention Docker and cannot be parsed, with what they are in words. */
  readonly unparsed: ReadonlyMap<string, string>;
  /** All settings that judged something. */
  readonly judging: ReadonlySet<Settings>;
  /** The settings of the run itself: those that judge all its projects, or without projects all its files; where several do, those of its base. */
  readonly settings: Settings;
  /** The posture in force for the run itself: stated, that of its settings, the repository's own, or the default. */
  readonly posture: Posture;
}

/** Reads, models and checks a selection of files against the stated posture, completed from the repository; pure but for the repository it reads from. Our own faults are thrown; with `onFault` they are reported there and the rest goes on. */
export function lintSelection(
  selection: Selection,
  repository: Repository,
  stated: Partial<Posture>,
  {
    byPath,
    base = "",
    onFault = rethrow,
    onRead,
    given = [],
    inspected,
    openSystem,
    ontoHost = [],
  }: {
    readonly ontoHost?: readonly string[];
    readonly inspected?: InspectedEngine;
    readonly openSystem?: OpenSystem;
    readonly byPath?: SettingsByPath;
    readonly base?: string;
    readonly onFault?: OnFault;
    readonly onRead?: OnRead;
    readonly given?: readonly GivenImages[];
  } = {},
): Linted {
  const whole = new RunBudget();
  const reading = new Reading(repository, onFault, onRead);
  const held = new HeldImages(given, reading, whole);
  const { projects, images: built, written, dropped, selectedAs, ...unlike } = readProjects(selection, reading, whole, held);
  const { daemons: ofHosts, subIds, containers, strangers } = readHostFiles(selection, reading, whole, inspected, openSystem);
  const commands = readCommands(selection, reading, whole);
  const documentation = readDocumentation(selection, reading, whole);
  const images = [...built, ...held.all];
  const inner = projects.flatMap(({ path, workloads }) => workloads.flatMap((workload) => engineIn(workload, path) ?? []));
  const ofImages = built.flatMap((image) => engineOfImage(image) ?? []);
  const daemons = [...ofHosts, ...commands.daemons, ...inner, ...ofImages, ...written];
  const subjects = {
    projects: [...projects, ...[...containers, ...commands.projects, ...documentation.projects].map((project) => held.joined(project))],
    images,
    daemons,
    subIds,
  };
  const settingsOf = (subject: Subjects[keyof Subjects][number]): Settings => {
    // No path leads to an image: it is judged as what lies in the linted folder is.
    if ("contents" in subject && byPath) return byPath.in(base);
    const request = selectedAs.get(subject as Project);
    return (request && byPath ? settingsOfProject(request, byPath) : byPath?.of(subject.path)) ?? noSettings;
  };
  const judge = judgesFor(ofHosts, subIds, stated, inspected?.posture);
  const onSpent = (path: string, error: BudgetSpent) => reading.tell([overBudget(path, error)]);
  const findings: Finding[] = [];
  const judgedBy = new Map<Finding, Settings>();
  for (const [{ settings }, found] of check(subjects, (subject) => judge(settingsOf(subject)), whole, { onFault, onSpent, ontoHost }))
    for (const finding of arrange(withSeverities(found, settings))) {
      findings.push(finding);
      judgedBy.set(finding, settings);
    }
  const main = subjects.projects.length > 0 ? subjects.projects : [...images, ...ofHosts, ...subIds];
  const [only, ...others] = new Set(main.map(settingsOf));
  const judging = new Set(Object.values(subjects).flat().map(settingsOf));
  const settings = only && others.length === 0 ? only : (byPath?.in(base) ?? noSettings);
  return {
    findings,
    judgedBy,
    inputErrors: foldErrors(reading.errors),
    files: [...reading.files],
    subjects,
    composed: projects,
    judging,
    settings,
    posture: judge(settings).posture,
    dropped,
    unparsed: commands.unparsed,
    strangers: new Map(
      [...strangers, ...unlike.strangers, ...commands.strangers, ...documentation.strangers].filter(
        ([path]) => !commands.projects.some((project) => project.path === path),
      ),
    ),
  };
}

function withSeverities(findings: readonly Finding[], { rules }: Settings): Finding[] {
  return findings.map((finding) => {
    const severity = rules.get(finding.rule);
    return severity === undefined || severity === "off" ? finding : { ...finding, severity };
  });
}

function rethrow(where: string, error: unknown): never {
  throw new Error(`${where} failed`, { cause: error });
}
