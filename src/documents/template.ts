import type { Location } from "../text/location.js";
import type { SourceFile } from "../text/source-file.js";

/** A line that only a template engine understands: it begins with `{{`, `{%` or `<%`. Inside of a line, `{{` may be text. */
const line = /^[ \t]*(?:\{\{|\{%|<%)/m;

/** Where a file shows that it is a template (Go, Jinja, ERB), which makes a compose file or a Dockerfile when it is filled in; undefined where nothing does. */
export function templateAt(file: SourceFile): Location | undefined {
  const found = line.exec(file.text);
  if (!found) return undefined;
  const end = found.index + found[0].length;
  return { file, span: { start: end - 2, end } };
}

/** What to say of a template. */
export const templateMessage =
  "This is a template, so it is not judged: what it declares is known when it is filled in. Lint the file that it makes, or list the template under `exclude` in the settings.";
