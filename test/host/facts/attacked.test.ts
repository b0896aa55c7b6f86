import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { findProgram } from "../../../src/engines/installation.js";
import { countContents } from "../../../src/host/facts/contents.js";
import { readSeenTree } from "../../../src/host/facts/seen-tree.js";
import { prove, survey } from "../../../src/host/migrate/volumes/proof.js";
import { attacked } from "../../support/attacker.js";
import { because, missing, notLinux, notRoot } from "../../support/skips.js";

const perl = findProgram("perl") === undefined ? missing("there is no perl: apt-get install perl") : undefined;
const whyNot = notLinux ?? notRoot ?? perl;
const range = [{ inside: 0, outside: 100_000, count: 65_536 }];
const shift = { uids: range, gids: range };

/** How long each look is repeated, in milliseconds. A walk by paths is led outside within a third of it. */
const lookFor = 150;

test.skipIf(whyNot)("folders that are nested too deeply to be held open are said", because(whyNot), async () => {
  const made = mkdtempSync("/var/tmp/remap-ready-deep-");
  onTestFinished(() => void execFileSync("rm", ["-r", made]));
  execFileSync("perl", ["-e", "chdir $ARGV[0]; for (1 .. 1001) { mkdir 'd'; chdir 'd' }", made]);
  await expect(countContents(made, { uids: 65_536, gids: 65_536 })).rejects.toThrow("folders are nested more than 1000 deep");
  const mounts = [{ at: "/", root: "/", options: [], type: "ext4", device: "disk" }];
  expect(readSeenTree(made, mounts, { paths: 5_000, until: Date.now() + 60_000 })).toMatchObject({ isWhole: false });
  expect(readdirSync("/proc/self/fd").length).toBeLessThan(500);
});

describe.skipIf(whyNot)("a tree that somebody changes while it is looked at", because(whyNot), () => {
  const made = mkdtempSync("/var/tmp/remap-ready-attacked-");
  afterAll(() => rmSync(made, { recursive: true }));
  const [volume, outside] = [join(made, "volume"), join(made, "outside")];
  mkdirSync(volume);
  mkdirSync(outside);
  const script = `cd "$1"; echo secret > secret; chown 70000:70000 secret; chmod 604 secret; setfattr -n user.outside -v x secret 2>/dev/null
cd "$2"; for i in 0 1 2 3 4 5 6 7 8 9; do mkdir "folder$i"; echo own > "folder$i/own"; ln -s "$1" "link$i"; echo text > "file$i"; mkfifo "pipe$i"; done`;
  const pairs = [...Array(10).keys()].flatMap((index) => [`folder${index},link${index}`, `file${index},pipe${index}`]);
  if (whyNot === undefined) execFileSync("sh", ["-c", script, "make", outside, volume]);
  let end = async () => {};
  beforeEach(async () => {
    end = await attacked(volume, pairs);
  });
  afterEach(() => end());

  /** Looks again and again; gives how often a look ended, and how often it said that the tree had changed. */
  async function often(look: () => unknown): Promise<{ readonly whole: number; readonly changed: number }> {
    let [whole, changed] = [0, 0];
    for (const until = Date.now() + lookFor; Date.now() < until; ) {
      try {
        await look();
        whole += 1;
      } catch (error) {
        expect(String(error)).toMatch(/replaced|removed|appeared|cannot be read: /);
        changed += 1;
      }
    }
    return { whole, changed };
  }

  test("is counted, and nothing outside of it is", async () => {
    const { whole } = await often(async () => {
      const { entries, firstOutside } = await countContents(volume, { uids: 65_536, gids: 65_536 });
      expect(firstOutside).toEqual([]);
      expect(entries).toBeLessThanOrEqual(51);
    });
    expect(whole).toBeGreaterThan(0);
  });
  test("is told by owners and modes, and nothing outside of it is", async () => {
    const mounts = [{ at: "/", root: "/", options: [], type: "ext4", device: "disk" }];
    const { whole } = await often(() => {
      const tree = readSeenTree(volume, mounts, { paths: 1_000, until: Date.now() + 60_000 });
      expect(tree?.groups.filter(({ mode, uid }) => mode === 0o604 || uid === 70_000)).toEqual([]);
    });
    expect(whole).toBeGreaterThan(0);
  });
  test("is surveyed for a copy, and nothing outside of it is", async () => {
    const { whole, changed } = await often(async () => expect((await survey(volume, shift)).obstacles).toEqual([]));
    expect(whole + changed).toBeGreaterThan(0);
  });
  test("is hashed, and no pipe is waited for", async () => {
    const { whole, changed } = await often(async () => {
      const { differences } = await prove(volume, volume, { uids: [], gids: [] }, { hash: true });
      expect(differences.join("\n")).not.toMatch(/secret|user\.outside/);
    });
    expect(whole + changed).toBeGreaterThan(0);
  });
});
