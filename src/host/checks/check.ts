import type { Command } from "../../advice/command.js";
import type { EngineState } from "../facts/engine.js";
import type { HostFacts, RunningFacts } from "../facts/host.js";

/** `ok` nothing is in the way, `problem` it does not work or does not protect, `warning` worth a decision, `unknown` it could not be read. */
export type CheckOutcome = "ok" | "problem" | "warning" | "unknown";

/** What to do about it: one or two sentences, and commands for a person to run as root, where they are certain. */
export interface CheckRemedy {
  readonly text: string;
  readonly commands: readonly Command[];
}

/** What a check says of a host. The summary is one sentence; evidence are the values that it rests on, one each, with where they come from. */
export interface Judgment {
  readonly outcome: CheckOutcome;
  readonly summary: string;
  readonly evidence: readonly string[];
  readonly remedy?: CheckRemedy;
}

/** One named question about a host. */
export interface Check {
  /** In kebab-case; the same word in the report, in docs/doctor.md and in the name of its file. */
  readonly id: string;
  /** `before`: only while mapping is off; `after`: only when it is on; `both`. */
  readonly phase: "before" | "after" | "both";
  /** What it asks, as a question. */
  readonly question: string;
  /** What goes wrong otherwise, in one or two sentences. */
  readonly why: string;
  /** Undefined where the question has no meaning for this host, such as one about an engine for a system that only is mounted. Pure. */
  judge(facts: HostFacts): Judgment | undefined;
}

/** A check that asks a machine that runs, whether or not an engine does. */
export function ofMachine(judge: (running: RunningFacts, facts: HostFacts) => Judgment | undefined): Check["judge"] {
  return (facts) => facts.running && judge(facts.running, facts);
}

/** A check that asks a running engine; one that cannot be asked is a check of its own. */
export function ofEngine(judge: (engine: EngineState, running: RunningFacts, facts: HostFacts) => Judgment | undefined): Check["judge"] {
  return ofMachine((running, facts) => ("value" in running.engine ? judge(running.engine.value, running, facts) : undefined));
}

/** A judgment in one line. */
export function judgment(outcome: CheckOutcome, summary: string, evidence: readonly string[] = [], remedy?: CheckRemedy): Judgment {
  return { outcome, summary, evidence, ...(remedy && { remedy }) };
}

/** Advice without a command. */
export function advise(text: string, commands: readonly (Command | undefined)[] = []): CheckRemedy {
  return { text, commands: commands.filter((command) => command !== undefined) };
}

/** The judgment of what could not be read. */
export function unread({ unread, source }: { readonly unread: string; readonly source: string }): Judgment {
  return judgment("unknown", `${source} could not be read.`, [`${source}: ${unread}`], advise("Run it as root, on the host itself."));
}

/** The first of a list, and how many more there are: evidence stays readable whatever the host holds. */
export function some(items: readonly string[], most = 12): readonly string[] {
  return items.length <= most ? items : [...items.slice(0, most - 1), `and ${items.length - most + 1} more`];
}

/** A count with its noun. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}
