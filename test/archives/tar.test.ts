import { execFileSync } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { writeTar } from "../../proving/tar.js";
import { type Bytes, FileBytes, StreamBytes } from "../../src/archives/bytes.js";
import { type TarEntry, TarReader } from "../../src/archives/tar.js";
import { unpacked } from "../../src/archives/unpack.js";
import { plant } from "../support/tree.js";

/** Pieces of an odd size, so that no header lies in one piece by chance. */
async function* inPieces(data: Buffer, size = 700): AsyncGenerator<Buffer> {
  for (let at = 0; at < data.length; at += size) yield data.subarray(at, at + size);
}

/** What a reader gives that is only asked to wait, and one that is asked what takes no waiting first. */
async function entriesFrom(bytes: Bytes, isAhead: boolean): Promise<TarEntry[]> {
  const reader = new TarReader(bytes, "the archive");
  const entries: TarEntry[] = [];
  for (;;) {
    const entry = (isAhead ? reader.ahead() : undefined) ?? (await reader.next());
    if (!entry) break;
    entries.push(entry);
  }
  await bytes.drain();
  return entries;
}

/** The entries of an archive, which are the same from a stream and from a file, where what is long is not read. */
async function entriesOf(data: Buffer): Promise<TarEntry[]> {
  const entries = await entriesFrom(await unpacked(new StreamBytes(inPieces(data)), data.length, "the archive"), false);
  const path = join(plant({ "any.tar": data }), "any.tar");
  for (const isAhead of [true, false]) {
    const file = openSync(path, "r");
    expect(await entriesFrom(await unpacked(new FileBytes(file, 0, data.length), data.length, "the archive"), isAhead)).toEqual(entries);
    closeSync(file);
  }
  return entries;
}

const long = `${"a".repeat(90)}/${"b".repeat(90)}/${"c".repeat(90)}/name`;

/** An archive as GNU tar makes it. */
function tarred(...options: string[]): Buffer {
  const root = plant({ [`f/${long}`]: "text", "f/plain": "x".repeat(2000), "f/ünï": "u" });
  const archive = join(root, "archive.tar");
  execFileSync("tar", ["-C", join(root, "f"), ...options, "-cf", archive, "."]);
  return readFileSync(archive);
}

describe("a tar archive", () => {
  for (const format of ["gnu", "pax", "posix"])
    test(`in the format ${format}: long names, names that are not ASCII, ids of more than 21 bits`, async () => {
      const entries = await entriesOf(tarred(`--format=${format}`, "--owner=:3000000", "--group=:4000000"));
      const names = entries.map(({ path }) => path);
      expect(names).toContain(long);
      expect(names).toContain("ünï");
      expect(new Set(entries.map(({ uid, gid }) => `${uid}:${gid}`))).toEqual(new Set(["3000000:4000000"]));
    });
  test("in the formats v7 and ustar", async () => {
    for (const format of ["v7", "ustar"]) {
      const entries = await entriesOf(tarred(`--format=${format}`, "--owner=:70000", "--group=:0", "--exclude=a*"));
      expect(entries.find(({ path }) => path === "plain")).toMatchObject({ kind: "file", size: 2000, uid: 70000, gid: 0 });
      expect(entries[0]).toMatchObject({ path: "", kind: "directory" });
    }
  });
  for (const version of ["old", "0.0", "0.1", "1.0"])
    test(`with a sparse file (${version}) goes on behind it`, async () => {
      const root = plant({ "f/after": "x" });
      execFileSync("truncate", ["-s", "4M", join(root, "f/a-sparse")]);
      for (let at = 0; at < 40; at += 2)
        execFileSync("dd", ["if=/dev/urandom", `of=${join(root, "f/a-sparse")}`, "bs=4096", "count=1", `seek=${at * 4}`, "conv=notrunc"], {
          stdio: "ignore",
        });
      const format = version === "old" ? ["--format=gnu"] : ["--format=pax", `--sparse-version=${version}`];
      execFileSync("tar", ["-C", join(root, "f"), "-S", ...format, "--sort=name", "-cf", join(root, "s.tar"), "."]);
      const names = (await entriesOf(readFileSync(join(root, "s.tar")))).map(({ path }) => path);
      expect(names.sort()).toEqual(["", "a-sparse", "after"]);
    });
  test("with long and short files by turns", async () => {
    const sizes = [0, 1, 511, 512, 513, 7000, 9000, 16_000, 300_000, 3, 20_000, 0, 600_000, 12];
    const files = sizes.map((size, index) => [`f/${String.fromCharCode(97 + index)}`, "x".repeat(size)] as const);
    const root = plant(Object.fromEntries(files));
    execFileSync("tar", ["-C", join(root, "f"), "--sort=name", "-cf", join(root, "t.tar"), "."]);
    expect((await entriesOf(readFileSync(join(root, "t.tar")))).map(({ size }) => size)).toEqual([0, ...sizes]);
  });
  test("packed with gzip, in one member or several, is read the same", async () => {
    const plain = tarred("--format=gnu");
    const one = await entriesOf(gzipSync(plain));
    const many = await entriesOf(Buffer.concat([gzipSync(plain.subarray(0, 3000)), gzipSync(plain.subarray(3000))]));
    expect(one).toEqual(await entriesOf(plain));
    expect(many).toEqual(one);
  });
});

