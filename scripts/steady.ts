import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { compareMany } from "../src/compare/many.js";
import type { CompareReport } from "../src/comparison/report.js";
import { writeCompareText } from "../src/reporters/compare/text.js";
import { type Expected, hasSysResource, held, prepare } from "../test/live/run-stack.js";
import { realArchives } from "../test/real-stacks/images.js";
import { writeImages } from "../test/stacks/images.js";
import { nothingElse } from "../test/support/compare-request.js";
import { busybox, composeAtHand, engines, generations } from "../test/support/parts.js";

// Runs stacks of test/ several times in a row, on an idle machine and with every processor busy, and prints the verdicts and what is not as expected.json has it. The
// stacks of a round share engines. Root; images as the live tests need them. With --keep, the report of each run is written to that folder.
//   npm run steady -- --runs 5 --stacks crash-loop,redis-save --engine 28 --loads idle,loaded
const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "5" },
    stacks: { type: "string" },
    engine: { type: "string", default: generations.at(-1) ?? "" },
    loads: { type: "string", default: "idle,loaded" },
    pairs: { type: "string" },
    keep: { type: "string" },
  },
});
const wanted = values.stacks?.split(",");
const runs = Number(values.runs);
const loads = values.loads.split(",");
const work = mkdtempSync(join(tmpdir(), "remap-ready-steady-"));
const stacks = new Map<string, { readonly name: string; readonly expected: Expected }>();
let needsReal = false;
for (const kind of ["stacks", "real-stacks"]) {
  const from = new URL(`../test/${kind}/`, import.meta.url).pathname;
  for (const name of readdirSync(from).filter((each) => existsSync(join(from, each, "expected.json")))) {
    const expected = JSON.parse(readFileSync(join(from, name, "expected.json"), "utf8")) as Expected;
    if (!(wanted?.includes(name) ?? true)) continue;
    if (expected.needsSysResourceOn?.includes(values.engine) && !hasSysResource()) continue;
    cpSync(join(from, name), join(work, name), { recursive: true });
    prepare(join(work, name), expected);
    stacks.set(join(work, name), { name, expected });
    needsReal ||= kind === "real-stacks";
  }
}
const archives = [writeImages(join(work, "images"), busybox ?? "")];
if (needsReal) {
  const real = realArchives(engines);
  real.write();
  archives.push(...["servers", "postgres", "mariadb"].map((name) => join(engines, "real", `${name}.tar`)));
}
const compose = await composeAtHand();

/** Verdicts of a service, each with its main cause, in the order of runs. */
const seen = new Map<string, string[]>();
const unexpected: string[] = [];

function note(path: string, round: string, report: CompareReport): void {
  const { name, expected } = stacks.get(path) ?? { name: path, expected: { services: {} } };
  for (const { subject, verdict, differences, becauseOf } of report.comparisons) {
    const rule = differences.find(({ effect, isCause }) => effect === "breaks" && isCause)?.rule;
    const cause = becauseOf ? `because of ${becauseOf.join(", ")}` : rule;
    const key = `${name}/${subject}`;
    seen.set(key, [...(seen.get(key) ?? []), cause ? `${verdict} (${cause})` : verdict]);
  }
  const { seen: is, wanted: should } = held(report, expected);
  for (const one of is) {
    const other = should.find(({ subject }) => subject === one.subject);
    if (JSON.stringify(one) === JSON.stringify(other)) continue;
    unexpected.push(`${round} ${name}: ${JSON.stringify(one)}, expected ${JSON.stringify(other)}`);
    console.log(unexpected.at(-1));
  }
  if (values.keep === undefined) return;
  mkdirSync(values.keep, { recursive: true });
  writeFileSync(join(values.keep, `${name}-${values.engine}-${round}.txt`), writeCompareText(report, { color: false }));
}

async function run(round: string): Promise<void> {
  const from = performance.now();
  const environment = Object.assign({}, process.env, ...[...stacks.values()].map(({ expected }) => expected.environment ?? {}));
  await compareMany({
    ...nothingElse,
    stacks: [...stacks.keys()],
    stackTimeoutMs: 600_000,
    archives,
    declared: [],
    dockerd: join(engines, values.engine, "dockerd"),
    compose: compose?.path ?? "",
    docker: "/nonexistent/docker",
    quietMs: 1500,
    busyMs: 6000,
    settleMs: 90_000,
    triesRemedies: true,
    triesWorkarounds: false,
    workingDirectory: work,
    environment,
    signal: new AbortController().signal,
    onProgress: () => {},
    ...(values.pairs !== undefined && { pairs: Number(values.pairs) }),
    onEnd: (end) => {
      if ("report" in end) note(end.stack, round, end.report);
      else unexpected.push(`${round} ${end.stack}: ${end.kind}: ${end.reason}`);
    },
  });
  const seconds = Math.round((performance.now() - from) / 1000);
  console.log(`${round}: ${stacks.size} stacks in ${seconds} s, load ${loadavg()[0]?.toFixed(1)} at its end`);
}

function loaded(): () => void {
  const busy = Array.from({ length: 2 * availableParallelism() }, () => spawn("sh", ["-c", "while :; do :; done"], { stdio: "ignore" }));
  return () => {
    for (const each of busy) each.kill("SIGKILL");
  };
}

try {
  for (const load of loads) {
    const end = load === "loaded" ? loaded() : () => {};
    try {
      for (let round = 1; round <= runs; round++) await run(`${load}-${round}`);
    } finally {
      end();
    }
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
let steady = 0;
for (const [service, verdicts] of [...seen].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const isSteady = new Set(verdicts).size === 1 && verdicts.length === runs * loads.length;
  if (isSteady) steady++;
  console.log(`${service}: ${isSteady ? `${verdicts.length} × ${verdicts[0]}` : `DIFFERS: ${verdicts.join("; ")}`}`);
}
console.log(
  `${steady} of ${seen.size} services have the same verdict and cause in ${runs} runs each (${loads.join(", ")}) on engine ${values.engine}; ${unexpected.length} not as expected`,
);
for (const line of unexpected) console.log(line);
process.exitCode = steady === seen.size && unexpected.length === 0 ? 0 : 1;
