import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { plainSubject, type SubjectMount } from "../../src/comparison/subject.js";
import { rootOnlyLines } from "../../src/runs/input/host-secrets.js";
import { because, notLinux, notRoot } from "../support/skips.js";

const whyNot = notLinux ?? notRoot;

const of = (source: string, type: SubjectMount["type"] = "bind") =>
  rootOnlyLines([{ ...plainSubject("web", "service", "web"), mounts: [{ type, source, target: "/mnt", readOnly: true }] }]);

describe.skipIf(whyNot)("lines of files that only the host's root may read", because(whyNot), () => {
  const lines = shadow();
  test.for(["/", "/etc", "/etc/shadow"])("are known where a service mounts %s", (source) => {
    expect(of(source)).toEqual(expect.arrayContaining(lines));
  });
  test.for(["/srv", "/etc/shadow.d", "/usr"])("are not looked for where it mounts %s", (source) => {
    expect(of(source).filter((line) => lines.includes(line))).toEqual([]);
  });
  test("nor behind what is a volume of that name", () => {
    expect(of("/etc/shadow", "volume")).toEqual([]);
  });
  test("come with the longest first, so that none is left in part", () => {
    const lengths = of("/").map(({ length }) => length);
    expect(lengths).toEqual([...lengths].sort((a, b) => b - a));
  });
  test("hold nothing that everybody may read", () => {
    const open = readFileSync("/etc/passwd", "utf8").split("\n");
    expect(of("/").filter((line) => open.includes(line))).toEqual([]);
  });
});

/** The lines of this machine's own file; none where the tests do not run as root. */
function shadow(): string[] {
  if (whyNot) return [];
  return readFileSync("/etc/shadow", "utf8")
    .split("\n")
    .filter((line) => line.length >= 8);
}
