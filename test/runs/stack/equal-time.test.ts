import { expect, test } from "vitest";
import { WatchTimes } from "../../../src/runs/stack/equal-time.js";

const never = () => new AbortController().signal;

test("two runs at the same time wait for each other", async () => {
  const seen: string[] = [];
  const [one, two] = new WatchTimes(never()).together();
  const first = one.whenAllSettled(10).then(() => seen.push("first"));
  await new Promise((resolve) => setTimeout(resolve, 20));
  seen.push("second settles");
  await Promise.all([two.whenAllSettled(30), first]);
  expect(seen).toEqual(["second settles", "first"]);
});

test("a run that failed is not waited for", async () => {
  const [one, two] = new WatchTimes(never()).together();
  two.leave();
  await one.whenAllSettled(10);
});

test("a run by itself is watched for as long as the longest before", async () => {
  const times = new WatchTimes(never());
  await times.alone().whenAllSettled(60);
  const from = performance.now();
  await times.alone().whenAllSettled(10);
  expect(performance.now() - from).toBeGreaterThan(40);
});

test("nobody waits once the run's time is up", async () => {
  const end = new AbortController();
  const times = new WatchTimes(end.signal);
  await times.alone().whenAllSettled(600_000);
  const [one] = times.together();
  const waits = Promise.all([one.whenAllSettled(1), times.alone().whenAllSettled(1)]);
  end.abort();
  await waits;
});

test("what came to rest in one run is known in the others", () => {
  const times = new WatchTimes(never());
  const [one, two] = times.together();
  expect(two.hasRested("flood")).toBe(false);
  one.rests("flood");
  expect([two, times.alone()].map(({ hasRested }) => hasRested("flood"))).toEqual([true, true]);
  expect(two.hasRested("other")).toBe(false);
});
