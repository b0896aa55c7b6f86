import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { JournalEntry } from "../../../src/host/migrate/journal.js";
import { refuseLaterWrites } from "../../../src/host/migrate/later-writes.js";
import { examplePlan } from "../../support/example-plan.js";

const at = "2026-01-02T03:04:05.000Z";
const done = { seq: 1, at, plan: "", step: "switch", event: "done", previous: "" } satisfies JournalEntry;

/** An old world with one container, which was started at a time; a text stands for the whole file. */
function world(startedAt: string, text = JSON.stringify({ Name: "/web", State: { StartedAt: startedAt } })) {
  const root = mkdtempSync(join(tmpdir(), "remap-ready-world-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, "containers/a"), { recursive: true });
  writeFileSync(join(root, "containers/a/config.v2.json"), text);
  utimesSync(join(root, "containers"), new Date(0), new Date("2026-01-01"));
  return { root, plan: { ...examplePlan, engine: { ...examplePlan.engine, root } }, entries: [done] };
}

test("containers that were started before the switch are no obstacle", () => {
  expect(() => refuseLaterWrites(world("2026-01-02T03:00:00Z"))).not.toThrow();
  expect(() => refuseLaterWrites(world("0001-01-01T00:00:00Z"))).not.toThrow();
});

test("one that was started since is named, and one that was made and removed since is known", () => {
  expect(() => refuseLaterWrites(world("2026-01-02T03:04:06Z"))).toThrow("`web` ran in it");
  const removed = world("2026-01-02T03:00:00Z");
  utimesSync(join(removed.root, "containers"), new Date(0), new Date("2026-01-03"));
  expect(() => refuseLaterWrites(removed)).toThrow("a container that was made or removed ran in it");
});

test("what cannot be read is said, and is not taken for quiet", () => {
  const missing = world("");
  rmSync(join(missing.root, "containers"), { recursive: true });
  expect(() => refuseLaterWrites(missing)).toThrow(
    /containers of the old world cannot be looked at.*ENOENT.*Is the file system of the data root mounted\?/,
  );
  expect(() => refuseLaterWrites(world("", '{"Name": "/web", '))).toThrow(/config\.v2\.json` cannot be read/);
  expect(() => refuseLaterWrites(world("", '{"Name": "/web"}'))).toThrow("it does not say when the container was started");
});

test("before the switch nothing is looked at", () => {
  expect(() => refuseLaterWrites({ ...world("2026-01-02T03:04:06Z"), entries: [] })).not.toThrow();
});
