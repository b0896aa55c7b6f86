import { existsSync, readlinkSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { refuseWhereUnsafe } from "../../../src/runs/input/refusals.js";

const hasFile = existsSync("/.dockerenv");
const isOnTheMachine = hasFile && readlinkSync("/proc/self/ns/pid") === "pid:[4026531836]";

describe.skipIf(!hasFile)("where the file system is that of a container image", () => {
  const ask = () => refuseWhereUnsafe({ GITHUB_ACTIONS: "true" });
  test.skipIf(!isOnTheMachine)("a runner that is a machine of its own may compare", () => expect(ask).not.toThrow());
  test.skipIf(isOnTheMachine)("a container job may not", () => expect(ask).toThrow("container job"));
});
