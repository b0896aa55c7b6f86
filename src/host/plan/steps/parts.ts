import type { Command } from "../../../advice/command.js";
import { type KnownPath, knownPath } from "../../../advice/known-path.js";

/** Where the archive of images lies in the folder of the plan. */
export const archivePath = "images.tar";
/** Where the engine's own description of all that is carried over lies there. */
export const recordPath = "record.json";

/** A path in the folder of the plan, as a command in that folder names it. */
export function inPlan(path: string): KnownPath {
  const known = knownPath(`./${path}`);
  if (!known) throw new Error(`${path} is not a path of the plan's own`);
  return known;
}

/** Commands, of which each is right: none at all when one of them is not known, since half of them would be wrong. */
export function allOrNone(commands: readonly (Command | undefined)[]): readonly Command[] {
  const known = commands.filter((command) => command !== undefined);
  return known.length === commands.length ? known : [];
}
