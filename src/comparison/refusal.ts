import type { RuleId } from "../rules/index.js";
import { speaksOfOwner, speaksOfRefusal } from "./normalize.js";
import { themes } from "./signs/all.js";
import type { Hint, Precedence, ProgramWords } from "./signs/signs.js";
import { mountAt, type Subject, type SubjectMount } from "./subject.js";

/** A cause found for something that went wrong after start. */
export interface Cause extends Hint {
  readonly rule: RuleId;
}

/** The cause of what a program says in a log line or a probe's output, from its words, the path they name, and what the subject asks for. */
export function causeOfRefusal(text: string, subject: Subject): Cause | undefined {
  const byWords = (precedence: Precedence) => causeOfWords(text, subject, precedence);
  const named = byWords("specific");
  if (named || !speaksOfRefusal(text)) return named;
  return causeOfPath(text, subject) ?? byWords("general") ?? byWords("last");
}

function causeOfWords(text: string, subject: Subject, wanted: Precedence): Cause | undefined {
  const isRefusal = speaksOfRefusal(text);
  const fits = ({ words, and, isEnough, when, precedence = "specific" }: ProgramWords) =>
    precedence === wanted && (isRefusal || isEnough) && words.test(text) && (and?.test(text) ?? true) && (when?.(subject) ?? true);
  for (const [rule, { programWords = [] }] of themes()) {
    const found = programWords.find(fits);
    if (found) return { rule, confidence: found.confidence ?? "likely", isDecisive: found.isDecisive ?? true };
  }
  return undefined;
}

/** The cause that a path in a text points to: what the subject was given there, a mount, or a path of the kernel. Of several, the longest wins. */
export function causeOfPath(text: string, subject: Subject): Cause | undefined {
  const isNamed = (path: string) => {
    const at = text.indexOf(path);
    return path.length > 1 && at >= 0 && !/[\w.-]/.test(text[at + path.length] ?? "");
  };
  const given = themes().flatMap(([rule, { paths }]) => (paths?.(subject) ?? []).map((path) => ({ rule, path })));
  const [one] = given.filter(({ path }) => isNamed(path)).sort((a, b) => b.path.length - a.path.length);
  if (one) return { rule: one.rule, confidence: "certain", isDecisive: true };
  const mount = [...subject.mounts].sort((a, b) => b.target.length - a.target.length).find(({ target }) => isNamed(target));
  if (mount) return causeOfMount(mount, text);
  // A program that checks owners names a file as its configuration does: often without its folder.
  const file = speaksOfOwner(text) && subject.mounts.find(({ type, target }) => type === "bind" && isFileNamed(text, target));
  if (file) return causeOfMount(file);
  const all = text.match(/(?:\/[\w.@%+-]+){2,}/g) ?? [];
  const kernel = themes().find(([, { kernelPaths }]) => kernelPaths && all.some((path) => kernelPaths.test(path)));
  return kernel && { rule: kernel[0], confidence: "possible", isDecisive: true };
}

/** The rule that a refusal at a path of the container would be about: that of what the subject was given there, else of the mount. */
export function ruleOfPath(path: string, subject: Subject): RuleId | undefined {
  const given = themes().find(([, { paths }]) => paths?.(subject).includes(path));
  if (given) return given[0];
  const mount = mountAt(path, subject);
  return mount && causeOfMount(mount, path)?.rule;
}

/** Whether a text names a file of a path by its last part, which has an ending. */
function isFileNamed(text: string, path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return /\w\.\w/.test(name) && text.includes(name);
}

/** What a refusal in a mount is about; the text names the path, and is empty where the program wrote nothing. */
export function causeOfMount(mount: SubjectMount, text = ""): Cause | undefined {
  for (const [rule, { ofMount }] of themes()) {
    const hint = ofMount?.(mount, text);
    if (hint) return { rule, ...hint };
  }
  return undefined;
}

/** Host files that nearly every stack mounts and everybody may read. */
const harmless = /^\/etc\/(?:localtime|timezone)$/;

/**
 * What a subject asks of the host that userns-remap takes away: the candidates when it fails silently.
 * One candidate is a cause by elimination; several are not.
 */
export function candidates(subject: Subject): Cause[] {
  const there = subject.mounts.filter(({ existed, source }) => existed !== false && !harmless.test(source));
  const ofMounts = there.flatMap((mount) => causeOfMount(mount) ?? []);
  const asked = themes().flatMap(([rule, { isAsked }]) => (isAsked?.(subject) ? [rule] : []));
  const rules = new Set([...ofMounts.map(({ rule }) => rule), ...asked]);
  return [...rules].map((rule) => {
    // Where one service has the stack's own data and the host's, nobody knows which of them it could not use.
    const [protects, ...others] = ofMounts.filter((cause) => cause.rule === rule).map((cause) => cause.protects);
    const isAll = protects !== undefined && others.every((other) => other !== undefined);
    return { rule, confidence: "possible", isDecisive: true, ...(isAll && { protects }) };
  });
}
