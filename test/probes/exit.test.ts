import { expect, test } from "vitest";
import { plainSubject } from "../../src/comparison/subject.js";
import { probeExit } from "../../src/probes/exit.js";
import type { Running } from "../../src/probes/running.js";

const ended = (OOMKilled: boolean) =>
  probeExit({
    engine: { role: "baseline" },
    container: { Id: "0123456789abcdef", RestartCount: 0, State: { Status: "exited", ExitCode: 137, OOMKilled } },
    subject: plainSubject("web", "service", "web"),
  } as unknown as Running).facts;

test("the engine's word that memory ran out, which may come too late, is shown and not compared", () => {
  expect(ended(true)).toEqual([{ key: "state", value: "exited 137", shown: "exited 137, out of memory" }]);
  expect(ended(false)).toEqual([{ key: "state", value: "exited 137" }]);
});
