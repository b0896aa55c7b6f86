import { expect, test } from "vitest";
import type { EngineClient } from "../../src/engines/engine-client.js";
import { readFacts } from "../../src/engines/facts.js";
import { remapTrouble } from "../../src/engines/version.js";

const range = { start: 100_000, size: 65_536 };

/** An engine of a version that remaps. */
function engine(version: string): EngineClient {
  const answers: Readonly<Record<string, unknown>> = {
    "/info": { Driver: "overlay2", DockerRootDir: "/d/100000.100000", SecurityOptions: ["name=userns"] },
    "/version": { Version: version, ApiVersion: "1.41", GitCommit: "" },
  };
  return { json: async (_: string, path: string) => answers[path] } as unknown as EngineClient;
}

test("an engine whose mapped root can escape is not compared with, as doctor would not have it switched", async () => {
  await expect(readFacts(engine("20.10.2"), range)).rejects.toMatchObject({
    stage: "facts",
    message: expect.stringContaining("CVE-2021-21284"),
  });
  expect(await readFacts(engine("20.10.24+dfsg1"), range)).toMatchObject({ version: "20.10.24+dfsg1", idMap: range });
});

test.for([
  ["20.10.2", "escape"],
  ["19.03.14", "escape"],
  ["19.03.15", "open-data-root"],
  ["20.10.8", "open-data-root"],
  ["20.10.9", undefined],
  ["29.0.0-rc.1", undefined],
  ["dev", "unknown"],
] as const)("what is known of userns-remap in %s is %s", ([version, trouble]) => {
  expect(remapTrouble(version)).toBe(trouble);
});
