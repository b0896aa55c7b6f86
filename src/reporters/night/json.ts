import { countsOf, type Night, nightStatus, type Row } from "../../nightly/night.js";
import type { Kind } from "../../nightly/outcome.js";
import { version } from "../../version.js";
import { stringify } from "../shared/stringify.js";

/** Writes a night as schema/night.schema.json has it; the next night's `--against` reads it. */
export function writeNightJson(night: Night): string {
  const ran = (kind: Kind) => night.rows.filter((row) => row.kind === kind && row.class !== "gone");
  const gone = (kind: Kind) => night.rows.filter((row) => row.kind === kind && row.class === "gone");
  return stringify({
    version: 1,
    tool: { name: "remap-ready", version },
    startedAt: night.startedAt,
    exitStatus: nightStatus(night),
    counts: countsOf(night),
    outcomes: ran("service").map((row) => ({
      stack: row.stack,
      engine: row.engine,
      service: row.service,
      class: row.class,
      verdict: row.now?.verdict ?? null,
      covered: row.now?.isCovered ?? false,
      allowed: row.now?.allowed ?? null,
      reason: row.now?.reason ?? row.why ?? "",
      causes: row.now?.causes ?? [],
      tries: row.now?.tries ?? [],
      ...pastJson(row),
      ms: row.now?.ms ?? 0,
      place: row.now?.place ?? null,
    })),
    gone: gone("service").map(({ stack, engine, service }) => ({ stack, engine, service })),
    hosts: ran("host").map((row) => {
      const details = row.now?.details ?? [];
      return {
        host: row.stack,
        ...judgedJson(row),
        isOn: row.now?.isOn ?? null,
        problems: details.flatMap(({ cause, name, text }) =>
          cause === null ? [] : [{ check: name, summary: text, new: row.newCauses.includes(cause) }],
        ),
        others: details.flatMap(({ cause, name, text }) => (cause === null ? [{ check: name, summary: text }] : [])),
      };
    }),
    goneHosts: gone("host").map(({ stack }) => stack),
    repositories: ran("repository").map((row) => ({
      repository: row.stack,
      ...judgedJson(row),
      findings: (row.now?.details ?? []).map(({ cause, name, text, place }) => ({
        rule: name,
        title: text,
        fails: cause !== null,
        fingerprint: cause,
        new: cause !== null && row.newCauses.includes(cause),
        place: place ?? null,
      })),
    })),
    goneRepositories: gone("repository").map(({ stack }) => stack),
    troubles: night.troubles,
  });
}

/** What a host and a repository have in common. */
function judgedJson(row: Row) {
  const { class: kind, now } = row;
  return { class: kind, breaks: now?.verdict === "broken", covered: now?.isCovered ?? false, reason: now?.reason ?? "", ...pastJson(row) };
}

/** When something was judged, with what, and what the nights before say of it. */
function pastJson({ now, moved, last, since }: Row) {
  return {
    startedAt: now?.startedAt ?? "",
    inputs: now?.inputs ?? {},
    moved,
    last: last ? { night: last.night, verdict: last.verdict } : null,
    since: since ?? null,
  };
}
