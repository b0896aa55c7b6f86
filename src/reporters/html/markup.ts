import { printable } from "../../text/printable.js";

/** Text that is HTML already: made only by {@link html}, so that nothing foreign gets into a page unescaped. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Part = Markup | string | number | null | undefined | readonly Part[];

/** A template tag: what is put in is escaped, control characters and direction marks written out, unless it is markup itself. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  return new Markup(strings.map((string, index) => string + (index < parts.length ? render(parts[index]) : "")).join(""));
}

function render(part: Part): string {
  if (part === null || part === undefined) return "";
  if (part instanceof Markup) return part.text;
  if (typeof part === "object") return part.map(render).join("");
  return escapeHtml(String(part));
}

/** Makes foreign text safe between tags and in double-quoted attributes. */
function escapeHtml(text: string): string {
  return printable(text).replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A sentence of ours: what stands between backticks as code, everything else as text. */
export function proseHtml(text: string): Markup {
  const parts = text.split("`");
  if (parts.length % 2 === 0) return html`${text}`;
  return html`${parts.map((part, index) => (index % 2 === 1 ? html`<code class="text">${part}</code>` : part))}`;
}

/** Lines that are ours, or that are escaped one by one, to be copied whole. */
export function copyable(text: string): Markup {
  return html`<pre class="copy">${text
    .trimEnd()
    .split("\n")
    .map((line) => html`${line}\n`)}</pre>`;
}

/** A cell of a table with its classes. */
export interface Cell {
  readonly content: Part;
  readonly classes?: string;
}

/** A table; on a narrow screen each row is a block, and each cell says what it is. */
export function table(columns: readonly string[], rows: readonly (readonly (Cell | Part)[])[]): Markup {
  const cellOf = (cell: Cell | Part): Cell => (isCell(cell) ? cell : { content: cell });
  const body = rows.map(
    (row) =>
      html`<tr>${row.map((each, index) => {
        const { content, classes = "" } = cellOf(each);
        return html`<td class="${classes}" data-label="${columns[index] ?? ""}">${content}</td>`;
      })}</tr>\n`,
  );
  return html`<table class="stack"><thead><tr>${columns.map((column) => html`<th>${column}</th>`)}</tr></thead><tbody>
${body}</tbody></table>`;
}

function isCell(cell: Cell | Part): cell is Cell {
  return typeof cell === "object" && cell !== null && "content" in cell;
}
