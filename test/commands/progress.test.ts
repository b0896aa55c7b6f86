import { describe, expect, test } from "vitest";
import { showProgress } from "../../src/commands/progress.js";
import type { TerminalSize } from "../../src/commands/terminal.js";

/** What a terminal shows after all that was written, with the two sequences that the display uses. */
function screenOf(written: string): string[] {
  const lines: string[] = [""];
  let at = 0;
  for (const [part] of written.matchAll(/\u001b\[(\d+)A|\u001b\[J|\r|\n|[^\u001b\r\n]+/g)) {
    if (part.endsWith("A") && part.startsWith("\u001b")) at -= Number(part.slice(2, -1));
    else if (part === "\u001b[J") lines.splice(at, lines.length, "");
    else if (part === "\n") at += 1;
    else if (part !== "\r") lines[at] = part;
  }
  return lines.slice(0, at);
}

function shown(size: TerminalSize | undefined) {
  let written = "";
  const err = (text: string): void => {
    written += text;
  };
  const progress = showProgress({ err, ...(size && { size: () => size }) });
  return { progress, written: () => written, screen: () => screenOf(written) };
}

describe("progress", () => {
  test("is a line per step where lines cannot be rewritten", () => {
    const { progress, written } = shown(undefined);
    progress.say("starting both engines");
    progress.say("web: healthy on the baseline engine", { subjects: ["web"], role: "baseline", what: "healthy" });
    progress.end();
    expect(written()).toBe("remap-ready: starting both engines\nremap-ready: web: healthy on the baseline engine\n");
  });
  test("is a line per service that changes in place on a terminal", () => {
    const { progress, screen } = shown({ columns: 80, rows: 24 });
    progress.say("running 2 services on both engines", { subjects: ["web", "database"], what: "starting" });
    expect(screen()).toEqual(["remap-ready: running 2 services on both engines", "  web       starting", "  database  starting"]);
    progress.say("a", { subjects: ["web"], role: "baseline", what: "healthy" });
    progress.say("web: exited on the remapped engine", { subjects: ["web"], role: "remapped", what: "exited" });
    expect(screen()).toEqual([
      "remap-ready: web: exited on the remapped engine",
      "  web       plain: healthy     remapped: exited",
      "  database  starting",
    ]);
    progress.end();
    expect(screen()).toEqual([]);
  });
  test("keeps to the terminal's size, and lets no escape sequence of a name through", () => {
    const { progress, screen, written } = shown({ columns: 40, rows: 10 });
    const subjects = Array.from({ length: 50 }, (_, index) => `service-${index}\u001b[2J-${"x".repeat(100)}`);
    progress.say("running", { subjects, what: "starting" });
    progress.say("running still", { subjects: [], what: "" });
    expect(screen()).toHaveLength(9);
    expect(screen().at(-1)).toBe("  … and 43 more");
    for (const line of screen()) expect(line.length).toBeLessThan(40);
    expect(written()).not.toContain("\u001b[2J");
  });
});
