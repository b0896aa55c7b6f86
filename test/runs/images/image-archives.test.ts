import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { fullName, isPinned } from "../../../src/model/image-name.js";
import { type ImageArchive, imageIn, partOf, readArchive } from "../../../src/runs/images/image-archive.js";
import { tarHeader } from "../../../src/runs/images/tar.js";

const work = mkdtempSync(join(tmpdir(), "remap-ready-archives-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));
const ids = { web: "a".repeat(64), db: "b".repeat(64) };

/** An archive as engine 20.10 saves two images that share a layer: the second holds a link to it. */
function saved(name: string, pack: (bytes: Buffer) => Buffer = (bytes) => bytes): string {
  const file = (path: string, text: string) => {
    const data = Buffer.from(text);
    return Buffer.concat([tarHeader({ name: path, kind: "file" }, data.length), data, Buffer.alloc((512 - (data.length % 512)) % 512)]);
  };
  const manifest = [
    { Config: `${ids.web}.json`, RepoTags: ["web:1", "registry.example/web:2"], Layers: ["one/layer.tar"] },
    { Config: `${ids.db}.json`, RepoTags: ["db:latest"], Layers: ["two/layer.tar", "big/layer.tar"] },
  ];
  const path = join(work, name);
  const entries = [
    file(`${ids.web}.json`, "web's"),
    file("one/layer.tar", "shared layer"),
    file(`${ids.db}.json`, "db's"),
    tarHeader({ name: "two/layer.tar", kind: "symlink", linkTo: "../one/layer.tar" }, 0),
    file("big/layer.tar", "x".repeat(100_000)),
    file("manifest.json", JSON.stringify(manifest)),
    Buffer.alloc(1024),
  ];
  writeFileSync(path, pack(Buffer.concat(entries)));
  return path;
}

async function read(path: string): Promise<ImageArchive> {
  const archive = await readArchive(path);
  if (!archive) throw new Error("not read");
  return archive;
}

describe("an image archive", () => {
  test.for([
    ["plain.tar", undefined],
    ["packed.tar.gz", gzipSync],
  ] as const)("says which images it holds before anything is loaded: %s", async ([name, pack]) => {
    const archive = await read(saved(name, pack));
    expect(archive.images.map(({ id }) => id)).toEqual([ids.web, ids.db]);
  });
  test.for([
    ["web:1", "web"],
    ["docker.io/library/web:1", "web"],
    ["registry.example/web:2", "web"],
    ["db", "db"],
    [`web:1@sha256:${"0".repeat(64)}`, "web"],
    [`sha256:${ids.db}`, "db"],
    [ids.db.slice(0, 12), "db"],
    ["web:2", undefined],
    [`web@sha256:${"0".repeat(64)}`, undefined],
  ] as const)("knows %s", async ([reference, name]) => {
    const archive = await read(saved("plain.tar"));
    expect(imageIn(archive, reference)?.id).toBe(name && ids[name]);
  });
  test("gives only what the wanted images are made of, links resolved", async () => {
    const archive = await read(saved("plain.tar"));
    const [web, db] = archive.images;
    if (!web || !db) throw new Error("no images");
    const first = await buffer(partOf(archive, [web]));
    expect(first.length).toBeLessThan(10_000);
    expect(first.toString()).not.toContain("db's");
    writeFileSync(join(work, "part.tar"), await buffer(partOf(archive, [db])));
    const part = await read(join(work, "part.tar"));
    expect(part.images.map(({ id }) => id)).toEqual([ids.db]);
    expect([...part.index.places].map(([name, { sizeBytes }]) => [name, sizeBytes])).toEqual([
      [`${ids.db}.json`, 4],
      ["two/layer.tar", 12],
      ["big/layer.tar", 100_000],
      ["manifest.json", expect.any(Number)],
    ]);
  });
  test("is given whole when all of it is wanted, or when it is packed", async () => {
    const [plain, packed] = [saved("plain.tar"), saved("packed.tar.gz", gzipSync)];
    const [whole, zipped] = [await read(plain), await read(packed)];
    expect(await buffer(partOf(whole, whole.images))).toEqual(readFileSync(plain));
    expect(await buffer(partOf(zipped, zipped.images.slice(0, 1)))).toEqual(readFileSync(packed));
  });
  test.for([
    ["nothing", ""],
    ["text", "not an archive"],
    ["cut short", "\u001f\u008b\u0008\u0000"],
  ] as const)("that is none is left to the engine: %s", async ([name, text]) => {
    writeFileSync(join(work, name), Buffer.from(text, "latin1"));
    expect(await readArchive(join(work, name))).toBeUndefined();
  });
});

describe("the name of an image", () => {
  test.for([
    ["docker.io/redis", "docker.io/library/redis:latest"],
    ["docker.io/library/redis", "docker.io/library/redis:latest"],
    ["localhost:5000/redis", "localhost:5000/redis:latest"],
  ] as const)("%s is %s", ([short, long]) => expect(fullName(short)).toBe(long));
  test("is pinned by a digest", () => {
    expect(isPinned(`a:1@sha256:${ids.web}`)).toBe(true);
    expect(isPinned(`sha256:${ids.web}`)).toBe(true);
    expect(isPinned("a:1")).toBe(false);
  });
});
