import { describe, expect, test } from "vitest";
import { commandNames } from "../../src/options/commands.js";
import { parseArguments } from "../../src/options/parse-arguments.js";
import { allOptions } from "../../src/options/table.js";

describe("a command line", () => {
  test("is read by the kind of each option", () => {
    const args = ["-f", "a.yaml", "--file=b.yaml", "--idle-after", "0.5", "--no-remedies", "--network=none", "stack", "--", "--x"];
    expect(parseArguments("compare", args)).toEqual({
      values: { file: ["a.yaml", "b.yaml"], "idle-after": 0.5, "no-remedies": true, network: "none" },
      positionals: ["stack", "--x"],
      notices: [],
    });
    expect(() => parseArguments("explain", ["a", "b"])).toThrow("`explain` takes one argument; `b` is one too many.");
  });
  test.for([
    ["quiet", "idle-after"],
    ["busy", "busy-after"],
    ["settle", "settle-timeout"],
  ])("takes the old name --%s for --%s, and says so", ([old, name]) => {
    const { values, notices } = parseArguments("compare", [`--${old}`, "7"]);
    expect(values).toEqual({ [name as string]: 7 });
    expect(notices).toEqual([expect.stringContaining(`\`--${old}\` is now called \`--${name}\``)]);
  });
  test.for([
    ["lint", ["--foramt", "json"], "`lint` has no option `--foramt`. Did you mean `--format`?"],
    ["lint", ["--format", "jsno"], "`--format jsno` is not known. Did you mean `json`? Choose one of text, github,"],
    ["lint", ["--format=pdf"], "`--format pdf` is not known. Choose one of text"],
    ["lint", ["--fail-on", "warn"], "Did you mean `warning`?"],
    ["lint", ["--probe", "a=b"], "`--probe` is an option of `compare`, not of `lint`."],
    ["lint", ["--config"], "`--config` needs a value."],
    ["lint", ["--baseline", ""], "`--baseline` needs a value."],
    ["lint", [""], "An argument is empty"],
    ["lint", ["--config", "--format"], "`--format` looks like an option. If it is the value, write `--config=--format`."],
    ["lint", ["--allow-no-files=yes"], "`--allow-no-files` takes no value."],
    ["lint", ["-x"], "`lint` has no option `-x`."],
    ["lint", ["--mode", "both"], "`lint` has no option `--mode`."],
    ["compare", ["--timeout", "0"], "`--timeout 0` is not a number of seconds above 0"],
    ["rules", ["x"], "`rules` takes no argument; `x` is one too many."],
  ] as const)("of %s with %j is refused with what was meant", ([command, args, message]) => {
    expect(() => parseArguments(command, args)).toThrow(message);
  });
});

describe("the table of options", () => {
  test("has no input twice, and no name or short name twice for a command", () => {
    const of = (command: string) => allOptions.filter(({ commands }) => commands.some((each) => each === command));
    for (const names of [
      allOptions.flatMap(({ input }) => input ?? []),
      ...commandNames.map((command) => of(command).flatMap(({ name, old }) => (old === undefined ? [name] : [name, old]))),
      ...commandNames.map((command) => of(command).flatMap(({ short }) => short ?? [])),
    ])
      expect(names).toEqual([...new Set(names)]);
  });
  test("gives every option to a command or to the action, and whole sentences", () => {
    expect(allOptions.filter(({ commands, input }) => commands.length === 0 && input === undefined)).toEqual([]);
    expect(allOptions.filter(({ meaning }) => !meaning.endsWith("."))).toEqual([]);
  });
});
