import { execFileSync } from "node:child_process";
import { chmodSync, lchownSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { shiftOwners } from "../../src/advice/commands.js";
import { knownPath } from "../../src/advice/known-path.js";
import { because, notRoot } from "../support/skips.js";

test.skipIf(notRoot)("the commands that move owners move each to its own, once, and through no link", because(notRoot), () => {
  const outside = mkdtempSync(join(tmpdir(), "remap-ready-outside-"));
  const tree = mkdtempSync(join(tmpdir(), "remap-ready it's "));
  try {
    mkdirSync(join(tree, "in"));
    for (const [name, uid, gid] of [
      ["root", 0, 0],
      ["db", 999, 999],
      ["mixed", 1000, 44],
      ["moved", 100999, 100999],
      ["in/high", 70000, 70000],
    ] as const) {
      writeFileSync(join(tree, name), "x");
      lchownSync(join(tree, name), uid, gid);
    }
    chmodSync(join(tree, "root"), 0o640);
    symlinkSync(outside, join(tree, "link"));
    const path = knownPath(tree);
    if (!path) throw new Error(`${tree} is not a known path`);
    const to = (...ids: number[]) => new Map(ids.map((id) => [id, id + 100000]));
    const commands = shiftOwners({ uids: to(0, 999, 1000), gids: to(0, 44, 999) }, [path]);
    // Twice, in two orders: nothing is moved twice.
    for (const command of [...commands, ...commands.toReversed()]) execFileSync("sh", ["-c", command]);
    const owners = (readdirSync(tree, { recursive: true }) as string[]).map((name) => {
      const { uid, gid } = lstatSync(join(tree, name));
      return `${name} ${uid}:${gid}`;
    });
    expect(owners.sort()).toEqual(
      [
        "db 100999:100999",
        "in 100000:100000",
        "in/high 70000:70000",
        "link 100000:100000",
        "mixed 101000:100044",
        "moved 100999:100999",
        "root 100000:100000",
      ].sort(),
    );
    expect(lstatSync(join(tree, "root")).mode & 0o7777).toBe(0o640);
    expect(lstatSync(outside).uid).toBe(0);
  } finally {
    rmSync(outside, { recursive: true, force: true });
    rmSync(tree, { recursive: true, force: true });
  }
});
