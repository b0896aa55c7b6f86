import type { Check, CheckOutcome, Judgment } from "./checks/check.js";
import { checks } from "./checks/index.js";
import { valueIn } from "./facts/fact.js";
import type { HostFacts } from "./facts/host.js";
import type { Plan } from "./plan/plan.js";
import { planChecks } from "./plan/plan-checks.js";

/** What a check came to. */
export interface Checked extends Judgment {
  readonly id: Check["id"];
}

/** `ready` and `not-ready` of a host without mapping, `on` and `on-with-problems` of one with it; `unknown` where something could not be read and nothing is known to be wrong. */
export type Answer = "ready" | "not-ready" | "on" | "on-with-problems" | "unknown";

/** The engine that was asked. */
export interface DiagnosedEngine {
  readonly version: string;
  readonly id: string;
  readonly dataRoot: string;
  readonly isRemapped: boolean;
}

/** What doctor says of a host. */
export interface Diagnosis {
  readonly answer: Answer;
  /** 0 ready or on, 1 something is wrong, 2 not everything could be read. */
  readonly exitStatus: 0 | 1 | 2;
  /** The directory that was judged; `/` for this machine. */
  readonly root: string;
  /** What the host calls itself; null where its files do not say. */
  readonly host: string | null;
  /** Whether it is the machine that runs this, and not only a system's files. */
  readonly isMachine: boolean;
  /** Null where none was asked, or none answered. */
  readonly engine: DiagnosedEngine | null;
  /** The plan that the host was held to; null without one. */
  readonly plan: { readonly id: string; readonly created: string } | null;
  readonly checks: readonly Checked[];
  /** Of a system that does not run, the ids of the checks that its files do not tell enough for. */
  readonly notMade: readonly string[];
}

/** Judges a host by every check that has a meaning for it, and holds it to a plan where one is given; a check that throws is one that could not be made. Pure. */
export function diagnose(facts: HostFacts, plan?: Plan): Diagnosis {
  const engine = facts.running && valueIn(facts.running.engine);
  const isOn = engine?.info.isRemapped === true;
  const held = plan ? planChecks.map((check): Check => ({ ...check, judge: (read) => check.judge(read, plan) })) : [];
  const asked = [...checks, ...held].filter(({ phase }) => phase === "both" || phase === (isOn ? "after" : "before"));
  const made = asked.flatMap((check): Checked[] => {
    const judged = judgeBy(check, facts);
    return judged ? [{ id: check.id, ...(facts.running ? judged : withoutCommands(judged)) }] : [];
  });
  const answer = answerTo(made, isOn);
  return {
    answer,
    exitStatus: statusOf[answer],
    root: facts.root,
    host: facts.name ?? null,
    isMachine: facts.running !== undefined,
    engine: engine
      ? { version: engine.info.version, id: engine.info.id, dataRoot: engine.info.dataRoot, isRemapped: engine.info.isRemapped }
      : null,
    plan: plan ? { id: plan.id, created: plan.created } : null,
    checks: made,
    notMade: facts.running ? [] : asked.map(({ id }) => id).filter((id) => !made.some((each) => each.id === id)),
  };
}

/** Commands act on the machine where they are run, which is another system than the one that was judged. */
function withoutCommands(judged: Judgment): Judgment {
  return judged.remedy ? { ...judged, remedy: { ...judged.remedy, commands: [] } } : judged;
}

function judgeBy(check: Check, facts: HostFacts): Judgment | undefined {
  try {
    return check.judge(facts);
  } catch (error) {
    return { outcome: "unknown", summary: "The check itself failed.", evidence: [error instanceof Error ? error.message : String(error)] };
  }
}

/** What is wrong for certain outweighs what is not known; what is not known never adds up to a yes. */
function answerTo(made: readonly Checked[], isOn: boolean): Answer {
  const has = (outcome: CheckOutcome) => made.some((each) => each.outcome === outcome);
  if (has("problem")) return isOn ? "on-with-problems" : "not-ready";
  if (has("unknown")) return "unknown";
  return isOn ? "on" : "ready";
}

const statusOf: Readonly<Record<Answer, Diagnosis["exitStatus"]>> = { ready: 0, on: 0, "not-ready": 1, "on-with-problems": 1, unknown: 2 };
