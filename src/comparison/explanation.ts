import type { RuleId } from "../rules/index.js";
import { type Difference, passed } from "./difference.js";
import { ruleOfEngineWords } from "./engine-errors.js";
import { speaksOfFailure, speaksOfOtherFailure, speaksOfRefusal } from "./normalize.js";
import type { Observation, Watch } from "./observation.js";
import { stageOf } from "./observation.js";
import type { Cause } from "./refusal.js";
import { candidates, causeOfMount, causeOfPath, causeOfRefusal } from "./refusal.js";
import { idsApart } from "./shown-ids.js";
import { themes } from "./signs/all.js";
import { exitedWith, isOfState, isWorseState, stateIn } from "./state.js";
import { mountAt, type Subject } from "./subject.js";
import type { Protected } from "./wanted-refusal.js";

/** Why a difference is there, in whose words, and what it means for the subject. */
export interface Explanation {
  readonly difference: Difference;
  /** The rule whose claim this is; null is reported as `unexplained`. */
  readonly rule: RuleId | null;
  readonly confidence: "certain" | "likely" | "possible";
  /** The engine's, the kernel's or the program's own words; a sentence of ours where they wrote none. */
  readonly evidence: string;
  /** `breaks`: the subject no longer does what it did. `changes`: it does, differently. */
  readonly effect: "breaks" | "changes";
  /** Whether the evidence stands on its own; consequences of another difference inherit its rule. */
  readonly isCause: boolean;
  /** What of the host was protected, where this difference is what userns-remap is for. */
  readonly protects?: Protected;
}

interface Found extends Cause {
  readonly evidence: string;
  /** Whether it rests on a file that is missing, without a message: the words of a refusal are better evidence. */
  readonly isInferred?: boolean;
}

/** Explains every difference of one subject, by stage, error text and what the subject asks for. */
export function explain(differences: readonly Difference[], subject: Subject, baseline: Watch, remapped: Watch): Explanation[] {
  const own = differences.map((difference) => ({ difference, found: causeOf(difference, subject, remapped) }));
  const main = mainCause(own, subject, baseline, remapped);
  return own.map(({ difference, found }) => {
    const cause = found ?? main;
    const protects = cause?.protects;
    const worst = effectOf(difference, found, main);
    const effect = protects ? "changes" : worst;
    return {
      difference,
      rule: cause?.rule ?? null,
      confidence: found?.confidence ?? (main?.confidence === "possible" ? "possible" : "likely"),
      evidence: cause?.evidence ?? "",
      effect,
      isCause: found !== undefined || (cause !== undefined && worst === "breaks"),
      ...(protects && { protects }),
    };
  });
}

/** The cause that a difference shows by itself. */
function causeOf(difference: Difference, subject: Subject, watch: Watch): Found | undefined {
  const { probe, path, baseline, remapped } = difference;
  if (stageOf(probe) !== "run") {
    if (remapped === null || remapped === passed) return undefined;
    const known = ruleOfEngineWords(stageOf(probe), remapped, subject);
    if (known) return { ...known, confidence: "certain", isDecisive: true };
    return withEvidence(causeOfRefusal(remapped, subject), remapped);
  }
  if (probe === "health") {
    const said = watch.find((observation) => observation.probe === probe)?.reason ?? "";
    return withEvidence(causeOfRefusal(said, subject), said);
  }
  if (probe === "devices") {
    const [rule] = themes().find(([, { ofDevice }]) => ofDevice?.(subject, path)) ?? [];
    const evidence = `${path}: ${baseline ?? "nothing"} on the plain engine, ${remapped ?? "nothing"} on the remapped one`;
    return rule && { rule, confidence: "certain", isDecisive: true, evidence };
  }
  if ((probe === "log" || probe.startsWith("declared:")) && remapped !== null && baseline === null) {
    return withEvidence(causeOfRefusal(remapped, subject) ?? causeOfTrace(remapped, subject, watch), remapped);
  }
  const isOfIds = probe === "log" || probe === "files" || probe.startsWith("declared:");
  if (isOfIds && path !== "exit" && baseline !== null && remapped !== null) return causeOfIds(baseline, remapped, subject);
  if (isLostFile(difference)) {
    const mount = mountAt(path, subject);
    const cause = mount && causeOfMount(mount, path);
    return (
      cause && {
        ...cause,
        confidence: "likely",
        isInferred: true,
        evidence: `${path} is written on the plain engine (${baseline}) and not on the remapped one`,
      }
    );
  }
  return undefined;
}

/** The cause of other ids in what a program prints, or in the owner of a file that it copied. */
function causeOfIds(baseline: string, remapped: string, subject: Subject): Found | undefined {
  if (!idsApart(baseline, remapped)) return undefined;
  const evidence = `it shows \`${baseline}\` on the plain engine and \`${remapped}\` on the remapped one`.slice(0, 1000);
  for (const [rule, { ofShownIds }] of themes()) {
    const confidence = ofShownIds?.(subject);
    if (confidence) return { rule, confidence, isDecisive: false, evidence };
  }
  return undefined;
}

