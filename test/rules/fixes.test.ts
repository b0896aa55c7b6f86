import { readdirSync, readFileSync } from "node:fs";
import { parse as parseJson } from "jsonc-parser";
import { describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { editedRepository } from "../../src/documents/edited-repository.js";
import { type Finding, isOpen } from "../../src/findings/finding.js";
import type { Judged } from "../../src/findings/fixed.js";
import { fixInRounds } from "../../src/lint/fix-rounds.js";
import { lintSelection } from "../../src/lint/lint-selection.js";
import { selectAll } from "../../src/lint/select.js";
import { memoryRepository } from "../support/memory-repository.js";
import { type Case, readSpecification } from "../support/specification.js";

const here = new URL(".", import.meta.url);
const cases = readdirSync(here)
  .filter((name) => name.endsWith(".md"))
  .flatMap((name) =>
    readSpecification(readFileSync(new URL(name, here), "utf8")).map(
      (each) => [`${name.slice(0, -".md".length)}: ${each.title}`, each] as const,
    ),
  );

/** Keys that fixes of any rule add, change or remove. */
const touchable =
  /\.(?:userns_mode|volumes|ulimits|sysctls|cap_add|security_opt|domainname|hostname|propagation|recursive|bind|secrets|configs|uid|gid|mode|userns[-_]?remap|containerd-snapshotter|storage-driver|default-ipc-mode|command)(?:\.|$)/i;

/** Notes that are true of an engine only once it maps ids. */
const followsMapping: ReadonlySet<string> = new Set(["opt-out-unguarded"]);

function lint({ files, posture }: Case, texts: ReadonlyMap<string, string> = new Map()): Judged {
  return lintSelection(selectAll(Object.keys(files)), editedRepository(memoryRepository(files), texts), posture);
}

const fix = (each: Case, isWanted = true) =>
  fixInRounds(async (texts) => lint(each, texts), { isWanted: ({ safety }) => isWanted || safety === "safe", refusal: () => undefined });

/** What is found more often than before. */
function more(first: Judged, last: Judged): string[] {
  const before = tally(first.findings);
  return [...tally(last.findings)]
    .filter(([key, count]) => count > (before.get(key) ?? 0) && !followsMapping.has(key.split(" ")[0] ?? ""))
    .map(([key]) => key);
}

/** How often each rule speaks of each subject. */
function tally(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { rule, subject } of findings.filter(isOpen)) counts.set(`${rule} ${subject}`, (counts.get(`${rule} ${subject}`) ?? 0) + 1);
  return counts;
}

/** The places in which two values differ, as paths; of a list, the list. */
function differences(a: unknown, b: unknown, path = ""): string[] {
  const isObject = (value: unknown): value is Record<string, unknown> =>
    typeof value === "object" && value !== null && !Array.isArray(value);
  if (isObject(a) && isObject(b))
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) => differences(a[key], b[key], `${path}.${key}`));
  return JSON.stringify(a) === JSON.stringify(b) ? [] : [path];
}

function read(path: string, text: string): unknown {
  if (/\.ya?ml$/.test(path))
    return Object.fromEntries(parseAllDocuments(text, { uniqueKeys: false, merge: true }).map((each, index) => [index, each.toJS()]));
  return path.endsWith(".json") ? parseJson(text) : undefined;
}

const withCrlf = (each: Case): Case => ({
  ...each,
  files: Object.fromEntries(
    Object.entries(each.files).map(([path, file]) => [path, { ...file, text: file.text.replaceAll("\n", "\r\n") }]),
  ),
});

/** What the fixes of all cases came to, for the last test. */
const fixed = new Set<string>();

describe("every fix of every specification", () => {
  test.for(cases)("%s", async ([, each]) => {
    const { first, last, files, left, isCut } = await fix(each);
    expect(left.map(({ finding, why }) => `${finding.rule}: ${why}`)).toEqual([]);
    expect(isCut).toBe(false);
    for (const { finding } of files.flatMap(({ made }) => made)) fixed.add(finding.rule);
    expect(more(first, last), "found only after it").toEqual([]);
    expect(last.findings.filter((finding) => isOpen(finding) && finding.fix)).toEqual([]);
    expect(last.inputErrors.map(({ message }) => message)).toEqual(first.inputErrors.map(({ message }) => message));
    for (const { before: file, text } of files) {
      const isTouched = differences(read(file.path, file.text), read(file.path, text)).filter((path) => !touchable.test(path));
      expect(isTouched, `${file.path}: what no fix is about`).toEqual([]);
      const comments = (all: string) => all.match(/(?:^|\s)#.*$/gm)?.map((comment) => comment.trim()) ?? [];
      expect(comments(text)).toEqual(comments(file.text));
    }
  });
  test.for(cases)("%s, with CRLF", async ([, each]) => {
    const plain = await fix(each);
    const dos = await fix(withCrlf(each));
    const texts = ({ files }: typeof plain) => files.map(({ before, text }) => [before.path, text]);
    // A shell takes the end of such a line for a part of its last word.
    const isShell = (path: unknown) => !/(?:\.ya?ml|\.json|sub[ug]id)$/.test(String(path));
    expect(texts(dos).filter(([path]) => !isShell(path))).toEqual(
      texts(plain).flatMap(([path, text]) => (isShell(path) ? [] : [[path, text?.replaceAll("\n", "\r\n")]])),
    );
  });
  test.for(cases)("%s, the safe ones alone", async ([, each]) => {
    const { first, last, files } = await fix(each, false);
    expect(files.flatMap(({ made }) => made).filter((made) => made.fix.safety !== "safe")).toEqual([]);
    expect(more(first, last), "found only after them").toEqual([]);
  });
  test("there are some of each rule that has one", () => {
    expect([...fixed].sort()).toEqual([
      "containerd-image-store",
      "default-ipc-mode",
      "domainname",
      "flag-and-file",
      "host-ipc",
      "ineffective-capability",
      "mount-propagation",
      "no-such-flag",
      "nonrecursive-bind",
      "secret-file-mode",
      "sub-id-range",
      "sysctl",
      "unknown-userns-mode",
      "unprivileged-ping",
      "userns-remap-value",
      "writable-cgroups",
    ]);
  });
});
