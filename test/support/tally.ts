import { writeFileSync } from "node:fs";
import { relative } from "node:path";
import type { Reporter, TestCase, TestModule, TestSuite } from "vitest/node";
import { borneInCi, type Skip } from "./skips.js";

/**
 * Lists the skipped tests with their reasons when all have run; in CI one whose reason is not borne there fails the run. Where REMAP_READY_TALLY
 * names a file, counts and list go there instead, a word and a value per line, for scripts/test.sh to add up.
 */
export default class Tally implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const lines = tallyOf(modules, process.env["CI"] !== undefined);
    if (lines.some((line) => line.startsWith("unborne "))) process.exitCode = 1;
    const file = process.env["REMAP_READY_TALLY"];
    if (file !== undefined) writeFileSync(file, `${lines.join("\n")}\n`);
    else for (const line of lines) if (!/^(?:passed|failed) /.test(line)) console.log(line);
  }
}

/** `passed N`, `failed N`, then a line per skipped test: `skipped <test> (<reason>)`, or `unborne …` where CI does not bear the reason. */
function tallyOf(modules: readonly TestModule[], isCi: boolean): string[] {
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const withState = (state: string) => tests.filter((test) => test.result().state === state);
  const unloaded = modules.filter((module) => module.state() === "failed" && ![...module.children.allTests("failed")].length);
  const skipped = tests.filter((test) => ["skipped", "pending"].includes(test.result().state));
  return [
    `passed ${withState("passed").length}`,
    `failed ${withState("failed").length + unloaded.length}`,
    ...skipped.map((test) => lineOf(test, skipOf(test), isCi)),
  ];
}

function lineOf(test: TestCase, skip: Skip | undefined, isCi: boolean): string {
  const word = isCi && !(skip && borneInCi.has(skip.kind)) ? "unborne" : "skipped";
  const name = `${relative(process.cwd(), test.module.moduleId)} > ${test.fullName}`.replace(/\s+/g, " ");
  return `${word} ${name} (${skip ? `${skip.kind}: ${skip.reason.replace(/\s+/g, " ")}` : "no reason given"})`;
}

/** The reason nearest to a test: its own, or that of a suite around it. */
function skipOf(test: TestCase): Skip | undefined {
  let at: TestCase | TestSuite = test;
  for (;;) {
    const { skip } = at.meta();
    if (skip) return skip;
    if (at.parent.type === "module") return undefined;
    at = at.parent;
  }
}
