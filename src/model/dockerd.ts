import { posix } from "node:path";
import type { DaemonFile } from "../documents/daemon/daemon-json.js";
import { type Flag, flagsIn, readEnvironmentFile, readUnit } from "../documents/daemon/unit.js";
import { isEnvironmentFile } from "../documents/kinds.js";
import type { Located } from "../text/location.js";
import type { SourceFile } from "../text/source-file.js";
import { lineage } from "./commands/accounts.js";
import { startCommands } from "./commands/workload-commands.js";
import type { Daemon } from "./daemon.js";
import type { Image } from "./image.js";
import { nearestAmong } from "./nearest-file.js";
import type { Workload } from "./workload.js";

/** A file of variables that a unit names, or that has the name of one for dockerd. */
export interface EnvironmentFile {
  readonly file: SourceFile;
  /** The units that name it in `EnvironmentFile=`; none where only its own name says what it is for. */
  readonly namedBy: readonly string[];
}

/** Where the files that a unit names in `EnvironmentFile=` may lie in the repository: from the root of the machine that the unit is of, or beside the unit. */
export function environmentFilesOf(file: SourceFile): string[][] {
  const { environmentFiles } = readUnit(file);
  const machine = /^(?:.*\/)?(?=(?:etc|lib|usr)\/)/.exec(file.path)?.[0] ?? "";
  return environmentFiles
    .filter((path) => path.startsWith("/") && !/[*?[\]%]/.test(path))
    .map((path) => [posix.normalize(machine + path.slice(1)), posix.join(posix.dirname(file.path), posix.basename(path))]);
}

/**
 * Gives each daemon.json the flags of the units that start it: the units nearest to it in the folder tree. Units that pass flags and have no daemon.json
 * near them become daemons of their own. Flags in a variable, of a unit or of an environment file, count where the nearest command line of dockerd expands it, and are left
 * out where it does not; where no command line is in sight they keep the variable's name.
 */
export function joinUnits(
  daemons: readonly DaemonFile[],
  unitFiles: readonly SourceFile[],
  environmentFiles: readonly EnvironmentFile[] = [],
): Daemon[] {
  const units = unitFiles.map((file) => ({ file, ...readUnit(file) }));
  const resetBases = new Set(units.filter(({ resets }) => resets).map(({ path }) => path.slice(0, path.lastIndexOf(".d/"))));
  const commandAt = new Map(units.flatMap((unit) => (unit.startsDockerd && !resetBases.has(unit.path) ? [[unit.path, unit]] : [])));
  const nearestCommand = nearestAmong([...commandAt.keys()]);
  const commandFor = (path: string) => commandAt.get(commandAt.has(path) ? path : (nearestCommand(path) ?? ""));
  const reaching = (path: string, flags: readonly Flag[]): readonly Flag[] => {
    const command = commandFor(path);
    if (!command) return flags;
    return flags.flatMap(({ variable, ...flag }) => (variable === undefined || command.expands.includes(variable) ? [flag] : []));
  };
  const nearest = nearestAmong(daemons.map((daemon) => daemon.path));
  const flagsOf = new Map<string, Flag[]>();
  const alone: Daemon[] = [];
  const give = (file: SourceFile, flags: readonly Flag[], around: string): void => {
    if (flags.length === 0) return;
    const home = nearest(around);
    if (home !== undefined) flagsOf.set(home, [...(flagsOf.get(home) ?? []), ...flags]);
    else alone.push({ path: file.path, at: { file, span: file.span }, origin: "unit", settings: [], features: [], flags });
  };
  for (const { file, path, flags, startsDockerd } of units)
    if ((startsDockerd || isDockerUnit(path)) && !resetBases.has(path)) give(file, reaching(path, flags), path);
  for (const { file, namedBy } of environmentFiles) {
    // systemd reads none that no unit names: with a command line in sight, such a file is another init system's.
    const [unit = file.path] = namedBy;
    if (namedBy.length > 0 || !commandFor(file.path)) give(file, reaching(unit, readEnvironmentFile(file)), unit);
  }
  const files = daemons.map((file): Daemon => ({ ...file, origin: "file", flags: flagsOf.get(file.path) ?? [] }));
  return [...files, ...alone];
}

/** The engine that a workload of Docker in Docker starts, with the flags it gets there; undefined for any other workload, and where it gets none. */
export function engineIn(workload: Workload, path: string): Daemon | undefined {
  const { image, entrypoint, command, at } = workload;
  const started = startCommands(workload).find(({ words }) => words.some(({ value }) => isEngine(value)));
  // The entrypoint of the image puts `dockerd` before arguments that begin with a dash.
  const words =
    started?.words.slice(started.words.findLastIndex(({ value }) => isEngine(value)) + 1) ??
    (isDind(image?.value ?? "") && entrypoint.length === 0 && command[0]?.value.startsWith("-") ? command : []);
  const flags = flagsIn(words);
  return flags.length === 0 ? undefined : { path, at, origin: "container", settings: [], features: [], flags };
}

/** The engine that containers of an image start by themselves, with the flags of its `ENTRYPOINT` and `CMD`; undefined where they give none. */
export function engineOfImage(image: Image): Daemon | undefined {
  const { path, stages, at } = image;
  const last = stages.at(-1);
  if (!last) return undefined;
  const [eldest = last] = lineage(image, last);
  const words = [...last.entrypoint, ...last.command].flatMap((command) => command.words);
  const engine = words.findLastIndex(({ value }) => isEngine(value));
  const given = engine >= 0 ? words.slice(engine + 1) : isDind(eldest.base.value) && words[0]?.value.startsWith("-") ? words : [];
  const flags = flagsIn(given);
  return flags.length === 0 ? undefined : { path, at, origin: "container", settings: [], features: [], flags };
}

/** Whether an image is Docker's own for Docker in Docker. */
function isDind(image: string): boolean {
  return /^(?:(?:docker\.io|index\.docker\.io)\/)?(?:library\/)?docker:(?:[\w.]+-)*dind(?:[-@]|$)/.test(image);
}

/** The engine that a command of a script starts, with the flags it gets; undefined for any other command, and where it gets none. */
export function engineOfCommand(words: readonly Located<string>[], path: string): Daemon | undefined {
  const [program, ...rest] = words;
  const flags = program && isEngine(program.value) ? flagsIn(rest) : [];
  return program && flags.length > 0 ? { path, at: program.at, origin: "script", settings: [], features: [], flags } : undefined;
}

function isEngine(word: string): boolean {
  return /^(?:.*\/)?(?:dockerd|dockerd-entrypoint\.sh)$/.test(word);
}

/** Whether a unit has to do with dockerd: it starts it, adds to its unit, or sets flags for it. */
export function isDockerd(file: SourceFile): boolean {
  if (isEnvironmentFile(file.path)) return true;
  const { flags, startsDockerd, path } = readUnit(file);
  return startsDockerd || flags.length > 0 || isDockerUnit(path);
}

function isDockerUnit(path: string): boolean {
  return /(?:^|\/)docker\.service(?:\.d\/[^/]+\.conf)?$/.test(path);
}
