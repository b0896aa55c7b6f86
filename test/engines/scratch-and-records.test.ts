import { describe, expect, test } from "vitest";
import { accountLines, firstFreeRange, freeRangeLike, holderOf, readTakenIds } from "../../src/engines/id-range.js";
import { isOwnerAlive, parseRecord, recordOf } from "../../src/engines/run-record.js";
import { because, notLinux } from "../support/skips.js";

const taken = (subuid: string, passwd = "root:x:0:0::/root:/bin/sh\n") => readTakenIds(passwd, "root:x:0:\n", subuid, subuid);

describe("the id range", () => {
  test("starts at 100000 on a machine without ranges", () => {
    expect(firstFreeRange(taken(""))).toEqual({ start: 100000, size: 65536 });
  });
  test("begins after the ranges that are taken", () => {
    expect(firstFreeRange(taken("runner:100000:65536\nother:165536:65536\n"))).toEqual({ start: 231072, size: 65536 });
  });
  test("uses a gap that is wide enough, and no gap that is not", () => {
    expect(firstFreeRange(taken("a:100000:10\nb:100020:65536\nc:300000:65536\n")).start).toBe(165556);
  });
  test("is the deployment's where this machine has it free, else of its size", () => {
    expect(freeRangeLike({ start: 231072, size: 131072 }, taken("runner:100000:65536\n"))).toEqual({ start: 231072, size: 131072 });
    expect(freeRangeLike({ start: 100000, size: 131072 }, taken("runner:100000:65536\n"))).toEqual({ start: 165536, size: 131072 });
    expect(freeRangeLike({ start: 0, size: 65536 }, taken(""))).toEqual({ start: 100000, size: 65536 });
  });
  test("steps over users that live among the ranges", () => {
    expect(holderOf({ start: 100000, size: 65536 }, taken("", "svc:x:120000:120000::/:/bin/sh\n"))).toBe("the user or group 120000");
  });
  test("names who holds an id of it", () => {
    expect(holderOf({ start: 150000, size: 100 }, taken("runner:100000:65536\n"))).toBe("runner:100000:65536");
  });
  test("is written for a user that exists nowhere else", () => {
    const { user, lines } = accountLines({ start: 100000, size: 65536 }, taken("", "remap-lab:x:64999:64999::/:/bin/sh\n"));
    expect(user).toBe("remap-labx");
    expect(lines).toEqual([
      "passwd|remap-labx:x:64998:64998::/nonexistent:/usr/sbin/nologin",
      "group|remap-labx:x:64998:",
      "subuid|remap-labx:100000:65536",
      "subgid|remap-labx:100000:65536",
    ]);
  });
  test("passes over lines that are none", () => {
    expect(readTakenIds("", "", "# comment\n::\na:b:c\nuser:1:2\n", "").ranges).toEqual([{ owner: "user", start: 1, size: 2 }]);
  });
});

describe.skipIf(notLinux)("a run's record", because(notLinux), () => {
  const record = recordOf("0123456789", "/var/lib/remap-ready");
  test("reads back as it was written", () => {
    expect(parseRecord(JSON.stringify(record))).toEqual(record);
  });
  test("belongs to this process while it lives, and to no process of another boot or start", () => {
    expect(isOwnerAlive(record)).toBe(true);
    expect(isOwnerAlive({ ...record, boot: "another" })).toBe(false);
    expect(isOwnerAlive({ ...record, ownerStart: "1" })).toBe(false);
    expect(isOwnerAlive({ ...record, ownerPid: 2 ** 22 + 1 })).toBe(false);
  });
  test.each([
    ["an id that is a path", { id: "../../etc" }],
    ["an id that is an option", { id: "--help--" }],
    ["a scratch with dots in it", { scratchRoot: "/var/lib/../../home" }],
    ["a relative scratch", { scratchRoot: "home" }],
    ["a scratch with a space", { scratchRoot: "/var/lib /home" }],
    ["a scratch with a line break", { scratchRoot: "/var\n/home" }],
    ["a pid that is a text", { ownerPid: "1" }],
    ["a directory made somewhere else", { made: "/var/lib/docker" }],
  ])("with %s is none", (_, change) => {
    expect(parseRecord(JSON.stringify({ ...record, ...change }))).toBeUndefined();
  });
  test("names the topmost directory that its scratch needs and that is not there", () => {
    expect(recordOf("0123456789", "/var/tmp/not-there/at/all").made).toBe("/var/tmp/not-there");
    expect(recordOf("0123456789", "/var/tmp").made).toBe("");
  });
  test.each(["", "null", "[]", "{", "42"])("is not read from %j", (text) => {
    expect(parseRecord(text)).toBeUndefined();
  });
});
