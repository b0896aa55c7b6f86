import type { Verdict } from "../comparison/verdict.js";
import { byName, type Kind, keyOf, kinds, type Outcome } from "./outcome.js";

/** One service, host or repository in one past night. */
export interface PastOutcome {
  readonly kind: Kind;
  /** When the night began; ISO 8601. */
  readonly night: string;
  readonly stack: string;
  readonly engine: string;
  readonly service: string;
  /** Null where the night gave none. */
  readonly verdict: Verdict | null;
  readonly causes: readonly string[];
}

/** The past nights of each service, host and repository, oldest first. */
export type History = ReadonlyMap<string, readonly PastOutcome[]>;

/** Nights that a history keeps. */
export const nightsKept = 60;

/** The letter of a verdict in a history and in a strip of nights. */
export const letters: Readonly<Record<Verdict, string>> = { same: "S", changed: "C", broken: "B", inconclusive: "N" };

/**
 * Reads a history: JSON Lines, one line per night and service, host or repository. Lines of a newer version and lines that cannot be read are counted, kept out, and not written
 * again. The same line twice is one, so that two branches' files can be joined.
 */
export function readHistory(text: string): { readonly history: History; readonly unread: number } {
  const lines = new Map<string, PastOutcome>();
  let unread = 0;
  for (const line of text.split("\n")) {
    if (line.trim() === "") continue;
    const past = pastOf(line);
    if (past) lines.set(`${past.night}\0${keyOf(past)}`, past);
    else unread += 1;
  }
  return { history: byService([...lines.values()]), unread };
}

/** A history with a night added, as text; only the last nights are kept. A night that is there already is replaced, also where its first outcome began later then. */
export function writeHistory(history: History, night: string, outcomes: readonly Outcome[]): string {
  const now = outcomes.map((outcome) => toPast(outcome, night));
  const latest = outcomes.reduce((until, { startedAt }) => (startedAt > until ? startedAt : until), night);
  const past = [...history.values()].flat().filter((each) => each.night < night || each.night > latest);
  const nights = [...new Set([...past, ...now].map((each) => each.night))].sort().slice(-nightsKept);
  const kept = [...past, ...now].filter((each) => nights.includes(each.night));
  kept.sort((a, b) => (a.night < b.night ? -1 : a.night > b.night ? 1 : byName(a, b)));
  return kept.map((each) => `${JSON.stringify(lineOf(each))}\n`).join("");
}

/** An outcome as the nights after it see it. */
export function toPast({ startedAt, kind, stack, engine, service, verdict, isCovered, causes }: Outcome, night = startedAt): PastOutcome {
  return { night, kind, stack, engine, service, verdict: isCovered ? verdict : null, causes };
}

function lineOf({ night, kind, stack, engine, service, verdict, causes }: PastOutcome) {
  // Lines of services are as they were before there were other kinds.
  return {
    v: 1,
    night,
    ...(kind !== "service" && { kind }),
    stack,
    engine,
    service,
    verdict: verdict === null ? "N" : letters[verdict],
    causes,
  };
}

function pastOf(line: string): PastOutcome | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  const { v, night, kind: named = "service", stack, engine, service, verdict, causes } = (value ?? {}) as Record<string, unknown>;
  const isText = [night, stack, engine, service].every((each) => typeof each === "string");
  const known = (Object.keys(letters) as Verdict[]).find((each) => letters[each] === verdict);
  const kind = kinds.find((each) => each === named);
  if (v !== 1 || !isText || !known || !kind) return undefined;
  return {
    kind,
    night: night as string,
    stack: stack as string,
    engine: engine as string,
    service: service as string,
    verdict: known === "inconclusive" ? null : known,
    causes: Array.isArray(causes) ? causes.filter((each) => typeof each === "string") : [],
  };
}

/** Groups past outcomes by what they are about, oldest first. */
export function byService(outcomes: readonly PastOutcome[]): History {
  const history = new Map<string, PastOutcome[]>();
  for (const past of [...outcomes].sort((a, b) => (a.night < b.night ? -1 : a.night > b.night ? 1 : 0))) {
    const key = keyOf(past);
    const nights = history.get(key) ?? [];
    history.set(key, nights);
    nights.push(past);
  }
  return history;
}
