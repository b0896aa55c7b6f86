import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type LintRequest, lintPaths } from "../../src/lint/lint.js";
import { type Planted, plant } from "../support/tree.js";

const compose = "services:\n  web:\n    image: web\n    network_mode: host\n";

async function lint(files: Record<string, Planted>, paths: string[], more: Partial<LintRequest> & { isPlain?: boolean } = {}) {
  const { isPlain = false, ...request } = more;
  const root = plant(isPlain ? files : { ...files, ".git/HEAD": "ref: refs/heads/main\n" });
  const { report } = await lintPaths({ paths: paths.map((path) => join(root, path)), workingDirectory: root, ...request });
  return {
    report,
    findings: report.findings.map(
      ({ rule, primary, severity, suppressed }) =>
        `${primary.file.path} ${severity} ${rule}${suppressed === null ? "" : ` (${suppressed})`}`,
    ),
    said: report.inputErrors.map(({ file, level, message }) => `${file} ${level}: ${message}`),
  };
}

describe("settings of a folder", () => {
  const allow = "ignore:\n  - { rule: host-network, path: compose.yaml, reason: known }\n";
  const files = {
    "s1/.remap-ready.yml": allow,
    "s1/compose.yaml": compose,
    "s2/.remap-ready.yaml": "rules: { host-network: note }\n",
    "s2/compose.yaml": compose,
    "s3/compose.yaml": compose,
  };
  const s1 = "s1/compose.yaml error host-network (known)";
  const s2 = "s2/compose.yaml note host-network";
  test.for([
    [["s1"], [s1]],
    [["s1/compose.yaml"], [s1]],
    [
      ["s1", "s2"],
      [s1, s2],
    ],
    [
      ["s2", "s1"],
      [s1, s2],
    ],
    [["s*"], [s1, s2, "s3/compose.yaml error host-network"]],
    [["."], [s1, s2, "s3/compose.yaml error host-network"]],
  ] as const)("judge what lies below it, however lint is called: %j", async ([paths, findings]) => {
    expect(await lint(files, [...paths])).toMatchObject({ findings, said: [] });
    expect((await lint(files, [...paths], { isExact: true })).findings, "as compare calls it").toEqual(findings);
  });
  test("are not merged with those further up, which judge the rest", async () => {
    const { findings } = await lint({ ...files, ".remap-ready.yml": "rules: { host-network: off }\n" }, ["."]);
    expect(findings).toEqual([s1, s2]);
  });
  test("are all replaced by the file that the user names", async () => {
    const tree = { ...files, "ci/own.yml": "rules: { host-network: warning }\n" };
    const root = plant({ ...tree, ".git/HEAD": "" });
    const { report } = await lintPaths({ paths: [root], workingDirectory: root, config: "ci/own.yml" });
    expect(report.findings.map(({ severity }) => severity)).toEqual(["warning", "warning", "warning"]);
  });
  test("do not reach into another git repository", async () => {
    const tree = {
      "deep/.git": "gitdir: ../.git/modules/deep\n",
      "deep/a/compose.yaml": compose,
      ".remap-ready.yml": "rules: { host-network: off }\n",
    };
    for (const paths of [["."], ["deep"], ["deep/a"]])
      expect((await lint(tree, paths)).findings).toEqual(
        ["deep/a/compose.yaml", "a/compose.yaml"]
          .slice(paths[0] === "." ? 0 : 1)
          .slice(0, 1)
          .map((path) => `${path} error host-network`),
      );
  });
  test("of a folder further up count outside of git only from the linted folder down", async () => {
    const tree = { ".remap-ready.yml": "rules: { host-network: off }\n", "s/compose.yaml": compose };
    expect((await lint(tree, ["."], { isPlain: true })).findings).toEqual([]);
    expect((await lint(tree, ["s"], { isPlain: true })).findings).toHaveLength(1);
  });
  test("give each project its own deployment", async () => {
    const user = "services:\n  web:\n    image: web\n    user: '70000'\n";
    const tree = { "big/.remap-ready.yml": "posture: { range-size: 131072 }\n", "big/compose.yaml": user, "small/compose.yaml": user };
    expect((await lint(tree, ["."])).findings).toEqual(["small/compose.yaml error id-out-of-range"]);
  });
  test("judge Dockerfiles, and the projects of other settings still say how an image runs", async () => {
    const tree = {
      "app/compose.yaml": "services:\n  web:\n    build: ../image\n    userns_mode: host\n",
      "image/.remap-ready.yml": "rules: { mknod: warning }\n",
      "image/Dockerfile": "FROM x\nUSER 200000\n",
    };
    expect((await lint(tree, ["."])).findings).toEqual((await lint({ ...tree, "image/.remap-ready.yml": "" }, ["."])).findings);
  });
  test("allow in a file that two projects share only what their own project finds", async () => {
    const tree = {
      "base.yaml": compose,
      "a/compose.yaml": "services:\n  web:\n    extends: { file: ../base.yaml, service: web }\n",
      "a/.remap-ready.yml": "ignore:\n  - { rule: host-network, reason: known }\n",
      "b/compose.yaml": "services:\n  web:\n    extends: { file: ../base.yaml, service: web }\n",
    };
    const { findings } = await lint(tree, ["a", "b"]);
    expect([...findings].sort()).toEqual(["base.yaml error host-network", "base.yaml error host-network (known)"]);
  });
  test("that allow nothing are told per file, where all below was linted", async () => {
    const tree = { ...files, "s1/.remap-ready.yml": "ignore:\n  - { rule: host-pid, reason: known }\n" };
    const unused = "s1/.remap-ready.yml warning: This entry allows nothing: `host-pid` finds nothing that it holds for. Remove it.";
    for (const paths of [["."], ["s1"], ["s1", "s2"]]) expect((await lint(tree, paths)).said).toEqual([unused]);
    expect((await lint(tree, ["s1/compose.yaml"])).said).toEqual([]);
  });
});

