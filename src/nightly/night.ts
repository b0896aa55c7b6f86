import { type Class, classes, classify } from "./classify.js";
import { type History, type PastOutcome, toPast } from "./history.js";
import { byName, type Kind, keyOf, type Outcome } from "./outcome.js";

/** A stack on an engine that the night was to run. */
export interface Planned {
  readonly stack: string;
  /** Absent: any engine. */
  readonly engine?: string;
}

/** A file of results that could not be read, or a stack without a result. */
export interface Trouble {
  /** The file, or the stack. */
  readonly about: string;
  readonly message: string;
}

/** A stack for which there is a reason instead of a result. */
export interface NotRun {
  readonly stack: string;
  /** Major version of the engine that it was to run on; absent where none was reached. */
  readonly engine?: string;
  /** Why, in a sentence or more. */
  readonly reason: string;
}

/** One service, host or repository of the night's report. */
export interface Row {
  readonly kind: Kind;
  readonly stack: string;
  readonly engine: string;
  /** Empty for a stack that was not run. */
  readonly service: string;
  readonly class: Class;
  /** Why it was not run, where that is known. */
  readonly why?: string;
  /** Absent for what was not run or is gone. */
  readonly now?: Outcome;
  /** The last verdict before this night; absent without one. */
  readonly last?: PastOutcome;
  /** Since which night a break is there; absent for what does not break. */
  readonly since?: string;
  /** The causes that were not there at the last verdict; empty in a first night, where nothing is new. */
  readonly newCauses: readonly string[];
  /** The outcome of the last run, where that is known whole. */
  readonly before?: Outcome;
  /** What this row's inputs were and are, where they differ from the last run: `engine 28.5.1 → 28.5.2`. */
  readonly moved: readonly string[];
  /** The verdicts of past nights, oldest first, and this one last; null where a night gave none. */
  readonly strip: readonly { readonly night: string; readonly verdict: Outcome["verdict"] | null }[];
}

/** What a night's results come to. */
export interface Night {
  /** When the first comparison began; empty without one. */
  readonly startedAt: string;
  readonly rows: readonly Row[];
  readonly troubles: readonly Trouble[];
  /** Whether there is an earlier night to compare with. */
  readonly hasPast: boolean;
  readonly failOnNew: boolean;
}

/** What a night is made of. */
export interface NightRequest {
  readonly outcomes: readonly Outcome[];
  readonly history: History;
  /** The outcomes of the last run, where they are known whole: their inputs are compared too. */
  readonly last: readonly Outcome[];
  readonly planned: readonly Planned[];
  readonly notRun: readonly NotRun[];
  readonly troubles: readonly Trouble[];
  readonly failOnNew: boolean;
  /** ISO 8601: when the night was, where no result says so. */
  readonly undated?: string;
}

/** Joins results of many files into one night; independent of the order of the files. */
export function joinNight(request: NightRequest): Night {
  const { history, last, planned, failOnNew } = request;
  const runs = new Map<string, Outcome[]>();
  for (const outcome of dated(request).sort((a, b) => byName(a, b) || compare(a.startedAt, b.startedAt) || compare(a.verdict, b.verdict)))
    runs.set(keyOf(outcome), [...(runs.get(keyOf(outcome)) ?? []), outcome]);
  const now = new Map([...runs].map(([key, each]) => [key, settled(each)]));
  const startedAt = [...now.values()].reduce((first, each) => min(first, each.startedAt), "");
  const latest = [...now.values()].reduce((until, each) => max(until, each.startedAt), startedAt);
  const lastByKey = new Map(last.map((each) => [keyOf(each), each]));
  const pastOf = (key: string): readonly PastOutcome[] => {
    // A night that is reported again, with further files too, is not its own past.
    const nights = (history.get(key) ?? []).filter(({ night }) => night < startedAt || night > latest);
    const direct = lastByKey.get(key);
    return nights.length > 0 || !direct ? nights : [toPast(direct)];
  };
  const missing = [...planned, ...request.notRun.filter(({ stack }) => !planned.some((each) => each.stack === stack))];
  const isPlanned = (stack: string, engine: string) =>
    missing.some((each) => each.stack === stack && (each.engine === undefined || each.engine === engine));
  const rows: Row[] = [...now].map(([key, outcome]) => rowOf(outcome, pastOf(key), lastByKey.get(key)));
  const services = [...now.values()].filter(({ kind }) => kind === "service");
  const ran = new Set(services.flatMap(({ stack, engine }) => [stack, `${stack}\0${engine}`]));
  const missed = new Set<string>();
  for (const { stack, engine } of missing) {
    const key = engine === undefined ? stack : `${stack}\0${engine}`;
    if (ran.has(key) || missed.has(key)) continue;
    missed.add(key);
    const why = reasonFor(stack, engine, request.notRun);
    const named = { kind: "service", stack, engine: engine ?? "", service: "" } as const;
    rows.push({ ...named, class: "not-run", ...(why !== undefined && { why }), newCauses: [], moved: [], strip: [] });
  }
  const pasts = new Map([...history.keys(), ...lastByKey.keys()].map((key) => [key, pastOf(key)]));
  const lastNight = [...pasts.values()].reduce((latest, nights) => max(latest, nights.at(-1)?.night ?? ""), "");
  for (const [key, nights] of pasts) {
    const { kind = "service", stack = "", engine = "", service = "", night = "" } = nights.at(-1) ?? {};
    const isNotRun = kind === "service" && isPlanned(stack, engine) && !ran.has(`${stack}\0${engine}`);
    // What left earlier was reported then; outcomes of `last` begin at different times.
    if (now.has(key) || nights.length === 0 || isNotRun || (history.has(key) && night < lastNight)) continue;
    const before = lastByKey.get(key);
    rows.push({ kind, stack, engine, service, class: "gone", ...(before && { before }), newCauses: [], moved: [], strip: stripOf(nights) });
  }
  rows.sort((a, b) => classes.indexOf(a.class) - classes.indexOf(b.class) || byName(a, b));
  return {
    startedAt,
    rows,
    troubles: request.troubles,
    hasPast: history.size > 0 || last.length > 0,
    failOnNew,
  };
}

