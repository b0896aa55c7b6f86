// What joining many results costs: npx tsx scripts/bench-report.ts [COUNT] [KILOBYTES]. Makes COUNT results (1000) of about KILOBYTES (100) each in a temporary folder,
// joins them with the built command line, and prints time and peak memory. The goals: 1,000 results in at most 5 s and 300 MB.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [count = "1000", kilobytes = "100"] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "remap-ready-bench-report-"));
try {
  for (let index = 0; index < Number(count); index += 1) writeFileSync(join(folder, `${index}.json`), JSON.stringify(resultOf(index)));
  const files = Array.from({ length: Number(count) }, (_, index) => `${index}.json`);
  for (const format of ["text", "json", "html"]) {
    const script = `process.argv = ["node", "cli", ...${JSON.stringify(["report", "--format", format, "-o", `out.${format}`, "--history", "nights.jsonl", ...files])}];
      process.on("exit", () => console.error("peak", process.resourceUsage().maxRSS)); await import(${JSON.stringify(join(process.cwd(), "dist/cli.js"))});`;
    const start = process.hrtime.bigint();
    const { stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], { cwd: folder, encoding: "utf8" });
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    const [, peak = "0"] = /peak (\d+)/.exec(stderr) ?? [];
    console.log(`${format}: ${count} results of ${kilobytes} kB: ${seconds.toFixed(2)} s, ${(Number(peak) / 1024).toFixed(0)} MiB`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function resultOf(index: number) {
  const line = { key: "a line of a log", value: "x".repeat(100) };
  const facts = Array.from({ length: Math.floor((Number(kilobytes) * 1024) / 150 / 4) }, () => line);
  const observations = { baseline: [{ probe: "log", outcome: "seen", facts }], remapped: [{ probe: "log", outcome: "seen", facts }] };
  const comparisons = ["web", "db"].map((subject, at) => ({
    subject,
    verdict: (index + at) % 7 === 0 ? "broken" : "same",
    covered: true,
    allowed: null,
    reason: "It fails at create (host-network): cannot share the host's network namespace when user namespaces are enabled.",
    differences: [{ rule: "host-network", probe: "create" }],
    observations,
  }));
  return {
    version: 1,
    tool: { name: "remap-ready", version: "0.1.0" },
    input: `stacks/${index}`,
    startedAt: "2026-03-10T02:00:00.000Z",
    engines: [{ role: "remapped", version: "28.5.2" }],
    canary: [],
    timings: [{ step: "whole run", ms: 9000 }],
    comparisons,
  };
}
