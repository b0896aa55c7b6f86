import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findFiles } from "../../../src/documents/discovery.js";
import { openRepository } from "../../../src/documents/disk-repository.js";
import { findScope } from "../../../src/documents/scope.js";
import { type Planted, plant } from "../../support/tree.js";

/** What is found in a tree, with and without git: it must be the same. */
function find(files: Record<string, Planted>, path = ".", outside?: string) {
  const [plain, inGit] = [false, true].map((isGit) => {
    const root = plant(files);
    if (outside !== undefined) execFileSync("ln", ["-s", plant({ "compose.yaml": "" }), join(root, outside)]);
    if (isGit) execFileSync("sh", ["-c", "git init -q && git add -A"], { cwd: root });
    const scope = findScope([join(root, path)], root);
    const { found, errors } = findFiles(scope, openRepository(scope.root, scope.rooms), () => false);
    // Outside of git the linted folder is the root.
    const place = (file: string) => (isGit || path === "." ? file : `${path}/${file}`);
    return {
      files: [...found.values()].flat().map(place),
      errors: errors.map(({ file, level, message }) => `${place(file)} ${level} ${message}`),
    };
  });
  return { plain, inGit };
}

function expectBoth(found: ReturnType<typeof find>, files: string[], errors: unknown[] = []): void {
  expect(found.plain).toEqual({ files, errors });
  expect(found.inGit).toEqual({ files, errors });
}

describe("a symbolic link to a folder", () => {
  test("is followed where the folder is not searched under its own name", () => {
    const files = { ".gitignore": "releases/\n", "releases/2/compose.yaml": "", current: { link: "releases/2" } };
    expectBoth(find(files), ["current/compose.yaml"]);
  });
  test("says nothing new of a folder that is searched anyway", () => {
    expectBoth(find({ "b/compose.yaml": "", a: { link: "b" }, "c/d": { link: "../b" } }), ["b/compose.yaml"]);
  });
  test("is followed once where two lead to the same place, by the first name", () => {
    const files = { ".gitignore": "releases/\n", "releases/2/compose.yaml": "", y: { link: "releases/2" }, x: { link: "releases" } };
    expectBoth(find(files), ["x/2/compose.yaml"]);
  });
  test("may close a circle", () => {
    expectBoth(find({ "a/compose.yaml": "", "a/self": { link: "." }, "a/b/up": { link: "../.." } }), ["a/compose.yaml"]);
  });
  test("is left out by .gitignore and by its name as a folder is", () => {
    const files = { ".gitignore": "/link\n/x/\n", "x/compose.yaml": "", link: { link: "x" }, node_modules: { link: "x" } };
    expectBoth(find(files), []);
  });
  test("is not followed into node_modules or .git", () => {
    expectBoth(find({ ".gitignore": "node_modules/\n", "node_modules/p/compose.yaml": "", p: { link: "node_modules/p" } }), []);
  });
  test("that leads out of the repository is said", () => {
    expectBoth(
      find({ "compose.yaml": "" }, ".", "stacks"),
      ["compose.yaml"],
      [expect.stringMatching(/^stacks error The link leads to the folder/)],
    );
  });
  test("that leads nowhere says nothing, unless a file is expected there", () => {
    expectBoth(find({ data: { link: "nowhere" }, loop: { link: "loop" }, "compose.yaml": { link: "gone.yaml" } }), ["compose.yaml"]);
  });
  test("leads to a folder beside the linted one in a repository", () => {
    const files = { "apps/web/compose.yaml": "", "stacks/web": { link: "../apps/web" }, "stacks/up": { link: ".." } };
    expect(find(files, "stacks").inGit).toEqual({ files: ["stacks/web/compose.yaml"], errors: [] });
  });
});
