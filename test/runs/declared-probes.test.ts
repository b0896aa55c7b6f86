import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { comparingBy } from "../../src/commands/comparing.js";
import { compareSubject } from "../../src/comparison/comparison.js";
import { idleProbes } from "../../src/comparison/declared-probes.js";
import type { Observation, Role } from "../../src/comparison/observation.js";
import { plainSubject } from "../../src/comparison/subject.js";
import type { ContainerState } from "../../src/engines/containers.js";
import type { Engine } from "../../src/engines/engine.js";
import { engineClient } from "../../src/engines/engine-client.js";
import { probeDeclared } from "../../src/probes/declared.js";

const folder = mkdtempSync(join(tmpdir(), "remap-ready-declared-"));
let output = (response: ServerResponse): void => void response.end();
const server = createServer((asked, response) => {
  if (asked.url?.endsWith("/exec")) response.end('{"Id":"1"}');
  else if (asked.url?.endsWith("/start")) output(response);
  else response.end('{"ExitCode":0}');
});
await new Promise<void>((resolve) => server.listen(join(folder, "s"), resolve));
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});
const subject = plainSubject("web", "service", "web");
const container = { Id: "c", State: { Running: true } } as ContainerState;

/** What a probe sees when the engine sends that as the command's output. */
function ask(bytes: Buffer | string, signal = new AbortController().signal): Promise<Observation> {
  const data = Buffer.from(bytes);
  const header = Buffer.alloc(8);
  header[0] = 1;
  header.writeUInt32BE(data.length, 4);
  output = (response) => void response.end(Buffer.concat([header, data]));
  const engine = { role: "baseline", client: engineClient(join(folder, "s")) } as Engine;
  return probeDeclared(
    { engine, subject, container, since: 0, deployedIds: { start: 100_000, size: 65_536 } },
    { service: "web", name: "p", command: "x" },
    signal,
  );
}

test("a command for an image is declared by the name that the image was given, with or without a name of its own", () => {
  const image = ["ghcr.io/team/db", "ghcr.io/team/db:16"];
  const probe = ["ghcr.io/team/db:16=pg_isready", "ghcr.io/team/db/who=id", "web/home=wget -qO- http://localhost/a=b"];
  expect(comparingBy({ image, probe }, undefined, "/")).toMatchObject({
    declared: [
      { service: "ghcr.io/team/db:16", name: "probe-1", command: "pg_isready" },
      { service: "ghcr.io/team/db", name: "who", command: "id" },
      { service: "web", name: "home", command: "wget -qO- http://localhost/a=b" },
    ],
  });
});

describe("a command that the user declares", () => {
  test("shows its status and lines", async () => {
    expect((await ask("one\ntwo\n")).facts.map(({ key }) => key)).toEqual(["exit", "one", "two"]);
  });
  test("shows output that is no text as one thing", async () => {
    const { facts } = await ask(Buffer.from([0, 1, 2, 255, 10, 254]));
    expect(facts).toEqual([
      { key: "exit", value: "0" },
      { key: "output that is no text", value: expect.stringMatching(/^sha256 [0-9a-f]{12}$/) },
    ]);
  });
  test("is said to flood", async () => {
    expect((await ask("x".repeat(2 << 20))).facts).toEqual([{ key: "exit", value: "wrote more than 1 MiB" }]);
  });
  test("is not asked when time is up", async () => {
    expect(await ask("one", AbortSignal.abort())).toMatchObject({ outcome: "skipped", reason: "the time for everything was up" });
  });
});

describe("of a probe", () => {
  const seen = (role: Role, exit: string, printed = "said"): Observation[] => [
    { subject: "web", probe: "exit", role, outcome: "observed", facts: [{ key: "state", value: "running" }] },
    {
      subject: "web",
      probe: "declared:p",
      role,
      outcome: "observed",
      facts: [
        { key: "exit", value: exit },
        { key: printed, value: "printed", shown: printed },
      ],
    },
  ];
  const compared = (one: Observation[], two: Observation[]) => compareSubject(subject, [one], [two]).comparison;
  test("that ends on the plain engine and not on the remapped one, the service is broken", () => {
    expect(compared(seen("baseline", "0"), seen("remapped", "did not end within 30 s")).verdict).toBe("broken");
  });
  test("that succeeds nowhere it is said, with its own words", () => {
    const comparison = compared(seen("baseline", "127", "sh: nosuch: not found"), seen("remapped", "127", "sh: nosuch: not found"));
    const text = "the probe `p` of `web` ends with status 127 on both engines, so it shows nothing: sh: nosuch: not found";
    expect(idleProbes([comparison])).toEqual([{ about: "probes", subject: "web", text }]);
  });
  test("that was not asked it is said why, and of one that tells something nothing", () => {
    const skipped: Observation = {
      subject: "web",
      probe: "declared:p",
      role: "baseline",
      outcome: "skipped",
      facts: [],
      reason: "it ended",
    };
    expect(idleProbes([compared([skipped], [])]).map(({ text }) => text)).toEqual([
      "the probe `p` of `web` could not be run on the plain engine: it ended",
    ]);
    expect(idleProbes([compared(seen("baseline", "0"), seen("remapped", "1"))])).toEqual([]);
  });
});
