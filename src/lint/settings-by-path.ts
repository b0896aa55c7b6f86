import { join, posix } from "node:path";
import { countTokens } from "../documents/compose/yaml/count-tokens.js";
import { folderOf } from "../documents/paths.js";
import type { Repository } from "../documents/repository.js";
import { isTopOfRepository, readNamedSettings, settingsFileIn } from "../settings/find-settings.js";
import { readSettings } from "../settings/read-settings.js";
import { noSettings, type Settings } from "../settings/settings.js";
import { type Patterns, readPatterns } from "../text/glob.js";
import type { InputError } from "../text/input-error.js";
import { isWithin } from "../text/is-within.js";
import { SourceFile } from "../text/source-file.js";

/** What a run's settings files may have together: tokens of YAML, of which each file counts for some by itself. */
const mostTokens = 300_000;
const tokensPerFile = 100;

/** Where settings are looked for, and for which rules. */
export interface SettingsRequest {
  readonly repository: Repository;
  /** Absolute paths; nothing outside of them is read. */
  readonly rooms: readonly string[];
  readonly ruleIds: readonly string[];
  /** The file that the user named, as written, and the folder that it is relative to; it replaces all others. */
  readonly named?: { readonly path: string; readonly workingDirectory: string };
}

/** The settings that judge each file: those of the nearest settings file from its folder up to the top of its repository, or those of the one file that the user named. */
export class SettingsByPath {
  /** Whether the user named the one settings file there is. */
  readonly isNamed: boolean;
  readonly #request: SettingsRequest;
  readonly #named: Settings | undefined;
  readonly #byFolder = new Map<string, Settings>();
  readonly #patterns = new Map<Settings, Patterns>();
  readonly #read: Settings[] = [];
  readonly #errors: InputError[] = [];
  #tokens = 0;

  constructor(request: SettingsRequest) {
    this.#request = request;
    const { named, repository } = request;
    this.isNamed = named !== undefined;
    this.#named = named && this.#take(readNamedSettings(named.path, named.workingDirectory, repository));
  }

  /** What is wrong in the settings files that were looked at so far, each reported once. */
  get errors(): readonly InputError[] {
    return this.#errors;
  }

  /** The settings of every file that was read so far. */
  get all(): readonly Settings[] {
    return this.#read;
  }

  /** The settings that judge what lies in a folder; `""` is the root. */
  in(folder: string): Settings {
    if (this.#named) return this.#named;
    const name = folder === "." ? "" : folder;
    const known = this.#byFolder.get(name);
    if (known) return known;
    const settings = this.#find(name);
    this.#byFolder.set(name, settings);
    return settings;
  }

  /** The settings that judge a file. */
  of(path: string): Settings {
    return this.in(folderOf(path));
  }

  /** The settings of these folders and of all above them, whose projects may take files from below. */
  around(folders: Iterable<string>): Settings[] {
    const around = new Set<string>();
    for (const each of folders) for (let folder = each || "."; !around.has(folder); folder = folderOf(folder)) around.add(folder);
    return [...new Set([...around].sort().map((folder) => this.in(folder)))];
  }

  /** Whether the settings that judge a path exclude it. */
  excludes(path: string, isDirectory: boolean): boolean {
    const settings = this.of(path);
    if (settings.exclude.length === 0) return false;
    const patterns = this.#patterns.get(settings) ?? readPatterns(settings.exclude);
    this.#patterns.set(settings, patterns);
    return patterns.covers(posix.relative(settings.directory, path), isDirectory);
  }

  #find(folder: string): Settings {
    const { repository, rooms } = this.#request;
    const absolute = join(repository.root, folder);
    const isInside = rooms.some((room) => isWithin(absolute, room));
    if (folder.startsWith("..") || !isInside) return noSettings;
    const file = settingsFileIn(folder, repository);
    if (file) return this.#take(file);
    return folder === "" || isTopOfRepository(folder, repository) ? noSettings : this.in(folderOf(folder));
  }

  #take(file: SourceFile | InputError): Settings {
    if (!(file instanceof SourceFile)) {
      this.#errors.push(file);
      return noSettings;
    }
    this.#tokens += tokensPerFile + countTokens(file.text);
    if (this.#tokens > mostTokens && !this.isNamed) {
      const message = `The settings files of this run are too long together to be read: they have more than ${mostTokens} lines, commas, brackets and other signs of YAML. This one does not count, and what it is for is judged by the defaults. Lint \`${posix.dirname(file.path)}\` by itself.`;
      this.#errors.push({ file: file.path, level: "error", message });
      return noSettings;
    }
    const { settings, errors } = readSettings(file, this.#request.ruleIds);
    for (const error of errors) this.#errors.push(error);
    this.#read.push(settings);
    return settings;
  }
}
