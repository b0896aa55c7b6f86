import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, lchownSync, lstatSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { addToOwners } from "../../src/advice/commands.js";
import { type KnownPath, knownPath } from "../../src/advice/known-path.js";
import { because, notRoot } from "../support/skips.js";

const mapping = { uid: 100000, gid: 200000, below: 65536 };
const add = (...paths: string[]) =>
  addToOwners(
    mapping,
    paths.map((path) => knownPath(path) as KnownPath),
  );

describe("adding to owners what the mapping adds", () => {
  test("is one command, and none for the system's own", () => {
    expect(add("./data")).toBe(
      `find ./data -xdev -uid -65536 -gid -65536 -exec sh -c 'for f; do chown -h "$(($(stat -c %u+100000 "$f"))):$(($(stat -c %g+200000 "$f")))" "$f"; done' sh {} +`,
    );
    expect(add("./data", "/etc")).toBeUndefined();
    expect(addToOwners(mapping, [])).toBeUndefined();
  });
  test.skipIf(notRoot)(
    "keeps the owner that each file has in the container, follows no link, and does nothing the second time",
    because(notRoot),
    () => {
      const around = mkdtempSync(join(tmpdir(), "owners-"));
      const own = (path: string) => [lstatSync(join(around, path)).uid, lstatSync(join(around, path)).gid];
      try {
        mkdirSync(join(around, "data/in side"), { recursive: true });
        for (const name of ["data/-n", "data/in side/a\nb", "data/$(id)'\"", "out"]) writeFileSync(join(around, name), "");
        symlinkSync("../out", join(around, "data/link"));
        chownSync(join(around, "data/in side"), 999, 999);
        chownSync(join(around, "data/in side/a\nb"), 1000, 33);
        chownSync(join(around, "data/$(id)'\""), 70000, 0);
        lchownSync(join(around, "data/link"), 5, 6);
        chmodSync(join(around, "data"), 0o700);
        for (let run = 1; run <= 2; run++) execFileSync("sh", ["-c", add("./data") as string], { cwd: around });
        expect({
          data: own("data"),
          inside: own("data/in side"),
          file: own("data/in side/a\nb"),
          dash: own("data/-n"),
          link: own("data/link"),
          beyond: own("data/$(id)'\""),
          out: own("out"),
        }).toEqual({
          data: [100000, 200000],
          inside: [100999, 200999],
          file: [101000, 200033],
          dash: [100000, 200000],
          link: [100005, 200006],
          beyond: [70000, 0],
          out: [0, 0],
        });
      } finally {
        rmSync(around, { recursive: true, force: true });
      }
    },
  );
});
