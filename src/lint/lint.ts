import { posix } from "node:path";
import { readDirectives } from "../documents/directives.js";
import { findFiles } from "../documents/discovery.js";
import { openRepository } from "../documents/disk-repository.js";
import { describeUnjudged } from "../documents/looks-like.js";
import type { Repository } from "../documents/repository.js";
import { findScope, type Scope } from "../documents/scope.js";
import type { Finding } from "../findings/finding.js";
import { helpOf } from "../findings/finding.js";
import { emptyReport, type FailOn, type Fault, type Report } from "../findings/report.js";
import { defaultPosture, type Posture } from "../model/posture.js";
import { rules } from "../rules/index.js";
import { findSettings, readNamedSettings, unusedSettings } from "../settings/find-settings.js";
import { noSettings, type Settings } from "../settings/settings.js";
import { readPatterns } from "../text/glob.js";
import type { InputError } from "../text/input-error.js";
import { SourceFile } from "../text/source-file.js";
import { withAbsolutePaths } from "./absolute.js";
import type { Subjects } from "./check.js";
import { countJudged } from "./count-judged.js";
import { foldErrors } from "./fold-errors.js";
import { lintSelection } from "./lint-selection.js";
import { select } from "./select.js";
import { suppress } from "./suppress.js";

/** What to lint and how; what is stated here wins over the settings file. */
export interface LintRequest {
  /** As the user wrote them; none means the working directory. */
  readonly paths: readonly string[];
  /** Absolute. */
  readonly workingDirectory: string;
  /** Whether the files named are all there is: none of them stands for the project that it belongs to. */
  readonly isExact?: boolean;
  /** Settings file named by the user. */
  readonly config?: string;
  readonly posture?: Partial<Posture>;
  readonly failOn?: FailOn;
  /** Whether having nothing to lint is only noted. */
  readonly allowsNoFiles?: boolean;
}

const ruleIds = rules.map(({ id }) => id);

/** A report, and everything that was judged for it, for whoever goes on with what was read. */
export interface LintResult {
  readonly report: Report;
  readonly subjects: Subjects;
}

/** Lints what the request names: finds the files, reads the settings, checks, and reports. Never throws for what the input says. */
export async function lintPaths(request: LintRequest): Promise<LintResult> {
  const scope = findScope(request.paths, request.workingDirectory);
  const repository = openRepository(scope.root, scope.rooms);
  const { settings, errors: settingsErrors } = await settingsOf(request, scope, repository);
  const stated = { ...settings.posture, ...request.posture };
  const excluded = readPatterns(settings.exclude);
  const isExcluded = (path: string, isDirectory: boolean) => excluded.covers(posix.relative(settings.directory, path), isDirectory);
  const { found, errors, ignored } = findFiles(scope, repository, isExcluded);
  const selection = select(found, settings, scope, repository, request.isExact ?? false);
  const active = rules.filter(({ id }) => settings.rules.get(id) !== "off");
  const faults: Fault[] = [];
  const linted = lintSelection(selection, repository, stated, { active, onFault: (where, error) => faults.push({ where, error }) });
  const projects = selection.projects.filter((project) => !linted.dropped.has(project));
  const selected = new Set([...found.values(), ...projects.map(({ files }) => files)].flat());
  const { findings, inputErrors } = suppress(withSeverities(linted.findings, settings), {
    directives: [...new Set([...linted.files, ...linted.findings.map(({ primary }) => primary.file)])].flatMap(readDirectives),
    allowances: settings.ignore,
    directory: settings.directory,
    ruleIds,
    activeIds: new Set(active.map(({ id }) => id)),
    isWholeFile: (path) => selected.has(path),
    isWholeRun: scope.targets.every(({ isDirectory }) => isDirectory) && settings.directory === scope.base,
  });
  const named = scope.targets.filter(({ isDirectory, isMatched }) => !isDirectory && !isMatched).map(({ path }) => path);
  const unjudged = named.flatMap((path): InputError[] => {
    const file = linted.strangers.get(path);
    return file ? [{ file: path, level: "error", message: describeUnjudged(file) }] : [];
  });
  const passedOver = request.config === undefined ? unusedSettings(selected, settings.file?.path, repository) : [];
  const said = [
    ...passedOver.map((path) => notUsed(path, settings)),
    ...settingsErrors,
    ...scope.errors,
    ...errors,
    ...unjudged,
    ...linted.inputErrors,
    ...foldErrors(inputErrors),
  ];
  if (selected.size === 0 && scope.errors.length + errors.length === 0)
    said.push({ ...nothingToLint(scope, ignored), ...(request.allowsNoFiles && { level: "note" as const }) });
  const report: Report = {
    root: scope.root,
    base: scope.base,
    findings,
    inputErrors: said,
    counts: countJudged(selection, linted),
    posture: linted.posture,
    failOn: request.failOn ?? settings.failOn ?? "error",
    rules: ruleFacts(),
    faults,
  };
  return { report: scope.root === "/" ? withAbsolutePaths(report) : report, subjects: linted.subjects };
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
  };
}

function ruleFacts(): Report["rules"] {
  return rules.map(({ id, severity, confidence, summary }) => ({ id, severity, confidence, summary, help: helpOf(id) }));
}

async function settingsOf(
  request: LintRequest,
  scope: Scope,
  repository: Repository,
): Promise<{ settings: Settings; errors: InputError[] }> {
  const { config, workingDirectory } = request;
  const file = config === undefined ? findSettings(scope.base, repository) : readNamedSettings(config, workingDirectory, repository);
  if (!file) return { settings: noSettings, errors: [] };
  if (!(file instanceof SourceFile)) return { settings: noSettings, errors: [file] };
  const { readSettings } = await import("../settings/read-settings.js");
  return readSettings(file, ruleIds);
}

function withSeverities(findings: readonly Finding[], settings: Settings): Finding[] {
  return findings.map((finding) => {
    const severity = settings.rules.get(finding.rule);
    return severity === undefined || severity === "off" ? finding : { ...finding, severity };
  });
}

/** Said, so that nobody takes a run for one that these settings judged. */
function notUsed(path: string, { file }: Settings): InputError {
  const instead = file ? `this run takes its settings from \`${file.path}\`` : "this run has no settings";
  const message = `These settings are not used: ${instead}. One file counts for a whole run: the nearest from the linted folder up to the repository's root, or for several paths from the working directory. Lint \`${posix.dirname(path)}\` by itself, or put what should hold everywhere into the file at the root.`;
  return { file: path, level: "warning", message };
}

function nothingToLint({ base, targets }: Scope, ignored: number): InputError {
  const leftOut =
    ignored > 0
      ? ` ${ignored === 1 ? "1 file or folder is" : `${ignored} files and folders are`} left out by .gitignore; name it to lint it all the same.`
      : "";
  const message =
    "Nothing to lint: no compose file (compose.yaml, docker-compose.yml, *.compose.yml, …), Dockerfile or Containerfile, daemon.json, subuid or subgid file is here. Name a directory that holds one, or the file itself.";
  return { file: targets[0]?.path || base || ".", level: "error", message: message + leftOut };
}
