import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { findProgram } from "../../src/engines/installation.js";
import { writeCompareHtml } from "../../src/reporters/html/html.js";
import { hostile, report } from "../comparison/sample-report.js";
import { because, missing } from "../support/skips.js";

const browser = ["chromium", "chromium-browser", "google-chrome"].map((name) => findProgram(name)).find((path) => path !== undefined);
const work = mkdtempSync(join(tmpdir(), "remap-ready-html-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const whyNot = browser === undefined ? missing("there is no Chromium") : undefined;

/** What a browser makes of a file. */
function domOf(file: string): string {
  const flags = ["--headless", "--no-sandbox", "--disable-gpu", `--user-data-dir=${join(work, "profile")}`];
  return execFileSync(browser ?? "", [...flags, "--dump-dom", `file://${file}`], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
}

describe.skipIf(whyNot)("our pages in a browser", because(whyNot), () => {
  test("a comparison's shows foreign text as text and runs none of it", { timeout: 60_000 }, () => {
    const file = join(work, "report.html");
    writeFileSync(file, writeCompareHtml({ ...report, input: `<script>document.title = "owned"</script>${hostile}` }));
    const dom = domOf(file);
    expect(dom).toMatch(/<title>userns-remap: &lt;script&gt;document\.title = "owned"/);
    expect(dom).not.toMatch(/<script|<img/);
    expect(dom).toContain("&lt;img src=x onerror=alert(1)&gt;");
    expect(dom).toMatch(/<h1>.*<span class="verdict broken">broken<\/span><\/h1>/);
    expect(dom).toContain("<svg");
  });
  test("the page of what works where counts all that it shows, by the one script that it allows", { timeout: 60_000 }, () => {
    const page = new URL("../../docs/compatibility.html", import.meta.url);
    const rows = readFileSync(page, "utf8").match(/<tr><td /g) ?? [];
    expect(rows.length).toBeGreaterThan(100);
    expect(domOf(page.pathname)).toContain(`<p id="count" role="status" class="soft">${rows.length} constructs</p>`);
  });
});
