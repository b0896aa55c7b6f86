import { execFileSync } from "node:child_process";
import { chmodSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openRepository, sizeLimitBytes } from "../../../src/documents/disk-repository.js";
import { SourceFile } from "../../../src/text/source-file.js";
import { because, notPosix } from "../../support/skips.js";
import { type Planted, plant } from "../../support/tree.js";

function read(files: Record<string, Planted>, path: string) {
  const result = openRepository(plant(files)).read(path);
  if (result instanceof SourceFile) return result.text;
  return { line: result.at?.file.position(result.at.span.start).line, level: result.level, message: result.message };
}

describe("a repository on disk", () => {
  test("reads a file once and gives the same value for every spelling of its path", () => {
    const repository = openRepository(plant({ "a/b.yml": "x" }));
    expect(repository.read("a/../a/./b.yml")).toBe(repository.read("a/b.yml"));
  });
  test("leaves a byte order mark out of the text", () => {
    expect(read({ f: "\ufeffa: 1\n" }, "f")).toBe("a: 1\n");
  });
  test("says that a file is missing", () => {
    expect(read({}, "compose.yml")).toMatchObject({ level: "error", message: expect.stringContaining("does not exist") });
  });
  test("says that a directory is no file", () => {
    expect(read({ "d/f": "" }, "d")).toMatchObject({ message: expect.stringContaining("this is a directory") });
  });
  test("names the line of a NUL byte", () => {
    expect(read({ f: Buffer.from("a\nb\0") }, "f")).toMatchObject({ line: 2, message: expect.stringContaining("binary") });
  });
  test("keeps the line of what is no UTF-8, and reads on with a replacement character", () => {
    const file = openRepository(plant({ f: Buffer.from([97, 10, 98, 10, 0xe9, 0x28, 10]) })).read("f");
    expect(file).toMatchObject({ text: "a\nb\n\ufffd(\n", undecodedLine: 3 });
  });
  test("keeps the line of a sequence that the end of the file cuts off", () => {
    expect(openRepository(plant({ f: Buffer.from([97, 10, 0xe2, 0x82]) })).read("f")).toMatchObject({ undecodedLine: 2 });
  });
  test("recognises UTF-16", () => {
    expect(read({ f: Buffer.from("\ufeffa: 1", "utf16le") }, "f")).toMatchObject({ message: expect.stringContaining("UTF-16") });
  });
  test("refuses a file over the limit without loading it", () => {
    expect(read({ f: Buffer.alloc(sizeLimitBytes + 1, 97) }, "f")).toMatchObject({ message: expect.stringContaining("5.0 MB") });
  });
  test("does not leave the root by path", () => {
    expect(read({}, "../other")).toMatchObject({ message: expect.stringContaining("leaves") });
    expect(read({}, "/etc/passwd")).toMatchObject({ message: expect.stringContaining("leaves") });
  });
  test("does not leave the root by a symbolic link, to a file or on the way", () => {
    expect(read({ f: { link: "/etc/passwd" } }, "f")).toMatchObject({ message: expect.stringContaining("leads out") });
    expect(read({ d: { link: "/etc" } }, "d/passwd")).toMatchObject({ message: expect.stringContaining("leads out") });
    expect(openRepository(plant({ d: { link: "/etc" } })).entry("d/passwd")).toBeUndefined();
  });
  test("finds what is there however often others were looked for in its folder", () => {
    const repository = openRepository(
      plant({ "a/B.yml": "x", "a/é.yml": "x", "a/link": { link: "B.yml" }, "a/out": { link: "/etc" }, "b/c": "x" }),
    );
    for (const folder of ["", "a/", "a/out/", "none/"])
      for (let index = 0; index < 20; index++) expect(repository.entry(`${folder}missing-${index}`)).toBeUndefined();
    for (const path of ["a/B.yml", "a/é.yml", "a/link", "a/../a/B.yml"]) expect(repository.entry(path)).toMatchObject({ kind: "file" });
    for (const path of ["a", "b", "."]) expect(repository.entry(path)).toMatchObject({ kind: "directory" });
    expect(repository.entry("a/out/passwd")).toBeUndefined();
  });
  test("follows a symbolic link that stays inside", () => {
    expect(read({ "a/real": "text", f: { link: "a/real" } }, "f")).toBe("text");
  });
  test("names a loop of symbolic links", () => {
    expect(read({ a: { link: "b" }, b: { link: "a" } }, "a")).toMatchObject({ message: expect.stringContaining("loop") });
  });
  test.skipIf(notPosix)("does not wait for a pipe", because(notPosix), () => {
    const root = plant({});
    execFileSync("mkfifo", [join(root, "compose.yml")]);
    expect(openRepository(root).read("compose.yml")).toMatchObject({ message: expect.stringContaining("pipe") });
  });
  test("takes a path that cannot name a file for a missing one", () => {
    expect(read({}, "a\0b")).toMatchObject({ level: "error" });
    expect(read({}, "x".repeat(5000))).toMatchObject({ level: "error" });
    expect(openRepository(plant({})).entry("a\0b")).toBeUndefined();
  });
  test.skipIf(notPosix)("knows the kind and the permission bits of an entry", because(notPosix), () => {
    const root = plant({ "d/secret": "x" });
    chmodSync(join(root, "d/secret"), 0o600);
    const repository = openRepository(root);
    expect(repository.entry("d/secret")).toEqual({ kind: "file", mode: 0o600, sizeBytes: 1 });
    expect(repository.entry("d")).toMatchObject({ kind: "directory" });
    expect(repository.entry("d/none")).toBeUndefined();
  });
});
