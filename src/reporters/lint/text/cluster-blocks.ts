import { placesOf, type Severity } from "../../../findings/finding.js";
import { printable } from "../../../text/printable.js";
import { shorten } from "../../../text/shorten.js";
import { wordList } from "../../../text/word-list.js";
import { excerpt } from "../../shared/excerpt.js";
import type { Group } from "../../shared/groups.js";
import { plural } from "../../shared/summary-line.js";
import { wrap } from "../../shared/wrap.js";
import { subjectsIn } from "../answer.js";
import { type Cluster, clustersByRule } from "../clusters.js";
import { locate, type Page } from "./page.js";

/** Places of an explanation where there is no room for all of them: as many as fit of these. */
const fewPlaces = 3;
const somePlaces = [Number.POSITIVE_INFINITY, 10, fewPlaces];
/** Lines of explanations that come before the list of further findings, however long that is. */
const leastExplained = 24;
const mostSubjects = 3;
const valueCharacters = 60;

const severityColors = { error: "red", warning: "yellow", note: "cyan" } as const;

/** Each explanation with its places. Where there is no room for them, each shows some of its places, and the last ones are one line for each rule. The first is always shown. */
export function clusterBlocks(clusters: readonly Cluster[], page: Page, lines: number): string[][] {
  if (page.isWhole || page.isAsked) return clusters.map((cluster) => clusterBlock(cluster, page, Number.POSITIVE_INFINITY));
  const blocks: string[][] = [];
  let taken = 0;
  for (const [index, cluster] of clusters.entries()) {
    const brief = briefBlock(clusters.slice(index + 1), page).length;
    const few = clusterBlock(cluster, page, fewPlaces);
    const fitting = somePlaces.map((most) => clusterBlock(cluster, page, most)).find((each) => taken + each.length + 1 + brief <= lines);
    const isDue = index === 0 || taken + few.length + 1 <= leastExplained;
    const block = fitting ?? (isDue ? few : undefined);
    if (!block) return [...blocks, briefBlock(clusters.slice(index), page)];
    blocks.push(block);
    taken += block.length + 1;
  }
  return blocks;
}

function clusterBlock(cluster: Cluster, page: Page, most: number): string[] {
  const { rule, title, why, instead, help, places } = cluster;
  const { paint, width } = page;
  const count = places.length > 1 ? `, ${subjectsIn(cluster)}` : "";
  const head = wrap(`${severityOf(cluster)} ${rule}${count}: ${printable(title)}`, "", width);
  const [first = "", ...more] = head;
  const shown = places.length <= most ? places : places.slice(0, most);
  const left = places.length - shown.length;
  return [
    first
      .replace(severityOf(cluster), (text) => paint(severityColors[cluster.severity], text))
      .replace(rule, (text) => paint("bold", text)),
    ...more,
    ...(why === "" ? [] : wrap(printable(why), "  ", width)),
    ...(instead === "" ? [] : wrap(`Instead: ${printable(instead)}`, "  ", width)),
    ...shown.flatMap((place) => placeLines(place, cluster, page)),
    ...(left > 0 ? [`  … and ${left} more: \`--rule ${rule}\` shows all`] : []),
    ...(page.isWhole ? [paint("dim", `  ${help}`)] : []),
  ];
}

function placeLines(group: Group, { hasOneTitle }: Cluster, page: Page): string[] {
  const { paint, isWhole } = page;
  const { file, span } = group.primary;
  const subjects = group.subjects.filter((subject) => subject !== file.path && subject !== file.inside?.image).map(printable);
  const named = subjects.length > mostSubjects ? [...subjects.slice(0, mostSubjects), `${subjects.length - mostSubjects} more`] : subjects;
  const head = `  ${paint("bold", locate(group.primary, page))}${named.length > 0 ? ` ${wordList(named)}` : ""}`;
  if (!isWhole) {
    const [line = ""] = file.text.slice(span.start, Math.min(span.end, span.start + 500)).split(/[\r\n]/);
    const further = group.related.length > 0 ? ` and ${plural(group.related.length, "more place", "more places")}` : "";
    return [`${head} ${paint("dim", printable(shorten(line.trim(), valueCharacters)))}${further}`];
  }
  const related = placesOf(group).map(({ at, note }) => `      ${printable(note)}: ${locate(at, page)}`);
  return [head, ...(hasOneTitle ? [] : wrap(printable(group.title), "    ", page.width)), ...excerpt(group.primary, paint), ...related];
}

/** What has no room: a line for each rule and severity. Titles may differ, and what the rule is about does not hold for each, so that one of them is shown as an example. */
function briefBlock(clusters: readonly Cluster[], { paint }: Page): string[] {
  if (clusters.length === 0) return [];
  const lines = [...clustersByRule(clusters).values()].flatMap((same) => {
    const places = same.flatMap((cluster) => cluster.places);
    const [first] = places;
    if (!first) return [];
    const example = places.every(({ title }) => title === first.title) ? "" : ", for example";
    return `  ${paint(severityColors[first.severity], first.severity)} ${first.rule}, ${plural(places.length, "place")}${example}: ${printable(first.title)}`;
  });
  return ["Further findings; `--rule <rule>` shows those of one, `--min-severity warning` all of them:", ...lines];
}

function severityOf({ severity, confidence }: { readonly severity: Severity; readonly confidence: string }): string {
  return confidence === "certain" ? severity : `${severity} (${confidence})`;
}