describe("exclude", () => {
  const files = {
    ".remap-ready.yml": "exclude: [old/, '*/skip.compose.yml']\n",
    "old/.remap-ready.yml": "rules: { host-network: note }\n",
    "old/compose.yaml": compose,
    "new/skip.compose.yml": compose,
    "own/.remap-ready.yml": "exclude: [vendor/]\n",
    "own/skip.compose.yml": compose,
    "own/vendor/compose.yaml": compose,
  };
  test("counts below its folder, for what is judged by its file", async () => {
    expect((await lint(files, ["."])).findings).toEqual(["own/skip.compose.yml error host-network"]);
    expect((await lint(files, ["own", "new"])).findings).toEqual(["own/skip.compose.yml error host-network"]);
  });
  test("leaves out a folder with its settings, but not one that is named", async () => {
    expect((await lint(files, ["old"])).findings).toEqual(["old/compose.yaml note host-network"]);
  });
});

describe("projects that settings state", () => {
  const files = {
    "s1/base.yml": compose,
    "s1/prod.yml": "services:\n  web:\n    network_mode: bridge\n",
    "s1/.remap-ready.yml": "projects: [{ files: [base.yml, prod.yml] }]\n",
  };
  test("are found in each folder, however lint is called", async () => {
    for (const paths of [["."], ["s1"], ["s1/base.yml"]]) {
      const { report, findings, said } = await lint(files, paths);
      expect([report.counts.composeProjects, findings, said]).toEqual([1, [], []]);
    }
  });
  test("are judged by the settings that state them, also where a file lies below other settings", async () => {
    const tree = {
      ".remap-ready.yml": "rules: { host-network: note }\nprojects: [{ files: [s1/a.compose.yml, b.compose.yml] }]\n",
      "s1/.remap-ready.yml": "fail-on: error\n",
      "s1/a.compose.yml": compose,
      "b.compose.yml": "services:\n  web:\n    pid: host\n",
    };
    for (const paths of [["."], ["s1"]])
      expect((await lint(tree, paths)).findings).toEqual(["b.compose.yml error host-pid", "s1/a.compose.yml note host-network"]);
  });
});

describe("the posture and the threshold of a run", () => {
  const files = {
    "s1/.remap-ready.yml": "posture: { base-id: 200000 }\nfail-on: never\n",
    "s1/compose.yaml": compose,
    "s2/compose.yaml": compose,
  };
  test.for([[["s1"]], [["s1/compose.yaml"]]])("are those of the settings that judge all of it: %j", async ([paths]) => {
    const { report, said } = await lint(files, paths as string[]);
    expect([report.posture.baseId, report.failOn, said]).toEqual([200000, "never", []]);
  });
  test("are those nearest to the linted folder where several judge, and the other threshold is said not to count", async () => {
    const { report, said } = await lint(files, ["."]);
    expect([report.posture.baseId, report.failOn]).toEqual([100000, "error"]);
    expect(said).toEqual([
      expect.stringMatching(/^s1\/.remap-ready.yml warning: The `fail-on` of these settings does not count: .* its threshold is `error`/),
    ]);
    const own = await lint({ ...files, ".remap-ready.yml": "fail-on: warning\n" }, ["s1", "s2"]);
    expect([own.report.failOn, own.said]).toEqual(["warning", [expect.stringContaining("it takes its threshold from `.remap-ready.yml`")]]);
    expect((await lint(files, ["."], { failOn: "note" })).said).toEqual([]);
  });
  test("settings of the linted folder that judge nothing are noted", async () => {
    const { said } = await lint({ ".remap-ready.yml": "fail-on: note\n", "s1/.remap-ready.yml": "", "s1/compose.yaml": compose }, ["."]);
    expect(said).toEqual([expect.stringMatching(/^.remap-ready.yml note: These settings judge nothing here/)]);
  });
});

describe("settings that cannot be read", () => {
  test.for([
    ["a link out of the repository", { link: "/etc/hostname" }, "A symbolic link leads out of"],
    ["a link to nothing", { link: "gone.yml" }, "The symbolic link leads to nothing."],
    ["a loop", { link: ".remap-ready.yml" }, "The path is a loop of symbolic links."],
    ["bytes", new Uint8Array([0, 1, 2]), ""],
  ] as const)("are an input error, told once, and the defaults count: %s", async ([, planted, message]) => {
    const tree = {
      ".remap-ready.yml": "rules: { host-network: off }\n",
      "s/.remap-ready.yml": planted,
      "s/a.compose.yml": compose,
      "s/b/compose.yaml": compose,
    };
    for (const paths of [["."], ["s"], ["s/b", "s/a.compose.yml"]]) {
      const { said, findings } = await lint(tree, paths);
      expect(said.filter((each) => each.includes(" error: "))).toEqual([expect.stringContaining(`s/.remap-ready.yml error: ${message}`)]);
      expect(said[0]).toContain("judged by the defaults");
      expect(findings).toHaveLength(2);
    }
  });
  test("because there are too many are said, and each that was read counts", async () => {
    const big = `rules: { host-network: note }\n${"\n".repeat(50_000)}`;
    const tree = Object.fromEntries(
      [..."abcdefghi"].flatMap((name) => [
        [`${name}/.remap-ready.yml`, big],
        [`${name}/compose.yaml`, compose],
      ]),
    );
    const { said, findings } = await lint(tree, ["."]);
    expect(said.filter((each) => each.includes("error: The settings files of this run are too long together"))).toHaveLength(4);
    expect(findings.filter((each) => each.includes("note"))).toHaveLength(5);
  });
});
