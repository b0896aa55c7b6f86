import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import type { JournalEntry } from "../../../src/host/migrate/journal.js";
import { digesting, digestOf, openKept, readKept } from "../../../src/host/migrate/kept-file.js";
import { readRecord } from "../../../src/host/migrate/record-file.js";
import { examplePlan } from "../../support/example-plan.js";

const text = '{"containers":[{"Id":"a"}],"volumes":[],"networks":[],"images":[]}\n';

function written(content: string, data: Readonly<Record<string, unknown>> = digestOf(text)) {
  const folder = mkdtempSync(join(tmpdir(), "remap-ready-kept-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "record.json"), content);
  const entry = { seq: 1, at: "", plan: "", step: "record", event: "done", data, previous: "" } satisfies JournalEntry;
  return { folder, entries: [entry], plan: examplePlan };
}
const kept = { step: "record", file: "record.json" };

test("what a step wrote is read again as it is, whole or as a stream", async () => {
  expect(readKept(written(text), kept).toString()).toBe(text);
  expect((await buffer(await openKept(written(text), kept))).toString()).toBe(text);
  expect(readRecord(written(text)).containers).toEqual([{ Id: "a" }]);
});

test("what was changed by one byte, or is missing, or has no digest in the journal, is refused", async () => {
  const changed = written(text.replace('"a"', '"b"'));
  expect(() => readRecord(changed)).toThrow(/record\.json` is not as the step `record` wrote it/);
  await expect(openKept(changed, kept)).rejects.toThrow("is not as the step `record` wrote it");
  expect(() => readKept(written(text, {}), kept)).toThrow("is not as the step `record` wrote it");
  const missing = { ...kept, file: "gone.json" };
  expect(() => readKept(written(text), missing)).toThrow(
    /gone\.json`, which the step `record` wrote, cannot be read: ENOENT.*Put it back\.$/,
  );
  await expect(openKept(written(text), missing)).rejects.toThrow("cannot be read: ENOENT");
});

test("a stream has the digest of its bytes when it has passed", async () => {
  const { through, sha256 } = digesting();
  expect((await buffer(Readable.from([text.slice(0, 9), text.slice(9)]).pipe(through))).toString()).toBe(text);
  expect(sha256()).toBe(digestOf(text).sha256);
});
