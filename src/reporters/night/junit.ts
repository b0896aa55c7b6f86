import type { Class } from "../../nightly/classify.js";
import { isFailure, isUnread, type Night, type Row } from "../../nightly/night.js";
import { escapeXml } from "../shared/xml.js";
import { detailText, nouns, reasonOf, urgentDetails, wordsFor } from "./words.js";

const skipped: readonly Class[] = ["no-verdict", "allowed", "gone"];

/** Writes JUnit XML: a suite per stack and engine with a case per service, and one for all hosts and one for all repositories. With `--fail-on-new`, only what is newly broken fails. */
export function writeNightJunit(night: Night): string {
  const suites = new Map<string, Row[]>();
  for (const row of night.rows) {
    const name = row.kind !== "service" ? nouns[row.kind][1] : row.engine === "" ? row.stack : `${row.stack} (engine ${row.engine})`;
    suites.set(name, [...(suites.get(name) ?? []), row]);
  }
  const fails = (row: Row) => isFailure(row, night.failOnNew);
  const body = [...suites].map(([name, rows]) => {
    const count = (is: (row: Row) => boolean) => rows.filter(is).length;
    const counts = `tests="${rows.length}" failures="${count(fails)}" errors="${count(isUnread)}" skipped="${count((row) => skipped.includes(row.class) && !isUnread(row))}"`;
    return `  <testsuite name="${escapeXml(name)}" ${counts}>\n${rows.map((row) => testcase(row, night)).join("\n")}\n  </testsuite>`;
  });
  const troubles = night.troubles.map(({ about, message }) => {
    return `  <testsuite name="${escapeXml(about)}" tests="1" failures="0" errors="1" skipped="0">\n    <testcase classname="input" name="${escapeXml(about)}"><error type="input" message="${escapeXml(message)}"/></testcase>\n  </testsuite>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="remap-ready">\n${[...body, ...troubles].join("\n")}\n</testsuites>\n`;
}

function testcase(row: Row, night: Night): string {
  const text = escapeXml(reasonOf(row, night));
  const type = wordsFor(row.class, night, row.kind);
  const details = urgentDetails(row).map((detail) => `${escapeXml(detailText(detail))}\n`);
  const body = (name: string) => (details.length === 0 ? "/>" : `>${details.join("")}</${name}>`);
  const outcome = isFailure(row, night.failOnNew)
    ? `<failure type="${type}" message="${text}"${body("failure")}`
    : isUnread(row)
      ? `<error type="${type}" message="${text}"${body("error")}`
      : skipped.includes(row.class)
        ? `<skipped message="${type}: ${text}"/>`
        : `<system-out>${type}</system-out>`;
  const seconds = ((row.now?.ms ?? 0) / 1000).toFixed(1);
  return `    <testcase classname="${escapeXml(row.kind === "service" ? row.stack : row.kind)}" name="${escapeXml(row.service || row.stack)}" time="${seconds}">${outcome}</testcase>`;
}
