import type { Location } from "../../text/location.js";
import { uriPath } from "../../text/uri-path.js";
import type { Showing } from "../formats.js";
import { placeInImage } from "../shared/in-image.js";
import { html, type Markup } from "./markup.js";

/** Address of a rule's page. */
export type HelpOf = (rule: string) => string | undefined;

/** Where a report comes from, as far as whoever writes it knows. */
export type Origin = Pick<Showing, "files" | "commit" | "command">;

/** The fragment that names a subject in the page. */
export function anchorOf(subject: string): string {
  return `subject-${subject.replace(/[^\w-]/g, "_")}`;
}

/** A rule's id as a link to its page where it has one. */
export function ruleLink(rule: string | null, helpOf: HelpOf): Markup {
  if (rule === null) return html`<i>unexplained</i>`;
  const help = helpOf(rule);
  return help === undefined ? html`<code>${rule}</code>` : html`<a href="${help}"><code>${rule}</code></a>`;
}

/** A subject as a link to what was seen of it. */
export function subjectLink(subject: string): Markup {
  return html`<a href="#${anchorOf(subject)}">${subject}</a>`;
}

/** A place as `path:line`, as a link where the files have an address. */
export function placeHtml(at: Location | undefined, { files }: Origin): Markup | undefined {
  if (!at) return undefined;
  const inside = placeInImage(at.file);
  if (inside !== undefined) return html`${inside}`;
  const { line } = at.file.position(at.span.start);
  const text = `${at.file.path}:${line}`;
  // A path that leads out of the repository has no address there.
  const isElsewhere = files === undefined || at.file.path.startsWith("/") || at.file.path.startsWith("../");
  return isElsewhere ? html`${text}` : html`<a href="${`${files}/${uriPath(at.file.path)}#L${line}`}">${text}</a>`;
}
