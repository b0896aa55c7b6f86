import { expect, test } from "vitest";
import { showReading } from "../../src/commands/reading-progress.js";

function shown(columns: number | undefined) {
  let [written, time] = ["", 0];
  const err = (text: string): void => {
    written += text;
  };
  const progress = showReading({ err, ...(columns !== undefined && { size: () => ({ columns, rows: 24 }) }) }, () => time);
  return {
    progress,
    after(ms: number): string {
      time += ms;
      written = "";
      progress?.see(`stacks/\u001b[31m/${time}.yaml`, time > 1000);
      return written;
    },
    end(): string {
      written = "";
      progress?.end();
      return written;
    },
  };
}

test("a short run says nothing, and neither does one without a terminal", () => {
  const run = shown(80);
  expect([run.after(1), run.after(600), run.end()]).toEqual(["", "", ""]);
  expect(shown(undefined).progress).toBeUndefined();
});
test("a long run says how far it is, on one line, ten times a second at most, and takes it away", () => {
  const run = shown(80);
  expect(run.after(800)).toBe("\r\u001b[Kremap-ready: 1 found, now stacks/\\u{1b}[31m/800.yaml");
  expect(run.after(50)).toBe("");
  expect(run.after(400)).toBe("\r\u001b[Kremap-ready: 1 read, now stacks/\\u{1b}[31m/1250.yaml");
  expect(run.end()).toBe("\r\u001b[K");
});
test("the line is never longer than the terminal", () => {
  expect(shown(30).after(900)).toHaveLength("\r\u001b[K".length + 29);
});
