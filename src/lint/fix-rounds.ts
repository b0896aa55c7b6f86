import { type Finding, isOpen } from "../findings/finding.js";
import type { Fixed, FixedFile, Judged, LeftFix, MadeFix } from "../findings/fixed.js";
import { applyEdits } from "../text/apply-edits.js";
import type { Edit, Fix } from "../text/edit.js";
import type { InputError } from "../text/input-error.js";
import type { SourceFile } from "../text/source-file.js";

/** Which fixes are made. */
export interface Wish {
  readonly isWanted: (fix: Fix, finding: Finding) => boolean;
  /** Why a file is not to be touched, in a sentence; undefined where it may be. */
  readonly refusal: (file: SourceFile) => string | undefined;
}

/** The files by their paths, with the text that they are to have. */
type Texts = ReadonlyMap<string, string>;

/** The most times that files are judged anew. */
const mostRounds = 100;

/**
 * Makes fixes in rounds, each on the text that the round before left, and one for each file and subject, so that no two work on the same list. A fix counts where its
 * finding is gone after it and nothing else is found that was not there; otherwise it is left out. Nothing is written.
 */
export async function fixInRounds<Result extends Judged>(judge: (texts: Texts) => Promise<Result>, wish: Wish): Promise<Fixed<Result>> {
  const first = await judge(new Map());
  const made: MadeFix[] = [];
  const left: LeftFix[] = [];
  const originals = new Map<string, SourceFile>();
  let texts: Texts = new Map();
  let last = first;
  let most = Number.POSITIVE_INFINITY;
  for (let round = 0; ; round++) {
    const { batch, refused } = nextFixes(last, wish, left, most);
    left.push(...refused);
    if (batch.length === 0 || round === mostRounds) {
      const files = [...texts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, text]) => fixedFile(originals.get(path), text, made));
      return { first, last, files: files.filter((file) => file !== undefined), left, isCut: batch.length > 0 };
    }
    const edits = batch.flatMap(({ fix }) => fix.edits);
    const edited = await judge(withEdits(texts, edits));
    const why = whyNot(batch, last, edited);
    if (why !== undefined) {
      // Which of them it is shows when they are made one by one.
      if (batch.length === 1) left.push(...batch.map((each) => ({ ...each, ...why })));
      most = 1;
      continue;
    }
    for (const { at } of edits) if (!originals.has(at.file.path)) originals.set(at.file.path, at.file);
    texts = withEdits(texts, edits);
    last = edited;
    made.push(...batch);
  }
}

/** The fixes of one round, at most so many. */
function nextFixes({ findings }: Judged, { isWanted, refusal }: Wish, left: readonly LeftFix[], most: number) {
  const done = new Set(left.map(keyOf));
  const batch: MadeFix[] = [];
  const refused: LeftFix[] = [];
  const busy = new Set<string>();
  for (const finding of findings) {
    const { fix } = finding;
    if (batch.length >= most) break;
    if (!fix || !isOpen(finding) || !isWanted(fix, finding) || done.has(keyOf({ finding, fix }))) continue;
    const why = fix.edits.map(({ at }) => refusal(at.file)).find((each) => each !== undefined);
    if (why !== undefined) {
      refused.push({ finding, fix, why });
      continue;
    }
    const places = fix.edits.map(({ at }) => `${at.file.path}\0${finding.subject}`);
    if (places.some((place) => busy.has(place)) || batch.some((other) => touch(other.fix.edits, fix.edits))) continue;
    for (const place of places) busy.add(place);
    batch.push({ finding, fix });
  }
  return { batch, refused };
}

function touch(some: readonly Edit[], others: readonly Edit[]): boolean {
  return some.some(({ at: a }) =>
    others.some(({ at: b }) => a.file.path === b.file.path && a.span.start <= b.span.end && b.span.start <= a.span.end),
  );
}

function withEdits(texts: Texts, edits: readonly Edit[]): Texts {
  const byPath = new Map<string, Edit[]>();
  for (const edit of edits) {
    const others = byPath.get(edit.at.file.path);
    if (others) others.push(edit);
    else byPath.set(edit.at.file.path, [edit]);
  }
  const edited = new Map(texts);
  for (const [path, own] of byPath) {
    const [first] = own as [Edit, ...Edit[]];
    edited.set(
      path,
      applyEdits(
        first.at.file.text,
        own.sort((a, b) => a.at.span.start - b.at.span.start),
      ),
    );
  }
  return edited;
}

function fixedFile(before: SourceFile | undefined, text: string, made: readonly MadeFix[]): FixedFile | undefined {
  if (!before || before.text === text) return undefined;
  return { before, text, made: made.filter(({ fix }) => fix.edits.some(({ at }) => at.file.path === before.path)) };
}

/** Why some fixes do not count together; undefined where they do. */
function whyNot(batch: readonly MadeFix[], before: Judged, after: Judged): Pick<LeftFix, "why" | "isSpoiling"> | undefined {
  const was = countBy(before.findings.filter(isOpen), placeOf);
  const is = countBy(after.findings.filter(isOpen), placeOf);
  const isMore = (place: string): boolean => (is.get(place) ?? 0) > (was.get(place) ?? 0);
  if (batch.some(({ finding }) => (is.get(placeOf(finding)) ?? 0) >= (was.get(placeOf(finding)) ?? 0)))
    return { why: "The same is found after it." };
  // A note says what is good to know of files as they are then, and who asks for a change takes its price.
  const isAsked = batch.every(({ fix }) => fix.isAsked);
  const isGrave = ({ severity }: Finding): boolean => severity === "error" || (severity === "warning" && !isAsked);
  // What was asked for as well mends it in the next round.
  const isNext = ({ fix }: Finding): boolean => isAsked && fix?.isAsked === true;
  const fresh = after.findings.find((finding) => isOpen(finding) && isGrave(finding) && !isNext(finding) && isMore(placeOf(finding)));
  if (fresh) return { why: `It would lead to a finding of ${fresh.rule} for \`${fresh.subject}\`.` };
  // Not by their messages: those name lines, which move.
  const kindOf = ({ file, level }: InputError): string => `${file}\0${level}`;
  const had = countBy(before.inputErrors, kindOf);
  const has = countBy(after.inputErrors, kindOf);
  const error = after.inputErrors.find((each) => (has.get(kindOf(each)) ?? 0) > (had.get(kindOf(each)) ?? 0));
  return error && { why: `The file would then be read with a complaint: ${error.message}`, isSpoiling: true };
}

function placeOf({ rule, subject, primary }: Finding): string {
  return `${primary.file.path}\0${rule}\0${subject}`;
}

function keyOf({ finding, fix }: MadeFix): string {
  return `${placeOf(finding)}\0${fix.title}`;
}

function countBy<Each>(all: readonly Each[], keyOf: (each: Each) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const each of all) counts.set(keyOf(each), (counts.get(keyOf(each)) ?? 0) + 1);
  return counts;
}
