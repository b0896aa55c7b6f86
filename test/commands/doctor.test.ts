import { expect, test } from "vitest";
import { runDoctor } from "../../src/commands/doctor.js";
import { holdsSystem, openTree } from "../../src/host/facts/tree.js";
import { makeHost } from "../support/host-tree.js";
import { keptTerminal } from "../support/terminal.js";

const doctor = (root: string) => {
  const { terminal } = keptTerminal("/", {});
  return runDoctor(["--root", root], terminal);
};

test("a folder that holds no system is wrong usage, and not one that is ready", async () => {
  await expect(doctor(makeHost({ "srv/passwd": "root:x:0:0::/:/bin/sh\n" }))).rejects.toThrow(
    /does not hold a system's files: it has no \/etc\/passwd, and no os-release/,
  );
  await expect(doctor(makeHost({ etc: { folder: 0o755 } }))).rejects.toThrow("does not hold a system's files");
});

test("an os-release alone makes a system, also through a link that is absolute in it", () => {
  const root = makeHost({ "usr/lib/os": "ID=test\n", "etc/os-release": { link: "/usr/lib/os" } });
  expect(holdsSystem(openTree(root))).toBe(true);
});
