import type { GivenImages } from "../archives/given-images.js";
import { readDirectives } from "../documents/directives.js";
import { type Discovery, findFiles } from "../documents/discovery.js";
import { findFilesInCommit } from "../documents/discovery-in-commit.js";
import { openRepository } from "../documents/disk-repository.js";
import { editedRepository } from "../documents/edited-repository.js";
import { withModesOf } from "../documents/git/kept-modes.js";
import type { CommitFiles } from "../documents/git/tree-repository.js";
import { type GivenFile, withGivenFile } from "../documents/given-file.js";
import { describeUnjudged } from "../documents/looks-like.js";
import { findScope, type Scope } from "../documents/scope.js";
import { helpOf } from "../findings/finding.js";
import { emptyReport, type FailOn, type Fault, type Report } from "../findings/report.js";
import { defaultPosture, type Posture } from "../model/posture.js";
import type { Project } from "../model/workload.js";
import { rules } from "../rules/index.js";
import { describeUntried } from "../settings/engine-range.js";
import type { Settings } from "../settings/settings.js";
import type { InputError } from "../text/input-error.js";
import { isWithin } from "../text/is-within.js";
import type { SourceFile } from "../text/source-file.js";
import { arrange } from "./arrange.js";
import type { Subjects } from "./check.js";
import { countJudged } from "./count-judged.js";
import { foldErrors } from "./fold-errors.js";
import { pathFrom } from "./held-images.js";
import type { InspectedEngine } from "./inspected-engine.js";
import { type Linted, lintSelection } from "./lint-selection.js";
import { nothingToLint } from "./nothing-to-lint.js";
import { openSystem } from "./open-system.js";
import { seenFiles } from "./seen-files.js";
import { select } from "./select.js";
import { SettingsByPath } from "./settings-by-path.js";
import { suppress } from "./suppress.js";
import { absolute, withPaths } from "./with-paths.js";

/** What to lint and how; what is stated here wins over the settings files. */
export interface LintRequest {
  /** As the user wrote them; none means the working directory. */
  readonly paths: readonly string[];
  /** Absolute. */
  readonly workingDirectory: string;
  /** A file of `paths` whose content was handed over: it need not lie on the disk. */
  readonly given?: GivenFile;
  /** Whether the named files are complete by themselves: no file brings in the project that it belongs to. */
  readonly isExact?: boolean;
  /** Settings file named by the user; it counts instead of all others. */
  readonly config?: string;
  readonly posture?: Partial<Posture>;
  readonly failOn?: FailOn;
  /** Called with each path that is looked at, and again when it is read. */
  readonly onSeen?: (path: string, isRead: boolean) => void;
  /** Whether having nothing to lint is only noted. */
  readonly allowsNoFiles?: boolean;
  /** Whether what pages of Markdown show is judged too. */
  readonly withDocumentation?: boolean;
  /** The files of a commit of the work tree that the paths lie in, to lint instead of those on the disk. */
  readonly commit?: CommitFiles;
  /** Images whose layers were read; they are judged, and files that use them with them. Without paths nothing else is. */
  readonly images?: readonly GivenImages[];
  /** Images that were asked for and could not be read; paths are absolute. */
  readonly imageErrors?: readonly InputError[];
  /** The containers of an engine; they are judged too. Without paths nothing else is. */
  readonly inspected?: InspectedEngine;
  /** Files that are judged with another text than they have: by the paths of the report. */
  readonly texts?: ReadonlyMap<string, string>;
  /** Services that `userns_mode: host` is added to where that mends a finding. */
  readonly ontoHost?: readonly string[];
}

const ruleIds = rules.map(({ id }) => id);

/** A report, and everything that was judged for it, for whoever goes on with what was read. */
export interface LintResult {
  readonly report: Report;
  readonly subjects: Subjects;
  /** Those of the projects that compose files declare. */
  readonly composed: readonly Project[];
}

