import { describe, expect, test } from "vitest";
import type { Layer } from "../../src/archives/layer.js";
import { imagesOf } from "../../src/archives/manifest.js";

const layer: Layer = { paths: [], files: [], removed: [], opaque: [], owners: [] };
const digestOf = (name: string) => `sha256:${Buffer.from(name).toString("hex").padEnd(64, "0")}`;
const pathOf = (name: string) => `blobs/${digestOf(name).replace(":", "/")}`;
const config = { os: "linux", architecture: "amd64", rootfs: { diff_ids: [digestOf("layer")] } };
const manifest = { config: { digest: digestOf("config") }, layers: [{ digest: digestOf("layer") }] };

/** An archive of these documents, with one image in it. */
function imagesIn(documents: Readonly<Record<string, unknown>>) {
  const files: Readonly<Record<string, unknown>> = { [pathOf("config")]: config, [pathOf("manifest")]: manifest, ...documents };
  return imagesOf(
    { text: (path) => (files[path] === undefined ? undefined : JSON.stringify(files[path])), layer: () => layer },
    "the archive",
  );
}

const indexOf = (...names: string[]) => ({ manifests: names.map((name) => ({ digest: digestOf(name) })) });

describe("the images of an archive", () => {
  test("know the digests that lead to them: of their manifest, and of an index for several platforms", () => {
    const layout = { "index.json": indexOf("platforms"), [pathOf("platforms")]: indexOf("manifest", "of another platform") };
    const digests = [digestOf("platforms"), digestOf("manifest")];
    expect(imagesIn(layout).map((image) => image.digests)).toEqual([digests]);
    const saved = { "manifest.json": [{ Config: pathOf("config"), RepoTags: ["a:1", "b:2"], Layers: ["layer"] }] };
    expect(imagesIn(saved)).toMatchObject([{ names: ["a:1", "b:2"], digests: [] }]);
    expect(imagesIn({ ...saved, ...layout })).toMatchObject([{ names: ["a:1", "b:2"], digests }]);
  });
  test("of indexes that multiply are refused before they are counted", () => {
    const depth = { "index.json": indexOf(...Array(150).fill("a")), [pathOf("a")]: indexOf(...Array(150).fill("b")) };
    const lying = { ...depth, [pathOf("b")]: indexOf(...Array(150).fill("c")), [pathOf("c")]: indexOf(...Array(150).fill("manifest")) };
    expect(() => imagesIn(lying)).toThrow("the archive holds more than 200 images");
    expect(() => imagesIn({ "index.json": indexOf("a"), [pathOf("a")]: indexOf("a") })).toThrow("nested more than 4 deep");
    expect(() => imagesIn({ "manifest.json": Array(201).fill({}) })).toThrow("the archive holds more than 200 images");
  });
});
