import { chownSync, linkSync, lstatSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { engineClient } from "../../../src/engines/engine-client.js";
import { readWritableLayer } from "../../../src/host/facts/changes.js";
import { countContents } from "../../../src/host/facts/contents.js";
import { readSupervisor } from "../../../src/host/facts/supervisor.js";
import { openTree } from "../../../src/host/facts/tree.js";
import { makeHost } from "../../support/host-tree.js";
import { because, notLinux, notRoot } from "../../support/skips.js";

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "remap-ready-contents-"));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

const everyId = { uids: 2 ** 32, gids: 2 ** 32 };
const blocks = (...paths: readonly string[]) => paths.reduce((sum, path) => sum + lstatSync(path).blocks * 512, 0);

describe.skipIf(notLinux)("what lies in a folder", because(notLinux), () => {
  test("is counted with names that are not UTF-8, links by name but by size once, holes as nothing, and no link followed", async () => {
    const root = folder();
    const odd = Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0xff, 0xfe, 0x0a])]);
    mkdirSync(odd);
    writeFileSync(Buffer.concat([odd, Buffer.from("/inner")]), "x".repeat(5000));
    writeFileSync(join(root, "file"), "x".repeat(9000));
    linkSync(join(root, "file"), join(root, "again"));
    writeFileSync(join(root, "sparse"), "");
    truncateSync(join(root, "sparse"), 50_000_000);
    symlinkSync("/usr", join(root, "link"));
    const contents = await countContents(root, everyId);
    expect(contents).toMatchObject({ entries: 7, outside: 0, firstOutside: [] });
    expect(contents.bytes).toBeGreaterThanOrEqual(blocks(root, join(root, "file")) + 5000);
    expect(contents.bytes).toBeLessThan(200_000);
  });
  test("is nothing where there is no folder", async () => {
    expect(await countContents("/nowhere/at/all", everyId)).toMatchObject({ entries: 0, bytes: 0 });
  });
  test("stops with its signal", async () => {
    const signal = AbortSignal.abort(new Error("stopped"));
    await expect(countContents("/usr", { ...everyId, signal })).rejects.toThrow("stopped");
  });
});

describe.skipIf(notRoot)("owners that containers do not have", because(notRoot), () => {
  test("are found by user and by group, links too", async () => {
    const root = folder();
    for (const [name, uid, gid] of [
      ["a", 65_535, 65_535],
      ["b", 65_536, 0],
      ["c", 0, 70_000],
    ] as const) {
      writeFileSync(join(root, name), "");
      chownSync(join(root, name), uid, gid);
    }
    expect(await countContents(root, { uids: 65_536, gids: 65_536 })).toMatchObject({
      outside: 2,
      firstOutside: expect.arrayContaining([
        { path: join(root, "b"), uid: 65_536, gid: 0 },
        { path: join(root, "c"), uid: 0, gid: 70_000 },
      ]),
    });
  });
});

describe.skipIf(notLinux)("what a container changed", because(notLinux), () => {
  const diff = async (changes: readonly (readonly [letter: "C" | "A" | "D", path: string])[], targets: readonly string[] = []) => {
    const socket = join(folder(), "docker.sock");
    const server = createServer((_, response) => {
      response.end(JSON.stringify(changes.map(([letter, path]) => ({ Path: path, Kind: "CAD".indexOf(letter) }))));
    });
    await new Promise<void>((resolve) => server.listen(socket, resolve));
    onTestFinished(() => void server.close());
    const mounts = targets.map((target) => ({ type: "volume", source: "", target, name: undefined, driver: undefined, isWritable: true }));
    return readWritableLayer(engineClient(socket), { id: "a", mounts, raw: { HostConfig: { Tmpfs: { "/scratch/": "size=1m" } } } });
  };
  test("leaves out mounts and the folders above, and counts apart what programs make again", async () => {
    const layer = await diff(
      [
        ["C", "/etc"],
        ["A", "/etc/own.conf"],
        ["C", "/sbin"],
        ["A", "/sbin/docker-init"],
        ["D", "/etc/motd"],
        ["C", "/run"],
        ["A", "/run/web.pid"],
        ["C", "/var"],
        ["C", "/var/lib"],
        ["A", "/var/lib/db"],
        ["A", "/srv"],
        ["A", "/srv/deep"],
        ["A", "/srv/deep/mount"],
        ["A", "/scratch"],
      ],
      ["/var/lib/db", "/srv/deep/mount/"],
    );
    expect(layer).toEqual({ changes: 2, first: ["A /etc/own.conf", "D /etc/motd"], transient: 1 });
  });
  test("is a folder itself where nothing in it is", async () => {
    expect(await diff([["A", "/opt/empty"]])).toMatchObject({ changes: 1, first: ["A /opt/empty"] });
  });
  test("is nothing for an answer without a list", async () => {
    expect(await diff([])).toEqual({ changes: 0, first: [], transient: 0 });
  });
});

describe("what starts dockerd", () => {
  const dockerd = {
    ...{ pid: 7, parent: 1, name: "dockerd", argv: ["dockerd"], uid: 0, gid: 0, groups: [], uidMap: [], gidMap: [] },
    ...{
      userNamespace: undefined,
      mountNamespace: undefined,
      pidNamespace: undefined,
      executable: "/usr/bin/dockerd",
      containerId: undefined,
    },
  };
  test.for([
    [
      { "run/systemd/system": { folder: 0o755 }, "proc/7/cgroup": "0::/system.slice/docker.service\n" },
      { by: "systemd", unit: "docker.service" },
    ],
    [
      { "run/systemd/system": { folder: 0o755 }, "proc/7/cgroup": "12:pids:/system.slice/snap.docker.dockerd.service\n0::/\n" },
      { by: "systemd", unit: "snap.docker.dockerd.service" },
    ],
    [{ "run/systemd/system": { folder: 0o755 }, "proc/7/cgroup": "0::/user.slice/session-3.scope\n" }, { by: "unknown" }],
    [
      { "etc/init.d/docker": "", "usr/sbin/service": "" },
      { by: "service", name: "docker" },
    ],
    [{ "etc/init.d/docker": "" }, { by: "unknown" }],
    [{}, { by: "unknown" }],
  ] as const)("%j", ([files, supervisor]) => {
    expect(readSupervisor(openTree(makeHost(files)), dockerd)).toMatchObject({ value: supervisor });
  });
});