/** Lints what the request names: finds the files, reads the settings, checks, and reports. Never throws for what the input says. */
export async function lintPaths(request: LintRequest): Promise<LintResult> {
  const { given, commit, texts = new Map() } = request;
  const scope = findScope(request.paths, request.workingDirectory, given?.path);
  const onDisk = openRepository(scope.root, scope.rooms);
  const handed = given && scope.given !== undefined ? withGivenFile(onDisk, scope.given, given.bytes) : onDisk;
  const repository = commit ? withModesOf(onDisk, commit) : editedRepository(handed, texts);
  const { config, workingDirectory } = request;
  const named = config === undefined ? {} : { named: { path: config, workingDirectory } };
  const byPath = new SettingsByPath({ repository, rooms: scope.rooms, ruleIds, ...named });
  const { images, imageErrors = [], inspected } = request;
  const isGivenAlone = (images !== undefined || inspected !== undefined) && request.paths.length === 0;
  const isExcluded = (path: string, isDirectory: boolean): boolean => {
    request.onSeen?.(path, false);
    return byPath.excludes(path, isDirectory);
  };
  const discovery: Discovery = isGivenAlone
    ? { found: new Map(), folders: [], errors: [], ignored: [], unjudged: new Map() }
    : commit
      ? findFilesInCommit(scope, commit, isExcluded, request.withDocumentation)
      : findFiles(scope, repository, isExcluded, request.withDocumentation);
  const { found, errors, ignored } = discovery;
  const selection = select(discovery, byPath, scope, repository, request.isExact ?? false);
  const faults: Fault[] = [];
  const system = openSystem();
  const linted = lintSelection(selection, repository, request.posture ?? {}, {
    byPath,
    base: scope.base,
    onFault: (where, error) => faults.push({ where, error }),
    onRead: (path) => request.onSeen?.(path, true),
    ...(images && { given: images }),
    ...(inspected && { inspected, openSystem: system.open }),
    ...(request.ontoHost && { ontoHost: request.ontoHost }),
  });
  const { settings } = linted;
  const projects = selection.projects.filter((project) => !linted.dropped.has(project));
  const selected = new Set([...found.values(), ...projects.map(({ files }) => files)].flat());
  const { findings, inputErrors } = suppress(linted.findings, {
    // A page of documentation is also read block by block, under the same path.
    directives: [
      ...new Map([...linted.findings.map(({ primary }) => primary.file), ...linted.files].map((file) => [file.path, file])).values(),
    ]
      // An image allows itself nothing.
      .filter(({ inside }) => !inside)
      .flatMap(readDirectives),
    settingsOf: (finding) => linted.judgedBy.get(finding) ?? settings,
    whole: byPath.all.filter(({ directory }) => isWhole(directory, scope, byPath.isNamed)),
    ruleIds,
    isActive: (rule, path) => byPath.of(path).rules.get(rule) !== "off",
    isWholeFile: (path) => selected.has(path),
  });
  const asked = scope.targets.filter(({ isDirectory, isMatched }) => !isDirectory && !isMatched).map(({ path }) => path);
  const unjudged = asked.flatMap((path): InputError[] => {
    const file = linted.strangers.get(path);
    return file ? [{ file: path, level: "error", message: describeUnjudged(file) }] : [];
  });
  const said = [
    ...byPath.errors,
    ...settingsNotUsed(linted, byPath.in(scope.base), request.failOn !== undefined),
    ...untried(linted, request.posture?.engines, scope.base || "."),
    ...scope.errors,
    ...errors,
    ...unjudged,
    ...linted.inputErrors,
    ...foldErrors(inputErrors),
    ...imageErrors.map((error) => ({ ...error, file: pathFrom(scope.root, error.file) })),
  ];
  // A devcontainer.json without a container of its own only says which compose files are one project.
  const own = new Set(linted.subjects.projects.map(({ path }) => path));
  const judged = [...found].flatMap(([kind, paths]) =>
    paths.filter((path) => (kind === "devcontainer" ? own.has(path) : !linted.strangers.has(path))),
  );
  if (judged.length + projects.length + unjudged.length === 0 && !isGivenAlone && scope.errors.length + errors.length === 0)
    said.push({ ...nothingToLint(scope, ignored, byPath.in(scope.base)), ...(request.allowsNoFiles && { level: "note" as const }) });
  const report: Report = {
    root: scope.root,
    base: scope.base,
    findings: arrange(findings),
    inputErrors: said,
    counts: countJudged(selection, linted, inspected ? 1 : 0),
    rulesOff: rulesOff(linted),
    posture: linted.posture,
    failOn: request.failOn ?? settings.failOn ?? "error",
    rules: ruleFacts(),
    faults,
    ...seenFiles(discovery, projects, linted),
    ...rangeNeeded(linted.subjects.images),
  };
  const isSystem = scope.root === "/";
  const shown = (file: SourceFile): string => {
    // What an engine said is not a file.
    if (file === inspected?.file) return file.path;
    if (isSystem) return absolute(file.path);
    return system.has(file) ? pathFrom(scope.root, absolute(file.path)) : file.path;
  };
  return {
    report: isSystem || inspected ? withPaths(report, shown, isSystem ? absolute : undefined) : report,
    subjects: linted.subjects,
    composed: linted.composed,
  };
}

