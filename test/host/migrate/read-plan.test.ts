import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { runMigrate } from "../../../src/commands/migrate.js";
import { openJournal } from "../../../src/host/migrate/journal.js";
import { readPlan } from "../../../src/host/migrate/read-plan.js";
import { examplePlan } from "../../support/example-plan.js";
import { because, notPosix, notRoot } from "../../support/skips.js";
import { keptTerminal } from "../../support/terminal.js";

/** The folder of a plan: the example with some fields replaced, or a text that is none. */
function folder(change: object | string = {}): string {
  const made = mkdtempSync(join(tmpdir(), "remap-ready-plan-"));
  onTestFinished(() => rmSync(made, { recursive: true }));
  writeFileSync(join(made, "plan.json"), typeof change === "string" ? change : JSON.stringify({ ...examplePlan, ...change }), {
    mode: 0o600,
  });
  return made;
}

const step = examplePlan.steps[0];
const question = examplePlan.questions[0];

describe.skipIf(notPosix)("the plan of a migration", because(notPosix), () => {
  test("is read with the digest of its bytes", () => {
    const at = folder();
    expect(readPlan(at)).toMatchObject({ plan: examplePlan, remap: { user: "dockremap" } });
    expect(readPlan(at).digest).toMatch(/^[0-9a-f]{64}$/);
    expect(readPlan(folder({ created: "2026-01-02T03:04:06.000Z" })).digest).not.toBe(readPlan(at).digest);
  });
  test.for([
    ["text that is not JSON", "{", "is not JSON"],
    ["another document", "[]", "is not a plan of version 1"],
    ["another version", { version: 2 }, "is not a plan of version 1"],
    ["an id that could be a path", { id: "../../x" }, "is not a plan of version 1"],
    ["no list of steps", { steps: null }, "is not a plan of version 1"],
    ["a step of a kind that is not known", { steps: [{ ...step, kind: "reboot" }] }, "that this version does not know: `reboot`"],
    ["two steps with one id", { steps: [step, step] }, "two steps with the same id"],
    [
      "a refusal",
      { refusals: [{ id: "x", summary: "live-restore is on.", evidence: [], remedy: null }] },
      "not be switched yet: live-restore is on.",
    ],
    ["a question without an answer", { questions: [{ ...question, answer: null }] }, "nobody has answered yet: `shop-db-1` has 2 changes"],
    ["no mapping", { remap: null }, "must not be switched yet"],
    ["no steps", { steps: [] }, "has no steps"],
  ] as const)("with %s is refused", ([, change, message]) => {
    expect(() => readPlan(folder(change))).toThrow(message);
  });
  test("that does not exist is refused with what makes one", () => {
    expect(() => readPlan(join(tmpdir(), "remap-ready-no-such-plan"))).toThrow("`remap-ready plan --output DIR` makes a plan");
  });
  test("that others can write is refused, for its folder and for its file", () => {
    const at = folder();
    chmodSync(at, 0o720);
    expect(() => readPlan(at)).toThrow(`\`${at}\` can be written by others`);
    chmodSync(at, 0o700);
    chmodSync(join(at, "plan.json"), 0o602);
    expect(() => readPlan(at)).toThrow("plan.json` can be written by others");
  });
});

describe.skipIf(notRoot)("migrate", because(notRoot), () => {
  async function run(...args: string[]) {
    const { terminal, said } = keptTerminal("/", {});
    const status = await runMigrate(args, terminal).catch((error: Error) => error.message);
    return { status, ...said };
  }
  test("that belongs to another user is refused", () => {
    const at = folder();
    chownSync(join(at, "plan.json"), 1000, 1000);
    expect(() => readPlan(at)).toThrow("can be written by others");
  });
  test("--dry-run prints every step, and the way back only of what was begun", async () => {
    const at = folder();
    const { status, out } = await run(at, "--dry-run");
    expect(status).toBe(0);
    expect(out.match(/^\d+\. .*/gm)).toEqual(
      examplePlan.steps.map(({ title, phase }, index) => `${index + 1}. ${title}${phase === "stage" ? " (with `--stage` only)" : ""}`),
    );
    expect((await run(at, "--dry-run", "--stage")).out.match(/(?<=^\d+\. ).*/gm)).toEqual(
      examplePlan.steps.flatMap(({ title, phase }) => (phase === "prepare" || phase === "stage" ? [title] : [])),
    );
    expect(out).toMatch(/\nNothing was done\.\n$/);
    expect(await run(at, "--dry-run", "--back")).toMatchObject({ status: 0, out: "There is nothing to take back.\n" });
    const journal = openJournal(at, readPlan(at).digest);
    for (const { id, kind } of examplePlan.steps) {
      journal.append(id, "begin");
      if (kind !== "verify") journal.append(id, "done");
    }
    journal.close();
    const titles = async (...options: string[]) => (await run(at, "--dry-run", "--back", ...options)).out.match(/(?<=^\d+\. ).*/gm);
    const back = [
      "Stop what runs in the new world",
      "Put `/etc/docker/daemon.json` back, restart dockerd, and remove the bridges of the new world",
      "Start 1 container of the old world",
      "Remove what was copied ahead of the volume `shop_data`",
    ];
    expect(await titles()).toEqual(back);
    expect(await titles("--with-data")).toEqual([back[0], "Copy the data of the volume `shop_data` back", ...back.slice(1)]);
    expect((await run(at, "--dry-run")).out.match(/\(done before\)/g)).toHaveLength(examplePlan.steps.length - 1);
  });
  test.for([
    [[], "needs the folder of a plan"],
    [["plan", "--with-data"], "`--with-data` belongs to `--back`"],
    [["/nowhere/plan"], "does not exist"],
    [["plan", "--verify", "time"], "is not known"],
  ] as const)("%s is refused", async ([args, message]) => {
    expect((await run(...args)).status).toContain(message);
  });
});