/** The outcomes, each with a time: what says none is of the night of the others. */
function dated({ outcomes, undated = "" }: NightRequest): Outcome[] {
  const first = outcomes.reduce((until, { startedAt }) => min(until, startedAt), "");
  const startedAt = first === "" ? undated : first;
  return outcomes.map((each) => (each.startedAt === "" ? { ...each, startedAt } : each));
}

/** Why a stack has no result on an engine, or on any; the same whatever the order in which the reasons were read. */
function reasonFor(stack: string, engine: string | undefined, all: readonly NotRun[]): string | undefined {
  const reasons = all.filter(
    (each) => each.stack === stack && (engine === undefined || each.engine === undefined || each.engine === engine),
  );
  return reasons
    .map(({ reason }) => reason)
    .filter((reason) => reason !== "")
    .sort()[0];
}

/** The last run that gave a verdict, with those of the other runs that did; the last run where none did. */
function settled(runs: readonly Outcome[]): Outcome {
  const covered = runs.filter(({ isCovered }) => isCovered);
  const last = covered.at(-1) ?? (runs.at(-1) as Outcome);
  return { ...last, tries: covered.slice(0, -1).map(({ verdict }) => verdict) };
}

/** How many services of each class; every class is there. */
export function countsOf({ rows }: Pick<Night, "rows">): Readonly<Record<Class, number>> {
  const counts = Object.fromEntries(classes.map((each) => [each, 0])) as Record<Class, number>;
  for (const row of rows) if (row.kind === "service") counts[row.class] += 1;
  return counts;
}

/** 2 when a file could not be read, a stack was not run, a host or repository was not read as a whole, or there is no result; else 1 when something breaks that must not; else 0. */
export function nightStatus({ rows, troubles, failOnNew }: Night): 0 | 1 | 2 {
  if (troubles.length > 0 || rows.every(({ now }) => now === undefined) || rows.some(isUnread)) return 2;
  return rows.some((row) => isFailure(row, failOnNew)) ? 1 : 0;
}

/** Whether there is no answer for a row that must have one. */
export function isUnread({ kind, class: each }: Pick<Row, "kind" | "class">): boolean {
  return each === "not-run" || (kind !== "service" && each === "no-verdict");
}

/** Whether a row fails the night: with `failOnNew`, only what is newly broken does. */
export function isFailure({ class: kind }: Pick<Row, "class">, failOnNew: boolean): boolean {
  return kind === "newly-broken" || (!failOnNew && (kind === "still-broken" || kind === "flaky"));
}

function rowOf(now: Outcome, past: readonly PastOutcome[], before: Outcome | undefined): Row {
  const { kind, stack, engine, service } = now;
  const last = past.findLast(({ verdict }) => verdict !== null);
  const nights = [...past, toPast(now)];
  const since = sinceOf(nights);
  return {
    kind,
    stack,
    engine,
    service,
    class: classify(now, past),
    now,
    ...(before && { before }),
    newCauses: last ? now.causes.filter((cause) => !last.causes.includes(cause)) : [],
    ...(last && { last }),
    ...(since !== undefined && { since }),
    moved: before ? movedInputs(before, now) : [],
    strip: stripOf(nights),
  };
}

/** The first night of the breaks that last until now. */
function sinceOf(nights: readonly PastOutcome[]): string | undefined {
  const covered = nights.filter(({ verdict }) => verdict !== null);
  if (covered.at(-1)?.verdict !== "broken") return undefined;
  const lastGood = covered.findLastIndex(({ verdict }) => verdict !== "broken");
  return covered[lastGood + 1]?.night;
}

function stripOf(nights: readonly PastOutcome[]): Row["strip"] {
  return nights.slice(-30).map(({ night, verdict }) => ({ night, verdict }));
}

function movedInputs(before: Outcome, now: Outcome): readonly string[] {
  return Object.entries(now.inputs).flatMap(([name, value]) => {
    const was = before.inputs[name];
    return was === undefined || was === value ? [] : [`${name} ${was} → ${value}`];
  });
}

/** The earlier of two times; an empty one does not count. */
function min(a: string, b: string): string {
  return a === "" || (b !== "" && b < a) ? b : a;
}

function max(a: string, b: string): string {
  return a > b ? a : b;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
