import type { Confidence, Severity } from "../findings/finding.js";
import type { UsedId } from "../model/commands/command-ids.js";
import { momentOf, type Step } from "../model/commands/steps.js";

/** How sure and how bad, where that is not the rule's own. */
export interface Grade {
  readonly severity?: Severity;
  readonly confidence?: Confidence;
}

/** What becomes of a command that uses an id without a host id, as a whole sentence. */
export function effectOf(use: UsedId["use"], step: Step): string {
  const { command, during, script } = step;
  const program = `\`${command.words[0]?.value.split("/").at(-1) ?? ""}\``;
  const where = script ? ` in \`${script.path}\`` : "";
  if (use === "define") return `${program}${where} makes an account that owns nothing, not even its home, and that nothing can run as.`;
  const fails = `${program}${where} fails with ${use === "own" ? "`Invalid argument`" : "`invalid argument`"}`;
  const cause = use === "own" ? "" : ": the kernel cannot switch to that id";
  if (during === "start" && command.mayFail && use === "own") return `${fails} ${momentOf(step)}, and the files keep the owner they have.`;
  if (during === "start") return `${fails} ${momentOf(step)}${cause}.`;
  if (command.mayFail) return `${fails}${use === "own" ? ", and the build goes on with files owned by somebody else" : cause}.`;
  return `${fails}, and ${during === "later" ? "a build that starts from this image" : "the build"} stops${cause}.`;
}

/** How sure and how bad it is: what a build runs stops it; an account alone, a script at start, and what may fail do less. */
export function gradeOf({ command, during }: Step): (use: UsedId["use"]) => Grade {
  return (use) => {
    if (during === "start" && command.mayFail && use === "own") return { severity: "note", confidence: "likely" };
    const confidence = during === "start" ? (command.isGuarded ? "possible" : "likely") : command.isGuarded ? "likely" : "certain";
    if (use === "define" || command.mayFail || (during === "start" && use === "own")) return { severity: "warning", confidence };
    return { confidence };
  };
}
