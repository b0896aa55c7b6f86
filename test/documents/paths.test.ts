import { posix } from "node:path";
import { expect, test } from "vitest";
import { folderOf, joinPath, normalPath, relativePath } from "../../src/documents/paths.js";

const steps = ["", "a", "b.c", ".", "..", ".d", "..e", "f..", " "];
const paths = steps.flatMap((first) =>
  steps.flatMap((second) => [first, `${first}/${second}`, `/${first}/${second}`, `${first}/${second}/`, `/x/${first}`]),
);

test("paths are what node's own module makes of them", () => {
  const different = paths.flatMap((path) => [
    ...(normalPath(path) === posix.normalize(path) ? [] : [`normalize ${path}`]),
    ...(folderOf(path) === posix.dirname(path) ? [] : [`dirname ${path}`]),
    ...["", "/", "a", "/x", "/x/a", "a/b", ".", "../a", "/x/"].flatMap((folder) => [
      ...(joinPath(folder, path) === posix.join(folder, path) ? [] : [`join ${folder} ${path}`]),
      ...(relativePath(folder, path) === posix.relative(folder, path) ? [] : [`relative ${folder} ${path}`]),
    ]),
  ]);
  expect(different).toEqual([]);
});
