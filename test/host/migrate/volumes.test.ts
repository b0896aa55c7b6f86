import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { shiftOf } from "../../../src/host/migrate/shift-of.js";
import { copyShifted, putInPlace } from "../../../src/host/migrate/volumes/copy.js";
import { inverse } from "../../../src/host/migrate/volumes/id-shift.js";
import { idmappedScript } from "../../../src/host/migrate/volumes/perl.js";
import { prove, survey } from "../../../src/host/migrate/volumes/proof.js";
import { copying, described, type Folder, folder, makeFolder, shift, whyNoCopies as whyNot } from "../../support/folders-to-copy.js";
import { because } from "../../support/skips.js";

describe.skipIf(whyNot)("a copy under a shift", because(whyNot), () => {
  test("keeps one of every kind of file, there and back; other programs see no difference", async () => {
    const { source, incoming, other } = folder();
    const there = await copyShifted(copying(source, incoming));
    const found = execFileSync("find", [source, "-printf", "x"], { encoding: "utf8" });
    expect(there).toMatchObject({ differences: [], entries: found.length });
    const copy = described(incoming);
    for (const line of [
      "|101000|101000|640|",
      "|101000|101000|6755|",
      "user:101000:rw-",
      "group:100050:r--",
      "[rootid=100000]",
      "|165535|165535|",
    ])
      expect(copy).toContain(line);
    await copyShifted(copying(incoming, other, inverse(shift)));
    expect(described(other)).toBe(described(source));
  });
  test("follows a map of several lines, such as a login user's id and then a range", async () => {
    const ranges = (first: number, then: number) => [
      { start: first, count: 1 },
      { start: then, count: 65_535 },
    ];
    const lines = shiftOf({ uids: ranges(1234, 400_000), gids: ranges(1234, 500_000) });
    const { source, incoming, other } = folder(`cd "$1"; touch root; touch app; chown 1000:50 app; setfacl -m u:0:r,u:33:w app`);
    await copyShifted(copying(source, incoming, lines));
    const owners = execFileSync(
      "sh",
      ["-c", 'cd "$1" && stat -c "%n %u:%g" root app && getfacl -nc app | grep user:', "owners", incoming],
      {
        encoding: "utf8",
      },
    );
    expect(owners).toBe("root 1234:1234\napp 400999:500049\nuser::rw-\nuser:1234:r--\nuser:400032:-w-\n");
    await copyShifted(copying(incoming, other, inverse(lines)));
    expect(described(other)).toBe(described(source));
  });
  test("takes no access list for changed because XFS shows it a second time, with the ids of its disk", async () => {
    const { source, incoming } = folder('cd "$1"; touch listed; setfattr -n trusted.SGI_ACL_FILE -v 0x0001 listed');
    await copyShifted(copying(source, incoming));
    execFileSync("setfattr", ["-n", "trusted.SGI_ACL_FILE", "-v", "0x0002", join(incoming, "listed")]);
    expect((await prove(source, incoming, shift, { hash: true })).differences).toEqual([]);
  });
  test("may take some more of the disk than its source, as XFS gives to files that grow", async () => {
    const { source, incoming } = folder('cd "$1"; head -c 300000 /dev/urandom > f; truncate -s 420000 f');
    await copyShifted(copying(source, incoming));
    execFileSync("sh", ["-c", 'cd "$2"; fallocate -l 420000 f; touch -r "$1/f" f', "fill", source, incoming]);
    expect((await prove(source, incoming, shift, { hash: true })).differences).toEqual([]);
  });
  test("finds what a copy would not keep before it is made", async () => {
    const { source } = folder(
      `cd "$1"; touch far group listed fixed grows; chown 70000 far; chgrp 70001 group; setfacl -m u:70002:r listed; chattr +i fixed; chattr +a grows`,
    );
    expect((await survey(source, shift)).obstacles).toEqual([
      "far: its user id 70000 is outside the range",
      "fixed: it is immutable (`chattr +i`), which a copy does not keep",
      "group: its group id 70001 is outside the range",
      "grows: it is append-only (`chattr +a`), which a copy does not keep",
      "listed: in system.posix_acl_access, user id 70002 is outside the range",
    ]);
  });
  test("does not stay when it is not the same", async () => {
    const { source, incoming } = folder(`touch "$1/far"; chown 70000 "$1/far"`);
    await expect(copyShifted(copying(source, incoming))).rejects.toThrow("far: its user id 70000 is outside the range");
    expect(existsSync(incoming)).toBe(false);
  });
  test("replaces what a run before left, and puts nothing over files", async () => {
    const { source, incoming, other } = folder();
    mkdirSync(join(incoming, "half"), { recursive: true });
    await copyShifted(copying(source, incoming));
    const place = join(other, "..", "_data");
    mkdirSync(place);
    writeFileSync(join(place, "somebody's"), "");
    expect(() => putInPlace(incoming, place)).toThrow("ENOTEMPTY");
    rmSync(join(place, "somebody's"));
    putInPlace(incoming, place);
    expect(existsSync(join(place, "app"))).toBe(true);
  });
  test("is read through a mount on which no link is followed, no device opened and nothing written", () => {
    const { source } = folder(
      `cd "$1"; mkdir d ../elsewhere; echo own > d/file; echo secret > ../elsewhere/file; ln -s ../elsewhere link; mknod null c 1 3`,
    );
    const map = "0 100000 65536\n";
    const read = (...words: readonly string[]) => {
      const { status, stdout, stderr } = spawnSync("perl", ["-e", idmappedScript, source, map, map, ...words], { encoding: "utf8" });
      return status === 0 ? stdout : stderr;
    };
    expect(read("cat", "{}/d/file")).toBe("own\n");
    expect(read("cat", "{}/link/file")).toContain("Too many levels of symbolic links");
    expect(read("cat", "{}/null")).toContain("Permission denied");
    expect(read("touch", "{}/d/file")).toContain("Read-only file system");
  });
  test("is refused through a mount within the folder", async () => {
    const { source } = folder(`mkdir "$1/mounted"`);
    const ran = execFileSync(
      "unshare",
      [
        "--mount",
        "sh",
        "-c",
        `mount -t tmpfs tmpfs "${source}/mounted"; exec "$0" --import "$1" -e "$2"`,
        process.execPath,
        import.meta.resolve("tsx"),
        `
      const { survey } = await import(${JSON.stringify(new URL("../../../src/host/migrate/volumes/proof.ts", import.meta.url).href)});
      await survey(${JSON.stringify(source)}, { uids: [], gids: [] }).catch((error) => console.log(error.message));
    `,
      ],
      { encoding: "utf8" },
    );
    expect(ran).toContain("another file system is mounted at mounted");
  });
});

