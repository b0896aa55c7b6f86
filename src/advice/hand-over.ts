import type { Command, HostOwner, IdsAdded } from "./command.js";
import { addToOwners, giveFiles, giveFolders } from "./commands.js";
import type { KnownPath } from "./known-path.js";

/** Paths that get other owners on the host: one for all, or each what it is in the container. */
export interface HandOver {
  readonly owner: HostOwner | IdsAdded;
  /** Each with all that is in it. */
  readonly folders: readonly KnownPath[];
  readonly files: readonly KnownPath[];
}

/** Commands that give paths to their owners. */
export interface HandOvers {
  /** One for each path, in the order of the paths. */
  readonly commands: readonly Command[];
  /** Paths that get no command, because they, or what holds them or lies in them, are needed by another owner as well. */
  readonly contested: readonly KnownPath[];
}

interface Wanted {
  readonly path: KnownPath;
  readonly owner: string;
  readonly command: Command | undefined;
  isContested: boolean;
  /** Folders around it that are given to the same owner. */
  readonly within: Wanted[];
}

/** Joins what several places ask for: each path once, and none that two owners need. */
export function joinHandOvers(handOvers: readonly HandOver[]): HandOvers {
  const wanted = [...new Map(handOvers.flatMap(wantedIn).map((each) => [`${each.owner} ${each.path}`, each])).values()];
  // With a slash after each, what lies in a folder follows it.
  wanted.sort((a, b) => (`${a.path}/` < `${b.path}/` ? -1 : 1));
  const around: Wanted[] = [];
  for (const each of wanted) {
    for (let last = around.at(-1); last && !`${each.path}/`.startsWith(`${last.path}/`); last = around.at(-1)) around.pop();
    for (const outer of around) {
      if (outer.owner !== each.owner) outer.isContested = each.isContested = true;
      else if (outer.path !== each.path) each.within.push(outer);
    }
    around.push(each);
  }
  return {
    commands: wanted.flatMap(({ isContested, within, command }) =>
      isContested || command === undefined || within.some((outer) => !outer.isContested) ? [] : [command],
    ),
    contested: [...new Set(wanted.filter(({ isContested }) => isContested).map(({ path }) => path))],
  };
}

function wantedIn({ owner, folders, files }: HandOver): Wanted[] {
  const isAdded = "below" in owner;
  const name = `${isAdded ? `+${owner.below} ` : ""}${owner.uid}:${owner.gid}`;
  const wanted = (path: KnownPath, command: Command | undefined): Wanted => ({
    path,
    owner: name,
    command,
    isContested: false,
    within: [],
  });
  return isAdded
    ? [...folders, ...files].map((path) => wanted(path, addToOwners(owner, [path])))
    : [...folders.map((path) => wanted(path, giveFolders(owner, [path]))), ...files.map((path) => wanted(path, giveFiles(owner, [path])))];
}
