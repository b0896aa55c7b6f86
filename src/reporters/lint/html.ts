import { isOpen, type Severity, severities } from "../../findings/finding.js";
import type { Report } from "../../findings/report.js";
import type { InputError } from "../../text/input-error.js";
import type { Location } from "../../text/location.js";
import { shorten } from "../../text/shorten.js";
import { uriPath } from "../../text/uri-path.js";
import { version } from "../../version.js";
import { copyable, html, Markup, proseHtml, table } from "../html/markup.js";
import { filterStyle, style } from "../html/style.js";
import type { Group } from "../shared/groups.js";
import { placeInImage } from "../shared/in-image.js";
import { openHandOvers } from "../shared/open-hand-overs.js";
import { plural, summaryLine } from "../shared/summary-line.js";
import { answerOf, subjectsIn } from "./answer.js";
import { type Cluster, clusters } from "./clusters.js";

/** Where a page may link to. */
interface HtmlOptions {
  /** Address of the repository's files at the linted commit. */
  readonly files?: string;
}

type Place = (at: Location) => Markup;

/** Places that are shown at once; more are folded. */
const mostPlaces = 12;
const excerptCharacters = 120;

const colors = { error: "broken", warning: "changed", note: "soft" } as const satisfies Record<Severity, string>;

const ownStyle = `
${filterStyle}nav ul { margin: .5rem 0 1rem; padding-left: 1.2rem; columns: 22rem; }
section > h2 { overflow-wrap: anywhere; }
${severities.map((severity) => `main:has(#only-${severity}:checked) .finding:not(.is-${severity}) { display: none; }`).join("\n")}
`;

/** Writes what lint found as one HTML file: no script, nothing loaded from anywhere, everything foreign escaped. */
export function writeHtml(report: Report, { files }: HtmlOptions = {}): string {
  const place: Place = (at) => placeHtml(at, files);
  const found = clusters(report, false);
  const open = report.findings.filter(isOpen);
  const counts = severities.map((severity) => [severity, open.filter((finding) => finding.severity === severity).length] as const);
  const answer = answerOf(report);
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>userns-remap: ${answer}</title><style>${new Markup(style + ownStyle)}</style></head><body>
<header><h1>What conflicts with userns-remap</h1><p class="answer">${proseHtml(answer)}</p>
<p class="soft">${summaryLine(report)} Linted by remap-ready ${version}, in <code>${report.root}</code>.</p></header>
<main>${inputs(report, place)}
${found.length > 1 ? filter(counts) : null}${found.length > 3 ? contents(found) : null}
${found.map((cluster, index) => section(cluster, index, place))}
${commands(report)}${allowed(report, place)}${unjudged(report)}${filesRead(report)}</main></body></html>
`.text;
}

function filter(counts: readonly (readonly [Severity, number])[]): Markup {
  const choices = counts.filter(([, count]) => count > 0);
  return html`<fieldset class="filter"><legend class="soft">Show</legend><label><input type="radio" name="only" checked>everything</label>
${choices.map(([severity, count]) => html`<label><input type="radio" name="only" id="only-${severity}"><b class="${colors[severity]}">${count}</b> ${count === 1 ? severity : `${severity}s`}</label>\n`)}</fieldset>`;
}

function contents(found: readonly Cluster[]): Markup {
  const items = found.map(
    (cluster, index) =>
      html`<li class="finding is-${cluster.severity}"><a href="#finding-${index}">${cluster.rule}</a> <span class="${colors[cluster.severity]}">${cluster.severity}</span>, ${subjectsIn(cluster)}</li>\n`,
  );
  return html`<nav aria-label="Findings"><ul>${items}</ul></nav>`;
}

function section(cluster: Cluster, index: number, place: Place): Markup {
  const { severity, confidence, rule, title, why, instead, help, places } = cluster;
  const sure = confidence === "certain" ? "" : ` (${confidence})`;
  const list = placesTable(cluster, place);
  return html`<section class="finding is-${severity}" id="finding-${index}"><h2><span class="${colors[severity]}">${severity}${sure}</span> ${rule}: ${proseHtml(title)}</h2>
${why === "" ? null : html`<p>${proseHtml(why)}</p>\n`}${instead === "" ? null : html`<p><b>Instead:</b> ${proseHtml(instead)}</p>\n`}${
  places.length > mostPlaces ? html`<details><summary>${plural(places.length, "place")}</summary>${list}</details>` : list
}
<p><a href="${help}">The page of ${rule}</a></p></section>
`;
}

