import { expect, test } from "vitest";
import { randomOf } from "../../scripts/fuzz/mutate.js";
import { Tree } from "../../scripts/fuzz/run.js";
import { plant } from "../support/tree.js";

test("fifty changed trees are linted in every format, and fixed, without an exception; `npm run fuzz` runs more", {
  timeout: 400_000,
}, async () => {
  const tree = await Tree.plant(plant({}));
  for (let run = 0; run < 50; run++) {
    tree.change(randomOf(7, run));
    expect(
      (await tree.judge()) ?? (await tree.fix()),
      `run ${run} of seed 7: npm run fuzz -- --seed 7 --from ${run} --runs 1`,
    ).toBeUndefined();
  }
});

test("a run is the same for the same seed", () => {
  const numbers = (seed: number, run: number) => Array.from({ length: 5 }, () => randomOf(seed, run)).map((random) => random(1000));
  expect(new Set(numbers(1, 2)).size).toBe(1);
  expect(randomOf(1, 2)(1_000_000)).not.toBe(randomOf(1, 3)(1_000_000));
  expect(randomOf(1, 2)(1_000_000)).not.toBe(randomOf(2, 2)(1_000_000));
});