describe("a damaged tar archive", () => {
  const plain = () => tarred("--format=gnu");
  test("that is cut short is refused", async () => {
    await expect(entriesOf(plain().subarray(0, 1700))).rejects.toThrow(/cut short/);
  });
  test("that is cut short inside gzip is refused", async () => {
    const packed = gzipSync(plain());
    await expect(entriesOf(packed.subarray(0, packed.length - 20))).rejects.toThrow(/cannot be unpacked: unexpected end of file/);
  });
  test("with a changed header is refused with its place", async () => {
    const data = Buffer.from(plain());
    data[600] = (data[600] as number) ^ 1;
    await expect(entriesOf(data)).rejects.toThrow("the archive is not a tar archive from byte 512 on");
  });
  test("that is something else is refused", async () => {
    await expect(entriesOf(Buffer.from("hello ".repeat(200)))).rejects.toThrow("not a tar archive from byte 0 on");
  });
  test("with a path that leads out is refused", async () => {
    const root = plant({ x: "y" });
    execFileSync("tar", ["-C", root, "-P", "--transform=s,^x,a/../../x,", "-cf", join(root, "out.tar"), "x"]);
    await expect(entriesOf(readFileSync(join(root, "out.tar")))).rejects.toThrow("leads out of the image");
  });
  test("with a link that is longer than Linux takes is refused", async () => {
    const linked = (target: string) => entriesOf(writeTar([{ path: "l", kind: "symlink", target }]));
    expect((await linked("a".repeat(4096)))[0]?.linkTo).toHaveLength(4096);
    await expect(linked("a".repeat(4097))).rejects.toThrow("the archive has a link target of more than 4096 bytes, at byte ");
    await expect(linked("ł".repeat(2049))).rejects.toThrow("has a link target of more than 4096 bytes");
  });
  test("with file capabilities that are longer than Linux takes is refused", async () => {
    const capable = (length: number) => entriesOf(writeTar([{ path: "c", capability: Buffer.alloc(length, 1) }]));
    expect((await capable(24))[0]?.capability).toEqual(Buffer.alloc(24, 1));
    await expect(capable(25)).rejects.toThrow("the archive has file capabilities of 25 bytes; Linux takes at most 24");
  });
  test("with an extended header of gigabytes is refused before it is read", async () => {
    const data = Buffer.from(tarred("--format=gnu"));
    const at = data.indexOf("././@LongLink");
    data.write("77777777777\0", at + 124, "latin1");
    data.fill(" ", at + 148, at + 156);
    const sum = data.subarray(at, at + 512).reduce((total, byte) => total + byte, 0);
    data.write(`${sum.toString(8).padStart(6, "0")}\0 `, at + 148, "latin1");
    await expect(entriesOf(data)).rejects.toThrow("has an extended header of 8589934591 bytes");
  });
  test("of zeros that unpack to gigabytes is not read to the end", async () => {
    const zeros = gzipSync(Buffer.alloc(64 << 20), { level: 9 });
    const data = Buffer.concat(Array.from({ length: 20 }, () => zeros));
    const bytes = await unpacked(new StreamBytes(inPieces(data, 65536)), data.length, "the archive");
    await expect(bytes.drain()).rejects.toThrow("unpacks to more than 100 times its size");
  });
});
