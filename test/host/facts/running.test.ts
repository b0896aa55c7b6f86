import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { engineClient } from "../../../src/engines/engine-client.js";
import { readEngine } from "../../../src/host/facts/engine.js";
import { flagIn, readHost } from "../../../src/host/facts/host.js";
import { mountOf, readMounts } from "../../../src/host/facts/mounts.js";
import {
  dockerdAmong,
  isIdentity,
  linkOf,
  type ProcessFacts,
  readIdMap,
  readProcesses,
  shimsAmong,
} from "../../../src/host/facts/processes.js";
import { openTree } from "../../../src/host/facts/tree.js";
import { because, notLinux, notRoot } from "../../support/skips.js";

/** A server on a socket that answers as an engine would, by path. */
async function answering(answers: Readonly<Record<string, unknown>>): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "remap-ready-socket-"));
  const socket = join(folder, "docker.sock");
  const server = createServer((request, response) => {
    const answer = answers[(request.url ?? "").replace(/\?.*$/, "")];
    response.writeHead(answer === undefined ? 404 : 200, { "Content-Type": "application/json" });
    response.end(JSON.stringify(answer ?? { message: "no such thing" }));
  });
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  onTestFinished(() => {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return socket;
}

const info = { DockerRootDir: "/var/lib/docker/100000.100000", SecurityOptions: ["name=seccomp,profile=builtin", "name=userns"] };

function processOf(given: Partial<ProcessFacts>): ProcessFacts {
  const none = { userNamespace: undefined, mountNamespace: undefined, pidNamespace: undefined, containerId: undefined };
  const maps = { uidMap: [], gidMap: [] };
  return { pid: 1, parent: 0, name: "", argv: [], executable: undefined, uid: 0, gid: 0, groups: [], ...maps, ...none, ...given };
}

describe.skipIf(notLinux)("a running engine", because(notLinux), () => {
  test("is read by its answers; a list that fails leaves the others, and a container that went away is not missed", async () => {
    const socket = await answering({
      "/info": info,
      "/version": { Version: "28.5.2" },
      "/containers/json": [{ Id: "aa" }, { Id: "gone" }],
      "/containers/aa/json": {
        Id: "aa",
        Name: "/web",
        State: { Running: true, Pid: 7 },
        HostConfig: { UsernsMode: "host" },
        Mounts: [{ Type: "bind", Source: "/srv", Destination: "/data", RW: true }],
        NetworkSettings: { Networks: { shop: { IPAMConfig: { IPv4Address: "10.7.0.5" } } } },
      },
      "/volumes": { Volumes: null },
      "/networks": [{ Id: "n1", Name: "shop", Driver: "bridge", IPAM: { Config: [{ Subnet: "10.7.0.0/24" }] } }],
    });
    const state = await readEngine(engineClient(socket), socket);
    expect(state.info).toMatchObject({ version: "28.5.2", isRemapped: true, isRootless: false, swarm: { state: "inactive" } });
    expect(state.containers).toMatchObject({
      value: [{ name: "web", pid: 7, usernsMode: "host", mounts: [{ source: "/srv", target: "/data", isWritable: true }] }],
    });
    expect(state.volumes).toMatchObject({ value: [] });
    expect(state.networks).toMatchObject({ value: [{ name: "shop", subnets: ["10.7.0.0/24"] }] });
    expect(state.images).toMatchObject({ unread: "no such thing" });
  });
  test("that answers nonsense is not an engine", async () => {
    const socket = await answering({ "/info": [1], "/version": "x" });
    await expect(readEngine(engineClient(socket), socket)).rejects.toThrow("what answers is not a Docker Engine");
  });
  test("is part of what is read of this machine, with its processes, mounts and links", async () => {
    const facts = await readHost({ socket: await answering({ "/info": info, "/version": {} }) });
    expect(facts.running?.engine).toMatchObject({ value: { info: { isRemapped: true } } });
    expect(facts.dataRoot).toMatchObject({ source: "/var/lib/docker" });
    expect(facts.running?.network.links).toMatchObject({ value: expect.arrayContaining(["lo"]) });
  });
  test("that does not answer is unread, with the reason", async () => {
    const facts = await readHost({ socket: "/nonexistent/docker.sock" });
    expect(facts.running?.engine).toEqual({ unread: "connect ENOENT /nonexistent/docker.sock", source: "/nonexistent/docker.sock" });
  });
});

describe.skipIf(notLinux)("processes", because(notLinux), () => {
  test("are read with their ids and maps: this one is among them", () => {
    const own = readProcesses().find(({ pid }) => pid === process.pid);
    expect(own).toMatchObject({ parent: process.ppid, uid: process.geteuid?.(), gid: process.getegid?.() });
    expect(own?.uidMap.length).toBeGreaterThan(0);
  });
  test("have mounts, the deepest of which holds a path", () => {
    const mounts = readMounts(openTree("/"));
    expect(mountOf("/proc/self/status", mounts)?.type).toBe("proc");
    expect(mountOf("/", mounts)?.at).toBe("/");
  });
});

test("a uid_map is its lines; only one that moves nothing is the identity", () => {
  expect(readIdMap("         0     100000      65536\n     65536 1000 1\n")).toEqual([
    { inside: 0, outside: 100000, count: 65536 },
    { inside: 65536, outside: 1000, count: 1 },
  ]);
  expect(isIdentity(readIdMap("0 0 4294967295\n"))).toBe(true);
  expect(isIdentity(readIdMap("0 100000 65536\n"))).toBe(false);
});

test("shims are known by their command line, in either order of its flags", () => {
  const id = "a".repeat(64);
  const shims = shimsAmong(
    [
      processOf({ pid: 5, argv: ["/usr/bin/containerd-shim-runc-v2", "-namespace", "moby", "-id", id, "-address", "/run/x.sock"] }),
      processOf({ pid: 6, argv: ["containerd-shim", "-id", id, "-namespace", "moby-100000.100000"] }),
      processOf({ pid: 7, argv: ["vim", "containerd-shim", "-id", id] }),
      processOf({ pid: 8, argv: ["/usr/bin/containerd-shim-runc-v2", "-id", "short"] }),
    ],
    undefined,
  );
  expect(shims).toEqual([
    { pid: 5, namespace: "moby", containerId: id },
    { pid: 6, namespace: "moby-100000.100000", containerId: id },
  ]);
});

describe("a process of the host", () => {
  const id = "a".repeat(64);
  const argv = ["/usr/bin/containerd-shim-runc-v2", "-namespace", "moby", "-id", id];
  const executable = "/usr/bin/containerd-shim-runc-v2";
  const poses: readonly (readonly [string, Partial<ProcessFacts>])[] = [
    ["is in the control group of a container", { executable, containerId: "b".repeat(64) }],
    ["runs another file", { executable: "/usr/bin/sleep" }],
    ["is not root of the host", { executable, uid: 100_000 }],
  ];
  test.for(poses)("is not a shim, and no dockerd, when it says it is one and %s", ([, given]) => {
    expect(shimsAmong([processOf({ argv, ...given })], undefined)).toEqual([]);
    const dockerd = { argv: ["/usr/bin/dockerd", "--config-file=/etc/shadow"], ...given };
    expect(
      dockerdAmong([processOf({ ...dockerd, ...(given.containerId && { executable: "/usr/bin/dockerd" }) })], undefined),
    ).toBeUndefined();
  });
  test("is a shim by the file that it runs, also after an update of it, and in its pid namespace", () => {
    const seen = processOf({ argv: ["odd", ...argv.slice(1)], executable, pidNamespace: "pid:[1]" });
    expect(shimsAmong([seen], "pid:[1]")).toHaveLength(1);
    expect(shimsAmong([seen], "pid:[2]")).toEqual([]);
    expect(dockerdAmong([processOf({ executable: "/nix/store/x/libexec/docker/.dockerd-wrapped" })], undefined)).toBeDefined();
  });
  test.skipIf(notRoot)(
    "is read with its file and its namespace; in no container's control group unless its name is there",
    because(notRoot),
    () => {
      const own = readProcesses().find(({ pid }) => pid === process.pid);
      expect(own).toMatchObject({ executable: process.execPath, pidNamespace: linkOf("/proc/self/ns/pid"), containerId: undefined });
    },
  );
});

test("the host's dockerd is the one in our mount namespace; engines in containers do not count, and two are not told apart", () => {
  const engine = (pid: number, mountNamespace: string) => processOf({ pid, argv: ["/usr/bin/dockerd"], mountNamespace });
  expect(dockerdAmong([engine(1, "mnt:[1]"), engine(2, "mnt:[2]")], "mnt:[1]")?.pid).toBe(1);
  expect(dockerdAmong([engine(2, "mnt:[2]")], "mnt:[1]")?.pid).toBe(2);
  expect(dockerdAmong([engine(1, "mnt:[1]"), engine(2, "mnt:[1]")], "mnt:[1]")).toBeUndefined();
  expect(dockerdAmong([processOf({ argv: ["vi", "dockerd"] })], undefined)).toBeUndefined();
});

test("a flag is read in both spellings, the last one counts", () => {
  expect(flagIn(["dockerd", "--data-root", "/a", "--data-root=/b"], "data-root")).toBe("/b");
  expect(flagIn(["dockerd", "--data-root-x=/b"], "data-root")).toBeUndefined();
});
