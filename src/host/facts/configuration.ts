import { readDaemonJson } from "../../documents/daemon/daemon-json.js";
import { readUnit } from "../../documents/daemon/unit.js";
import { type Daemon, flagOf, settingOf } from "../../model/daemon.js";
import { isDockerd, joinUnits } from "../../model/dockerd.js";
import type { InputError } from "../../text/input-error.js";
import { SourceFile } from "../../text/source-file.js";
import { attempt, type Fact } from "./fact.js";
import type { ProcessFacts } from "./processes.js";
import type { HostTree, PathFacts } from "./tree.js";

/** How dockerd is configured: its file, and the systemd units that start it. */
export interface ConfigurationFacts {
  /** Where its daemon.json lies, or would. */
  readonly path: string;
  /** The path with links followed. */
  readonly real: string;
  /** Owner and mode of the daemon.json; undefined where it does not exist. */
  readonly at: PathFacts | undefined;
  /** The daemon.json; undefined where it does not exist. */
  readonly file: SourceFile | undefined;
  /** What dockerd refuses in it as JSON. */
  readonly errors: readonly InputError[];
  /** docker.service and its drop-ins, in the order in which systemd reads them. */
  readonly units: readonly SourceFile[];
  /** What the file and the units come to, as lint models it; undefined where neither sets anything. */
  readonly daemon: Daemon | undefined;
  /** Whether the flags are those of the dockerd that runs, and not only those of the units. */
  readonly isRunning: boolean;
}

/** The folders of units, the one that wins first: systemd.unit(5). */
const unitFolders = [
  "/etc/systemd/system",
  "/run/systemd/system",
  "/usr/local/lib/systemd/system",
  "/usr/lib/systemd/system",
  "/lib/systemd/system",
];

/** Reads daemon.json (at `path`, which a flag may name) and the units of docker.service; of a dockerd that runs, its command line counts instead of theirs. */
export function readConfiguration(tree: HostTree, path = "/etc/docker/daemon.json", running?: ProcessFacts): Fact<ConfigurationFacts> {
  return attempt(path, () => {
    const file = tree.text(path);
    const read = file ? readDaemonJson(file) : { errors: [] };
    const units = readUnits(tree);
    const command = running && commandLine(running);
    const [first, ...others] = joinUnits(read.daemon ? [read.daemon] : [], command ? [command] : units.filter(isDockerd));
    // Every unit here starts the one engine of this host: their flags are one command line.
    const daemon = first && { ...first, flags: [first, ...others].flatMap(({ flags }) => flags) };
    return { path, real: tree.real(path), at: tree.at(path), file, errors: read.errors, units, daemon, isRunning: command !== undefined };
  });
}

/** The command line of a process as the unit that would start it. */
function commandLine({ pid, argv }: ProcessFacts): SourceFile {
  const words = argv.map((word) => (/^[\w./:=,@%+-]+$/.test(word) ? word : `"${word.replace(/["\\\n]/g, "?")}"`));
  return new SourceFile(`/proc/${pid}/cmdline`, `ExecStart=${words.join(" ")}`);
}

function readUnits(tree: HostTree): SourceFile[] {
  const unit = unitFolders.map((folder) => tree.text(`${folder}/docker.service`)).find((file) => file !== undefined);
  const dropIns = new Map<string, string>();
  for (const folder of unitFolders)
    for (const name of tree.names(`${folder}/docker.service.d`))
      if (name.endsWith(".conf") && !dropIns.has(name)) dropIns.set(name, `${folder}/docker.service.d/${name}`);
  const paths = [...dropIns].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, path]) => path);
  const added = paths.flatMap((path) => tree.text(path) ?? []);
  // An empty `ExecStart=` drops the command line of the unit, wherever that lies.
  const isReplaced = added.some((file) => readUnit(file).resets);
  return [...(unit && !isReplaced ? [unit] : []), ...added];
}

/** A text option of dockerd as its command line or its file sets it. */
export function configured(daemon: Daemon | undefined, ...names: readonly string[]): string | undefined {
  if (!daemon) return undefined;
  for (const name of names) {
    const value = flagOf(daemon, name)?.value ?? settingOf(daemon.settings, name)?.value.value;
    if (typeof value === "string" && value !== "") return value;
  }
  return undefined;
}
