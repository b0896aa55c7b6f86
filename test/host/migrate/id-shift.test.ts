import { describe, expect, test } from "vitest";
import { shiftOf } from "../../../src/host/migrate/shift-of.js";
import { inverse, shifted, shiftedAttribute } from "../../../src/host/migrate/volumes/id-shift.js";

const one = shiftOf({ uids: [{ start: 100_000, count: 65_536 }], gids: [{ start: 200_000, count: 65_536 }] });
/** A login user first, as \`me:1000:1\` and \`me:400000:65535\` give it. */
const two = shiftOf({
  uids: [
    { start: 1000, count: 1 },
    { start: 400_000, count: 65_535 },
  ],
  gids: [{ start: 200_000, count: 65_536 }],
});

/** An ACL of version 2: entries of tag, permissions, id. */
function acl(...entries: readonly (readonly [tag: number, id: number])[]): Buffer {
  const value = Buffer.alloc(4 + 8 * entries.length);
  value.writeUInt32LE(2, 0);
  for (const [index, [tag, id]] of entries.entries()) {
    value.writeUInt16LE(tag, 4 + 8 * index);
    value.writeUInt16LE(7, 6 + 8 * index);
    value.writeUInt32LE(id, 8 + 8 * index);
  }
  return value;
}

function capability(version: number, root?: number): Buffer {
  const value = Buffer.alloc(root === undefined ? 20 : 24);
  value.writeUInt32LE((version << 24) | 1, 0);
  value.writeUInt32LE(0x2000, 4);
  if (root !== undefined) value.writeUInt32LE(root, 20);
  return value;
}

const nobody = 0xffff_ffff;

describe("a shift", () => {
  test.for([
    [one, 0, 100_000],
    [one, 65_535, 165_535],
    [one, 65_536, undefined],
    [two, 0, 1000],
    [two, 1, 400_000],
    [two, 65_535, 465_534],
    [inverse(one), 100_000, 0],
    [inverse(one), 99_999, undefined],
    [inverse(one), 0, undefined],
    [inverse(two), 1000, 0],
    [inverse(two), 400_999, 1000],
    [inverse(two), 1, undefined],
  ] as const)("%#", ([shift, id, expected]) => {
    expect(shifted(shift.uids, id)).toBe(expected);
  });
  test("moves the ids of users and groups in an access list, and nothing else of it", () => {
    const entries = [
      [0x01, nobody],
      [0x02, 1000],
      [0x04, nobody],
      [0x08, 50],
      [0x10, nobody],
      [0x20, nobody],
    ] as const;
    const moved = acl([0x01, nobody], [0x02, 101_000], [0x04, nobody], [0x08, 200_050], [0x10, nobody], [0x20, nobody]);
    for (const name of ["system.posix_acl_access", "system.posix_acl_default"]) {
      expect(shiftedAttribute(name, acl(...entries), one)).toEqual(moved);
      expect(shiftedAttribute(name, moved, inverse(one))).toEqual(acl(...entries));
    }
    expect(shiftedAttribute("user.acl", acl(...entries), one)).toEqual(acl(...entries));
    expect(() => shiftedAttribute("system.posix_acl_access", acl([0x02, 70_000]), one)).toThrow("user id 70000 is outside the range");
    expect(() => shiftedAttribute("system.posix_acl_access", acl([0x08, 70_000]), one)).toThrow("group id 70000 is outside the range");
  });
  test("gives a file capability the root that it belongs to, and takes it away again", () => {
    expect(shiftedAttribute("security.capability", capability(2), one)).toEqual(capability(3, 100_000));
    expect(shiftedAttribute("security.capability", capability(3, 5), one)).toEqual(capability(3, 100_005));
    expect(shiftedAttribute("security.capability", capability(3, 100_000), inverse(one))).toEqual(capability(2));
    expect(() => shiftedAttribute("security.capability", capability(2), inverse(one))).toThrow("user id 0 is outside the range");
  });
});
