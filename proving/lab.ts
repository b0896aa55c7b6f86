import type { Engine } from "../src/engines/engine.js";
import type { HostFile, HostId, Leg } from "./experiments/experiment.js";
import type { Tools } from "./tools.js";

/** A running pair of engines with what experiments need. */
export interface Lab {
  readonly tools: Tools;
  readonly baseline: Engine;
  readonly remapped: Engine;
  /** Directory that both engines have a copy of; every experiment has a folder in it per leg. */
  readonly directory: string;
  /** Group of docker.sock. */
  readonly socketGroup: number;
  /** The image every experiment starts from, for `docker load`. */
  readonly image: Buffer;
}

/** The engine of a leg. */
export function engineOf(lab: Lab, leg: Leg): Engine {
  return leg === "baseline" ? lab.baseline : lab.remapped;
}

/** Host folder of an experiment's leg, `$dir`. */
export function folderOf(lab: Pick<Lab, "directory">, id: string, leg: Leg): string {
  return `${lab.directory}/${slugOf(id)}/${leg}`;
}

/** An experiment's id where only letters, digits and dashes may stand. */
export function slugOf(id: string): string {
  return id.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
}

/** Puts this run's values for `$dir`, `$leg`, `$base` and the like into a text; shell variables of other names stay. */
export function filledIn(text: string, values: Readonly<Record<string, string | number | undefined>>): string {
  return text.replaceAll(/\$(dir|leg|peer|socketGroup|base|last|mapped1000|private)\b/g, (word, name: string) => `${values[name] ?? word}`);
}

/** As {@link filledIn}, in every string of a value. */
export function filledInDeep<T>(value: T, values: Readonly<Record<string, string | number | undefined>>): T {
  return JSON.parse(JSON.stringify(value), (_, each: unknown) => (typeof each === "string" ? filledIn(each, values) : each)) as T;
}

/** Numbers of the remapped engine's map that expectations name. */
export function numbersOf(remapped: Pick<Engine, "facts">): Readonly<Record<string, number>> {
  const { start = 0, size = 0 } = remapped.facts.idMap ?? {};
  return { base: start, last: start + size - 1, mapped1000: start + 1000 };
}

/** Shell commands, for root, that lay out the files of an experiment below its folder. */
export function layoutScript(folder: string, files: readonly HostFile[], base: number): string {
  const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  const host = (id: HostId = 0) => (typeof id === "number" ? id : base + id.mapped);
  const lines = files.map((file) => {
    const path = quoted(`${folder}/${file.path}`);
    const [major = 1, minor = 3] = file.device ?? [];
    const make = {
      directory: `mkdir -p ${path}`,
      file: `printf '%s' ${quoted(file.text ?? "")} > ${path}`,
      "character-device": `mknod ${path} c ${major} ${minor}`,
    }[file.kind ?? "file"];
    return `${make} && chown ${host(file.uid)}:${host(file.gid)} ${path} && chmod ${file.mode.toString(8)} ${path}`;
  });
  return [`mkdir -p -m 0755 ${quoted(folder)}`, ...lines].join("\n");
}

/** Makes words comparable between runs: no colors, no ids, no descriptor numbers, no paths of this run, single spaces. */
export function settledWords(text: string, folder = ""): string {
  return (folder ? text.replaceAll(folder, "…") : text)
    .replaceAll(/\u001b\[[0-9;]*m/g, "")
    .replaceAll(/\b[0-9a-f]{12}([0-9a-f]{52})?\b/g, "<id>")
    .replaceAll(/\bfd[ /]\d+/g, "fd/N")
    .replaceAll(/\/var\/lib\/remap-ready\/[^/\s"]+\/[^/\s"]+/g, "…")
    .replaceAll(/time="[^"]*" |\b\d{4}-\d\d-\d\dT[\d:.]+Z\b/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();
}
