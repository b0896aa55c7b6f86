import { posix } from "node:path";
import { readDirectives } from "../documents/directives.js";
import { type Found, findFiles } from "../documents/discovery.js";
import { openRepository } from "../documents/disk-repository.js";
import { groupProjects } from "../documents/kinds.js";
import type { Repository } from "../documents/repository.js";
import { findScope, type Scope } from "../documents/scope.js";
import type { Finding } from "../findings/finding.js";
import { helpOf } from "../findings/finding.js";
import type { FailOn, Fault, Report } from "../findings/report.js";
import type { Posture } from "../model/posture.js";
import { rules } from "../rules/index.js";
import { findSettings, readNamedSettings } from "../settings/find-settings.js";
import { noSettings, type Settings } from "../settings/settings.js";
import { readPatterns } from "../text/glob.js";
import type { InputError } from "../text/input-error.js";
import { SourceFile } from "../text/source-file.js";
import { foldErrors } from "./fold-errors.js";
import { lintSelection, type Selection } from "./lint-selection.js";
import { suppress } from "./suppress.js";

/** What to lint and how; what is stated here wins over the settings file. */
export interface LintRequest {
  /** As the user wrote them; none means the working directory. */
  readonly paths: readonly string[];
  /** Absolute. */
  readonly workingDirectory: string;
  /** Settings file named by the user. */
  readonly config?: string;
  readonly posture?: Partial<Posture>;
  readonly failOn?: FailOn;
  /** Whether having nothing to lint is only noted. */
  readonly allowsNoFiles?: boolean;
}

const ruleIds = rules.map(({ id }) => id);

/** Lints what the request names: finds the files, reads the settings, checks, and reports. Never throws for what the input says. */
export async function lintPaths(request: LintRequest): Promise<Report> {
  const scope = findScope(request.paths, request.workingDirectory);
  const repository = openRepository(scope.root, scope.rooms);
  const { settings, errors: settingsErrors } = await settingsOf(request, scope, repository);
  const stated = { ...settings.posture, ...request.posture };
  const excluded = readPatterns(settings.exclude);
  const isExcluded = (path: string, isDirectory: boolean) => excluded.covers(posix.relative(settings.directory, path), isDirectory);
  const { found, errors, ignored } = findFiles(scope, repository, isExcluded);
  const selection = select(found, settings, scope);
  const active = rules.filter(({ id }) => settings.rules.get(id) !== "off");
  const faults: Fault[] = [];
  const linted = lintSelection(selection, repository, stated, { active, onFault: (where, error) => faults.push({ where, error }) });
  const selected = new Set([...found.values(), ...selection.projects.map(({ files }) => files)].flat());
  const { findings, inputErrors } = suppress(withSeverities(linted.findings, settings), {
    directives: [...new Set([...linted.files, ...linted.findings.map(({ primary }) => primary.file)])].flatMap(readDirectives),
    allowances: settings.ignore,
    directory: settings.directory,
    ruleIds,
    activeIds: new Set(active.map(({ id }) => id)),
    isWholeFile: (path) => selected.has(path),
    isWholeRun: scope.targets.every(({ isDirectory }) => isDirectory) && settings.directory === scope.base,
  });
  const said = [...settingsErrors, ...scope.errors, ...errors, ...linted.inputErrors, ...foldErrors(inputErrors)];
  if (selected.size === 0 && scope.errors.length + errors.length === 0)
    said.push({ ...nothingToLint(scope, ignored), ...(request.allowsNoFiles && { level: "note" as const }) });
  return {
    root: scope.root,
    base: scope.base,
    findings,
    inputErrors: said,
    counts: {
      composeProjects: selection.projects.length,
      composeFiles: new Set([...selection.projects.flatMap(({ files }) => files), ...linted.files.map(({ path }) => path).filter(isYaml)])
        .size,
      dockerfiles: selection.dockerfiles.length,
      daemonFiles: selection.daemonFiles.length,
      unitFiles: selection.unitFiles?.length ?? 0,
      subIdFiles: selection.subIdFiles.length,
    },
    posture: linted.posture,
    failOn: request.failOn ?? settings.failOn ?? "error",
    rules: rules.map(({ id, severity, confidence, summary }) => ({ id, severity, confidence, summary, help: helpOf(id) })),
    faults,
  };
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

/** Projects that the settings state take their files out of the grouping by name; they count when the run was asked for one of their files. */
function select(found: Found, settings: Settings, { targets }: Scope): Selection {
  const composeFiles = found.get("compose") ?? [];
  const isAsked = (path: string) =>
    composeFiles.includes(path) ||
    targets.some((target) => (target.isDirectory ? target.path === "" || path.startsWith(`${target.path}/`) : target.path === path));
  const stated = settings.projects.filter(({ files }) => files.some(isAsked));
  const taken = new Set(stated.flatMap(({ files }) => files));
  return {
    projects: [...stated, ...groupProjects(composeFiles.filter((path) => !taken.has(path)))],
    dockerfiles: found.get("dockerfile") ?? [],
    daemonFiles: found.get("daemon") ?? [],
    unitFiles: found.get("unit") ?? [],
    subIdFiles: found.get("sub-ids") ?? [],
  };
}

function withSeverities(findings: readonly Finding[], settings: Settings): Finding[] {
  return findings.map((finding) => {
    const severity = settings.rules.get(finding.rule);
    return severity === undefined || severity === "off" ? finding : { ...finding, severity };
  });
}

/** Only compose files are read with this ending: those named, and those they extend or include. */
function isYaml(path: string): boolean {
  return /\.ya?ml$/i.test(path);
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
