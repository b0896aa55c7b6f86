import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { afterAll, describe, expect, test } from "vitest";
import type { CompareReport } from "../../src/comparison/report.js";
import { countsOf } from "../../src/comparison/report.js";
import { writeCompareJson } from "../../src/reporters/compare/json.js";
import { writeCompareText } from "../../src/reporters/compare/text.js";
import { writeCompareHtml } from "../../src/reporters/html/html.js";
import { dockerd, generations } from "../support/parts.js";
import { because, isNightly, lackedByMachine, type Skip } from "../support/skips.js";
import { type Expected, hasSysResource, held, prepare, runStack } from "./run-stack.js";

/** Stacks to run, one folder each with compose.yaml and expected.json. */
export interface Stacks {
  readonly folder: string;
  readonly names: readonly string[];
  readonly generations: readonly string[];
  /** The image archives that a stack needs. */
  readonly archivesOf: (directory: string) => string[];
}

const onlyStacks = process.env["REMAP_READY_STACKS"]?.split(",");
/** Engine generations that are there: all for the night, the oldest first; else the newest. REMAP_READY_GENERATIONS names others. */
export function generationsHere(): string[] {
  const asked = process.env["REMAP_READY_GENERATIONS"]?.split(",");
  if (asked) return generations.filter((major) => asked.includes(major));
  return isNightly ? [...generations] : generations.slice(-1);
}

/** The stacks of a folder that this run is about: those named in REMAP_READY_STACKS, else all for the night, else the quick ones. */
export function stacksOf(folder: string, quick: readonly string[] | "all"): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, "expected.json")))
    .map(({ name }) => name)
    .filter((name) => quick === "all" || (onlyStacks ? onlyStacks.includes(name) : isNightly || quick.includes(name)));
}

/** The major version of the machine's own dockerd. */
function installedMajor(): string {
  return /version (\d+)/.exec(execFileSync(dockerd ?? "dockerd", ["--version"], { encoding: "utf8" }))?.[1] ?? "";
}

/** Registers a test for each stack on each engine generation: verdicts, causes, remedies, predictions, as expected.json has them. */
export function describeStacks({ folder, names, generations: wanted, archivesOf }: Stacks, whyNot: Skip | undefined): void {
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  formats.default(ajv);
  const isValid = ajv.compile(JSON.parse(readFileSync(new URL("../../schema/comparison.schema.json", import.meta.url), "utf8")));
  const work = mkdtempSync(join(tmpdir(), "remap-ready-stacks-"));
  const sums = { confirmed: 0, notObserved: 0, notTestable: 0, missed: [] as string[], differences: 0, unexplained: 0 };
  const verdicts = new Map<string, number>();
  afterAll(() => {
    rmSync(work, { recursive: true, force: true });
    const counted = [...verdicts].map(([verdict, count]) => `${count} ${verdict}`).join(", ");
    console.log(
      `predictions over ${names.length} stacks (${counted}): ${sums.confirmed} confirmed, ${sums.notObserved} not observed, ${sums.notTestable} not testable here, missed: ${sums.missed.join(", ") || "none"}; ${sums.unexplained} of ${sums.differences} differences unexplained`,
    );
  });

  describe.skipIf(whyNot).each(wanted.length > 0 ? wanted : ["installed"])("on engine %s, the stack", because(whyNot), (generation) => {
    test.for(names)("%s", { timeout: 400_000 }, async (name, { skip, task }) => {
      const expected = JSON.parse(readFileSync(join(folder, name, "expected.json"), "utf8")) as Expected;
      const major = generation === "installed" ? installedMajor() : generation;
      if (expected.needsSysResourceOn?.includes(major) && !hasSysResource()) {
        task.meta.skip = lackedByMachine(`engine ${major} cannot run this stack without CAP_SYS_RESOURCE`);
        skip();
      }
      // A copy outside the work tree: the owners and modes of a checkout are not what the stack is about.
      const directory = join(work, generation, name);
      cpSync(join(folder, name), directory, { recursive: true });
      prepare(directory, expected);
      const report = await runStack(directory, generation, archivesOf(directory), expected);
      keep(report, `${generation}-${name}`);
      for (const { verdict } of report.comparisons) verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
      const { confirmed, notObserved, notTestable, missed } = report.prediction;
      const unforeseen = missed.filter(({ subject }) => !expected.missed?.includes(subject));
      sums.confirmed += confirmed.length;
      sums.notObserved += notObserved.length;
      sums.notTestable += notTestable.length;
      sums.differences += countsOf(report).differences;
      sums.unexplained += countsOf(report).unexplained;
      sums.missed.push(...unforeseen.map(({ rule, subject }) => `${rule} ${name}/${subject}`));
      console.log(
        `${generation} ${name}: confirmed ${confirmed.map(({ rule }) => rule)}; open ${report.openQuestions.map(({ rule, subject }) => `${rule} (${subject})`)}; not observed ${notObserved.map(({ rule, subject }) => `${rule} (${subject})`)}; missed ${missed.map(({ rule, subject }) => `${rule} (${subject})`)}; ${report.timings.map(({ step, ms }) => `${step} ${ms}`).join(", ")}`,
      );
      const { seen, wanted } = held(report, expected);
      expect(seen, JSON.stringify(report.notices)).toEqual(wanted);
      expect(isValid(JSON.parse(writeCompareJson(report))), ajv.errorsText(isValid.errors)).toBe(true);
      expect(report.canary.filter(({ isMet }) => !isMet)).toEqual([]);
      const parts = report.timings.find(({ step }) => step === "baseline run")?.parts ?? {};
      expect(Object.keys(parts)).toEqual(["starting", "settling", "looking"]);
      expect(countsOf(report).unexplained).toBeLessThanOrEqual(expected.unexplained ?? 0);
      if (expected.open) {
        expect(report.openQuestions.map(({ rule, subject }) => `${rule} ${subject}`).sort()).toEqual([...expected.open].sort());
      }
      if (expected.notObserved) {
        expect(notObserved.map(({ rule, subject }) => `${rule} ${subject}`).sort()).toEqual([...expected.notObserved].sort());
        expect(unforeseen).toEqual([]);
      }
    });
  });
}

/** Keeps the whole report where REMAP_READY_REPORTS asks for it, to look at what was seen. */
function keep(report: CompareReport, name: string): void {
  const at = process.env["REMAP_READY_REPORTS"];
  if (at === undefined) return;
  mkdirSync(at, { recursive: true });
  writeFileSync(join(at, `${name}.json`), writeCompareJson(report));
  writeFileSync(join(at, `${name}.txt`), writeCompareText(report, { color: false }));
  writeFileSync(join(at, `${name}.html`), writeCompareHtml(report));
}
