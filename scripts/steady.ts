import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Expected, prepare, runStack } from "../test/live/run-stack.js";
import { realArchives } from "../test/real-stacks/images.js";
import { writeImages } from "../test/stacks/images.js";
import { busybox, engines, generations } from "../test/support/parts.js";

// Runs stacks of test/ several times in a row, on an idle machine and with every processor busy, and prints the verdicts. Root; images as the live tests need them.
//   npm run steady -- --runs 5 --stacks crash-loop,redis-save --engine 28
const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "5" },
    stacks: { type: "string" },
    engine: { type: "string", default: generations.at(-1) ?? "" },
  },
});
const wanted = values.stacks?.split(",");
const runs = Number(values.runs);
const folders = ["stacks", "real-stacks"].flatMap((kind) => {
  const at = new URL(`../test/${kind}/`, import.meta.url).pathname;
  return readdirSync(at)
    .filter((name) => existsSync(join(at, name, "expected.json")) && (wanted?.includes(name) ?? true))
    .map((name) => ({ kind, name, at: join(at, name) }));
});
const work = mkdtempSync(join(tmpdir(), "remap-ready-steady-"));
const small = writeImages(join(work, "images"), busybox ?? "");
const real = folders.some(({ kind }) => kind === "real-stacks") ? realArchives(engines) : undefined;
real?.write();

/** The verdict on each service in one run, with its main cause. */
async function verdictsOf({ kind, name, at }: (typeof folders)[number], round: string): Promise<Map<string, string>> {
  const directory = join(work, round, name);
  cpSync(at, directory, { recursive: true });
  const expected = JSON.parse(readFileSync(join(at, "expected.json"), "utf8")) as Expected;
  prepare(directory, expected);
  const archives = kind === "stacks" ? [small] : (real?.of(readFileSync(join(at, "compose.yaml"), "utf8")) ?? []);
  const report = await runStack(directory, values.engine, archives, expected);
  rmSync(directory, { recursive: true, force: true });
  return new Map(
    report.comparisons.map(({ subject, verdict, differences, becauseOf }) => {
      const rule = differences.find(({ effect, isCause }) => effect === "breaks" && isCause)?.rule;
      const cause = becauseOf ? `because of ${becauseOf.join(", ")}` : rule;
      return [subject, cause ? `${verdict} (${cause})` : verdict];
    }),
  );
}

function loaded(): () => void {
  const busy = Array.from({ length: 2 * availableParallelism() }, () => spawn("sh", ["-c", "while :; do :; done"], { stdio: "ignore" }));
  return () => {
    for (const each of busy) each.kill("SIGKILL");
  };
}

let steady = 0;
let all = 0;
try {
  for (const folder of folders) {
    const seen = new Map<string, string[]>();
    const from = performance.now();
    for (const load of ["idle", "loaded"]) {
      const end = load === "loaded" ? loaded() : () => {};
      try {
        for (let run = 1; run <= runs; run++)
          for (const [service, verdict] of await verdictsOf(folder, `${load}-${run}`))
            seen.set(service, [...(seen.get(service) ?? []), verdict]);
      } finally {
        end();
      }
    }
    for (const [service, verdicts] of seen) {
      all++;
      const different = [...new Set(verdicts)];
      if (different.length === 1) steady++;
      const shown = different.length === 1 ? `${verdicts.length} × ${different[0]}` : `DIFFERS: ${verdicts.join("; ")}`;
      console.log(`${folder.name}/${service}: ${shown}`);
    }
    console.log(`  ${folder.name}: ${((performance.now() - from) / 1000 / (2 * runs)).toFixed(1)} s per run`);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
console.log(
  `${steady} of ${all} services have the same verdict and cause in ${runs} idle and ${runs} loaded runs on engine ${values.engine}`,
);
process.exitCode = steady === all ? 0 : 1;
