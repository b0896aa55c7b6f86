import { countsOf, type Night, nightStatus } from "../../nightly/night.js";
import { version } from "../../version.js";
import { stringify } from "../shared/stringify.js";

/** Writes a night as schema/night.schema.json has it; the next night's `--against` reads it. */
export function writeNightJson(night: Night): string {
  return stringify({
    version: 1,
    tool: { name: "remap-ready", version },
    startedAt: night.startedAt,
    exitStatus: nightStatus(night),
    counts: countsOf(night),
    outcomes: night.rows
      .filter(({ class: kind }) => kind !== "gone")
      .map(({ stack, engine, service, class: kind, now, why, last, since, moved }) => ({
        stack,
        engine,
        service,
        class: kind,
        verdict: now?.verdict ?? null,
        covered: now?.isCovered ?? false,
        allowed: now?.allowed ?? null,
        reason: now?.reason ?? why ?? "",
        causes: now?.causes ?? [],
        tries: now?.tries ?? [],
        startedAt: now?.startedAt ?? "",
        ms: now?.ms ?? 0,
        inputs: now?.inputs ?? {},
        moved,
        last: last ? { night: last.night, verdict: last.verdict } : null,
        since: since ?? null,
      })),
    gone: night.rows.filter(({ class: kind }) => kind === "gone").map(({ stack, engine, service }) => ({ stack, engine, service })),
    troubles: night.troubles,
  });
}
