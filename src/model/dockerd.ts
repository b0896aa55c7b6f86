import type { DaemonFile } from "../documents/daemon/daemon-json.js";
import { type Flag, readUnit } from "../documents/daemon/unit.js";
import type { SourceFile } from "../text/source-file.js";
import type { Daemon } from "./daemon.js";
import { nearestAmong } from "./nearest-file.js";

/**
 * Gives each daemon.json the flags of the units that start it: the units nearest to it in the folder tree. Units that pass flags and have no daemon.json
 * near them become daemons of their own. Flags in a variable count where the nearest command line of dockerd expands it, and are left out where it does not;
 * where no command line is in sight they keep the variable's name.
 */
export function joinUnits(daemons: readonly DaemonFile[], unitFiles: readonly SourceFile[]): Daemon[] {
  const units = unitFiles.map((file) => ({ file, ...readUnit(file) }));
  const resetBases = new Set(units.filter(({ resets }) => resets).map(({ path }) => path.slice(0, path.lastIndexOf(".d/"))));
  const commandAt = new Map(units.flatMap((unit) => (unit.startsDockerd && !resetBases.has(unit.path) ? [[unit.path, unit]] : [])));
  const nearestCommand = nearestAmong([...commandAt.keys()]);
  const reaching = (path: string, flags: readonly Flag[]): readonly Flag[] => {
    const command = commandAt.get(commandAt.has(path) ? path : (nearestCommand(path) ?? ""));
    if (!command) return flags;
    return flags.flatMap(({ variable, ...flag }) => (variable === undefined || command.expands.includes(variable) ? [flag] : []));
  };
  const nearest = nearestAmong(daemons.map((daemon) => daemon.path));
  const flagsOf = new Map<string, Flag[]>();
  const alone: Daemon[] = [];
  for (const { file, path, flags: written, startsDockerd } of units) {
    const flags = reaching(path, written);
    if (flags.length === 0 || !(startsDockerd || isDockerUnit(path)) || resetBases.has(path)) continue;
    const home = nearest(path);
    if (home !== undefined) flagsOf.set(home, [...(flagsOf.get(home) ?? []), ...flags]);
    else alone.push({ path, at: { file, span: file.span }, origin: "unit", settings: [], features: [], flags });
  }
  const files = daemons.map((file): Daemon => ({ ...file, origin: "file", flags: flagsOf.get(file.path) ?? [] }));
  return [...files, ...alone];
}

/** Whether a unit has to do with dockerd: it starts it, adds to its unit, or sets flags for it. */
export function isDockerd(file: SourceFile): boolean {
  const { flags, startsDockerd, path } = readUnit(file);
  return startsDockerd || flags.length > 0 || isDockerUnit(path);
}

function isDockerUnit(path: string): boolean {
  return /(?:^|\/)docker\.service(?:\.d\/[^/]+\.conf)?$/.test(path);
}
