import { describe, expect, test } from "vitest";
import { hostileInputs } from "../../scripts/hostile/inputs.js";
import { measure } from "../../scripts/hostile/measure.js";

// `npm run hostile` holds all of them to 5 s and 400 MB on a quiet machine; processor time grows on a busy one.
describe("input that multiplies costs little", { timeout: 120_000 }, () => {
  test.for(hostileInputs.filter(({ isSmall }) => isSmall).map(({ name, files }) => [name, files] as const))("%s", ([, files]) => {
    const { status, cpuSeconds, megabytes, stderr } = measure(files(), ["lint"], 100);
    expect([0, 1, 2], stderr).toContain(status);
    expect(cpuSeconds).toBeLessThan(15);
    expect(megabytes).toBeLessThan(500);
  });
});
