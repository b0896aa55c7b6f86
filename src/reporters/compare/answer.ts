import { listed } from "../../comparison/caused-by.js";
import type { Comparison, TriedRemedy } from "../../comparison/comparison.js";
import { isCutShort } from "../../comparison/notice.js";
import type { OpenQuestion } from "../../comparison/open-questions.js";
import { overrideOf } from "../../comparison/remedies.js";
import type { CompareReport } from "../../comparison/report.js";
import { helpOf } from "../../findings/finding.js";
import { plural } from "../shared/summary-line.js";

/** What no comparison shows of the switch itself, and everybody meets who makes it. */
const switchNote = ` After the switch, dockerd does not see the images, containers and volumes it had, because its data root is a new one: ${helpOf("userns-remap-off")}`;

/** Whether userns-remap can be turned on for what was compared, in a few sentences; where the answer is yes, with what the switch itself does. */
export function answerOf(report: CompareReport): string {
  const { comparisons } = report;
  const isYes =
    !isCutShort(report) &&
    comparisons.length > 0 &&
    comparisons.every(
      ({ verdict, allowed }) => verdict === "same" || verdict === "changed" || (verdict === "broken" && allowed !== undefined),
    );
  return `${withoutNote(report)}${isYes ? switchNote : ""}`;
}

function withoutNote(report: CompareReport): string {
  const { comparisons, noun } = report;
  const broken = comparisons.filter(({ verdict, allowed }) => verdict === "broken" && allowed === undefined);
  const allowed = comparisons.filter((comparison) => comparison.allowed !== undefined);
  const changed = comparisons.filter(({ verdict }) => verdict === "changed");
  const open = comparisons.filter(({ verdict }) => verdict === "inconclusive");
  const of = (some: readonly Comparison[]) => {
    if (some.length < comparisons.length) return `${some.length} of ${plural(comparisons.length, noun)}`;
    return some.length === 1 ? `the ${noun}` : `all ${plural(some.length, noun)}`;
  };
  const permitted = allowed.length === 0 ? "" : ` Allowed to break: ${of(allowed)}.`;
  const rest = `${permitted}${openOnes(open)}`;
  if (broken.length > 0) {
    const mended = broken.filter(({ remedies, becauseOf }) => becauseOf || remedies.some(helps)).length;
    const one = broken.length === 1;
    const help =
      mended === 0 ? "" : `; a change that helps was tried${mended < broken.length ? ` for ${mended} of them` : one ? "" : " for each"}`;
    return `Not yet: ${of(broken)} ${one ? "breaks" : "break"} with userns-remap${help}.${rest}`;
  }
  const nothing = allowed.length > 0 ? "nothing else" : "nothing";
  if (open.length > 0 || comparisons.length === 0 || isCutShort(report)) {
    return comparisons.length === open.length
      ? `Not known: nothing could be judged.${rest}`
      : `Not known: of what was judged, ${nothing} breaks.${rest}`;
  }
  const doubtful = comparisons.filter(({ subject }) => report.openQuestions.some((question) => question.subject === subject));
  const doubts =
    doubtful.length === 0
      ? ""
      : ` Not exercised: something of ${of(doubtful)} that ${doubtful.length === 1 ? "it" : "they"} may not be able to do with userns-remap.`;
  if (changed.length > 0) {
    return `Yes, after a review: ${nothing} breaks; ${of(changed)} ${changed.length === 1 ? "behaves" : "behave"} differently.${doubts}${permitted}`;
  }
  if (doubtful.length > 0) return `Yes, after a review: ${nothing} breaks.${doubts}${permitted}`;
  if (allowed.length > 0) return `Yes, with what is allowed: ${nothing} breaks.${permitted}`;
  return comparisons.length === 1
    ? `Yes: the ${noun} behaves with userns-remap as without it.`
    : `Yes: all ${plural(comparisons.length, noun)} behave with userns-remap as without it.`;
}

function openOnes(open: readonly Comparison[]): string {
  const uncovered = open.filter(({ isUncovered }) => isUncovered).length;
  const parts = [
    ...(uncovered > 0 ? [`${uncovered} ${uncovered === 1 ? "was" : "were"} not compared`] : []),
    ...(open.length > uncovered ? [`${open.length - uncovered} ${open.length - uncovered === 1 ? "gives" : "give"} no verdict`] : []),
  ];
  return parts.length > 0 ? ` ${parts.join(", ")}.` : "";
}

/** Something to do before userns-remap is turned on, for one or several subjects. */
export interface Step {
  readonly subjects: readonly string[];
  /** What to do, or why there is no verdict, with code between backticks. */
  readonly what: string;
  /** What a change gives up; empty when it gives up nothing. */
  readonly cost: string;
  /** `works`: with the change it behaves as on the plain engine. `runs`: it runs then, and something differs. `open`: broken, and nothing that was tried helps. `look`: it differs. `unknown`: no verdict. `allowed`: broken, and allowed. */
  readonly kind: "works" | "runs" | "open" | "look" | "unknown" | "allowed";
  /** The changes that `what` says, one for each subject that it helps; none where it says none that helps. */
  readonly changes: readonly TriedRemedy[];
}

