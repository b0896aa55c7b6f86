import { type Dirent, lstatSync, readdirSync, realpathSync } from "node:fs";
import { join } from "node:path";
import type { InputError } from "../text/input-error.js";
import { systemReason } from "../text/system-error.js";
import { firstWantedIn } from "./first-wanted.js";
import { followLink } from "./follow-link.js";
import { openWorkTree } from "./git/work-tree.js";
import { IgnoreRules } from "./ignore-rules.js";
import { codeOf } from "./regular-file.js";
import type { Walked, WalkRequest } from "./search.js";
import { skippedDirectories } from "./skipped-directories.js";
import { unlisted, wayOut } from "./unlisted.js";

/** Most entries of folders that one search looks at. */
const mostEntries = 2_000_000;

interface Folder {
  readonly path: string;
  /** Absolute path without symbolic links. */
  readonly real: string;
  readonly rules: IgnoreRules;
  /** Whether ignore files leave the folder out, so that only what is tracked in it counts. Not asked before something depends on it. */
  readonly isLeftOut: () => boolean;
}

const isNotLeftOut = () => false;

/**
 * Lists the wanted files below a folder as `git ls-files -co --exclude-standard` does, without git: those that no ignore file between the repository's root and
 * the file leaves out, and those that are tracked all the same. Repositories inside are listed by their own rules. A linked folder is searched once, when it
 * lies in a room and is not searched under its own name. Patterns of the user's own git configuration do not count: the result depends on the tree alone.
 */
export function walk(request: WalkRequest): Walked {
  const search = new Walk(request);
  search.run();
  return {
    files: [...search.files],
    candidates: [...search.candidates],
    folders: search.folders,
    errors: search.errors,
    ignored: search.ignored,
  };
}

class Walk {
  readonly files = new Set<string>();
  readonly candidates = new Set<string>();
  readonly errors: InputError[] = [];
  readonly folders: string[] = [];
  readonly ignored: string[] = [];
  readonly #request: WalkRequest;
  readonly #start: string;
  #pending: Folder[] = [];
  #links: Folder[] = [];
  readonly #entered = new Set<string>();
  /** Links that were met, in a folder or as tracked. */
  readonly #met = new Set<string>();
  /** The folders that hold something tracked: most do, and ignore files need not be asked about them. */
  readonly #holdingTracked = new Set<string>();
  #entries = 0;

  constructor(request: WalkRequest) {
    this.#request = request;
    this.#start = join(request.root, request.directory);
  }

  run(): void {
    this.#begin();
    this.#drain();
    // A folder that is searched under its own name is not searched again under a link's.
    while (this.#links.length > 0) {
      const batch = this.#links.sort((a, b) => (a.path < b.path ? -1 : 1));
      this.#links = [];
      for (const link of batch) {
        this.#pending.push(link);
        this.#drain();
      }
    }
  }

  #drain(): void {
    for (let folder = this.#pending.pop(); folder; folder = this.#pending.pop()) this.#enter(folder);
  }

