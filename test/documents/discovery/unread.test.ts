import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { kindOf } from "../../../src/documents/kinds.js";
import { walk } from "../../../src/documents/walk.js";
import { checkout } from "../../support/entry.js";
import { because, notRoot } from "../../support/skips.js";
import { plant } from "../../support/tree.js";

/** All of lint in one file that everybody may read; the checkout may be closed to others. */
const bundle = join(mkdtempSync(join(tmpdir(), "remap-ready-unread-")), "lint.mjs");
beforeAll(async () => {
  const sources = await rolldown({
    input: join(checkout, "src/commands/lint.ts"),
    platform: "node",
    resolve: { mainFields: ["module", "main"] },
  });
  await sources.write({ file: bundle, codeSplitting: false });
  execFileSync("chmod", ["-R", "o+rX", dirname(bundle)]);
});
afterAll(() => rmSync(dirname(bundle), { recursive: true }));

/** Runs lint as a user who is not root, once a part of the tree is closed to others. */
function lintAsNobody(root: string, args: readonly string[], close: () => void) {
  execFileSync("chmod", ["-R", "o+rX", root]);
  close();
  const script = `const { runLint } = await import(${JSON.stringify(bundle)});
process.setgroups([]); process.setgid(65534); process.setuid(65534);
process.exitCode = await runLint(${JSON.stringify([...args, root])}, {
  workingDirectory: "/", environment: {}, color: false, out: (text) => process.stdout.write(text), err: (text) => process.stderr.write(text),
});`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], { cwd: "/", encoding: "utf8" });
  return { status, stdout, stderr };
}

const stack = "services:\n  a:\n    image: x\n    pid: host\n";

describe.skipIf(notRoot)("as a user who is not root", because(notRoot), () => {
  test.for(["text", "json", "sarif", "github", "junit", "rdjson", "summary"])("a folder that is closed is an input error: %s", (format) => {
    const root = plant({ "open/compose.yaml": "services:\n  a:\n    image: x\n", "closed/compose.yaml": stack });
    const { status, stdout, stderr } = lintAsNobody(root, ["--format", format], () => chmodSync(join(root, "closed"), 0o700));
    expect(stderr).not.toContain("Error:");
    expect(status).toBe(2);
    expect(stdout).toContain("may not be read by this user");
    expect(stdout).toContain("closed");
  });
  test("a closed folder that the settings exclude or git ignores is not missed", () => {
    const root = plant({
      "compose.yaml": "services:\n  a:\n    image: x\n",
      "data/db/x": "",
      "cache/x": "",
      ".remap-ready.yml": "exclude: [data/db]\n",
      ".gitignore": "cache/\n",
    });
    const { status, stdout } = lintAsNobody(root, [], () => {
      for (const folder of ["data/db", "cache"]) chmodSync(join(root, folder), 0o700);
    });
    expect([status, stdout]).toEqual([0, expect.stringContaining("No findings")]);
  });
  test.for([
    ["a file of a project", { "compose.yaml": "include: [closed/more.yaml]\nservices: {}\n", "closed/more.yaml": stack }, "closed"],
    ["a Dockerfile", { "compose.yaml": "services:\n  a:\n    build: closed\n", "closed/Dockerfile": "FROM x\n" }, "closed/Dockerfile"],
    ["the .env", { "compose.yaml": "services:\n  a:\n    image: x$Y\n", ".env": "Y=1\n" }, ".env"],
    ["the settings", { "compose.yaml": "services:\n  a:\n    image: x\n", ".remap-ready.yml": "fail-on: note\n" }, ".remap-ready.yml"],
  ] as const)("%s that is closed is an input error", ([, files, closed]) => {
    const root = plant(files);
    const { status, stdout } = lintAsNobody(root, [], () => chmodSync(join(root, closed), 0));
    expect([status, stdout]).toEqual([2, expect.stringContaining("may not be read by this user")]);
  });
  test("an ignore file that is closed leaves nothing out, and is said", () => {
    const root = plant({ ".gitignore": "old/\n", "old/compose.yaml": stack });
    const { status, stdout } = lintAsNobody(root, [], () => chmodSync(join(root, ".gitignore"), 0));
    expect(status).toBe(1);
    expect(stdout).toContain("The ignore file is not read (EACCES)");
  });
});