const kinds: readonly Step["kind"][] = ["works", "runs", "open", "unknown", "look", "allowed"];

/** What to do now, one entry for subjects that need the same: changes that were tried and help first, then what is open. */
export function stepsOf({ comparisons, openQuestions }: CompareReport): Step[] {
  const steps = new Map<string, Step>();
  const all = comparisons.flatMap((comparison): Step[] => {
    const questions = openQuestions.filter(({ subject }) => subject === comparison.subject);
    const step = stepOf(comparison);
    return [...(step ? [step] : []), ...questions.map((question) => stepFor(question, comparison))];
  });
  for (const step of all) {
    const id = `${step.kind}\0${step.what}\0${step.cost}`;
    const { subjects = [], changes = [] } = steps.get(id) ?? {};
    steps.set(id, { ...step, subjects: [...subjects, ...step.subjects], changes: [...changes, ...step.changes] });
  }
  return [...steps.values()].sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
}

/** What to do about something that no run has exercised: what was seen to give the access back, else to exercise it. */
function stepFor({ subject, rule, text }: OpenQuestion, { remedies }: Comparison): Step {
  const change = remedies.find((remedy) => remedy.rule === rule && works(remedy));
  if (change)
    return { subjects: [subject], kind: "works", what: `${change.change}. Without it: ${text}`, cost: change.cost, changes: [change] };
  return { subjects: [subject], kind: "look", what: `${text}. Compare again with a \`--probe\` that uses it`, cost: "", changes: [] };
}

function stepOf({ subject, verdict, reason, remedies, isUncovered, allowed, isProtection, becauseOf }: Comparison): Step | undefined {
  const step = (kind: Step["kind"], what: string, change?: TriedRemedy): Step => ({
    subjects: [subject],
    kind,
    what,
    cost: change?.cost ?? "",
    changes: change ? [change] : [],
  });
  if (verdict === "same") return undefined;
  if (becauseOf)
    return step(
      "works",
      `nothing: it ${verdict === "broken" ? "breaks" : "differs"} because of ${listed(becauseOf)}, and works once that is changed`,
    );
  if (verdict === "changed" && isProtection) {
    const change = remedyOf({ remedies });
    if (change)
      return step(
        works(change) ? "works" : "runs",
        `nothing, if it does not need to read the host's files: ${reason}; otherwise ${change.change}`,
        change,
      );
    const last = remedies.at(-1);
    const workaround = last ? `; if it must have this access, ${last.change} gives up the protection for this service` : "";
    return step("look", `nothing to repair: ${reason}${workaround}`);
  }
  if (verdict === "changed") return step("look", "check below whether the differences matter");
  if (verdict === "inconclusive") return step("unknown", `${isUncovered ? "inconclusive, not compared" : "inconclusive"}: ${reason}`);
  if (allowed !== undefined) return step("allowed", `nothing: it breaks, which is allowed: ${allowed}`);
  const change = remedyOf({ remedies });
  if (change) return step(works(change) ? "works" : "runs", change.change, change);
  const tried = remedies.filter((remedy) => remedy.verdict !== "not tried").length;
  if (tried > 0) return step("open", `${plural(tried, "change")} tried, and no change helps: see below`);
  const [untried] = remedies;
  return step("open", untried ? `${untried.change} (not tried: ${untried.reason})` : "no change was tried: see below");
}

/** The change that helps a subject: one with which it behaves as on the plain engine, else one with which it runs. */
export function remedyOf({ remedies }: Pick<Comparison, "remedies">): TriedRemedy | undefined {
  return remedies.find(works) ?? remedies.find(helps);
}

/** Whether a subject behaves with the change as on the plain engine. */
export function works({ verdict }: TriedRemedy): boolean {
  return verdict === "same";
}

function helps({ verdict }: TriedRemedy): boolean {
  return verdict === "same" || verdict === "changed";
}

/** Every change that helps and that a compose file can hold, as one override file; undefined without such a change, or without a compose project. */
export function wholeOverride({ comparisons, noun }: CompareReport): string | undefined {
  const changes = comparisons.flatMap((comparison) => remedyOf(comparison) ?? []).filter(({ overrides }) => overrides.size > 0);
  return noun === "service" && changes.length > 0 ? overrideOf(changes) : undefined;
}

/** The subjects, the worst first. */
export function worstFirst(report: CompareReport): Comparison[] {
  const rank = ["broken", "inconclusive", "changed", "same"];
  return [...report.comparisons].sort((a, b) => rank.indexOf(a.verdict) - rank.indexOf(b.verdict));
}

/** Where a subject is declared, as `path:line`; undefined for what no file declares. */
export function placeOf({ places }: CompareReport, subject: string): string | undefined {
  const at = places.get(subject);
  return at && `${at.file.path}:${at.file.position(at.span.start).line}`;
}
