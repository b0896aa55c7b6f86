import type { RunBudget } from "../budget.js";
import { readDaemonJson } from "../documents/daemon/daemon-json.js";
import { type Inspected, readInspect } from "../documents/inspect/inspect.js";
import { isEnvironmentFile, type Kind } from "../documents/kinds.js";
import { activeRemap, type Daemon } from "../model/daemon.js";
import { type EnvironmentFile, environmentFilesOf, isDockerd, joinUnits } from "../model/dockerd.js";
import { composedBy } from "../model/inspect/composed-by.js";
import { modelContainers } from "../model/inspect/container.js";
import { nearestAmong } from "../model/nearest-file.js";
import { engineInScript, type ScriptedEngine } from "../model/script-engine-files.js";
import { joinSubIds } from "../model/sub-id-files.js";
import type { SubIds } from "../model/sub-ids.js";
import type { Project } from "../model/workload.js";
import { SourceFile } from "../text/source-file.js";
import type { InspectedEngine } from "./inspected-engine.js";
import { type OpenSystem, placeContainers } from "./place-containers.js";
import type { Reading } from "./reading.js";
import type { Selection } from "./select.js";

/** What a host's own files say: its engine, the ids it gives away, and the containers it shows. */
export interface ReadHostFiles {
  readonly daemons: readonly Daemon[];
  readonly subIds: readonly SubIds[];
  /** What `docker inspect` showed, a project for each file. */
  readonly containers: readonly Project[];
  /** Files by the name of dockerd's that are another program's, by path. */
  readonly strangers: ReadonlyMap<string, SourceFile>;
}

/** What a line of a sub-id file, and a container, cost until they are in a report. */
const subIdLineSteps = 60;
const containerSteps = 100;

/** Reads the files of a selection that are neither compose files nor Dockerfiles. */
export function readHostFiles(
  { files }: Selection,
  reading: Reading,
  whole: RunBudget,
  inspected?: InspectedEngine,
  openSystem?: OpenSystem,
): ReadHostFiles {
  const strangers = new Map<string, SourceFile>();
  const of = (kind: Kind) => files.get(kind) ?? [];
  const daemonFiles = of("daemon").flatMap((path) =>
    reading.guard(path, () => {
      const file = reading.read(path);
      if (!file) return [];
      const { daemon, errors } = readDaemonJson(file);
      reading.tell(errors);
      if (!daemon && errors.length === 0) strangers.set(path, file);
      return daemon ? [daemon] : [];
    }),
  );
  const ofUnits = of("unit").flatMap((path) => reading.read(path) ?? []);
  const units = ofUnits.filter(({ path }) => !isEnvironmentFile(path));
  const environmentFiles = readEnvironmentFiles(
    units,
    ofUnits.filter(({ path }) => isEnvironmentFile(path)),
    reading,
  );
  for (const file of units) if (!isDockerd(file)) strangers.set(file.path, file);
  const daemons = reading.guard("the units of dockerd", () => joinUnits(daemonFiles, units, environmentFiles));
  const remaps = new Map(daemons.flatMap((daemon) => activeRemap(daemon)?.setting ?? []).map((setting) => [setting.at.file.path, setting]));
  const nearestRemap = nearestAmong([...remaps.keys()]);
  const scripts = readScripts(of("script"), reading, strangers, whole);
  const subIdFiles = of("sub-ids");
  const shares = whole.share(subIdFiles.length + of("inspect").length + (inspected ? 1 : 0), 1 / 2);
  const subIds = subIdFiles.flatMap((path) =>
    reading.guard(path, () => {
      const budget = shares.next();
      const file = reading.read(path);
      if (!file) return [];
      budget.admit(file.text.length);
      budget.spend(subIdLineSteps * file.text.split("\n").length);
      const kind = path.endsWith("gid") ? "subgid" : "subuid";
      const siblingPath = path.replace(/sub[ug]id$/, kind === "subuid" ? "subgid" : "subuid");
      const sibling = siblingPath !== path && subIdFiles.includes(siblingPath) ? reading.read(siblingPath) : undefined;
      return [joinSubIds(file, kind, sibling, remaps.get(nearestRemap(path) ?? ""))];
    }),
  );
  const containersIn = (file: SourceFile): Project => {
    const budget = shares.next();
    const read = readInspect(file);
    reading.tell(read.errors);
    budget.admit(file.text.length);
    budget.spend(containerSteps * (read.containers.length + read.volumes.length));
    if (inspected?.file !== file) return modelContainers(file.path, read);
    const project = modelContainers(file.path, read, inspected.seen);
    const composed = project.workloads.flatMap((workload, index) => {
      const by = composedBy(read.containers[index] as Inspected);
      return by ? [[workload, by] as const] : [];
    });
    return openSystem ? placeContainers(project, new Map(composed), { openSystem, whole }) : project;
  };
  const containers = of("inspect").flatMap((path) =>
    reading.guard(path, () => {
      const file = reading.read(path);
      return file ? [containersIn(file)] : [];
    }),
  );
  // An engine without containers is not a file that lacks them.
  if (inspected && /"HostConfig"/.test(inspected.file.text))
    containers.push(...reading.guard(inspected.file.path, () => [containersIn(inspected.file)]));
  return {
    daemons: [...daemons, ...scripts.flatMap((script) => script.daemons)],
    subIds: [...subIds, ...scripts.flatMap((script) => script.subIds)],
    containers,
    strangers,
  };
}

/** What scripts set up of engines. One that writes nothing of an engine is another program's. */
function readScripts(paths: readonly string[], reading: Reading, strangers: Map<string, SourceFile>, whole: RunBudget): ScriptedEngine[] {
  const shares = whole.share(paths.length, 1 / 4);
  return paths.flatMap((path) =>
    reading.guard(path, () => {
      const budget = shares.next();
      const file = reading.repository.read(path);
      if (!(file instanceof SourceFile)) return [];
      budget.admit(file.text.length);
      const engine = engineInScript(file, budget);
      if (engine.daemons.length + engine.subIds.length === 0) strangers.set(path, file);
      else reading.add(file);
      return [engine];
    }),
  );
}

/** The environment files that units name and the repository holds, and those that were found by their names. */
function readEnvironmentFiles(units: readonly SourceFile[], found: readonly SourceFile[], reading: Reading): EnvironmentFile[] {
  const namedBy = new Map<SourceFile, string[]>(found.map((file) => [file, []]));
  for (const unit of units) {
    for (const candidates of environmentFilesOf(unit)) {
      const path = candidates.find((candidate) => reading.repository.entry(candidate)?.kind === "file");
      const file = path === undefined ? undefined : reading.read(path);
      if (file) namedBy.set(file, [...(namedBy.get(file) ?? []), unit.path]);
    }
  }
  return [...namedBy].map(([file, units]) => ({ file, namedBy: units }));
}
