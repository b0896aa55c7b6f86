import { type Finding, isOpen, subjectKey } from "../../findings/finding.js";
import { allFindings, type Report, totals, verdict } from "../../findings/report.js";
import { wordList } from "../../text/word-list.js";
import { openHandOvers } from "../shared/open-hand-overs.js";
import { plural } from "../shared/summary-line.js";
import { clusters, countSubjects, ruleKey } from "./clusters.js";

/** Whether userns-remap can be turned on as far as files tell, how much keeps it from that, and which rule to begin with: one line. */
export function answerOf(report: Report): string {
  const open = allFindings(report).filter(isOpen);
  const errors = subjectsOf(open.filter(({ severity }) => severity === "error"));
  const warnings = subjectsOf(open.filter(({ severity }) => severity === "warning"));
  const unread = unreadIn(report);
  const beyond = report.baseline === undefined ? "" : "beyond the baseline, ";
  if (errors.size > 0) {
    const more = [...warnings].filter(([key]) => !errors.has(key)).map(([, finding]) => finding);
    const others = more.length === 0 ? "" : `, and ${moreIn(more)} ${startBut(more)}`;
    const rest = unread === "" ? "" : ` Not all is known: ${unread}.`;
    return `Not yet: ${beyond}${ofAll(errors, report)} ${errors.size === 1 ? "breaks" : "break"} with userns-remap${others}.${rest}${firstOf(report)}`;
  }
  const failing = `${ofAll(warnings, report)} ${startBut([...warnings.values()])}`;
  if (unread !== "" && !wasSomethingRead(report)) return "Not known: nothing could be judged.";
  if (unread !== "") {
    const rest = warnings.size > 0 ? `nothing breaks; ${failing}` : "nothing breaks";
    return `Not known: ${unread}. Of what was read, ${rest}.${warnings.size > 0 ? firstOf(report) : ""}`;
  }
  const check = toCheck(report);
  if (warnings.size > 0) return `Yes, after a review: ${beyond}nothing breaks; ${failing} with userns-remap.${firstOf(report)}${check}`;
  const { suppressed, known } = totals(report);
  if (known > 0) return `Nothing new conflicts with userns-remap; the baseline holds ${plural(known, "finding")}.${check}`;
  const paths = openHandOvers(open);
  const areBound = paths.commands.length + paths.contested.length > 0 || open.some(({ handsOverInWords }) => handsOverInWords);
  const once = areBound ? ", once bound folders belong to the ids of their containers" : "";
  if (suppressed > 0) return `Yes, with what is allowed${once}: nothing else conflicts with userns-remap.${check}`;
  if (!wasSomethingRead(report)) return "Nothing was there to lint.";
  return `Yes, as far as the files tell${once}: nothing ${areBound ? "else " : ""}conflicts with userns-remap.${check}`;
}

/** What keeps a "yes" from speaking about everything, as a sentence; empty where nothing does. */
function toCheck({ inputErrors, unjudged, rulesOff }: Report): string {
  const warnings = inputErrors.filter(({ level }) => level === "warning").length;
  const off = [...new Set(rulesOff.map(({ rule }) => rule))];
  const parts = [
    ...(warnings > 0 ? [plural(warnings, "input warning")] : []),
    ...(unjudged.length > 0 ? [`${plural(unjudged.length, "file")} seen and not judged`] : []),
    ...(off.length > 0 ? [`${plural(off.length, "rule")} turned off (${off.slice(0, 3).join(", ")}${off.length > 3 ? ", …" : ""})`] : []),
  ];
  return parts.length === 0 ? "" : ` Before you rely on it, look at ${wordList(parts)}.`;
}

/** That what warnings are about starts, which a file does not, and what is wrong with it: continues their count. */
function startBut(subjects: readonly Finding[]): string {
  const fails = subjects.every(({ confidence }) => confidence === "certain") ? "fails" : "may fail";
  const isOne = subjects.length === 1;
  const read = subjects.filter((each) => nounOf(each) === "file").length;
  const start = isOne ? "starts" : "start";
  const isRead = isOne ? "is read" : "are read";
  const verb = read === 0 ? start : read === subjects.length ? isRead : `${start} or ${isRead}`;
  return `${verb}, but something ${isOne ? "it asks" : "they ask"} for ${fails}`;
}

/** "15 more services and 1 more file". */
function moreIn(subjects: readonly Finding[]): string {
  const counts = new Map<string, number>();
  for (const finding of subjects) counts.set(nounOf(finding), (counts.get(nounOf(finding)) ?? 0) + 1);
  return wordList([...counts].map(([noun, count]) => `${count} more ${count === 1 ? noun : `${noun}s`}`));
}

function nounOf({ runs, primary }: Pick<Finding, "runs" | "primary">): string {
  return runs?.noun ?? (primary.file.inside ? "image" : "file");
}

function wasSomethingRead({ counts }: Report): boolean {
  return counts.files.some(({ count }) => count > 0);
}

/** What keeps the result from being whole, as a clause; empty where nothing does. */
function unreadIn(report: Report): string {
  const result = verdict(report);
  if (result === "fault") return "remap-ready has a bug, and something was not judged";
  if (result !== "incomplete") return "";
  const errors = report.inputErrors.filter(({ level }) => level === "error").length;
  return errors === 1 ? "an input error keeps the result from being whole" : `${errors} input errors keep the result from being whole`;
}

/** Services, containers and files that findings are about, each once. */
function subjectsOf(findings: readonly Finding[]): ReadonlyMap<string, Finding> {
  return new Map(findings.map((finding) => [subjectKey(finding), finding]));
}

/** "17 of 412 services in 17 projects and 1 file". */
function ofAll(subjects: ReadonlyMap<string, Finding>, { counts }: Report): string {
  const running = [...subjects.values()].flatMap(({ runs }) => runs ?? []);
  const images = [...subjects.values()].filter(({ runs, primary }) => !runs && primary.file.inside).length;
  const files = subjects.size - running.length - images;
  const projects = new Set(running.map(({ project }) => project)).size;
  const all = counts.services + counts.containers;
  const noun = counts.containers === 0 ? "service" : counts.services === 0 ? "container" : "service or container";
  const many = noun === "service or container" ? "services and containers" : `${noun}s`;
  const where = counts.composeProjects > 1 && counts.containers === 0 ? ` in ${plural(projects, "project")}` : "";
  const some = all === 1 ? `the ${noun}` : `${running.length} of ${plural(all, noun, many)}${where}`;
  return wordList([
    ...(running.length > 0 ? [some] : []),
    ...(images > 0 ? [plural(images, "image")] : []),
    ...(files > 0 ? [plural(files, "file")] : []),
  ]);
}

/** What to begin with, as a sentence; empty where there is no choice. */
function firstOf(report: Report): string {
  const [first, ...more] = clusters({ ...report, findings: allFindings(report) }, false);
  if (!first || more.every(({ rule }) => rule === first.rule)) return "";
  const same = [first, ...more.filter((each) => ruleKey(each) === ruleKey(first))];
  return ` Begin with ${first.rule} (${subjectsIn({ places: same.flatMap(({ places }) => places), subjects: countSubjects(same) })}).`;
}

/** How many subjects an explanation holds for, in words: "11 services". */
export function subjectsIn({
  places,
  subjects,
}: {
  readonly places: readonly Pick<Finding, "runs" | "primary">[];
  readonly subjects: number;
}): string {
  const nouns = new Set(places.map(nounOf));
  const [only = "place"] = nouns;
  return plural(subjects, nouns.size === 1 ? only : "place");
}