function search(root: string) {
  const { files, errors } = walk({
    root,
    rooms: [root],
    directory: "",
    isWanted: (path) => kindOf(path) !== undefined,
    isExcluded: () => false,
  });
  return { files, said: errors.map(({ level, message }) => `${level} ${message}`) };
}

describe("what cannot be read", () => {
  test("is said of a name that is not UTF-8", () => {
    const root = plant({});
    execFileSync(
      "sh",
      ["-c", "mkdir $(printf 'a\\377') && echo x > $(printf 'a\\377')/compose.yaml && echo x > $(printf 'b\\377.compose.yaml')"],
      { cwd: root },
    );
    expect(search(root).said.sort()).toEqual([
      expect.stringMatching(/^error The file's name is not valid UTF-8/),
      expect.stringMatching(/^error The folder's name is not valid UTF-8/),
    ]);
  });
  test("is said of folders too deep for the system", () => {
    const root = plant({ "a/compose.yaml": "" });
    execFileSync(
      "sh",
      ["-c", "i=0; while [ $i -lt 30 ]; do n=$(printf 'd%0200d' $i); mkdir $n && cd -P $n || exit 1; i=$((i+1)); done; touch compose.yaml"],
      { cwd: root },
    );
    const { files, said } = search(root);
    expect(files).toEqual(["a/compose.yaml"]);
    expect(said).toEqual([expect.stringMatching(/^error The folder lies too deep/)]);
    execFileSync("rm", ["-rf", "--", root]);
  });
  test.for([".gitignore", ".git/HEAD", ".git/config", ".git/index", ".git/info/exclude", ".git", ".git/commondir"])(
    "does not hang the run: a pipe as %s",
    (name) => {
      const root = plant({ "compose.yaml": "" });
      execFileSync("git", ["init", "-q"], { cwd: root });
      execFileSync("git", ["add", "."], { cwd: root });
      execFileSync("sh", ["-c", `rm -rf ${name} && mkfifo ${name}`], { cwd: root });
      const { status, stdout } = spawnSync(
        process.execPath,
        [
          "--import",
          "tsx",
          "-e",
          `import("./src/documents/walk.ts").then(({walk}) => console.log(walk({root: ${JSON.stringify(root)}, rooms: [${JSON.stringify(root)}], directory: "", isWanted: (p) => p.endsWith(".yaml"), isExcluded: () => false}).files.join()))`,
        ],
        { cwd: checkout, encoding: "utf8", timeout: 10_000 },
      );
      expect([status, stdout.trim()]).toEqual([0, "compose.yaml"]);
    },
  );
});

describe("a repository that would have git run a command", () => {
  test("has it run nothing", () => {
    const root = plant({ "keep/compose.yaml": "services: {}\n", "gone/compose.yaml": "services: {}\n" });
    const git = (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.org", ...args], { cwd: root, encoding: "utf8" });
    git("init", "-q");
    git("add", ".");
    git("commit", "-qm", "x");
    git("sparse-checkout", "set", "--cone", "--sparse-index", "keep");
    const tree = git("rev-parse", "HEAD:gone").trim();
    execFileSync("rm", ["-f", join(root, ".git/objects", tree.slice(0, 2), tree.slice(2))]);
    const marker = join(root, "was-run");
    for (const [key, value] of [
      ["extensions.partialClone", "origin"],
      ["remote.origin.promisor", "true"],
      ["remote.origin.url", root],
      ["remote.origin.uploadpack", `touch ${marker}; false`],
      ["protocol.file.allow", "always"],
      ["core.fsmonitor", `touch ${marker}; false`],
    ])
      git("config", key as string, value as string);
    mkdirSync(join(root, "gone"), { recursive: true });
    writeFileSync(join(root, "gone/compose.yaml"), "services: {}\n");
    expect(search(root)).toEqual({ files: expect.arrayContaining(["keep/compose.yaml", "gone/compose.yaml"]), said: [] });
    expect(search(root).files).not.toContain("was-run");
    expect(() => execFileSync("ls", [marker], { stdio: "ignore" })).toThrow();
    // The attack is real: git itself runs it.
    cpSync(root, `${root}-copy`, { recursive: true });
    spawnSync("git", ["ls-files"], { cwd: root });
    expect(execFileSync("ls", [marker], { encoding: "utf8" })).toContain("was-run");
    execFileSync("rm", ["-rf", `${root}-copy`]);
  });
});
