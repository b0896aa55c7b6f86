import type { Node } from "../compose/tree/node.js";
import { mappedText } from "../compose/tree/places.js";
import { knownWord, type ShellWord } from "../shell/word.js";
import type { DockerFlag } from "./command.js";
import { joinedWord, replaced } from "./declared.js";

/** The value at a key of a mapping. */
export function valueAt(node: Node | undefined, key: string): Node | undefined {
  return node?.kind === "mapping" ? node.entries.get(key)?.value : undefined;
}

/** The words of a scalar or of a list of them. */
export function wordsOf(node: Node | undefined): ShellWord[] {
  if (node?.kind === "sequence") return node.items.flatMap(wordsOf);
  return node?.kind === "scalar" && node.value !== null ? [knownWord(mappedText(node))] : [];
}

/** `key=value` for each entry of a mapping; the words of a list as they are. */
export function pairsOf(node: Node | undefined): ShellWord[] {
  if (node?.kind !== "mapping") return wordsOf(node);
  return [...node.entries].flatMap(([name, { key, value }]) =>
    value.kind === "scalar" ? (joinedWord([replaced(key, `${name}=`), mappedText(value)], value.at) ?? []) : [],
  );
}

/** What a mapping of YAML says, as flags: for each flag the key, and how its value is read. */
export function flagsOf(
  node: Node | undefined,
  table: readonly (readonly [flag: string, key: string, read: (value: Node | undefined) => readonly ShellWord[]])[],
): DockerFlag[] {
  return table.flatMap(([name, key, read]) => read(valueAt(node, key)).map((value) => ({ name, at: value.at, value })));
}
