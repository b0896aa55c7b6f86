import { describe, expect, test } from "vitest";
import { commandOf, originOf } from "../../src/commands/origin.js";

const github = {
  GITHUB_SERVER_URL: "https://github.example",
  GITHUB_REPOSITORY: "me/shop",
  GITHUB_SHA: "0a1b2c3d",
  GITHUB_WORKSPACE: "/w/shop/",
};

describe("where the files of a report can be looked at", () => {
  test.each([
    ["GitHub", github, "https://github.example/me/shop/blob/0a1b2c3d"],
    ["Forgejo", { ...github, GITEA_ACTIONS: "true" }, "https://github.example/me/shop/src/commit/0a1b2c3d"],
    [
      "GitLab",
      { CI_PROJECT_URL: "https://gitlab.example/me/shop", CI_COMMIT_SHA: "0a1b2c3d", CI_PROJECT_DIR: "/w/shop" },
      "https://gitlab.example/me/shop/-/blob/0a1b2c3d",
    ],
  ])("%s says it", (_, environment, files) => {
    expect(originOf("/w/shop", environment)).toEqual({ files, commit: "0a1b2c3d" });
  });
  test("nothing is said of another repository, nor by what is no address", () => {
    expect(originOf("/w/shop/sub", github)).toEqual({});
    expect(originOf("/w/shop", {})).toEqual({});
    expect(originOf("/w/shop", { ...github, GITHUB_SERVER_URL: "javascript:alert(1)//" })).toEqual({});
    expect(originOf("/w/shop", { ...github, GITHUB_SHA: 'abc"x' })).toEqual({});
  });
});

test("the command of a report holds what decides it, quoted, and no words that may be secret", () => {
  const values = { file: ["a b.yaml"], probe: ["x=curl -H token"], timeout: 60, "no-remedies": true } as const;
  expect(commandOf(values, ["it's"])).toBe("remap-ready compare --file 'a b.yaml' --timeout 60 --no-remedies 'it'\\''s'");
});