function placesTable({ places, hasOneTitle }: Cluster, place: Place): Markup {
  return table(
    ["Where", "What it is about", "What is written there", ...(hasOneTitle ? [] : ["What it does"])],
    places.map((group) => [
      {
        content: [place(group.primary), group.related.map(({ at, note }) => html`<br><span class="soft">${note}: ${place(at)}</span>`)],
        classes: "mono",
      },
      { content: group.subjects.filter((subject) => subject !== group.primary.file.path).join(", "), classes: "text" },
      { content: written(group), classes: "mono" },
      ...(hasOneTitle ? [] : [{ content: proseHtml(group.title), classes: "text" }]),
    ]),
  );
}

/** The line that a finding points at; of a file in an image, nothing can be shown. */
function written({ primary: { file, span } }: Group): string {
  return file.inside ? "" : shorten((file.line(file.position(span.start).line) ?? "").trim(), excerptCharacters);
}

function placeHtml({ file, span }: Location, files: string | undefined): Markup {
  const inside = placeInImage(file);
  if (inside !== undefined) return html`${inside}`;
  const { line, column } = file.position(span.start);
  const text = `${file.path}:${line}:${column}`;
  return files === undefined ? html`${text}` : html`<a href="${`${files}/${uriPath(file.path)}#L${line}`}">${text}</a>`;
}

function inputs({ inputErrors }: Report, place: Place): Markup | null {
  const row = ({ file, at, level, message }: InputError) => [
    level,
    { content: at ? place(at) : file, classes: "mono" },
    { content: proseHtml(message), classes: "text" },
  ];
  const errors = inputErrors.filter(({ level }) => level === "error");
  const lesser = inputErrors.filter(({ level }) => level !== "error");
  const columns = ["", "Where", "What"];
  return html`${errors.length > 0 ? html`<h2 class="broken">Not read</h2>${table(columns, errors.map(row))}` : null}${
    lesser.length > 0
      ? html`<details><summary>${plural(lesser.length, "place")} not all known</summary>${table(columns, lesser.map(row))}</details>`
      : null
  }`;
}

/** One script for all paths that must change hands. */
function commands({ findings, root }: Report): Markup | null {
  const { commands: all, contested } = openHandOvers(findings);
  if (all.length + contested.length === 0) return null;
  const none =
    contested.length === 0
      ? null
      : html`<p>No command is given for what several owners need: ${contested.map((path, index) => html`${index > 0 ? ", " : ""}<code class="text">${path}</code>`)}.</p>`;
  const list =
    all.length === 0
      ? null
      : html`<p>Stop the containers first, and leave out what others use too and what does not exist. As root, in <code>${root}</code>:</p>${copyable(all.join("\n"))}`;
  return html`<section><h2>Paths to give to the ids of their containers (${all.length + contested.length})</h2>${list}${none}</section>`;
}

function allowed({ findings }: Report, place: Place): Markup | null {
  const all = findings.filter(({ suppressed }) => suppressed !== null);
  if (all.length === 0) return null;
  const rows = all.map(({ primary, rule, suppressed }) => [
    { content: place(primary), classes: "mono" },
    rule,
    { content: suppressed ?? "", classes: "text" },
  ]);
  return html`<details><summary>${plural(all.length, "finding")} allowed</summary>${table(["Where", "Rule", "Reason"], rows)}</details>`;
}

function unjudged({ unjudged: seen }: Report): Markup | null {
  if (seen.length === 0) return null;
  const rows = seen.map(({ path, what }) => [
    { content: path, classes: "mono" },
    { content: what, classes: "text" },
  ]);
  return html`<section><h2>Seen and not judged (${seen.length})</h2>${table(["File", "What it looks like"], rows)}</section>`;
}

function filesRead({ files }: Report): Markup | null {
  if (files.length === 0) return null;
  const rows = files.map(({ path, what }) => [{ content: path, classes: "mono" }, what]);
  return html`<details><summary>${plural(files.length, "file")} read</summary>${table(["File", "Kind"], rows)}</details>`;
}
