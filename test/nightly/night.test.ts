import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readHistory, writeHistory } from "../../src/nightly/history.js";
import { countsOf, joinNight, type NightRequest, nightStatus } from "../../src/nightly/night.js";
import { toldApart } from "../../src/nightly/told-apart.js";
import { outcome } from "./sample.js";

const nothing: NightRequest = { outcomes: [], history: new Map(), last: [], planned: [], notRun: [], troubles: [], failOnNew: false };
const yesterday = "2026-03-09T02:00:00.000Z";

function join(given: Partial<NightRequest>) {
  return joinNight({ ...nothing, ...given });
}

describe("a night", () => {
  test("says of a break since when it is there, what it was before, and what moved since the last run", () => {
    const last = [outcome("same", { startedAt: yesterday, inputs: { engine: "28.5.1", "remap-ready": "0.1.0" } })];
    const [row] = join({ outcomes: [outcome("broken")], last }).rows;
    expect(row).toMatchObject({
      class: "newly-broken",
      since: "2026-03-10T02:00:00.000Z",
      last: { night: yesterday, verdict: "same" },
      moved: ["engine 28.5.1 → 28.5.2"],
    });
  });
  test("names what is gone, and what was planned and not run", () => {
    const last = [outcome("same", { startedAt: yesterday, service: "old" }), outcome("same", { startedAt: yesterday, stack: "blog" })];
    const night = join({ outcomes: [outcome("same")], last, planned: [{ stack: "shop" }, { stack: "blog", engine: "28" }] });
    expect(night.rows.map((row) => [row.class, row.stack, row.service])).toEqual([
      ["not-run", "blog", ""],
      ["gone", "shop", "old"],
      ["same", "shop", "web"],
    ]);
    expect(nightStatus(night)).toBe(2);
  });
  test("says why a stack was not run, once, and on the engine that was planned", () => {
    const notRun = [
      { stack: "shop", engine: "28", reason: "No engine came up." },
      { stack: "blog", reason: "It has no services." },
    ];
    const whys = (given: Partial<NightRequest>) => join({ notRun, ...given }).rows.map(({ stack, engine, why }) => [stack, engine, why]);
    expect(whys({})).toEqual([
      ["blog", "", "It has no services."],
      ["shop", "28", "No engine came up."],
    ]);
    const planned = ["20", "28"].flatMap((engine) => ["shop", "blog"].map((stack) => ({ stack, engine })));
    expect(whys({ planned })).toEqual([
      ["blog", "20", "It has no services."],
      ["blog", "28", "It has no services."],
      ["shop", "20", undefined],
      ["shop", "28", "No engine came up."],
    ]);
    // A result beside the reason, as of an attempt that was repeated, wins.
    expect(whys({ outcomes: [outcome("same")] }).map(([stack]) => stack)).toEqual(["blog", "shop"]);
  });
  test("fails for every break, or with failOnNew for new ones only", () => {
    const last = [outcome("broken", { startedAt: yesterday })];
    expect(nightStatus(join({ outcomes: [outcome("broken")], last }))).toBe(1);
    expect(nightStatus(join({ outcomes: [outcome("broken")], last, failOnNew: true }))).toBe(0);
    expect(nightStatus(join({ outcomes: [outcome("broken")], failOnNew: true }))).toBe(1);
  });
  test("is incomplete when a file could not be read, and when nothing was run", () => {
    expect(nightStatus(join({ outcomes: [outcome("same")], troubles: [{ about: "a.json", message: "It is not JSON." }] }))).toBe(2);
    expect(nightStatus(join({}))).toBe(2);
  });
  test("is the same whatever the order of the files", () => {
    const pool = ["same", "broken", "changed"] as const;
    const some = fc.array(
      fc.record({
        verdict: fc.constantFrom(...pool),
        service: fc.constantFrom("web", "db"),
        startedAt: fc.constantFrom("2026-03-10T02", "2026-03-10T03"),
      }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(some, (given) => {
        const outcomes = given.map(({ verdict, ...rest }) => outcome(verdict, rest));
        expect(join({ outcomes: [...outcomes].reverse() })).toEqual(join({ outcomes }));
      }),
    );
  });
  test("a thousand stacks are counted", () => {
    const outcomes = Array.from({ length: 1000 }, (_, index) => outcome(index % 10 === 0 ? "broken" : "same", { stack: `s${index}` }));
    expect(countsOf(join({ outcomes }))).toMatchObject({ "newly-broken": 100, same: 900 });
  });
});

describe("several runs of one night", () => {
  const early = { startedAt: "2026-03-10T02:00:00.000Z" };
  const late = { startedAt: "2026-03-10T03:00:00.000Z" };
  test("a later run without a verdict hides no break", () => {
    const [row] = join({ outcomes: [outcome("broken", early), outcome("inconclusive", late)] }).rows;
    expect([row?.class, row?.now?.tries]).toEqual(["newly-broken", []]);
  });
  test("an earlier run without a verdict makes no break flaky", () => {
    const [row] = join({ outcomes: [outcome("inconclusive", early), outcome("broken", late)] }).rows;
    expect(row?.class).toBe("newly-broken");
  });
  test("reported again with a file that began earlier, they are still one night", () => {
    const broken = outcome("broken", late);
    const history = readHistory(writeHistory(new Map(), late.startedAt, [broken])).history;
    const both = [broken, outcome("same", { ...early, service: "db" })];
    expect(join({ outcomes: both, history }).rows.map((row) => row.class)).toEqual(["newly-broken", "same"]);
    expect(writeHistory(history, early.startedAt, both).trimEnd().split("\n")).toHaveLength(2);
  });
});

describe("a history", () => {
  const first = writeHistory(new Map(), yesterday, [outcome("same"), outcome("inconclusive", { service: "db" })]);
  test("is one line per night and service", () => {
    expect(first).toBe(
      `{"v":1,"night":"${yesterday}","stack":"shop","engine":"28","service":"db","verdict":"N","causes":[]}\n` +
        `{"v":1,"night":"${yesterday}","stack":"shop","engine":"28","service":"web","verdict":"S","causes":[]}\n`,
    );
  });
  test("decides the class of the next night, and takes it in", () => {
    const { history } = readHistory(first);
    const [row] = join({ outcomes: [outcome("broken")], history }).rows;
    expect(row?.class).toBe("newly-broken");
    const both = writeHistory(history, "2026-03-10T02:00:00.000Z", [outcome("broken")]);
    expect(both.split("\n")).toHaveLength(4);
  });
  test("a night that is reported again replaces itself, and is not its own past", () => {
    const now = outcome("broken");
    const once = writeHistory(readHistory(first).history, now.startedAt, [now]);
    const { history } = readHistory(once);
    expect(join({ outcomes: [now], history }).rows.find(({ service }) => service === "web")?.class).toBe("newly-broken");
    expect(writeHistory(history, now.startedAt, [now])).toBe(once);
  });
  test("two files joined line by line are one history", () => {
    expect(readHistory(first + first).history).toEqual(readHistory(first).history);
  });
  test("lines of a newer version, and what is no line of ours, are counted and kept out", () => {
    const { history, unread } = readHistory(`{"v":2,"night":"x"}\nnot json\n${first}`);
    expect([history.size, unread]).toEqual([2, 2]);
  });
  test("keeps sixty nights", () => {
    let text = "";
    for (let day = 0; day < 70; day += 1)
      text = writeHistory(readHistory(text).history, `2026-01-${String(day).padStart(3, "0")}`, [outcome("same")]);
    expect(text.trimEnd().split("\n")).toHaveLength(60);
    expect(text).toContain('"night":"2026-01-069"');
  });
});

describe("hosts and repositories", () => {
  const host = (verdict: "same" | "broken" | "inconclusive", given = {}) =>
    outcome(verdict, { kind: "host", stack: "web1", engine: "", service: "", startedAt: "", causes: [], ...given });
  const detail = { cause: "live-restore", name: "live-restore", text: "It is on." };
  test("are classified as services are, each against its own past", () => {
    const past = writeHistory(new Map(), yesterday, [
      host("broken", { causes: ["kernel"] }),
      outcome("same", { stack: "web1", engine: "", service: "" }),
    ]);
    const { history } = readHistory(past);
    const now = host("broken", { causes: ["kernel", "live-restore"], details: [detail] });
    const [row] = join({ outcomes: [now], history, undated: "2026-03-10T03:00:00.000Z" }).rows;
    expect(row).toMatchObject({ class: "newly-broken", newCauses: ["live-restore"], since: yesterday });
    expect(row?.now?.startedAt).toBe("2026-03-10T03:00:00.000Z");
  });
  test("without a time are of the night of the others", () => {
    const night = join({ outcomes: [outcome("same"), host("same")], undated: "2027-01-01" });
    expect(night.startedAt).toBe("2026-03-10T02:00:00.000Z");
    expect(night.rows.map(({ now }) => now?.startedAt)).toEqual([night.startedAt, night.startedAt]);
  });
  test("that could not be read as a whole make the night incomplete, and none counts as a service or stands for a stack", () => {
    const night = join({ outcomes: [host("inconclusive")], planned: [{ stack: "web1" }] });
    expect(nightStatus(join({ outcomes: [host("inconclusive")] }))).toBe(2);
    expect(nightStatus(join({ outcomes: [host("broken")] }))).toBe(1);
    expect(nightStatus(join({ outcomes: [host("same")] }))).toBe(0);
    expect(countsOf(night)).toMatchObject({ "not-run": 1, "no-verdict": 0 });
  });
  test("that have one name are told apart by their files", () => {
    const read = (file: string) => ({ file, outcomes: [host("same"), outcome("same")] });
    expect(toldApart([read("a.json"), read("b.json")]).map(({ stack }) => stack)).toEqual([
      "web1 (a.json)",
      "shop",
      "web1 (b.json)",
      "shop",
    ]);
    expect(toldApart([read("a.json")]).map(({ stack }) => stack)).toEqual(["web1", "shop"]);
  });
});
