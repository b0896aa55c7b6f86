import { expect, test } from "vitest";
import { diagnose } from "../../../src/host/diagnosis.js";
import { makePlan } from "../../../src/host/plan/make-plan.js";
import { parsePlan } from "../../../src/host/plan/parse-plan.js";
import type { Plan } from "../../../src/host/plan/plan.js";
import { examplePlan } from "../../support/example-plan.js";
import { type Answers, factsOf, remappedEngine, remappedFiles } from "../../support/host-facts.js";
import { container, idOf, known, planInput } from "./plan-input.js";

/** What of a plan's checks is not ok on a host, by id. */
function wrong(diagnosis: ReturnType<typeof diagnose>) {
  return Object.fromEntries(
    diagnosis.checks.filter(({ id, outcome }) => id.startsWith("plan-") && outcome !== "ok").map(({ id, outcome }) => [id, outcome]),
  );
}

const there: Answers = {
  containers: [container("1", "shop-db-1", { State: { Running: true, Pid: 4 } })],
  volumes: [{ Name: "shop_data", Driver: "local", Mountpoint: "/x" }],
  networks: [{ Id: idOf("2"), Name: "shop_default", Driver: "bridge" }],
};

async function after(answers: Answers, tags: readonly string[] = ["shop/db:1"], plan: Plan = examplePlan) {
  const engine = remappedEngine(answers);
  if (!("value" in engine)) throw new Error("this engine always answers");
  const images = known([{ id: idOf("3"), tags, digests: [], sizeBytes: 1 }]);
  return wrong(diagnose(await factsOf(remappedFiles, { engine: known({ ...engine.value, images }) }), plan));
}

test("a host after the switch has everything of the plan", async () => {
  expect(await after(there)).toEqual({});
});

test.for([
  ["plan-images", there, []],
  ["plan-volumes", { ...there, volumes: [] }, undefined],
  ["plan-networks", { ...there, networks: [] }, undefined],
  ["plan-containers", { ...there, containers: [] }, undefined],
  ["plan-containers", { ...there, containers: [container("1", "shop-db-1", { State: { Running: false } })] }, undefined],
] as const)("%s is a problem where something is missing", async ([id, answers, tags]) => {
  expect(await after(answers, tags)).toEqual({ [id]: "problem" });
});

test("a container that may fail, and does, is a warning", async () => {
  const plan: Plan = {
    ...examplePlan,
    steps: examplePlan.steps.map((step) =>
      step.kind === "create-containers" ? { ...step, containers: step.containers.map((each) => ({ ...each, mayFail: true })) } : step,
    ),
  };
  const answers = { ...there, containers: [container("1", "shop-db-1", { State: { Running: false } })] };
  expect(await after(answers, undefined, plan)).toEqual({ "plan-containers": "warning" });
});

test("another range than the plan's is a problem", async () => {
  const remap = examplePlan.remap && { ...examplePlan.remap, uids: [{ start: 300_000, count: 65_536 }] };
  expect(await after(there, undefined, { ...examplePlan, remap })).toEqual({ "plan-mapping": "problem" });
});

test("before the switch, a plan fits until something that it rests on changes", async () => {
  const input = await planInput({ containers: [container("a", "web")] });
  const { plan } = makePlan(input);
  expect(wrong(diagnose(input.facts, plan))).toEqual({});
  const changed = await planInput({ containers: [container("a", "web"), container("b", "later")] });
  const [check] = diagnose(changed.facts, plan).checks.filter(({ id }) => id === "plan-fits");
  expect(check).toMatchObject({ outcome: "problem", summary: "The plan no longer fits: containers changed." });
  // A container that got another pid is the same container.
  const restarted = await planInput({ containers: [container("a", "web", { State: { Running: true, Pid: 9 } })] });
  expect(wrong(diagnose(restarted.facts, plan))).toEqual({});
});

test("without a plan there is no check of it", async () => {
  expect(diagnose((await planInput()).facts).checks.filter(({ id }) => id.startsWith("plan-"))).toEqual([]);
});

test.for([
  ["", "is not JSON"],
  ["[]", "is not a plan of version 1"],
  [JSON.stringify({ ...examplePlan, version: 2 }), "is not a plan of version 1"],
  [JSON.stringify({ ...examplePlan, steps: [null] }), "is not a plan of version 1"],
  [JSON.stringify({ ...examplePlan, steps: [examplePlan.steps[0], examplePlan.steps[0]] }), "has two steps with the same id."],
] as const)("%s is not a plan", ([text, problem]) => {
  expect(parsePlan(text)).toMatchObject({ problem: expect.stringContaining(problem) });
});

test("a plan that was written is read as it was", () => {
  expect(parsePlan(JSON.stringify(examplePlan))).toEqual(examplePlan);
});
