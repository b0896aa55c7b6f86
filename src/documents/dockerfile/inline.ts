import type { Location } from "../../text/location.js";
import { MappedText, TextBuilder } from "../../text/mapped-text.js";

/**
 * Maps the value of a YAML scalar to where it is written, line by line. A line that YAML or Compose changed (an escape, a fold, an interpolated
 * variable) has its whole source line as its place; a value that does not line up with its scalar at all has the whole scalar.
 */
export function mapScalar(text: string, at: Location): MappedText {
  const { file, span } = at;
  const raw = file.text.slice(span.start, span.end);
  const inside = raw.indexOf(text);
  if (inside >= 0) return new MappedText(file, text, [{ start: 0, offset: span.start + inside }]);
  const builder = new TextBuilder(file);
  const isLiteral = raw.startsWith("|");
  let position = raw.indexOf("\n") + 1;
  const lines = text.split("\n");
  lines.forEach((line, index) => {
    const newline = raw.indexOf("\n", position);
    const end = newline < 0 ? raw.length : newline;
    const written = raw.slice(position, end).replace(/\r$/, "");
    const value = index < lines.length - 1 ? `${line}\n` : line;
    if (!isLiteral || position >= raw.length) builder.add(value, span.start, span.end - span.start);
    else if (written.endsWith(line)) builder.add(value, span.start + position + written.length - line.length);
    else builder.add(value, span.start + position + written.length - written.trimStart().length, written.trimStart().length);
    position = end + 1;
  });
  return builder.build(span.start);
}
