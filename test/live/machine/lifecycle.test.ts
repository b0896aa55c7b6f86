import { afterAll, describe, expect, test } from "vitest";
import { EngineError } from "../../../src/engines/engine-error.js";
import { type EnginesOptions, twins, withEngines } from "../../../src/engines/with-engines.js";
import { fakeDockerds, type Misdeed } from "../../engines/fake-dockerd.js";
import { settled, snapshotMachine } from "../../engines/machine-snapshot.js";
import { whyNoEngines } from "../../support/parts.js";
import { because } from "../../support/skips.js";

const fakes = fakeDockerds();
afterAll(() => fakes.remove());
const whyNot = await whyNoEngines(twins({ dockerd: fakes.path("never-ready") }));

/** Runs twins of a fake, gives how that ended, and checks that nothing is left of it. */
async function live(misdeed: Misdeed, use: (signal: AbortSignal) => Promise<unknown>, options: EnginesOptions = {}): Promise<unknown> {
  const before = snapshotMachine();
  const outcome = await withEngines(twins({ dockerd: fakes.path(misdeed) }), (_, signal) => use(signal), options).catch(
    (error: unknown) => error,
  );
  expect(await settled(before, 10_000)).toEqual([]);
  return outcome;
}

describe.skipIf(whyNot).sequential("the life of an engine", { timeout: 60_000, ...because(whyNot) }, () => {
  test("an early exit shows dockerd's own words, and the other engine is stopped", async () => {
    const error = await live("exits-early", async () => "used");
    expect(error).toBeInstanceOf(EngineError);
    expect(error).toMatchObject({ stage: "ready", logTail: expect.stringContaining("failed to start daemon: this one never does") });
    expect(String(error)).toMatch(/engine exited with status 3 before it was ready; its last words:\nfailed to start daemon/);
    expect((error as EngineError).argv.join(" ")).toContain("--config-file=/var/lib/remap-ready/");
  });

  test("one that never becomes ready ends at the deadline", async () => {
    const error = await live("never-ready", async () => "used", { readyTimeoutMs: 400 });
    expect(error).toMatchObject({ name: "EngineError", stage: "ready", message: expect.stringContaining("did not answer within 400 ms") });
  });

  test("an abort while starting ends it at once, with the caller's reason", async () => {
    const started = Date.now();
    const wanted = new Error("cancelled by the user");
    const stop = new AbortController();
    setTimeout(() => stop.abort(wanted), 600);
    expect(await live("never-ready", async () => "used", { signal: stop.signal })).toBe(wanted);
    expect(Date.now() - started).toBeLessThan(15_000);
  });

  test("an abort before anything touches nothing", async () => {
    expect(await live("never-ready", async () => "used", { signal: AbortSignal.abort("early") })).toBe("early");
  });

  test("one that ignores SIGTERM is killed after its grace", async () => {
    const started = Date.now();
    expect(await live("ignores-sigterm", async () => "used", { stopGraceMs: 300 })).toBe("used");
    expect(Date.now() - started).toBeLessThan(20_000);
  });

  test("mounts and children that a dockerd leaves behind are gone", async () => {
    expect(await live("leaves-mounts", async () => "used")).toBe("used");
  });

  test("a log without end costs no more than its tail", async () => {
    let tail = "";
    const before = process.memoryUsage().rss;
    const outcome = await withEngines([{ role: "baseline", dockerd: fakes.path("fills-its-log") }], async ([engine]) => {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      tail = engine.logTail();
    });
    expect(outcome).toBeUndefined();
    expect(tail.length).toBeLessThanOrEqual(65_536);
    expect(tail).toMatch(/^fills its log/);
    expect(process.memoryUsage().rss - before).toBeLessThan(200 << 20);
  });

  test("one that dies in use ends the use, and says what it said", async () => {
    const error = await live(
      "dies-in-use",
      (signal) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("socket hang up")))),
    );
    expect(error).toMatchObject({ name: "EngineError", stage: "run", logTail: expect.stringContaining("fatal error: out of patience") });
  });

  test("a use that does not listen to the signal is left behind", async () => {
    const error = await live("dies-in-use", () => new Promise(() => {}));
    expect(error).toMatchObject({ stage: "run" });
  });

  test("a failing use fails as it does, and the engines are gone", async () => {
    const wanted = new Error("no such container");
    expect(await live("leaves-mounts", () => Promise.reject(wanted))).toBe(wanted);
  });

  test("twins that differ in more than the remap are refused", async () => {
    const error = await live("another-version", async () => "used");
    expect(error).toMatchObject({ stage: "facts", message: 'the engines differ in more than the remap: version: "1.0" and "28.5.2"' });
  });

  test("a remapped engine that does not remap is refused", async () => {
    const error = await live("does-not-remap", async () => "used");
    expect(error).toMatchObject({ stage: "facts", message: expect.stringContaining("it does not remap") });
  });
});
