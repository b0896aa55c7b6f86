import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cleanUpAbandoned } from "../../../src/engines/abandoned.js";
import { fakeDockerds } from "../../engines/fake-dockerd.js";
import { busyboxArchive } from "../../engines/image-archive.js";
import { settled, snapshotMachine } from "../../engines/machine-snapshot.js";
import { endRun, runOf } from "../../engines/run-processes.js";
import { startTool } from "../../engines/tool.js";
import { dockerd as atHand, whyNoEngines } from "../../support/parts.js";
import { because, isNightly, notTonight } from "../../support/skips.js";

const whyNot = await whyNoEngines();
const folder = mkdtempSync(join(tmpdir(), "remap-ready-killed-"));
const archive = join(folder, "image.tar");
const fakes = fakeDockerds();

describe.skipIf(whyNot).sequential("when the tool is killed", { timeout: 120_000, ...because(whyNot) }, () => {
  beforeAll(() => writeFileSync(archive, busyboxArchive("lab:1")));
  afterAll(() => {
    fakes.remove();
    rmSync(folder, { recursive: true });
  });

  /** Kills a tool by `kill -9` in a phase; gives what differs on the machine ten seconds later at the latest. */
  async function killedIn(phase: string, options: { dockerd?: string; archive?: string; afterMs?: number }): Promise<readonly string[]> {
    const before = snapshotMachine([process.pid]);
    const tool = startTool(phase, options.dockerd ?? atHand, options.archive);
    await tool.reached(phase === "starting" ? "preflight" : phase);
    if (options.afterMs) await delay(options.afterMs);
    tool.kill("SIGKILL");
    expect(await tool.ended).toBe("SIGKILL");
    return settled(before, 10_000, [process.pid, tool.pid]);
  }

  test.each(isNightly ? [0, 30, 60, 90, 120, 150, 200, 300] : [0, 100])(
    "%i ms into preflight and the making of the scratch, nothing is left",
    async (afterMs) => {
      expect(await killedIn("preflight", { dockerd: fakes.path("never-ready"), afterMs })).toEqual([]);
    },
  );
  test("while engines start, nothing is left", async () => {
    expect(await killedIn("starting", { dockerd: fakes.path("never-ready"), afterMs: 700 })).toEqual([]);
  });
  test("while real engines start, nothing is left", async () => {
    expect(await killedIn("starting", { afterMs: 600 })).toEqual([]);
  });
  test.skipIf(notTonight)("when engines are ready, nothing is left", because(notTonight), async () => {
    expect(await killedIn("ready", {})).toEqual([]);
  });
  test("while containers run, nothing is left", async () => {
    expect(await killedIn("running", { archive })).toEqual([]);
  });
  test("while engines stop, nothing is left", async () => {
    expect(await killedIn("stopping", { archive, afterMs: 300 })).toEqual([]);
  });

  test("together with everything that would clean up after it, the next run does", async () => {
    const before = snapshotMachine([process.pid]);
    const tool = startTool("running", atHand, archive);
    await tool.reached("running");
    const id = runOf(tool.pid);
    endRun(tool.pid, id);
    expect(await tool.ended).toBe("SIGKILL");
    const left = await settled(before, 1_000, [process.pid, tool.pid]);
    expect(left).toContain(`scratch: left ${id}`);
    expect(left.filter((line) => line.startsWith("processes"))).toEqual([]);
    expect(await cleanUpAbandoned()).toMatchObject({ removed: expect.arrayContaining([id]), failed: [] });
    expect(await settled(before, 5_000)).toEqual([]);
  });

  test.each(isNightly ? (["SIGINT", "SIGTERM"] as const) : (["SIGINT"] as const))(
    "by %s while containers run, it ends in order before the runner loses patience",
    async (signal) => {
      const before = snapshotMachine([process.pid]);
      const tool = startTool("running", atHand, archive);
      await tool.reached("running");
      const asked = Date.now();
      tool.kill(signal);
      expect(await tool.ended).toBe(3);
      // The runner sends SIGTERM 7.5 s after SIGINT, and kills 2.5 s later.
      expect(Date.now() - asked).toBeLessThan(signal === "SIGINT" ? 7_500 : 2_500);
      expect(tool.said()).toContain(`failed: got ${signal}`);
      // Nothing is left already when the tool ends, not only later.
      expect(await settled(before, 500, [process.pid, tool.pid])).toEqual([]);
    },
  );

  test("by the runner's whole sequence while dockerd ignores SIGTERM, nothing is left", async () => {
    const before = snapshotMachine([process.pid]);
    const tool = startTool("stopping", fakes.path("ignores-sigterm"));
    await tool.reached("stopping");
    tool.kill("SIGINT");
    const early = await Promise.race([tool.ended, delay(7_500, "still there")]);
    if (early === "still there") {
      tool.kill("SIGTERM");
      await Promise.race([tool.ended, delay(2_500)]);
      tool.kill("SIGKILL");
    }
    expect(await settled(before, 5_000, [process.pid, tool.pid])).toEqual([]);
    expect(early).not.toBe("still there");
  });
});