/** The report of a run that had no files to judge: what an image by name gives. */
export function lintNothing({
  workingDirectory,
  posture,
  failOn,
}: Pick<LintRequest, "workingDirectory" | "posture" | "failOn">): LintResult {
  return {
    report: emptyReport({
      root: workingDirectory,
      posture: { ...defaultPosture, ...posture },
      failOn: failOn ?? "error",
      rules: ruleFacts(),
    }),
    subjects: { projects: [], images: [], daemons: [], subIds: [] },
    composed: [],
  };
}

/** How many ids an engine must map for all images whose layers were read. */
function rangeNeeded(images: Subjects["images"]): Pick<Report, "needs"> {
  const least = images.flatMap(({ contents }) => contents?.leastIds ?? []);
  return least.length === 0 ? {} : { needs: { images: least.length, ids: Math.max(...least) } };
}

/** What the settings that judged something turn off. */
function rulesOff({ judging }: Linted): Report["rulesOff"] {
  return [...judging].flatMap(({ file, rules: severities }) =>
    [...severities].flatMap(([rule, severity]) => (severity === "off" && file ? [{ rule, file: file.path }] : [])),
  );
}

function ruleFacts(): Report["rules"] {
  return rules.map(({ id, severity, confidence, summary }) => ({ id, severity, confidence, summary, help: helpOf(id) }));
}

/** Whether everything that settings can speak about was linted: what lies below them, or for settings that the user named, what lies below the linted folder. */
function isWhole(directory: string, { targets, base }: Scope, isNamed: boolean): boolean {
  if (isNamed) return directory === base && targets.every((target) => target.isDirectory);
  return targets.some(({ path, isDirectory }) => isDirectory && isWithin(directory, path));
}

/** What settings say in vain, so that nobody relies on it: a run has one threshold, and settings of the linted folder may judge nothing in it. */
function settingsNotUsed({ settings, judging }: Linted, ofBase: Settings, isThresholdStated: boolean): InputError[] {
  const said: InputError[] = [];
  if (ofBase.file && judging.size > 0 && !judging.has(ofBase)) {
    const message =
      "These settings judge nothing here: everything that was linted has a settings file nearer to it, or is in a git repository of its own. To judge it by these, give them with `--config`.";
    said.push({ file: ofBase.file.path, level: "note", message });
  }
  const instead = settings.file ? `it takes its threshold from \`${settings.file.path}\`` : "its threshold is `error`";
  const message = `The \`fail-on\` of these settings does not count: more than this file judges this run, and ${instead}. Use \`--fail-on\`, or set \`fail-on\` in the folder that is linted.`;
  for (const { file, failOn } of judging)
    if (file && file !== settings.file && failOn !== undefined && !isThresholdStated)
      said.push({ file: file.path, level: "warning", message });
  return said;
}

/** Engines that the request states, or where it does not, settings that judged something, and that nobody has tried. */
function untried({ judging }: Linted, stated: Posture["engines"], base: string): InputError[] {
  const asked = stated
    ? [{ file: base, engines: stated }]
    : [...judging].flatMap(({ file, posture }) => (file && posture.engines ? [{ file: file.path, engines: posture.engines }] : []));
  return asked.flatMap(({ file, engines }): InputError[] => {
    const message = describeUntried(engines);
    return message === undefined ? [] : [{ file, level: "warning", message }];
  });
}
