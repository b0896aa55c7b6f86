import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { afterAll, describe, expect, test } from "vitest";
import { compare } from "../../src/compare.js";
import type { CompareReport } from "../../src/comparison/report.js";
import { countsOf } from "../../src/comparison/report.js";
import { compareJson } from "../../src/reporters/compare-json.js";
import { findCompose } from "../../src/runs/compose-program.js";
import { writeImages } from "../stacks/images.js";

interface Expected {
  readonly services: Readonly<
    Record<string, { readonly verdict: string | readonly string[]; readonly rule?: string; readonly helps?: string }>
  >;
  readonly modes?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  /** Engine generations on which the baseline needs CAP_SYS_RESOURCE, which some machines have not: runc 1.1 raises limits for `privileged`. */
  readonly needsSysResourceOn?: readonly string[];
  /** Services whose break no linter can know: it lies in an image. */
  readonly missed?: readonly string[];
  /** How many unexplained differences are borne. */
  readonly unexplained?: number;
}

const stacks = new URL("../stacks/", import.meta.url).pathname;
const engines = process.env["REMAP_READY_ENGINES"] ?? new URL("../../.engines", import.meta.url).pathname;
const busybox = [join(engines, "busybox/busybox"), "/bin/busybox", "/usr/bin/busybox"].find(existsSync);
const named = join(engines, "compose/docker-compose");
const compose = await findCompose(existsSync(named) ? named : undefined, process.env);
const isAll = process.env["REMAP_READY_NIGHTLY"] !== undefined;
const unpacked = (existsSync(engines) ? readdirSync(engines) : [])
  .filter((name) => /^\d+$/.test(name) && existsSync(join(engines, name, "dockerd")))
  .sort((a, b) => Number(b) - Number(a));
const generations = isAll ? unpacked.toReversed() : unpacked.slice(0, 1);
const quick = ["all-compatible", "database-on-a-bind-mount", "host-network-exporter", "privileged-agent"];
const only = process.env["REMAP_READY_STACKS"]?.split(",");
const names = readdirSync(stacks, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .filter((name) => (only ? only.includes(name) : isAll || quick.includes(name)));
const missing =
  process.platform !== "linux"
    ? "this is not Linux"
    : process.getuid?.() !== 0
      ? "this is not root"
      : !busybox
        ? "there is no static busybox"
        : !compose
          ? "there is no docker compose v2"
          : undefined;
if (missing !== undefined) console.warn(`test/live/compare: skipped, ${missing}`);

const effective =
  /^CapEff:\s*([0-9a-f]+)/m.exec(existsSync("/proc/self/status") ? readFileSync("/proc/self/status", "utf8") : "")?.[1] ?? "0";
const hasSysResource = ((BigInt(`0x${effective}`) >> 24n) & 1n) === 1n;
/** The major version of the machine's own dockerd. */
function installedMajor(): string {
  return /version (\d+)/.exec(execFileSync("dockerd", ["--version"], { encoding: "utf8" }))?.[1] ?? "";
}
const ajv = new Ajv2020({ allErrors: true, strict: false });
formats.default(ajv);
const isValid = ajv.compile(JSON.parse(readFileSync(new URL("../../schema/comparison.schema.json", import.meta.url), "utf8")));
const work = mkdtempSync(join(tmpdir(), "remap-ready-stacks-"));
const sums = { confirmed: 0, notObserved: 0, notTestable: 0, missed: [] as string[], differences: 0, unexplained: 0 };
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
  console.log(
    `predictions over ${names.length} stacks: ${sums.confirmed} confirmed, ${sums.notObserved} not observed, ${sums.notTestable} not testable here, missed: ${sums.missed.join(", ") || "none"}; ${sums.unexplained} of ${sums.differences} differences unexplained`,
  );
});