/** Lines before a refusal that are looked at for the path it is about. */
const traceLength = 4;

/** A stack trace names the path in a line of the program, before the refusal that ends it. */
function causeOfTrace(line: string, subject: Subject, watch: Watch): Cause | undefined {
  if (!speaksOfRefusal(line)) return undefined;
  const lines = (watch.find(({ probe }) => probe === "log")?.facts ?? []).map(({ shown, key }) => shown ?? key);
  const at = lines.indexOf(line);
  const before = lines.slice(Math.max(0, at - traceLength), Math.max(0, at)).join("\n");
  const cause = causeOfPath(before, subject);
  return cause && { ...cause, confidence: "likely" };
}

function withEvidence(cause: Cause | undefined, evidence: string): Found | undefined {
  return cause && { ...cause, evidence: evidence.slice(0, 1000) };
}

/** What stands behind the differences that show no cause by themselves: the surest one found, else the only candidate there is. */
function mainCause(
  own: readonly { difference: Difference; found: Found | undefined }[],
  subject: Subject,
  baseline: Watch,
  remapped: Watch,
): Found | undefined {
  const all = own.flatMap((each) => (each.found ? [each.found] : []));
  // What breaks a service for a reason of its own is not excused by a refusal that protects the host.
  const found = [...all.filter(({ protects }) => !protects), ...all.filter(({ protects }) => protects)];
  const best =
    found.find(({ isDecisive, confidence }) => isDecisive && confidence === "certain") ??
    found.find(({ isDecisive }) => isDecisive) ??
    found[0];
  const said = lastWords(remapped);
  if (best) return best.isInferred && speaksOfRefusal(said) ? { ...best, evidence: said } : best;
  if (!own.some(({ difference }) => isWorse(difference) || isLostFile(difference))) return undefined;
  const silent = causeOfSilentExit(baseline, remapped, said);
  if (silent) return silent;
  const only = candidates(subject);
  if (only.length !== 1 || !only[0] || speaksOfOtherFailure(said)) return undefined;
  const { protects, ...cause } = only[0];
  return {
    ...cause,
    // A service that ends silently is not called protection: nobody knows what it needed.
    ...(protects && speaksOfRefusal(said) && { protects }),
    evidence:
      said === "" ? `it fails without a message; it asks the host for one thing only that userns-remap takes away: ${only[0].rule}` : said,
  };
}

/** A first process that is known to end silently in a user namespace, and did. */
function causeOfSilentExit(baseline: Watch, remapped: Watch, said: string): Found | undefined {
  const processes = baseline.find(({ probe }) => probe === "processes")?.facts ?? [];
  for (const [rule, { silentExit }] of themes()) {
    const found = silentExit && processes.find(({ key }) => silentExit.process.test(key));
    if (!found || stateIn(remapped) !== exitedWith(silentExit.status)) continue;
    const evidence =
      said || `${found.key} runs on the plain engine; on the remapped one it exits with ${silentExit.status} and writes no message`;
    return { rule, confidence: "likely", isDecisive: true, evidence };
  }
  return undefined;
}

/** The last line of a log that speaks of a failure, else the last line. */
function lastWords(watch: Watch): string {
  const facts = watch.find((observation: Observation) => observation.probe === "log")?.facts ?? [];
  const lines = facts.map(({ shown, key }) => shown ?? key);
  return (lines.findLast(speaksOfFailure) ?? lines.at(-1) ?? "").slice(0, 1000);
}

function effectOf(difference: Difference, found: Found | undefined, main: Found | undefined): Explanation["effect"] {
  const { probe, baseline, remapped } = difference;
  if (isWorse(difference)) return "breaks";
  if (probe === "devices") return "breaks";
  if (probe === "log" && remapped !== null && found?.isDecisive && speaksOfRefusal(remapped)) return "breaks";
  if (isLostFile(difference) && (found || main)) return "breaks";
  if (probe === "sockets" && baseline !== null && remapped === null && main) return "breaks";
  return "changes";
}

/** Whether something that the plain engine's run wrote is not there: work that was not done, if nothing better explains it. */
function isLostFile({ probe, baseline, remapped }: Difference): boolean {
  return probe === "files" && baseline !== null && remapped === null;
}

/** Whether a difference is a failure in itself, whatever its cause. */
function isWorse(difference: Difference): boolean {
  const { probe, path, baseline, remapped } = difference;
  if (stageOf(probe) !== "run") return baseline === passed && remapped !== passed;
  if (isOfState(difference)) return isWorseState(baseline, remapped);
  if (probe === "health" && path === "status") return baseline === "healthy" && remapped !== "healthy";
  if (probe.startsWith("declared:") && path === "exit") return baseline === "0" && remapped !== "0";
  return false;
}