describe.skipIf(whyNot)("a copy that was changed", because(whyNot), () => {
  let shared: Folder;
  beforeAll(async () => {
    shared = makeFolder();
    await copyShifted(copying(shared.source, shared.incoming));
  });
  afterAll(() => shared.remove());
  // Each change is one that a way of moving data was seen to make.
  test.for([
    ["echo other > app", "size"],
    ["printf 'b\\n' > app", "content"],
    ["chown 101001 app", "user id"],
    ["chgrp 101001 link -h", "group id"],
    ["chmod 755 setuid", "mode"],
    ["touch plain", "time of change"],
    ["rm fifo", "it is not in the copy"],
    ["touch more/other", "it is in the copy only"],
    ["rm link; ln -s /else link; chown -h 101000:101000 link", "target of the link"],
    ["cp -p name1 x; mv x name2", "first name"],
    ["cat sparse > x; chown 101000:101000 x; touch -r sparse x; cat x > sparse; rm x", "space is 4194304 bytes"],
    ["setfacl -b acl", "system.posix_acl_access"],
    ["setfacl -m u:101000:r acl", "system.posix_acl_access"],
    ["setfacl -k default", "system.posix_acl_default"],
    ["setcap -r capable", "security.capability"],
    ["setcap cap_net_raw+ep capable", "security.capability"],
    ["setfattr -x user.foo attributes", "user.foo"],
    ["setfattr -n user.new -v x app", "user.new"],
    ["rm null; mknod null c 1 5", "device"],
    ["chattr +i last", "file flags"],
  ] as const)("shows %s", async ([change, what]) => {
    const { source, incoming } = shared;
    const copy = join(source, "../changed");
    execFileSync("cp", ["-a", incoming, copy]);
    execFileSync("sh", ["-c", `cd "$1"; ${change}`, "change", copy]);
    const { differences } = await prove(source, copy, shift, { hash: true });
    expect(differences.join("\n")).toContain(what);
    spawnSync("chattr", ["-R", "-i", copy], { stdio: "ignore" });
    rmSync(copy, { recursive: true });
  });
});
