import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createContainer, runContainer, startContainer } from "../../../src/engines/containers.js";
import { EngineRefusal } from "../../../src/engines/engine-client.js";
import { loadImage } from "../../../src/engines/images.js";
import { twins, withEngines } from "../../../src/engines/with-engines.js";
import { writtenFiles } from "../../../src/engines/written-files.js";
import { sharedSleepers } from "../../../src/runs/stack/asleep.js";
import { busyboxArchive } from "../../engines/image-archive.js";
import { dockerd, twinsAtHand, whyNoEngines } from "../../support/parts.js";
import { because } from "../../support/skips.js";

const whyNot = await whyNoEngines();

describe.skipIf(whyNot)("twin engines", because(whyNot), () => {
  const workspace = mkdtempSync(join(tmpdir(), "remap-ready-live-"));
  beforeAll(() => {
    mkdirSync(join(workspace, "data"));
    writeFileSync(join(workspace, "secret"), "root's own\n", { mode: 0o600 });
  });
  afterAll(() => rmSync(workspace, { recursive: true }));

  test("differ in nothing but the remap, and leave the workspace alone", { timeout: 60_000 }, async () => {
    const seen = await withEngines(twinsAtHand({ copied: [{ source: workspace }] }), async (engines) => {
      const loads = await loadImage(engines, Readable.from([busyboxArchive("lab:1")]));
      const runs = engines.map(async (engine) => {
        const HostConfig = {
          Binds: [`${workspace}:/ws`, "/var/run/docker.sock:/docker.sock"],
          PortBindings: { "80/tcp": [{ HostPort: "8080" }] },
        };
        const shell = "cat /proc/self/uid_map; cat /ws/secret || echo refused; stat -c %u:%g /docker.sock; touch /ws/data/made; id -u";
        const output = await runContainer(engine.client, { Image: "lab:1", Cmd: ["sh", "-c", shell], HostConfig });
        const refused = await runContainer(engine.client, { Image: "lab:1", Cmd: ["true"], HostConfig: { NetworkMode: "host" } }).catch(
          (error: unknown) => error,
        );
        const start = async (command: string) => {
          const id = await createContainer(engine.client, {
            Image: "lab:1",
            Cmd: ["sh", "-c", command],
            HostConfig: { NetworkMode: "none" },
          });
          await startContainer(engine.client, id);
          return id;
        };
        const ids = await Promise.all(["exec sleep 1000", "exec httpd -f -p 80", "while sleep 0.2; do :; done"].map(start));
        await vi.waitFor(
          async () => {
            const sleepers = await sharedSleepers(engine, new AbortController().signal)();
            expect(ids.map((id) => sleepers.isAsleep(id, 1000, 3000))).toEqual([true, true, false]);
          },
          { timeout: 20_000, interval: 100 },
        );
        return { output, refused, files: await writtenFiles(engine, workspace), dataRoot: engine.facts.dataRoot };
      });
      return { loads, runs: await Promise.all(runs) };
    });
    expect(seen.loads).toEqual([
      { role: "baseline", outcome: "loaded", images: ["lab:1"] },
      { role: "remapped", outcome: "loaded", images: ["lab:1"] },
    ]);
    const [baseline, remapped] = seen.runs;
    expect(baseline?.output.stdout).toMatch(/^\s+0 +0 +4294967295\nroot's own\n0:\d+\n0\n$/);
    expect(remapped?.output.stdout).toMatch(/^\s+0 +\d{6,} +65536\nrefused\n65534:65534\n0\n$/);
    expect(remapped?.output.stderr).toContain("Permission denied");
    expect(baseline?.refused).toMatchObject({ code: 0 });
    expect(remapped?.refused).toBeInstanceOf(EngineRefusal);
    expect(String(remapped?.refused)).toContain("cannot share the host's network namespace when user namespaces are enabled");
    expect(baseline?.files.find((file) => file.path === "data/made")).toMatchObject({ kind: "file", uid: 0 });
    expect(remapped?.files.find((file) => file.path === "data/made")).toBeUndefined();
  });

  test("start with a dockerd that only PATH finds, its companions beside it", { timeout: 60_000 }, async () => {
    vi.stubEnv("PATH", `${dirname(dockerd ?? "")}:${process.env["PATH"]}`);
    const named = await withEngines(twins(), async (engines) => engines.map(({ facts }) => facts.version)).finally(() =>
      vi.unstubAllEnvs(),
    );
    expect(named).toEqual([expect.stringMatching(/^\d+\./), named[0]]);
  });

  test("keep the host's files, whatever a mount leads to", { timeout: 60_000 }, async () => {
    const outside = mkdtempSync(join(tmpdir(), "remap-ready-outside-"));
    const disk = mkdtempSync("/var/lib/remap-ready-disk-");
    const shared = mkdtempSync("/dev/shm/remap-ready-shared-");
    execFileSync("mount", ["-t", "tmpfs", "disk", disk]);
    try {
      const said = await withEngines(
        [
          {
            role: "baseline",
            ...(dockerd !== undefined && { dockerd }),
            copied: [{ source: workspace }, { source: disk }, { source: shared }],
          },
        ],
        async ([engine]) => {
          await loadImage([engine], Readable.from([busyboxArchive("lab:1")]));
          const shell = (script: string, ...Binds: string[]) =>
            runContainer(engine.client, { Image: "lab:1", Cmd: ["sh", "-c", script], HostConfig: { Binds, IpcMode: "host" } });
          await shell(`rm -rf /ws/data; ln -s ${outside} /ws/data`, `${workspace}:/ws`);
          const { stderr } = await shell("echo x > /link/made", `${workspace}/data:/link`);
          const { code } = await shell(
            "echo x > /disk/made && echo x > /dev/shm/remap-ready-made && echo x > /shared/made",
            `${disk}:/disk`,
            `${shared}:/shared`,
          );
          return { stderr, code };
        },
      );
      expect(said.stderr).toContain("Read-only file system");
      expect(said.code).toBe(0);
      expect([outside, disk, shared].flatMap((path) => readdirSync(path))).toEqual([]);
      expect(existsSync("/dev/shm/remap-ready-made")).toBe(false);
    } finally {
      execFileSync("umount", [disk]);
      for (const path of [disk, outside, shared]) rmSync(path, { recursive: true });
    }
  });
});
