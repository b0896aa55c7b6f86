import { posix } from "node:path";
import { BudgetSpent, overBudget, RunBudget } from "../budget.js";
import { type ProjectRequest, readProject } from "../documents/compose/project.js";
import { readDaemonJson } from "../documents/daemon/daemon-json.js";
import { undecoded } from "../documents/decode.js";
import type { Repository } from "../documents/repository.js";
import type { Finding } from "../findings/finding.js";
import { modelProject } from "../model/compose/project.js";
import { activeRemap } from "../model/daemon.js";
import { isDockerd, joinUnits } from "../model/dockerd.js";
import type { Image } from "../model/image.js";
import { nearestAmong } from "../model/nearest-file.js";
import { type Posture, postureFrom } from "../model/posture.js";
import { joinSubIds } from "../model/sub-id-files.js";
import { rules } from "../rules/index.js";
import type { Rule } from "../rules/rule.js";
import type { InputError } from "../text/input-error.js";
import { SourceFile } from "../text/source-file.js";
import { settle } from "./arrange.js";
import { check, type OnFault } from "./check.js";
import { foldErrors } from "./fold-errors.js";
import { Images } from "./images.js";

/** The files to lint, sorted by what they are. Paths are relative to the repository root. */
export interface Selection {
  readonly projects: readonly (Pick<ProjectRequest, "files" | "directory" | "envFiles" | "isWhole"> & {
    /** Dockerfiles of which the project must build one to count. */
    readonly onlyIfBuilds?: readonly string[];
  })[];
  readonly dockerfiles: readonly string[];
  readonly daemonFiles: readonly string[];
  /** Systemd units and drop-ins that may start dockerd. */
  readonly unitFiles?: readonly string[];
  readonly subIdFiles: readonly string[];
}

/** What linting a selection gave; `files` are all that were read. */
export interface Linted {
  readonly findings: Finding[];
  readonly inputErrors: InputError[];
  readonly files: SourceFile[];
  /** Projects that did not count. */
  readonly dropped: ReadonlySet<Selection["projects"][number]>;
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
  const inputErrors: InputError[] = [];
  const files = new Set<SourceFile>();
  // Docker takes bytes that are no UTF-8 everywhere but in YAML, whose reader refuses them itself.
  const add = (file: SourceFile): void => {
    if (!files.has(file)) inputErrors.push(...undecoded(file, "warning"));
    files.add(file);
  };
  const read = (path: string): SourceFile | undefined => {
    const file = repository.read(path);
    if (file instanceof SourceFile) {
      add(file);
      return file;
    }
    inputErrors.push(file);
    return undefined;
  };
  // Not `push(...errors)`: a hostile file has more of them than a call may have arguments.
  const tell = (errors: readonly InputError[]): void => {
    for (const error of errors) inputErrors.push(error);
  };
  const guard = <T>(path: string, work: () => T[]): T[] => {
    try {
      return work();
    } catch (error) {
      if (error instanceof BudgetSpent) inputErrors.push(overBudget(path, error));
      else onFault(`reading ${path}`, error);
      return [];
    }
  };
  const whole = new RunBudget();
  const images = new Images(repository, selection.dockerfiles, { add, tell, onFault });
  const readShares = whole.share(selection.dockerfiles.length + selection.projects.length, 1 / 3);
  for (const path of selection.dockerfiles) guard(path, () => images.during(readShares.next(), (imageOf) => [imageOf(path)]));
  const composed = selection.projects.flatMap((request) => {
    const budget = readShares.next();
    return guard(request.files.join(", "), () => [
      { request, ...readProject({ ...request, environment: shellOf(request, repository), profiles: ["*"] }, repository, budget) },
    ]);
  });
  const borrowed = new Set(
    composed.flatMap(({ request, project }) =>
      (project?.files ?? []).map(({ path }) => path).filter((path) => !request.files.includes(path)),
    ),
  );
  const dropped = new Set<Selection["projects"][number]>();
  const kept = new Set<Image>();
  const strangers = new Map<string, SourceFile>();
  const modelShares = whole.share(composed.length, 1 / 2);
  const projects = composed.flatMap(({ request, project, errors }) =>
    guard(request.files.join(", "), () => {
      const budget = modelShares.next();
      const modelled = project && images.during(budget, (imageOf) => modelProject(project, repository, imageOf, budget));
      const built = modelled?.workloads.flatMap(({ build }) => build?.image ?? []) ?? [];
      if (request.onlyIfBuilds && !built.some(({ path }) => request.onlyIfBuilds?.includes(path))) {
        dropped.add(request);
        return [];
      }
      for (const image of built) kept.add(image);
      // What another project includes or extends need not be whole by itself; what is wrong in it was said there.
      if (!request.files.every((path) => borrowed.has(path))) tell(errors);
      for (const file of project?.files ?? []) {
        files.add(file);
        budget.admit(file.text.length);
      }
      return modelled ? [modelled] : [];
    }),
  );
  const daemonFiles = selection.daemonFiles.flatMap((path) =>
    guard(path, () => {
      const file = read(path);
      if (!file) return [];
      const { daemon, errors } = readDaemonJson(file);
      tell(errors);
      if (!daemon && errors.length === 0) strangers.set(path, file);
      return daemon ? [daemon] : [];
    }),
  );
  const units = (selection.unitFiles ?? []).flatMap((path) => read(path) ?? []);
  for (const file of units) if (!isDockerd(file)) strangers.set(file.path, file);
  const daemons = guard("the units of dockerd", () => joinUnits(daemonFiles, units));
  const remaps = new Map(daemons.flatMap((daemon) => activeRemap(daemon)?.setting ?? []).map((setting) => [setting.at.file.path, setting]));
  const nearestRemap = nearestAmong([...remaps.keys()]);
  const subIds = selection.subIdFiles.flatMap((path) =>
    guard(path, () => {
      const file = read(path);
      if (!file) return [];
      const kind = path.endsWith("gid") ? "subgid" : "subuid";
      const siblingPath = path.replace(/sub[ug]id$/, kind === "subuid" ? "subgid" : "subuid");
      const sibling = siblingPath !== path && selection.subIdFiles.includes(siblingPath) ? read(siblingPath) : undefined;
      return [joinSubIds(file, kind, sibling, remaps.get(nearestRemap(path) ?? ""))];
    }),
  );
  const posture = postureFrom(daemons, subIds, stated);
  const subjects = {
    projects,
    images:
      dropped.size === 0 ? images.all() : images.all().filter((image) => kept.has(image) || selection.dockerfiles.includes(image.path)),
    daemons,
    subIds,
  };
  const onSpent = (path: string, error: BudgetSpent) => inputErrors.push(overBudget(path, error));
  const findings = settle(check(subjects, active, posture, whole, { onFault, onSpent }));
  return { findings, inputErrors: foldErrors(inputErrors), files: [...files], posture, dropped, strangers };
}

/** What every shell sets and the repository alone decides: a home folder nobody knows, and the project directory. */
function shellOf({ files, directory }: Selection["projects"][number], { root }: Repository): ReadonlyMap<string, string> {
  const folder = directory ?? posix.dirname(files[0] ?? "");
  return new Map([
    ["HOME", "~"],
    ["PWD", posix.join(root, folder)],
  ]);
}

function rethrow(where: string, error: unknown): never {
  throw new Error(`${where} failed`, { cause: error });
}
