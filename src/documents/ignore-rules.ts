import { type Patterns, readPatterns } from "../text/glob.js";
import type { InputError } from "../text/input-error.js";
import { readRegularFile } from "./regular-file.js";

const limitBytes = 1_000_000;

interface Scope {
  /** The folder that the patterns are relative to, with a trailing slash unless it is the root. */
  readonly prefix: string;
  readonly patterns: Patterns;
}

/** What the ignore files around a folder leave out; one further in wins over those around it. */
export class IgnoreRules {
  readonly #scopes: readonly Scope[];

  constructor(scopes: readonly Scope[] = []) {
    this.#scopes = scopes;
  }

  /** These rules and those of an ignore file, whose patterns hold below a folder. One that cannot be read leaves nothing out, and is reported. */
  with(folder: string, file: string, errors: InputError[]): IgnoreRules {
    const read = readRegularFile(file, limitBytes, { followLink: false });
    if ("bytes" in read) {
      const lines = read.bytes
        .toString("utf8")
        .replace(/^\ufeff/, "")
        .split("\n");
      return new IgnoreRules([...this.#scopes, { prefix: folder === "" ? "" : `${folder}/`, patterns: readPatterns(lines) }]);
    }
    const why = {
      EISDIR: "",
      ENOENT: "",
      ENOTDIR: "",
      ELOOP: "git does not follow a symbolic link here",
      size: "it is too big",
      kind: "it is not a regular file",
    }[read.code];
    if (why !== "") {
      const name = file.slice(file.lastIndexOf("/") + 1);
      const message = `The ignore file is not read (${why ?? read.code}), so nothing is left out because of it.`;
      errors.push({ file: folder === "" ? name : `${folder}/${name}`, level: "warning", message });
    }
    return this;
  }

  /** Whether a path is left out by itself; the folders above it are not looked at. */
  ignores(path: string, isDirectory: boolean): boolean {
    for (let index = this.#scopes.length - 1; index >= 0; index--) {
      const { prefix, patterns } = this.#scopes[index] as Scope;
      const said = patterns.test(path.slice(prefix.length), isDirectory);
      if (said !== undefined) return said;
    }
    return false;
  }
}
