import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { asRoot, run } from "../../../src/engines/command.js";
import { createContainer, execInContainer, inspectContainer, runContainer, startContainer } from "../../../src/engines/containers.js";
import type { Engine } from "../../../src/engines/engine.js";
import { loadImage } from "../../../src/engines/images.js";
import { twins, withEngines } from "../../../src/engines/with-engines.js";
import { busyboxArchive } from "../../engines/image-archive.js";
import { settled, snapshotMachine } from "../../engines/machine-snapshot.js";
import { engines, generations, twinsAtHand, whyNoEngines } from "../../support/parts.js";
import { because, notTonight } from "../../support/skips.js";

const whyNot = await whyNoEngines();
const image = (): Readable => Readable.from([busyboxArchive("lab:1")]);
const forever = ["sh", "-c", "trap '' TERM; while :; do sleep 1; done"];

/** Starts a container that publishes a port under a fixed name, and asks it something. */
async function serveOnce({ client }: Engine, name: string): Promise<string> {
  const HostConfig = { PortBindings: { "80/tcp": [{ HostPort: "8080" }] }, CgroupParent: "/of-its-own" };
  const id = await createContainer(client, { Image: "lab:1", Cmd: forever, ExposedPorts: { "80/tcp": {} }, HostConfig }, name);
  await startContainer(client, id);
  return (await execInContainer(client, id, ["sh", "-c", "id -u; exit 3"])).stdout;
}

/** A small file system, for as long as it is used. */
async function withSmallDisk<T>(size: string, use: (root: string) => Promise<T>): Promise<T> {
  const root = mkdtempSync(join("/var/tmp", "remap-ready-disk-"));
  await run(asRoot(["mount", "-t", "tmpfs", "-o", `size=${size},mode=0711`, "remap-ready-test", root]));
  try {
    return await use(root);
  } finally {
    await run(asRoot(["umount", root]));
    rmSync(root, { recursive: true });
  }
}

describe.skipIf(whyNot).sequential("engines in hardship", { timeout: 120_000, ...because(whyNot) }, () => {
  test("two runs at once, with the same names and ports, do not meet", async () => {
    const before = snapshotMachine();
    const one = () =>
      withEngines(twinsAtHand(), async (engines) => {
        await loadImage(engines, image());
        return Promise.all(engines.map((engine) => serveOnce(engine, "web")));
      });
    expect(await Promise.all([one(), one()])).toEqual([
      ["0\n", "0\n"],
      ["0\n", "0\n"],
    ]);
    expect(await settled(before, 10_000)).toEqual([]);
  });

  test("a dockerd killed under a running container takes the container with it, and the run ends", async () => {
    const before = snapshotMachine();
    const outcome = await withEngines(twinsAtHand(), async (engines, signal) => {
      await loadImage(engines, image());
      const [baseline] = engines;
      await Promise.all(engines.map((engine) => serveOnce(engine, "web")));
      await baseline.exec(["sh", "-c", "kill -KILL $(cat /run/docker.pid)"]);
      return new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("connection lost"))));
    }).catch((error: unknown) => error);
    expect(outcome).toMatchObject({
      name: "EngineError",
      stage: "run",
      message: expect.stringContaining("the plain engine died (status 137)"),
    });
    expect(await settled(before, 10_000)).toEqual([]);
  });

  test("a disk that is full when an image comes in fails the load in the engine's words, and nothing is left", async () => {
    const before = snapshotMachine();
    const loads = await withSmallDisk("24m", (scratchRoot) =>
      withEngines(
        twinsAtHand(),
        (engines) => loadImage(engines, Readable.from([busyboxArchive("big:1", [{ path: "big", content: Buffer.alloc(30 << 20, 1) }])])),
        { scratchRoot, minFreeBytes: 1 << 20 },
      ),
    );
    expect(loads).toEqual([
      { role: "baseline", outcome: "failed", reason: expect.stringContaining("no space left on device") },
      { role: "remapped", outcome: "failed", reason: expect.stringContaining("no space left on device") },
    ]);
    expect(await settled(before, 10_000)).toEqual([]);
  });

  test("a disk too full for a dockerd to start is told in its words, and nothing is left", async () => {
    const before = snapshotMachine();
    const outcome = await withSmallDisk("200k", (scratchRoot) =>
      withEngines(twinsAtHand(), async () => "used", { scratchRoot, minFreeBytes: 0 }).catch((error: unknown) => error),
    );
    expect(outcome).toMatchObject({ name: "EngineError", message: expect.stringMatching(/no space left on device/i) });
    expect(await settled(before, 10_000)).toEqual([]);
  });

  test("a disk with too little room is refused before anything is touched", async () => {
    const outcome = await withSmallDisk("24m", (scratchRoot) =>
      withEngines(twinsAtHand(), async () => "used", { scratchRoot }).catch((error: unknown) => error),
    );
    expect(outcome).toMatchObject({ stage: "preflight", message: expect.stringMatching(/has \d+ MiB free, 1024 MiB are needed/) });
  });

  test("a container that outlives its use is stopped with the engine", async () => {
    const before = snapshotMachine();
    const state = await withEngines(
      twinsAtHand(),
      async (engines) => {
        await loadImage(engines, image());
        await Promise.all(engines.map((engine) => serveOnce(engine, "web")));
        return inspectContainer(engines[1].client, "web");
      },
      { stopGraceMs: 1_000 },
    );
    expect(state.State).toMatchObject({ Status: "running" });
    expect(await settled(before, 10_000)).toEqual([]);
  });
});

describe.skipIf(whyNot ?? notTonight).sequential("each engine generation", { timeout: 120_000, ...because(whyNot ?? notTonight) }, () => {
  for (const major of generations) {
    const dockerd = join(engines, major, "dockerd");
    test(`${major} runs as twins, and leaves nothing`, async () => {
      const before = snapshotMachine();
      const seen = await withEngines(twins({ dockerd }), async (both) => {
        await loadImage(both, image());
        const outputs = await Promise.all(
          both.map(({ client }) => runContainer(client, { Image: "lab:1", Cmd: ["cat", "/proc/self/uid_map"] })),
        );
        return { facts: both.map(({ facts }) => facts), maps: outputs.map(({ stdout }) => stdout.trim().split(/\s+/).map(Number)) };
      });
      expect(seen.facts.map(({ version }) => version.split(".")[0])).toEqual([major, major]);
      expect(seen.facts.map(({ imageStore }) => imageStore)).toEqual(["graphdriver", "graphdriver"]);
      expect(seen.maps).toEqual([
        [0, 0, 4294967295],
        [0, seen.facts[1]?.idMap?.start, 65536],
      ]);
      expect(await settled(before, 10_000)).toEqual([]);
    });
  }
});
