import { type Class, classes } from "../../nightly/classify.js";
import type { Night, Row } from "../../nightly/night.js";
import { type Detail, type Kind, kinds } from "../../nightly/outcome.js";
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

/** What the classes of a host are called, after `host`; the others do not come up. */
const hostWords: Readonly<Partial<Record<Class, string>>> = {
  "newly-broken": "with a new problem",
  "no-verdict": "not all read",
  flaky: "with a problem on some nights only",
  "still-broken": "with the same problems as before",
  fixed: "newly without a problem",
  gone: "gone",
  same: "without a problem",
};

/** What the classes of a repository are called, after `repository`. */
const repositoryWords: Readonly<Partial<Record<Class, string>>> = {
  "newly-broken": "newly breaking",
  "no-verdict": "not all read",
  flaky: "breaking on some nights only",
  "still-broken": "breaking as before",
  fixed: "no longer breaking",
  gone: "gone",
  same: "where nothing breaks",
};

const wordsOf: Readonly<Record<Kind, Readonly<Partial<Record<Class, string>>>>> = {
  service: classWords,
  host: hostWords,
  repository: repositoryWords,
};

const firstWords: Readonly<Record<Kind, Readonly<Partial<Record<Class, string>>>>> = {
  service: { "newly-broken": "broken", changed: "changed" },
  host: { "newly-broken": "with a problem" },
  repository: { "newly-broken": "breaking" },
};

/** The nouns of each kind. */
export const nouns: Readonly<Record<Kind, readonly [one: string, many: string]>> = {
  service: ["service", "services"],
  host: ["host", "hosts"],
  repository: ["repository", "repositories"],
};

/** What a class is called in a night: in the first of all nothing is new. */
export function wordsFor(each: Class, { hasPast }: Pick<Night, "hasPast">, kind: Kind = "service"): string {
  return (hasPast ? undefined : firstWords[kind][each]) ?? wordsOf[kind][each] ?? classWords[each];
}

/** What a row is called: a host without a problem by whether userns-remap is on. */
function rowWords(row: Row, night: Pick<Night, "hasPast">): string {
  const isOn = row.class === "same" ? row.now?.isOn : undefined;
  return isOn === undefined ? wordsFor(row.class, night, row.kind) : isOn ? "with userns-remap on" : "that can be switched";
}

/** The night in a sentence for each kind: what is new first, and how many there are. */
export function headline(night: Night): string {
  if (night.rows.length === 0 && night.troubles.length > 0) return "Not known: no report could be read.";
  const shown = kinds.filter((kind) => night.rows.some((row) => row.kind === kind));
  return (shown.length === 0 ? (["service"] as const) : shown).map((kind) => sentence(kind, night)).join(" ");
}

function sentence(kind: Kind, night: Night): string {
  const rows = night.rows.filter((row) => row.kind === kind);
  const isSaid = (row: Row) => kind !== "service" || !night.hasPast || (row.class !== "same" && row.class !== "changed");
  const counts = new Map<string, number>();
  const saying = rows.filter(isSaid).sort((a, b) => classes.indexOf(a.class) - classes.indexOf(b.class));
  for (const row of saying) counts.set(rowWords(row, night), (counts.get(rowWords(row, night)) ?? 0) + 1);
  const parts = [...counts].map(([words, count]) => `${count} ${words}`);
  const of = `of ${plural(rows.filter(({ now }) => now).length, ...nouns[kind])}`;
  return parts.length === 0 ? `Nothing breaks and nothing is new, ${of}.` : `${parts.join(", ")}, ${of}.`;
}

/** A part of a report: the rows of one kind and class, under a title. */
export interface Part {
  readonly kind: Kind;
  readonly class: Class;
  readonly title: string;
  readonly rows: readonly Row[];
}

/** The rows of a night in parts: services, hosts, repositories, of each the most urgent first. */
export function partsOf(night: Night): Part[] {
  return kinds.flatMap((kind) =>
    classes.flatMap((each) => {
      const rows = night.rows.filter((row) => row.kind === kind && row.class === each);
      const words = wordsFor(each, night, kind);
      const title = `${kind === "service" ? words : `${nouns[kind][1]} ${words}`} (${rows.length})`;
      return rows.length === 0 ? [] : [{ kind, class: each, title, rows }];
    }),
  );
}

