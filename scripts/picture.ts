// Draws docs/report.png, the picture of a report in the README: npx tsx scripts/picture.ts [ENGINE] (28), as root, with Chromium. It compares a stack of test/stacks on the real
// engine and shows the page that comes of it as a browser does.
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findProgram } from "../src/engines/installation.js";
import { writeCompareHtml } from "../src/reporters/html/html.js";
import { type Expected, prepare, runStack } from "../test/live/run-stack.js";
import { writeImages } from "../test/stacks/images.js";
import { busybox } from "../test/support/parts.js";

const [engine = "28"] = process.argv.slice(2);
const stack = "database-on-a-bind-mount";
const picture = new URL("../docs/report.png", import.meta.url).pathname;
/** What a README may ask of its readers. */
const mostBytes = 150_000;

const browser = ["chromium", "chromium-browser", "google-chrome"].map((name) => findProgram(name)).find((path) => path !== undefined);
if (browser === undefined || busybox === undefined) throw new Error("The picture takes Chromium and a static busybox.");
const work = mkdtempSync(join(tmpdir(), "remap-ready-picture-"));
try {
  const folder = join(work, stack);
  cpSync(new URL(`../test/stacks/${stack}`, import.meta.url), folder, { recursive: true });
  const expected = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8")) as Expected;
  prepare(folder, expected);
  const report = await runStack(folder, engine, [writeImages(join(work, "images"), busybox)], expected);
  const page = join(work, "report.html");
  writeFileSync(page, writeCompareHtml({ ...report, input: stack }, { command: `remap-ready compare ${stack}` }));
  const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", `--user-data-dir=${join(work, "profile")}`];
  execFileSync(browser, [...flags, "--window-size=1100,900", `--screenshot=${picture}`, `file://${page}`], { stdio: "ignore" });
  const { size } = statSync(picture);
  if (size > mostBytes) throw new Error(`docs/report.png has ${size} bytes; at most ${mostBytes} were wanted.`);
  console.log(`docs/report.png: ${size} bytes`);
} finally {
  rmSync(work, { recursive: true, force: true });
}
