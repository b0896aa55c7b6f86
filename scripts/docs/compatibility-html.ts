import { createHash } from "node:crypto";
import { html, Markup, proseHtml } from "../../src/reporters/html/markup.js";
import { filterStyle, style } from "../../src/reporters/html/style.js";

/** A part of the table: a rule, or what works everywhere. */
interface Section {
  readonly title: Markup;
  readonly about: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What a cell says where nothing is in the way of userns-remap, or nothing is claimed. */
const fine = ["works", "dockerd starts", "-"];
const colors = { yes: "same", unknown: "soft", no: "broken" } as const;

/** Shows what is asked for. What the page holds is ours, and without the script all of it is there. */
const script = `
const byId = (id) => document.getElementById(id);
const update = () => {
  const words = byId("search").value.toLowerCase().split(/\\s+/).filter(Boolean);
  const engine = document.querySelector("input[name=engine]:checked").value;
  const differing = byId("differing").checked;
  let count = 0;
  for (const section of document.querySelectorAll("section[data-words]")) {
    let shown = 0;
    for (const row of section.querySelectorAll("tbody tr")) {
      const text = section.dataset.words + " " + row.textContent.toLowerCase();
      const outcomes = [...row.querySelectorAll("td[data-engine]")].filter((cell) => engine === "" || cell.dataset.engine === engine);
      const fits = words.every((word) => text.includes(word)) && (!differing || outcomes.some((cell) => cell.dataset.works === "no"));
      row.hidden = !fits;
      if (fits) shown += 1;
    }
    section.hidden = shown === 0;
    count += shown;
  }
  for (const cell of document.querySelectorAll("[data-engine]")) cell.hidden = engine !== "" && cell.dataset.engine !== engine;
  byId("count").textContent = count + (count === 1 ? " construct" : " constructs");
};
document.querySelector("form").addEventListener("input", update);
document.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
document.querySelector("form").hidden = false;
update();
`;

const ownStyle = `${filterStyle}[hidden] { display: none !important; } search { display: block; position: sticky; top: 0; background: var(--bg); padding: .5rem 0; border-bottom: 1px solid var(--line); }
input[type=search] { width: 100%; padding: .5rem; font: inherit; border: 1px solid var(--line); border-radius: 8px; background: var(--panel); color: var(--fg); } form .filter { margin: .5rem 0; } td:first-child { width: 40%; }
@media (max-width: 48rem) { td:first-child { width: auto; } search { position: static; } }`;

/** docs/compatibility.html: docs/compatibility.md as one page that can be searched, and filtered by engine, without a network. */
export function writeCompatibilityHtml(markdown: string): string {
  const [head = "", ...parts] = markdown.split(/\n## /);
  const sections = parts.flatMap(sectionOf);
  const [, ...engines] = (sections[0]?.columns ?? []).filter((column) => !column.startsWith("`"));
  const intro = head.split("\n").filter((line) => line !== "" && !line.startsWith("|") && !line.startsWith("#"));
  const notes = parts.filter((part) => !part.includes("\n| ")).map(notesOf);
  const hash = createHash("sha256").update(script).digest("base64");
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${new Markup(hash)}'">
<title>userns-remap compatibility</title><style>${new Markup(style + ownStyle)}</style></head><body>
<header><h1>What works with userns-remap, and what does not</h1>${intro.map((line) => html`<p class="soft">${proseHtml(line.replaceAll("**", ""))}</p>\n`)}</header>
<search><form hidden><label for="search">Search constructs and rules</label><input type="search" id="search" autocomplete="off" placeholder="for example pid host, setuid, ping">
<fieldset class="filter"><legend class="soft">Engine</legend><label><input type="radio" name="engine" value="" checked>all</label>${engines.map((engine) => html`<label><input type="radio" name="engine" value="${engine}">${engine}</label>`)}<label><input type="checkbox" id="differing">only what does not work</label></fieldset>
<p id="count" role="status" class="soft"></p></form></search>
<main>${sections.map((section) => sectionHtml(section, engines))}${notes}</main>
<script>${new Markup(script)}</script></body></html>
`.text;
}

/** The tables of a heading of the page; a heading without one is none. */
function sectionOf(part: string): Section[] {
  const [heading = "", ...lines] = part.split("\n");
  const rows = lines.filter((line) => line.startsWith("|"));
  const [columns, , ...body] = rows.map(cellsOf);
  if (!columns || body.length === 0) return [];
  const [, words = heading, address] = /^\[(.*)\]\((.*)\)$/.exec(heading) ?? [];
  const title = address === undefined ? html`${words}` : html`<a href="${address}">${words}</a>`;
  const about = lines.filter((line) => line !== "" && !line.startsWith("|")).join(" ");
  return [{ title, about, columns, rows: body }];
}

function cellsOf(line: string): string[] {
  return line
    .replace(/^\||\|$/g, "")
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll("\\|", "|"));
}

function sectionHtml({ title, about, columns, rows }: Section, engines: readonly string[]): Markup {
  const isEngine = (column: string | undefined) => column !== undefined && engines.includes(column);
  const head = columns.map((column) =>
    isEngine(column) ? html`<th scope="col" data-engine="${column}">${column}</th>` : html`<th scope="col">${proseHtml(column)}</th>`,
  );
  const body = rows.map(
    (row) =>
      html`<tr>${row.map((cell, index) => {
        const column = columns[index];
        const content = cell.split("<br>").map((line, at) => html`${at > 0 ? html`<br>` : null}${proseHtml(line)}`);
        const label = html`data-label="${(column ?? "").replaceAll("`", "")}"`;
        if (!isEngine(column)) return html`<td ${label}>${content}</td>`;
        const works = fine.includes(cell) ? "yes" : cell.startsWith("?") ? "unknown" : "no";
        return html`<td ${label} data-engine="${column}" data-works="${works}" class="${cell === "-" ? "soft" : colors[works]}">${content}</td>`;
      })}</tr>\n`,
  );
  const words = `${title.text.replace(/<[^>]*>/g, "")} ${about}`.toLowerCase();
  return html`<section data-words="${words}"><h2>${title}</h2><p>${proseHtml(about)}</p><table class="stack"><thead><tr>${head}</tr></thead><tbody>
${body}</tbody></table></section>
`;
}

/** A numbered list of reasons under its heading. */
function notesOf(part: string): Markup {
  const [heading = "", ...lines] = part.split("\n");
  const items = lines.flatMap((line) => /^\d+\. (.*)$/.exec(line)?.[1] ?? []);
  return html`<section><h2>${heading}</h2><ol>${items.map((item) => html`<li>${proseHtml(item)}</li>\n`)}</ol></section>`;
}
