import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { completionFor } from "../../src/options/completion/completion.js";
import { allOptions } from "../../src/options/table.js";

const ruleIds = ["host-ipc", "host-network"];

/** What bash offers for the last of the words. */
function offered(...words: string[]): string[] {
  const quoted = ["remap-ready", ...words].map((word) => `'${word}'`).join(" ");
  const script = `${completionFor("bash", ruleIds)}\nCOMP_WORDS=(${quoted})\nCOMP_CWORD=${words.length}\n_remap_ready\nprintf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync("bash", ["-c", script], { encoding: "utf8" });
  expect(stderr).toBe("");
  return stdout.split("\n").filter((word) => word !== "");
}

describe("completion in bash", () => {
  test.for([
    [["co"], ["compare", "config", "completion"]],
    [["lint", "--fo"], ["--format"]],
    [
      ["lint", "--format", "j"],
      ["json", "junit"],
    ],
    [
      ["lint", "--format", "=", "s"],
      ["sarif", "summary"],
    ],
    [
      ["compare", "--network", "="],
      ["outbound", "none"],
    ],
    [["compare", "--report", "r"], []],
    [["explain", "host-n"], ["host-network"]],
    [["lint", "--rule", "host-n"], ["host-network"]],
    [
      ["completion", ""],
      ["bash", "zsh", "fish"],
    ],
  ])("%j offers %j", ([words, expected]) => {
    expect(offered(...(words as string[]))).toEqual(expected);
  });
});

describe("completion in every shell", () => {
  test.for(["bash", "zsh", "fish"])("%s knows every option of the command line, its choices, and every rule", (shell) => {
    const script = completionFor(shell, ruleIds);
    const named = allOptions.filter(({ commands }) => commands.length > 0);
    expect(named.filter(({ name }) => !new RegExp(`(?:--|-l )${name}\\b`).test(script))).toEqual([]);
    for (const word of ["junit", "outbound", "never", ...ruleIds]) expect(script).toContain(word);
  });
  test("another shell is refused", () => {
    expect(() => completionFor("fsh", ruleIds)).toThrow("There is no completion for `fsh`. Did you mean `zsh`?");
    expect(() => completionFor(undefined, ruleIds)).toThrow("`completion` takes the name of a shell. Choose one of bash, zsh, fish.");
  });
});