describe.skipIf(missing !== undefined).each(generations.length > 0 ? generations : ["installed"])(
  "on engine %s, the stack",
  (generation) => {
    test.for(names)("%s", { timeout: 240_000 }, async (name, { skip }) => {
      const expected = JSON.parse(readFileSync(join(stacks, name, "expected.json"), "utf8")) as Expected;
      const major = generation === "installed" ? installedMajor() : generation;
      skip(
        !hasSysResource && expected.needsSysResourceOn?.includes(major) === true,
        `engine ${major} cannot run this stack without CAP_SYS_RESOURCE, which this machine lacks`,
      );
      const report = await run(name, generation, expected);
      const seen = report.comparisons.map(({ subject, verdict, reason, differences, remedies }) => {
        const wanted = expected.services[subject];
        const verdicts = [wanted?.verdict ?? "missing"].flat();
        const isRight = verdicts.includes(verdict);
        const rule = differences.find(({ effect, isCause }) => effect === "breaks" && isCause)?.rule ?? null;
        const helps = remedies.find((remedy) => remedy.verdict === "same")?.change ?? "nothing";
        return {
          subject,
          verdict: isRight ? verdicts[0] : `${verdict}: ${reason}`,
          ...(wanted?.rule && { rule }),
          ...(wanted?.helps && { helps: helps.includes(wanted.helps) ? wanted.helps : helps }),
        };
      });
      const wanted = Object.entries(expected.services).map(([subject, { verdict, rule, helps }]) => ({
        subject,
        verdict: [verdict].flat()[0],
        ...(rule && { rule }),
        ...(helps && { helps }),
      }));
      const bySubject = (a: { subject: string }, b: { subject: string }) => (a.subject < b.subject ? -1 : 1);
      expect(seen.sort(bySubject), JSON.stringify(report.problems)).toEqual(wanted.sort(bySubject));
      expect(report.canary.filter(({ isMet }) => !isMet)).toEqual([]);
      expect(isValid(JSON.parse(compareJson(report))), JSON.stringify(isValid.errors)).toBe(true);
      expect(countsOf(report).unexplained).toBeLessThanOrEqual(expected.unexplained ?? 0);
      const { confirmed, notObserved, notTestable, missed } = report.prediction;
      sums.confirmed += confirmed.length;
      sums.notObserved += notObserved.length;
      sums.notTestable += notTestable.length;
      sums.differences += countsOf(report).differences;
      sums.unexplained += countsOf(report).unexplained;
      sums.missed.push(
        ...missed.filter(({ subject }) => !expected.missed?.includes(subject)).map(({ rule, subject }) => `${rule} ${name}/${subject}`),
      );
      console.log(
        `${generation} ${name}: confirmed ${confirmed.map(({ rule }) => rule)}; not observed ${notObserved.map(({ rule, subject }) => `${rule} (${subject})`)}; missed ${missed.map(({ rule, subject }) => `${rule} (${subject})`)}; ${report.timings.map(({ step, ms }) => `${step} ${ms}`).join(", ")}`,
      );
    });
  },
);

async function run(name: string, generation: string, { modes = {}, environment = {} }: Expected): Promise<CompareReport> {
  // A copy outside the work tree: the owners and modes of a checkout are not what the stack is about.
  const directory = join(work, generation, name);
  cpSync(join(stacks, name), directory, { recursive: true });
  for (const [path, mode] of Object.entries(modes)) chmodSync(join(directory, path), Number.parseInt(mode, 8));
  return compare({
    path: directory,
    files: [],
    images: [],
    profiles: [],
    envFiles: [],
    archives: [writeImages(join(work, "images"), busybox ?? "")],
    declared: [],
    ...(generation !== "installed" && { dockerd: join(engines, generation, "dockerd") }),
    compose: compose?.path ?? "",
    docker: "/nonexistent/docker",
    quietMs: 1500,
    busyMs: 6000,
    settleMs: 60_000,
    timeoutMs: 170_000,
    triesRemedies: true,
    workingDirectory: directory,
    environment: { ...process.env, ...environment },
    signal: new AbortController().signal,
    onProgress: () => {},
  });
}
