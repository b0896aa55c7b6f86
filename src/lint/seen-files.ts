import type { Discovery } from "../documents/discovery.js";
import { type Kind, kindOf, nounOf } from "../documents/kinds.js";
import { lookOf } from "../documents/looks-like.js";
import { templateAt } from "../documents/template.js";
import type { Report, SeenFile } from "../findings/report.js";
import type { Linted } from "./lint-selection.js";
import type { SelectedProject } from "./select.js";

/** Kinds that are found by a word in their text: one that declares nothing is what most such files are. */
const looked: readonly Kind[] = ["ansible", "commands", "documentation", "gitlab-runner", "script"];

/** What a run read, with what each file is, and what it saw and did not judge. */
export function seenFiles(
  { found, ignored, unjudged }: Discovery,
  projects: readonly SelectedProject[],
  { strangers, unparsed, files: read }: Linted,
): Pick<Report, "files" | "unjudged" | "ignored"> {
  const what = new Map<string, string>();
  for (const { path, inside } of read) if (!inside) what.set(path, "read for another file");
  for (const [kind, paths] of found) for (const path of paths) if (!strangers.has(path)) what.set(path, nounOf(kind));
  for (const { files } of projects) for (const path of files) what.set(path, nounOf("compose"));
  const others = new Map(unjudged);
  const passed = new Set(looked.flatMap((kind) => found.get(kind) ?? []));
  for (const [path, file] of strangers) {
    what.delete(path);
    const broken = unparsed.get(path);
    if (broken !== undefined) others.set(path, broken);
    else if (!passed.has(path)) others.set(path, templateAt(file) ? "a template" : (lookOf(file) ?? "a file that declares nothing"));
  }
  for (const path of ignored) others.set(path, `${nounOf(kindOf(path) ?? "compose")} that .gitignore leaves out`);
  return { files: sorted(what), unjudged: sorted(others), ignored: ignored.length };
}

function sorted(files: ReadonlyMap<string, string>): SeenFile[] {
  return [...files].map(([path, what]) => ({ path, what })).sort((a, b) => (a.path < b.path ? -1 : 1));
}
