import type { Node } from "jsonc-parser";
import type { InputError } from "../../text/input-error.js";
import type { Located, Location } from "../../text/location.js";
import { MappedText } from "../../text/mapped-text.js";
import type { SourceFile } from "../../text/source-file.js";
import { placeOfNode, propertiesOf, readJson } from "../json.js";

/** A value in the output of `docker inspect`, with its place; every question may be asked of every value. */
export class Inspected {
  private readonly file: SourceFile;
  private readonly node: Node | undefined;

  constructor(file: SourceFile, node: Node | undefined) {
    this.file = file;
    this.node = node;
  }

  /** Where it is written; the whole file when it is not there. */
  get at(): Location {
    return this.node ? placeOfNode(this.file, this.node) : { file: this.file, span: this.file.span };
  }

  /** The value of a property, of the last one of that name, as Go's encoding/json takes it. */
  get(...path: readonly string[]): Inspected {
    let node = this.node;
    for (const name of path) node = propertiesOf(node).findLast(({ key }) => key.value === name)?.value;
    return new Inspected(this.file, node);
  }

  /** The properties of an object; none for anything else. */
  get properties(): { readonly key: Located<string>; readonly value: Inspected }[] {
    return propertiesOf(this.node).map(({ key, value }) => ({
      key: { value: String(key.value), at: placeOfNode(this.file, key) },
      value: new Inspected(this.file, value),
    }));
  }

  /** The items of an array; none for anything else. */
  get items(): Inspected[] {
    return this.node?.type === "array" ? (this.node.children ?? []).map((item) => new Inspected(this.file, item)) : [];
  }

  /** A string that is not empty, which the engine writes for what is not set. */
  get text(): Located<string> | undefined {
    return this.node?.type === "string" && this.node.value !== "" ? { value: String(this.node.value), at: this.at } : undefined;
  }

  get flag(): Located<boolean> | undefined {
    return this.node?.type === "boolean" ? { value: this.node.value === true, at: this.at } : undefined;
  }

  /** The text of a string with the place of every character; one that was escaped has a single place. */
  get mapped(): MappedText {
    const { value = "", offset = 0, length = 0 } = this.node ?? {};
    const inside = { start: 0, offset: offset + 1 };
    return new MappedText(this.file, String(value), [String(value).length === length - 2 ? inside : { ...inside, length: length - 2 }]);
  }
}

/** Whether a text looks like what `docker inspect` prints of containers. */
export function looksInspected(text: string): boolean {
  return /^\s*(?:\[\s*)?\{/.test(text) && /"HostConfig"\s*:\s*\{/.test(text);
}

/** What was read of the output of `docker inspect`. */
export interface ReadInspect {
  readonly containers: readonly Inspected[];
  readonly volumes: readonly Inspected[];
  readonly errors: readonly InputError[];
}

/** Reads what `docker inspect` (or `docker container inspect`) printed: a list of containers and the volumes beside them, or one container alone. */
export function readInspect(file: SourceFile): ReadInspect {
  const { root, problem } = readJson(file);
  const all = root?.type === "array" ? (root.children ?? []) : root ? [root] : [];
  const values = all.map((node) => new Inspected(file, node));
  const containers = values.filter((value) => value.get("HostConfig").properties.length > 0);
  const volumes = values.filter((value) => value.get("Mountpoint").text && value.get("Driver").text && !containers.includes(value));
  const others = values.length - containers.length - volumes.length;
  const error = (level: InputError["level"], message: string): InputError => ({ file: file.path, level, message });
  return {
    containers,
    volumes,
    errors: [
      ...(problem
        ? [{ ...error("error", `This output of \`docker inspect\` is not valid JSON: ${problem.why}.`), at: { file, span: problem.span } }]
        : []),
      ...(containers.length === 0 && !problem?.isTooDeep
        ? [
            error(
              "error",
              "No container is in this file. `docker inspect NAME…` prints containers; images and networks are not judged, and volumes only beside the containers that use them.",
            ),
          ]
        : []),
      ...(others > 0 && containers.length > 0
        ? [
            error(
              "warning",
              `${others === 1 ? "1 object is neither a container nor a volume and was" : `${others} objects are neither containers nor volumes and were`} left out.`,
            ),
          ]
        : []),
    ],
  };
}
