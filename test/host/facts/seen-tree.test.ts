import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readAccessLists } from "../../../src/host/facts/access-lists.js";
import { readSeenTree } from "../../../src/host/facts/seen-tree.js";

const root = mkdtempSync(join(tmpdir(), "remap-ready-seen-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const plenty = () => ({ paths: 1000, until: Date.now() + 60_000 });
const mounts = [{ at: "/", root: "/", options: [], type: "ext4", device: "disk" }];

mkdirSync(join(root, "data/deep"), { recursive: true });
for (const name of ["data/a", "data/b", "data/deep/c"]) writeFileSync(join(root, name), "");
chmodSync(join(root, "data/deep/c"), 0o600);
symlinkSync("/etc", join(root, "data/away"));

describe("looking at a path of the host", () => {
  test("tells apart what has other owners and modes, and follows no link below it", () => {
    const tree = readSeenTree(join(root, "data"), mounts, plenty());
    expect(tree).toMatchObject({ kind: "directory", isWhole: true });
    expect(tree?.groups.map(({ kind, count }) => `${count} ${kind}`).sort()).toEqual(["1 file", "1 other", "2 directory", "2 file"]);
    expect(tree?.groups.find(({ mode }) => mode === 0o600)?.first).toBe(join(root, "data/deep/c"));
  });
  test("says where it did not look at everything", () => {
    expect(readSeenTree(join(root, "data"), mounts, { ...plenty(), paths: 3 })).toMatchObject({ isWhole: false });
    expect(readSeenTree(join(root, "data"), mounts, { ...plenty(), until: 0 })).toMatchObject({ isWhole: false });
  });
  test.for(["proc", "nfs4", "fuse.sshfs"])("passes over %s", (type) => {
    expect(readSeenTree(join(root, "data"), [{ ...mounts[0], type } as (typeof mounts)[0]], plenty())).toBeUndefined();
  });
  test("finds nothing where nothing is", () => {
    expect(readSeenTree(join(root, "none"), mounts, plenty())).toBeUndefined();
  });
  test("reads of a path with any name whether it has an access list", async () => {
    const odd = join(root, "a\nb  c");
    writeFileSync(odd, "");
    const lists = await readAccessLists([odd, join(root, "data")]);
    // Where `ls` is BusyBox's, nothing is known.
    if (lists.size === 0) return;
    expect([...lists]).toEqual([
      [odd, false],
      [join(root, "data"), false],
    ]);
    const isSet = spawnSync("setfacl", ["-m", "u:1234:r", odd]).status === 0;
    expect((await readAccessLists([odd])).get(odd)).toBe(isSet);
  });
});
