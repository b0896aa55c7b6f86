/**
 * Lints changed files of every kind in every format, in one process, and looks for exceptions, runs of more than 2 s of processor time, and memory.
 * `npm run fuzz -- [--runs 1000] [--seed 1] [--from 0]`; the same seed and run give the same files. A run that fails leaves them in fuzz-failures/<seed>-<run>/
 * of the system's folder for temporary files, and `--seed <seed> --from <run> --runs 1` repeats it.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { randomOf } from "./fuzz/mutate.js";
import { Tree } from "./fuzz/run.js";

const mostSeconds = 2;

const number = { type: "string" } as const;
const { values } = parseArgs({ options: { runs: number, seed: number, from: number } });
const [runs, seed, from] = [Number(values.runs ?? 1000), Number(values.seed ?? 1), Number(values.from ?? 0)];

const root = mkdtempSync(join(tmpdir(), "remap-ready-fuzz-"));
process.on("exit", () => rmSync(root, { recursive: true, force: true }));
const tree = await Tree.plant(root);
let failures = 0;
let slowest = 0;
const started = performance.now();
for (let run = from; run < from + runs; run++) {
  tree.change(randomOf(seed, run));
  const before = process.cpuUsage();
  const wrong = await tree.judge();
  const { user, system } = process.cpuUsage(before);
  const seconds = (user + system) / 1e6;
  slowest = Math.max(slowest, seconds);
  const failure = wrong ?? (await tree.fix()) ?? (seconds > mostSeconds ? `It took ${seconds.toFixed(1)} s of processor time.` : undefined);
  if (failure !== undefined) {
    failures++;
    const kept = join(tmpdir(), "fuzz-failures", `${seed}-${run}`);
    mkdirSync(kept, { recursive: true });
    cpSync(root, kept, { recursive: true });
    writeFileSync(join(kept, "failure.txt"), `${failure}\n`);
    console.log(`run ${run}: ${failure.split("\n").slice(0, 4).join("\n  ")}\n  kept in ${kept}`);
  }
  if ((run + 1 - from) % 10_000 === 0) say(run + 1 - from);
}
say(runs);
process.exitCode = failures > 0 ? 1 : 0;

function say(done: number): void {
  const megabytes = process.resourceUsage().maxRSS / 1024;
  const each = ((performance.now() - started) / done).toFixed(1);
  console.log(
    `${done} runs of seed ${seed}: ${failures} failed, slowest ${slowest.toFixed(2)} s, at most ${megabytes.toFixed(0)} MB, ${each} ms each`,
  );
}
