import { describe, expect, test } from "vitest";
import { FileTree } from "../../src/archives/file-tree.js";
import type { Layer, LayerFile } from "../../src/archives/layer.js";

const file = (more: Partial<LayerFile> = {}): LayerFile => ({ kind: "file", mode: 0o644, uid: 0, gid: 0, ...more });
const app = file({ uid: 1000, gid: 1000 });
const folder = file({ kind: "directory", mode: 0o755 });
const layer = (files: Record<string, LayerFile>, more: Partial<Layer> = {}): Layer => ({
  paths: Object.keys(files),
  files: Object.values(files),
  removed: [],
  opaque: [],
  owners: [],
  ...more,
});
const pathsOf = (tree: FileTree) => [...tree.all()].map(({ path, layer }) => `${path} ${layer}`).sort();

describe("layers", () => {
  test("keep what tells something: owners, bits, capabilities, links, scripts; plain files of root are passed over", () => {
    const tree = new FileTree([
      layer({
        a: file(),
        b: app,
        c: file({ mode: 0o4755 }),
        d: file({ capability: Buffer.alloc(1) }),
        e: folder,
        f: file({ content: Buffer.from("#!") }),
      }),
    ]);
    expect(pathsOf(tree)).toEqual(["b 0", "c 0", "d 0", "f 0"]);
  });
  test("a whiteout removes a file, or a folder with all that is in it", () => {
    const tree = new FileTree([layer({ "a/b": app, "a/c/d": app, e: app }), layer({}, { removed: ["a", "e", "never/was"] })]);
    expect(pathsOf(tree)).toEqual([]);
  });
  test("a whiteout is about lower layers, also where it stands behind what its own layer brings", () => {
    const tree = new FileTree([layer({ "a/old": app }), layer({ "a/new": app }, { opaque: ["a"] })]);
    expect(pathsOf(tree)).toEqual(["a/new 1"]);
  });
  test("a plain file takes the place of a setuid program, and a plain folder keeps what is in it", () => {
    const tree = new FileTree([layer({ su: file({ mode: 0o4755 }), "a/b": app, c: app }), layer({ su: file(), a: folder, c: app })]);
    expect(pathsOf(tree)).toEqual(["a/b 0", "c 1"]);
  });
  test("a file in the place of a folder takes what was in it", () => {
    expect(pathsOf(new FileTree([layer({ "a/b": app }), layer({ a: file() })]))).toEqual([]);
    expect(pathsOf(new FileTree([layer({ "a/b": app }), layer({ a: app })]))).toEqual(["a 1"]);
  });
  test("links are followed: relative, absolute, in the middle of a path, a hard link to a lower layer", () => {
    const link = (linkTo: string, kind: "symlink" | "link" = "symlink") => file({ kind, linkTo });
    const script = file({ content: Buffer.from("#!/bin/sh") });
    const tree = new FileTree([
      layer({ "usr/bin/run": script, bin: link("usr/bin") }),
      layer({ "x/y": link("../bin/run"), z: link("/x/y"), h: link("usr/bin/run", "link") }),
    ]);
    for (const path of ["/bin/run", "x/y", "z", "h"]) expect(tree.at(path)?.path).toBe("usr/bin/run");
    expect(tree.at("bin/none")).toBeUndefined();
  });
  test("links that grow with each step take bounded time", () => {
    const deep = "a/".repeat(2000);
    const tree = new FileTree([layer({ [`${deep}l`]: file({ kind: "symlink", linkTo: `/${deep}l/x` }) })]);
    for (let times = 0; times < 20; times++) expect(tree.at(`${deep}l`)).toBeUndefined();
  });
  test("links in a circle lead nowhere", () => {
    const tree = new FileTree([layer({ a: file({ kind: "symlink", linkTo: "b" }), b: file({ kind: "symlink", linkTo: "a" }) })]);
    expect(tree.at("a/x")).toBeUndefined();
  });
});
