import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { plainSubject } from "../../src/comparison/subject.js";
import { run } from "../../src/engines/command.js";
import { probeAccess } from "../../src/probes/access.js";
import { identityOf, type ProcessEntry } from "../../src/probes/process-table.js";
import type { Running } from "../../src/probes/running.js";
import { because, notLinux, notRoot } from "../support/skips.js";

const allOfDocker = "00000000a80425fb";

function entry(
  pid: number,
  map: string,
  ids: { readonly uid: number; readonly gid: number; readonly groups?: string; readonly capabilities?: string },
): ProcessEntry {
  const four = (id: number) => `${id}\t${id}\t${id}\t${id}`;
  return {
    pid,
    cgroup: "0::/docker/c1",
    status: new Map([
      ["PPid", "1"],
      ["Uid", four(ids.uid)],
      ["Gid", four(ids.gid)],
      ["Groups", ids.groups ?? ""],
      ["CapEff", ids.capabilities ?? "0000000000000000"],
    ]),
    uidMap: map,
    command: "server",
  };
}

test("a process is known by its file-system ids, its groups and its capabilities, as its user namespace has them", () => {
  const mapped = entry(7, "         0     100000      65536\n", {
    uid: 100_033,
    gid: 100_033,
    groups: "100033 100044 5",
    capabilities: "03",
  });
  expect(identityOf(mapped)).toEqual({ uid: 33, gid: 33, groups: [33, 44], capabilities: 3n });
  expect(identityOf(entry(7, "0 100000 65536", { uid: 0, gid: 0 }))).toBeUndefined();
});

describe.skipIf(notLinux ?? notRoot)("the kernel's answer", because(notLinux ?? notRoot), () => {
  const folder = mkdtempSync(join(tmpdir(), "remap-ready-access-"));
  const path = (name: string) => join(folder, name);
  let inside: ChildProcess;
  beforeAll(async () => {
    chmodSync(folder, 0o755);
    mkdirSync(path("host"), { mode: 0o755 });
    writeFileSync(path("host/key"), "key");
    chmodSync(path("host/key"), 0o600);
    mkdirSync(path("mapped"));
    chownSync(path("mapped"), 100_000, 100_000);
    mkdirSync(path("group"));
    chownSync(path("group"), 100_005, 100_044);
    chmodSync(path("group"), 0o770);
    mkdirSync(path("open"));
    chmodSync(path("open"), 0o777);
    writeFileSync(path("a file with spaces\nand a line"), "");
    inside = spawn("unshare", ["--user", "sleep", "60"]);
    await vi.waitUntil(() => readFileSync(`/proc/${inside.pid}/cmdline`, "utf8").startsWith("sleep"));
    for (const map of ["uid_map", "gid_map"]) writeFileSync(`/proc/${inside.pid}/${map}`, "0 100000 65536\n");
  });
  afterAll(() => {
    inside.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });

  async function ask(isMapped: boolean, ids: Parameters<typeof entry>[2], target = folder): Promise<Record<string, string>> {
    const pid = (isMapped ? inside.pid : process.pid) ?? 0;
    const map = isMapped ? "0 100000 65536" : "0 0 4294967295";
    const running = {
      engine: { role: "remapped", exec: (argv: readonly string[]) => run(argv, { timeoutMs: 20_000 }) },
      subject: plainSubject("web", "service", "web"),
      container: {
        Id: "c1".repeat(32),
        State: { Pid: pid, Running: true },
        Mounts: [{ Type: "bind", Source: target, Destination: target }],
      },
    } as unknown as Running;
    const table = [{ ...entry(pid, map, ids), cgroup: `0::/docker/${"c1".repeat(32)}` }];
    const { facts } = await probeAccess(running, table);
    return Object.fromEntries(facts.map(({ key, value }) => [key.replace(folder, "").replace(/^\S+ \/?/, ""), value]));
  }

  test("host root with Docker's capabilities may do everything", async () => {
    const seen = await ask(false, { uid: 0, gid: 0, capabilities: allOfDocker });
    expect(new Set(Object.values(seen))).toEqual(new Set(["read and write"]));
    expect(seen).toHaveProperty("host/key");
  });
  test("container root may do what others may on files of the host, and all on files of its range", async () => {
    expect(await ask(true, { uid: 100_000, gid: 100_000, capabilities: allOfDocker })).toMatchObject({
      host: "read",
      "host/key": "nothing",
      mapped: "read and write",
      group: "read and write",
      open: "read and write",
    });
  });
  test("without capabilities, container root is refused what belongs to others of its range", async () => {
    expect(await ask(true, { uid: 100_000, gid: 100_000 })).toMatchObject({ mapped: "read and write", group: "nothing" });
  });
  test("groups count, and so do capabilities of a user that is not root", async () => {
    const user = { uid: 100_033, gid: 100_033 };
    expect(await ask(true, user)).toMatchObject({ group: "nothing", mapped: "read" });
    expect(await ask(true, { ...user, groups: "100044" })).toMatchObject({ group: "read and write" });
    expect(await ask(true, { ...user, capabilities: "0000000000000002" })).toMatchObject({
      group: "read and write",
      "host/key": "nothing",
    });
  });
  test("a mount that is one file is asked about by its name", async () => {
    expect(Object.values(await ask(true, { uid: 100_000, gid: 100_000, capabilities: allOfDocker }, path("host/key")))).toEqual([
      "nothing",
    ]);
  });
  test("nothing is changed by asking", async () => {
    const before = readFileSync(path("host/key"), "utf8");
    await ask(false, { uid: 0, gid: 0, capabilities: allOfDocker });
    expect(readFileSync(path("host/key"), "utf8")).toBe(before);
  });
});
