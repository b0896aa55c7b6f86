import { type MappedText, TextBuilder } from "../../text/mapped-text.js";
import type { SourceFile } from "../../text/source-file.js";
import { propertiesOf, readJson } from "../json.js";
import type { Script } from "./script.js";

/** The scripts of a package.json, which npm gives to a shell each. */
export function readPackageJson(file: SourceFile): readonly Script[] {
  const { root } = readJson(file);
  const scripts = propertiesOf(root).find(({ key }) => key.value === "scripts")?.value;
  return propertiesOf(scripts).flatMap(({ value }) =>
    value.type === "string" && /docker/i.test(value.value as string)
      ? [{ text: unescaped(file, value.offset + 1, value.offset + value.length - 1), variables: new Map() }]
      : [],
  );
}

/** The text of a JSON string, each character with its place. */
export function unescaped(file: SourceFile, start: number, end: number): MappedText {
  const builder = new TextBuilder(file);
  const text = file.text.slice(start, end);
  let from = 0;
  for (const match of text.matchAll(/\\(?:u[0-9a-fA-F]{4}|.)/g)) {
    builder.add(text.slice(from, match.index), start + from);
    builder.add(JSON.parse(`"${match[0]}"`) as string, start + match.index, match[0].length);
    from = match.index + match[0].length;
  }
  builder.add(text.slice(from), start + from);
  return builder.build(start);
}
