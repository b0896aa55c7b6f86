import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { EngineClient } from "../../../src/engines/engine-client.js";
import type { JournalEntry } from "../../../src/host/migrate/journal.js";
import { refuseRunningUnseen } from "../../../src/host/migrate/quiet.js";
import { shiftOf } from "../../../src/host/migrate/shift-of.js";
import type { Stage } from "../../../src/host/migrate/stage.js";
import { copyVolume } from "../../../src/host/migrate/steps/copy-volume.js";
import { shimsOf } from "../../../src/host/migrate/unknown-containers.js";
import { whyNotIdmapped } from "../../../src/host/migrate/volumes/copy.js";
import type { PlannedRemap } from "../../../src/host/plan/plan.js";
import type { CopyVolume } from "../../../src/host/plan/step.js";
import { examplePlan } from "../../support/example-plan.js";
import { because, lackedByMachine, notLinux, notRoot } from "../../support/skips.js";

const remap = examplePlan.remap as PlannedRemap;
const shift = shiftOf(remap);
const reason = (notLinux ?? notRoot) === undefined ? await whyNotIdmapped("/var/tmp", shift) : undefined;
const whyNot = notLinux ?? notRoot ?? (reason === undefined ? undefined : lackedByMachine(reason));

function worlds() {
  const root = mkdtempSync("/var/tmp/remap-ready-back-");
  onTestFinished(() => rmSync(root, { recursive: true }));
  const world = join(root, "100000.100000");
  return { root, world, plan: { ...examplePlan, engine: { ...examplePlan.engine, root }, remap: { ...remap, world } } };
}

/** A volume whose data is `old` in the plain world and `new` in the new one, and the step that carried it over. */
function carried() {
  const { root, world, plan } = worlds();
  const [from, to] = [join(root, "volumes/rows/_data"), join(world, "volumes/rows/_data")];
  for (const [folder, text] of [
    [from, "old"],
    [to, "new"],
  ] as const) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "rows"), text);
  }
  execFileSync("chown", ["-R", "100999:100999", to]);
  const step = { kind: "copy-volume", id: "copy-volume:rows", volume: "rows", from, to, bytes: 3 } as CopyVolume;
  const answers: Readonly<Record<string, unknown>> = {
    "/info": { DockerRootDir: world, SecurityOptions: ["name=userns"] },
    "/version": {},
    "/containers/json": [],
  };
  const engine = { json: async (_: string, path: string) => answers[path] } as unknown as EngineClient;
  const entry = { seq: 1, at: "", plan: "", step: step.id, event: "done", previous: "" } satisfies JournalEntry;
  const told: string[] = [];
  const stage: Stage = {
    ...{ plan, remap: plan.remap, folder: root, engine, shift, verify: "hash", withData: true, entries: [entry] },
    signal: undefined,
    say: (what) => told.push(what),
  };
  const [incoming, before] = ["incoming", "before"].map((word) => join(root, `volumes/rows/_data.${word}-${plan.id}`)) as [string, string];
  return { ...{ from, to, incoming, before, told }, undo: async () => copyVolume.undo?.(step, stage) };
}

const rows = (folder: string) => readFileSync(join(folder, "rows"), "utf8");
const owner = (folder: string) => execFileSync("stat", ["-c", "%u", join(folder, "rows")], { encoding: "utf8" });

describe.skipIf(whyNot)("a volume that is carried back", because(whyNot), () => {
  test("has the data of the new world, and what it held before beside it", async () => {
    const { from, before, undo } = carried();
    await undo();
    expect([rows(from), owner(from), rows(before)]).toEqual(["new", "999\n", "old"]);
  });
  test("is compared again where this was ended before the copy had its place; what is not the same is copied again", async () => {
    const { from, incoming, undo, told } = carried();
    await undo();
    renameSync(from, incoming);
    await undo();
    expect(rows(from)).toBe("new");
    expect(told).toContain("compare the copy again");
    renameSync(from, incoming);
    writeFileSync(join(incoming, "rows"), "bad");
    await undo();
    expect([rows(from), existsSync(incoming)]).toEqual(["new", false]);
    rmSync(from, { recursive: true });
    await undo();
    expect(rows(from)).toBe("new");
  });
  test("is compared again where this was ended after it, and is not taken for proven when it was changed", async () => {
    const { from, to, before, undo } = carried();
    await undo();
    await undo();
    writeFileSync(join(to, "rows"), "newer");
    await expect(undo()).rejects.toThrow(/was carried back, and is not the same as .* any more/);
    expect([rows(from), rows(before)]).toEqual(["new", "old"]);
    rmSync(to, { recursive: true });
    await expect(undo()).rejects.toThrow(/was removed from the new world .* while its data was carried back/);
  });
});

describe("containers that run while no engine answers", () => {
  const shim = (digit: string) => ({ pid: 7, namespace: "moby", containerId: digit.repeat(64) });
  test("are named with the world that must stop them; those of another engine are not ours", () => {
    const { root, world, plan } = worlds();
    for (const folder of [join(root, "containers", "a".repeat(64)), join(world, "containers", "b".repeat(64))])
      mkdirSync(folder, { recursive: true });
    expect(() => refuseRunningUnseen(plan, shimsOf(plan, [shim("a")]))).toThrow(
      /1 container goes on running without one: aaaaaaaaaaaa\. Start the engine without the mapping, as it ran before/,
    );
    expect(() => refuseRunningUnseen(plan, shimsOf(plan, [shim("b"), shim("c")]))).toThrow(
      /1 container goes .*: bbbbbbbbbbbb\. Start the engine with the mapping/,
    );
    expect(() => refuseRunningUnseen(plan, shimsOf(plan, [shim("c")]))).not.toThrow();
  });
});
