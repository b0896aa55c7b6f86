import { join } from "node:path";
import { expect, test } from "vitest";
import { type TarEntry, writeTar } from "../../proving/tar.js";
import { type LayerRoom, roomForLayers } from "../../src/archives/layer.js";
import { imagesAt } from "../../src/archives/read-images.js";
import { plant } from "../support/tree.js";

const config = (layers: number) => JSON.stringify({ os: "linux", rootfs: { type: "layers", diff_ids: Array(layers).fill("sha256:0") } });

function imagesOf(layers: readonly (readonly TarEntry[])[], room: LayerRoom, more: readonly TarEntry[] = []) {
  const manifest = JSON.stringify([{ Config: "c.json", RepoTags: ["a:1"], Layers: layers.map((_, index) => `${index}.tar`) }]);
  const archive = writeTar([
    { path: "c.json", text: config(layers.length) },
    ...more,
    ...layers.map((tar, index) => ({ path: `${index}.tar`, tar })),
    { path: "manifest.json", text: manifest },
  ]);
  return imagesAt(join(plant({ "i.tar": archive }), "i.tar"), "the archive", room);
}

/** What a layer of one entry takes more than one of a plain file of the same name. */
async function taken(entry: TarEntry): Promise<number> {
  const left = async (each: TarEntry) => {
    const room = roomForLayers();
    await imagesOf([[each]], room);
    return room.left;
  };
  return (await left({ path: entry.path })) - (await left(entry));
}

test("links, capabilities, contents and owners take room", async () => {
  expect(await taken({ path: "l", kind: "symlink", target: "a".repeat(4000) })).toBeGreaterThan(8000);
  expect(await taken({ path: "c", capability: Buffer.alloc(20, 1) })).toBeGreaterThan(200);
  expect(await taken({ path: "o", uid: 70_000 })).toBeGreaterThan(200);
  expect(await taken({ path: "s", mode: 0o755, text: "#!/bin/sh\n" })).toBeGreaterThan(200);
  expect(await taken({ path: "p", mode: 0o755, text: "plain" })).toBe(0);
});

test("an archive whose links have no room is refused, in a layer and around the layers", async () => {
  const link: TarEntry = { path: "l", kind: "symlink", target: "a".repeat(900) };
  const room = () => ({ left: 1500, content: 1500 });
  await expect(imagesOf([[link]], room())).rejects.toThrow("holds more files than are read");
  await expect(imagesOf([], room(), [link])).rejects.toThrow("holds more files than are read");
  await expect(imagesOf([[{ path: "l" }]], room())).resolves.toHaveLength(1);
  const long = { ...link, target: "a".repeat(1000) };
  await expect(imagesOf([], roomForLayers(), [long])).rejects.toThrow("names a file or link with more than 1000 characters");
});

test("contents of all layers share one room, and what it does not hold is left out", async () => {
  const script: TarEntry = { path: "s", mode: 0o755, text: `#!/bin/sh\n${"#".repeat(90)}` };
  const room = { left: 1 << 20, content: 250 };
  const [image] = await imagesOf([[script], [script], [script]], room);
  expect(image?.layers.map(({ layer }) => layer.files[0]?.isLeftOut ?? layer.files[0]?.content?.length)).toEqual([100, 100, true]);
  expect(room.content).toBe(50);
});
