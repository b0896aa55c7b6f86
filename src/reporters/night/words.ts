import type { Class } from "../../nightly/classify.js";
import { countsOf, type Night, type Row } from "../../nightly/night.js";
import { plural } from "../shared/summary-line.js";

/** What each class is called in a report. */
const classWords: Readonly<Record<Class, string>> = {
  "newly-broken": "newly broken",
  "not-run": "not run",
  "no-verdict": "without a verdict",
  flaky: "flaky",
  "newly-unexplained": "newly unexplained",
  "still-broken": "still broken",
  allowed: "broken and allowed",
  "newly-changed": "newly changed",
  fixed: "fixed",
  gone: "gone",
  changed: "changed as before",
  same: "same",
};

/** What a class is called in a night: in the first of all nothing is new. */
export function wordsFor(kind: Class, { hasPast }: Pick<Night, "hasPast">): string {
  if (hasPast) return classWords[kind];
  return kind === "newly-broken" ? "broken" : kind === "changed" ? "changed" : classWords[kind];
}

/** The night in one sentence: what is new first, and how many services there are. */
export function headline(night: Night): string {
  const counts = countsOf(night);
  const isSaid = (each: Class) => counts[each] > 0 && (!night.hasPast || (each !== "same" && each !== "changed"));
  const parts = (Object.keys(classWords) as Class[]).filter(isSaid).map((each) => `${counts[each]} ${wordsFor(each, night)}`);
  const services = night.rows.filter(({ now }) => now).length;
  if (night.rows.length === 0 && night.troubles.length > 0) return "Not known: no report could be read.";
  const of = `of ${plural(services, "service")}`;
  return parts.length === 0 ? `Nothing breaks and nothing is new, ${of}.` : `${parts.join(", ")}, ${of}.`;
}

/** A stack, its engine and its service, as a reader finds them. */
export function nameOf({ stack, engine, service }: Pick<Row, "stack" | "engine" | "service">): string {
  return `${stack}${service === "" ? "" : ` ${service}`}${engine === "" ? "" : ` (engine ${engine})`}`;
}

/** Why a row is in its class, in a sentence or two. */
export function reasonOf({ class: kind, now, why, last, since, moved, strip }: Row, { hasPast }: Pick<Night, "hasPast">): string {
  const was = last ? ` It was ${last.verdict === "same" ? "the same" : last.verdict} on ${day(last.night)}.` : "";
  const by = moved.length > 0 ? ` Since the last run: ${moved.join(", ")}.` : "";
  switch (kind) {
    case "not-run":
      return why ?? "It is in the plan, and no result names it.";
    case "gone":
      return `It was there on ${day(strip.at(-1)?.night ?? "")}, and no result or plan names it.`;
    case "newly-broken":
      return `${now?.reason ?? ""}${last ? was : hasPast ? " It had no verdict before." : ""}${by}`;
    case "still-broken":
      return `${now?.reason ?? ""}${since ? ` Broken since ${day(since)}.` : ""}`;
    case "allowed":
      return `${now?.reason ?? ""} Allowed: ${now?.allowed ?? ""}`;
    case "flaky":
      return `${now?.reason ?? ""}${flakiness(now, strip)}`;
    case "no-verdict":
      return `${now?.reason ?? ""}${was}`;
    default:
      return `${now?.reason ?? ""}${kind === "fixed" ? was : ""}${by}`;
  }
}

function flakiness(now: Row["now"], strip: Row["strip"]): string {
  if (now && now.tries.length > 0) return ` Runs of this night disagree: ${[...now.tries, now.verdict].join(", ")}.`;
  const seen = strip.filter(({ verdict }) => verdict !== null);
  return ` It broke in ${seen.filter(({ verdict }) => verdict === "broken").length} of the last ${plural(seen.length, "night")}.`;
}

function day(time: string): string {
  return time.slice(0, 10);
}
