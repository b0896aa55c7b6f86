import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { differencesBetween, settled, snapshotMachine } from "../../engines/machine-snapshot.js";
import { whyNoEngines } from "../../support/parts.js";
import { because, notRoot } from "../../support/skips.js";

const whyNot = notRoot ?? (await whyNoEngines());
const folder = mkdtempSync(join(tmpdir(), "remap-ready-left-"));
const root = (...argv: string[]): string =>
  execFileSync(argv[0] ?? "", argv.slice(1), { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Leaves something, asks the comparer, takes it away again; gives what the comparer said of the kind. */
async function leave(kind: string, put: () => (() => void) | Promise<() => void>): Promise<readonly string[]> {
  const before = snapshotMachine();
  const remove = await put();
  let said: readonly string[];
  try {
    said = differencesBetween(before, snapshotMachine()).filter((line) => line.startsWith(kind));
  } finally {
    remove();
  }
  expect(await settled(before, 10_000)).toEqual([]);
  return said;
}

/** A process in new namespaces, as an engine would leave one. */
async function straggler(...namespaces: string[]): Promise<() => void> {
  const child = spawn("unshare", [...namespaces, "--fork", "--kill-child", "sh", "-c", "echo up; exec sleep 60"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  await once(child.stdout, "data");
  return () => child.kill("SIGKILL");
}

describe.skipIf(whyNot).sequential("the snapshot of the machine sees", because(whyNot), () => {
  test("a process", async () => {
    expect(await leave("processes", () => straggler("--pid"))).not.toEqual([]);
  });
  test("a network namespace", async () => {
    expect(await leave("network namespaces", () => straggler("--net"))).not.toEqual([]);
  });
  test("a mount", async () => {
    const said = await leave("mounts", () => {
      root("mount", "-t", "tmpfs", "left", folder);
      return () => root("umount", folder);
    });
    expect(said).toEqual([expect.stringContaining(folder)]);
  });
  test("a network link", async () => {
    const said = await leave("links", () => {
      root("ip", "link", "add", "rr-left0", "type", "bridge");
      return () => root("ip", "link", "del", "rr-left0");
    });
    expect(said).toEqual(["links: left rr-left0"]);
  });
  test("an iptables chain", async () => {
    const said = await leave("iptables", () => {
      const hadTables = root("iptables-save") !== "";
      root("iptables", "-N", "RR-LEFT");
      // With the first chain comes a table, which stays when the chain goes.
      return () => root("sh", "-c", `iptables -X RR-LEFT; ${hadTables ? "" : "nft delete table ip filter 2>/dev/null || true"}`);
    });
    expect(said.join()).toContain("RR-LEFT");
  });
  test("a cgroup", async () => {
    const path = root("find", "/sys/fs/cgroup", "-maxdepth", "2", "-name", "cgroup.procs", "-printf", "%h\n", "-quit").trim();
    const said = await leave("cgroups", () => {
      mkdirSync(join(path, "rr-left"));
      return () => rmdirSync(join(path, "rr-left"));
    });
    expect(said).toEqual([`cgroups: left ${join(path, "rr-left")}`]);
  });
  test("a scratch directory", async () => {
    const said = await leave("scratch", () => {
      root("mkdir", "-p", "/var/lib/remap-ready/rrleft");
      return () => root("sh", "-c", "rmdir /var/lib/remap-ready/rrleft; rmdir /var/lib/remap-ready 2>/dev/null || true");
    });
    expect(said).toEqual(["scratch: left rrleft"]);
  });
  test("a folder of an engine's own making", async () => {
    const said = await leave("folders", () => {
      root("mkdir", "/opt/rr-left");
      return () => root("rmdir", "/opt/rr-left");
    });
    expect(said).toEqual(["folders: left /opt/rr-left"]);
  });
  test("a changed account file, and a container of the host's docker that is gone", () => {
    const before = new Map([
      ["accounts", new Set(["subuid 1"])],
      ["host's docker", new Set(["abc"])],
    ]);
    const after = new Map([
      ["accounts", new Set(["subuid 2"])],
      ["host's docker", new Set<string>()],
    ]);
    expect(differencesBetween(before, after)).toEqual(["accounts: left subuid 2", "accounts: lost subuid 1", "host's docker: lost abc"]);
  });
});
