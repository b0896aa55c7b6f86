import { countTokens } from "../documents/compose/yaml/count-tokens.js";
import { kindOf } from "../documents/kinds.js";
import { isMarkdown } from "../documents/markdown/blocks.js";
import type { Change, Edit, Fix, Proposal } from "../text/edit.js";
import type { Location } from "../text/location.js";
import type { SourceFile } from "../text/source-file.js";
import { jsonEdits } from "./json.js";
import type { SharedPlaces } from "./shared-places.js";
import { wordEdits } from "./words.js";
import { YamlFile } from "./yaml.js";

/** How many tokens of YAML all files together may have that are read once more for their edits: about a second of work. Beyond that findings have no fix. */
const mostTokens = 60_000;

/** Ways that a value may come by which its own place says all of it. */
const ownWays: ReadonlySet<string> = new Set(["include", "override"]);

/** Turns what rules propose into edits of the files of one run. */
export class FixWriter {
  readonly #shared: SharedPlaces;
  readonly #read = new Map<SourceFile, YamlFile | undefined>();
  #tokens = 0;

  constructor(shared: SharedPlaces) {
    this.#shared = shared;
  }

  /** The fix with its edits; undefined where one of its changes cannot be made for sure: something else would change with it, or a variable, an alias or an image has the value. */
  write({ changes, ...facts }: Proposal): Fix | undefined {
    const edits: Edit[] = [];
    for (const change of changes) {
      const made = this.#edits(change);
      if (!made) return undefined;
      edits.push(...made);
    }
    const sorted = edits.sort((a, b) => a.at.span.start - b.at.span.start);
    const isApart = sorted.every(({ at }, index) =>
      sorted.slice(0, index).every((other) => other.at.file !== at.file || other.at.span.end <= at.span.start),
    );
    return isApart ? { ...facts, edits: sorted } : undefined;
  }

  #edits(change: Change): Edit[] | undefined {
    const at = placeOf(change);
    const { file } = at;
    // What an engine said of its containers, or a page shows of them, is not what they are made from.
    if (kindOf(file.path) === "inspect" || isMarkdown(file.path)) return undefined;
    if (file.inside || file.undecodedLine !== undefined || at.via?.some(({ kind }) => !ownWays.has(kind)) || this.#shared.has(at))
      return undefined;
    if (/\.ya?ml$/i.test(file.path)) return this.#yaml(file)?.edits(change);
    return /\.json$/i.test(file.path) ? jsonEdits(file, change) : wordEdits(file, change);
  }

  #yaml(file: SourceFile): YamlFile | undefined {
    if (this.#read.has(file)) return this.#read.get(file);
    this.#tokens += countTokens(file.text);
    const read = this.#tokens > mostTokens ? undefined : YamlFile.read(file);
    this.#read.set(file, read);
    return read;
  }
}

function placeOf(change: Change): Location {
  if (change.kind === "add") return change.into;
  return change.kind === "add-line" ? change.after : change.at;
}