/** What is wrong with a host or in a repository, what is new first. */
export function detailsOf({ now, newCauses }: Row): readonly (Detail & { readonly isNew: boolean })[] {
  const all = (now?.details ?? []).map((detail) => ({ ...detail, isNew: detail.cause !== null && newCauses.includes(detail.cause) }));
  return [...all.filter(({ isNew }) => isNew), ...all.filter(({ isNew }) => !isNew)];
}

/** What a reader must see of a row at once: what is new, or what makes it break where nothing of it is known to be older; what could not be read. */
export function urgentDetails(row: Row): readonly Detail[] {
  if (row.class !== "newly-broken" && row.class !== "no-verdict" && row.class !== "flaky") return [];
  const all = detailsOf(row);
  const fresh = all.filter(({ isNew }) => isNew);
  if (fresh.length > 0) return fresh;
  return row.class === "no-verdict" ? all : all.filter(({ cause }) => cause !== null);
}

/** A detail in one line, as prose: where, which check or rule, what. */
export function detailText({ name, text, place }: Detail): string {
  const where = place ? `${place.file}${place.line === undefined ? "" : `:${place.line}`}: ` : "";
  return `${where}${name}: ${text}`;
}

/** A stack, its engine and its service, as a reader finds them. */
export function nameOf({ stack, engine, service }: Pick<Row, "stack" | "engine" | "service">): string {
  return `${stack}${service === "" ? "" : ` ${service}`}${engine === "" ? "" : ` (engine ${engine})`}`;
}

/** Why a row is in its class, in a sentence or two. */
export function reasonOf(row: Row, { hasPast }: Pick<Night, "hasPast">): string {
  const { class: kind, now, why, last, since, moved, strip } = row;
  const reason = asSentence(now?.reason ?? "");
  const was = last ? ` ${pastWords(row.kind, last.verdict)} on ${day(last.night)}.` : "";
  const by = moved.length > 0 ? ` Since the last run: ${moved.join(", ")}.` : "";
  switch (kind) {
    case "not-run":
      return why ?? "It is in the plan, and no result names it.";
    case "gone":
      return `It was there on ${day(strip.at(-1)?.night ?? "")}, and no result or plan names it.`;
    case "newly-broken":
      return `${reason}${howManyNew(row)}${last ? was : hasPast ? " It had no verdict before." : ""}${by}`;
    case "still-broken":
      return `${reason}${since ? ` ${sinceWords[row.kind]} since ${day(since)}.` : ""}`;
    case "allowed":
      return `${reason} Allowed: ${now?.allowed ?? ""}`;
    case "flaky":
      return `${reason}${flakiness(now, strip)}`;
    case "no-verdict":
      return `${reason}${was}`;
    default:
      return `${reason}${kind === "fixed" ? was : ""}${by}`;
  }
}

/** The reason of a comparison is part of a sentence; that of a host or repository is one. */
function asSentence(reason: string): string {
  return reason.replace(/[^.!?…]$/u, "$&.");
}

const sinceWords: Readonly<Record<Kind, string>> = { service: "Broken", host: "With a problem", repository: "Breaking" };

/** Of a host or repository that broke before, how much is new. */
function howManyNew({ kind, last, newCauses }: Row): string {
  if (kind === "service" || last?.verdict !== "broken" || newCauses.length === 0) return "";
  return ` ${newCauses.length === 1 ? "One is" : `${newCauses.length} are`} new.`;
}

function pastWords(kind: Kind, verdict: Row["strip"][number]["verdict"]): string {
  if (kind === "host") return verdict === "broken" ? "It had a problem" : "It had no problem";
  if (kind === "repository") return verdict === "broken" ? "Something broke" : "Nothing broke";
  return `It was ${verdict === "same" ? "the same" : verdict}`;
}

function flakiness(now: Row["now"], strip: Row["strip"]): string {
  if (now && now.tries.length > 0) return ` Runs of this night disagree: ${[...now.tries, now.verdict].join(", ")}.`;
  const seen = strip.filter(({ verdict }) => verdict !== null);
  return ` It broke in ${seen.filter(({ verdict }) => verdict === "broken").length} of the last ${plural(seen.length, "night")}.`;
}

function day(time: string): string {
  return time.slice(0, 10);
}