  /** Starts with the rules of the nearest repository around the folder. */
  #begin(): void {
    const { root, directory } = this.#request;
    const steps = directory === "" ? [] : directory.split("/");
    const above = steps.map((_, index) => steps.slice(0, index).join("/"));
    const top = above.findLast((path) => lstatSync(join(root, path, ".git"), { throwIfNoEntry: false })) ?? "";
    let rules = new IgnoreRules();
    if (directory !== "") {
      rules = this.#repositoryRules(top) ?? rules;
      for (const path of above) if (path.length >= top.length) rules = rules.with(path, join(root, path, ".gitignore"), this.errors);
      const isLeftOut = steps.some((_, index) => {
        const path = steps.slice(0, index + 1).join("/");
        return path.length > top.length && rules.ignores(path, true);
      });
      if (isLeftOut) rules = new IgnoreRules();
    }
    const addOthers = directory === "" ? undefined : this.#addTracked(top);
    this.#pending.push({ path: directory, real: this.#start, rules, isLeftOut: isNotLeftOut });
    addOthers?.();
  }

  #enter({ path, real, rules: around, isLeftOut }: Folder): void {
    if (this.#entered.has(real)) return;
    this.#entered.add(real);
    const entries = this.#list(path);
    if (!entries) return;
    this.folders.push(path);
    const prefix = path === "" ? "" : `${path}/`;
    const has = (name: string) => entries.some((entry) => entry.name === name);
    const own = has(".git") && !isLeftOut() ? this.#repositoryRules(path) : undefined;
    const outer = own ?? around;
    const rules = has(".gitignore") ? outer.with(path, join(this.#request.root, path, ".gitignore"), this.errors) : outer;
    const addOthers = own && this.#addTracked(path);
    for (const entry of entries) this.#meet(entry, prefix + entry.name, real, rules, isLeftOut);
    addOthers?.();
  }

  #meet(entry: Dirent, path: string, parent: string, rules: IgnoreRules, isLeftOut: () => boolean): void {
    if (skippedDirectories.has(entry.name)) return;
    const isFile = !entry.isDirectory();
    if (isFile && (this.files.has(path) || this.candidates.has(path))) return;
    const isIgnored = () => isLeftOut() || rules.ignores(path, !isFile);
    if (!isFile) {
      if (this.#request.isExcluded(path, true)) return;
      const real = join(parent, entry.name);
      let answer: boolean | undefined;
      if (this.#holdingTracked.has(path)) this.#pending.push({ path, real, rules, isLeftOut: () => (answer ??= isIgnored()) });
      else if (isIgnored()) this.ignored.push(...firstWantedIn(path, this.#request));
      else this.#pending.push({ path, real, rules, isLeftOut: isNotLeftOut });
    } else if (entry.isSymbolicLink()) {
      if (!isIgnored()) this.#meetLink(path, rules);
      else if (this.#request.isWanted(path)) this.ignored.push(path);
    } else if (this.#request.isWanted(path) && !this.#request.isExcluded(path, false)) {
      if (isIgnored()) this.ignored.push(path);
      else this.#addFile(path);
    } else if (this.#request.isCandidate?.(path) && !this.#request.isExcluded(path, false) && !isIgnored()) this.candidates.add(path);
  }

  #addFile(path: string): void {
    if (path.includes("\ufffd") && !lstatSync(join(this.#request.root, path), { throwIfNoEntry: false })) {
      this.#fail(path, "The file's name is not valid UTF-8, so it cannot be read. Rename it.");
    } else this.files.add(path);
  }

  /** A link to a folder is searched later; one to a file is a file, and what is wrong with it is reported when it is read. */
  #meetLink(path: string, rules: IgnoreRules): void {
    const { root, rooms, isExcluded, isWanted } = this.#request;
    if (this.#met.has(path) || isExcluded(path, true) || isExcluded(path, false)) return;
    this.#met.add(path);
    const led = followLink(join(root, path), rooms, this.#start);
    if (led.to === "file") {
      if (isWanted(path)) this.#addFile(path);
    } else if (led.to === "folder") this.#links.push({ path, real: led.real, rules, isLeftOut: isNotLeftOut });
    else if (led.to === "problem") this.#fail(path, led.problem);
  }

  /** The rules that a repository starts with; undefined when the folder is not the top of one. */
  #repositoryRules(path: string): IgnoreRules | undefined {
    const tree = openWorkTree(join(this.#request.root, path));
    return tree && new IgnoreRules().with(path, tree.exclude, this.errors);
  }

  /** Adds the files that a repository tracks below the searched folder, whatever the ignore files say; what is returned adds its links and submodules. */
  #addTracked(top: string): (() => void) | undefined {
    const { root, directory, isWanted, isCandidate, isExcluded } = this.#request;
    const prefix = top === "" ? "" : `${top}/`;
    const isInside = (path: string) => directory === "" || path === directory || path.startsWith(`${directory}/`);
    const [tree, absent] = [openWorkTree(join(root, top)), [] as string[]];
    let last = "";
    const tracked = tree?.tracked((path, mode) => {
      const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")));
      if (folder !== last) this.#noteTracked(prefix + folder);
      last = folder;
      const isFile = mode >> 12 === 8;
      return (!isFile || isWanted(path) || isCandidate?.(path) === true) && isInside(`${prefix}${path}`);
    });
    if (typeof tracked === "string") {
      this.#fail(
        `${prefix}.git/index`,
        `git's list of tracked files cannot be used: ${tracked}. Files that are tracked although .gitignore leaves them out are not linted. Mend the repository (\`git status\` says what is wrong), or lint a copy without \`.git\`.`,
      );
      return undefined;
    }
    const others: (() => void)[] = [];
    for (const name of tracked ?? []) {
      const path = `${prefix}${name}`.replace(/\/$/, "");
      const below = path.slice(directory === "" ? 0 : directory.length + 1).split("/");
      if (below.some((step) => skippedDirectories.has(step)) || isExcluded(path, false)) continue;
      const guarded = (add: () => void) => {
        try {
          add();
        } catch (error) {
          if (codeOf(error) !== "ENOTDIR") this.#fail(path, `The tracked file cannot be read: ${systemReason(error)}. ${wayOut}`);
        }
      };
      guarded(() => {
        const status = lstatSync(join(root, path), { throwIfNoEntry: false });
        if (!status) absent.push(path);
        else if (status.isDirectory()) others.push(() => guarded(() => this.#addSubmodule(path)));
        else if (status.isSymbolicLink()) others.push(() => guarded(() => this.#meetLink(path, new IgnoreRules())));
        else if (isWanted(path)) this.files.add(path);
        else if (isCandidate?.(path)) this.candidates.add(path);
      });
    }
    const [first] = absent;
    if (tree?.isSparse && first !== undefined)
      this.#warn(
        first,
        `This is not in the sparse checkout, so it is not linted${absent.length > 1 ? `; nor are ${absent.length - 1} more that git tracks` : ""}.`,
      );
    return () => {
      for (const add of others) add();
    };
  }

  #addSubmodule(path: string): void {
    const { root, isExcluded } = this.#request;
    if (readdirSync(join(root, path)).length === 0)
      this.#warn(path, "This submodule is not checked out, so it is not linted: `git submodule update --init`.");
    if (!isExcluded(path, true))
      this.#pending.push({ path, real: realpathSync.native(join(root, path)), rules: new IgnoreRules(), isLeftOut: isNotLeftOut });
  }

  #noteTracked(folder: string): void {
    for (let path = folder; path !== "" && !this.#holdingTracked.has(path); path = path.slice(0, Math.max(0, path.lastIndexOf("/"))))
      this.#holdingTracked.add(path);
  }

  #warn(file: string, message: string): void {
    this.errors.push({ file, level: "warning", message });
  }

  #list(path: string): Dirent[] | undefined {
    if (this.#entries > mostEntries) return undefined;
    let entries: Dirent[];
    try {
      entries = readdirSync(join(this.#request.root, path), { withFileTypes: true });
    } catch (error) {
      this.#fail(path || ".", unlisted(codeOf(error), path));
      return undefined;
    }
    this.#entries += entries.length;
    if (this.#entries > mostEntries) {
      this.#fail(
        path || ".",
        `There are more than ${mostEntries} files and folders here; the rest is not linted. Lint the folders one by one. ${wayOut}`,
      );
    }
    return entries;
  }

  #fail(file: string, message: string): void {
    this.errors.push({ file, level: "error", message });
  }
}
