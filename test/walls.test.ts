import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { describe, expect, test } from "vitest";
import { importsOf } from "./support/imports.js";

/** What a folder of src may import: rooms for values, rooms for types alone, and modules from outside. `*` is anything. */
interface Wall {
  readonly values: readonly string[];
  readonly types?: readonly string[];
  readonly modules?: readonly string[];
  /** Single files that may do more, each for a reason. */
  readonly doors?: Readonly<Record<string, readonly string[]>>;
}

const walls: Readonly<Record<string, Wall>> = {
  text: { values: [] },
  documents: {
    values: ["text"],
    modules: ["yaml", "jsonc-parser", "unbash", "node:path", "node:buffer"],
    doors: {
      // The only readers of the disk, and the one question to git.
      "documents/discovery.ts": ["node:fs"],
      "documents/disk-repository.ts": ["node:fs"],
      "documents/walk.ts": ["node:fs"],
      "documents/git-files.ts": ["node:child_process"],
      // Tells addresses apart; opens no connection.
      "documents/compose/syntax/ports.ts": ["node:net"],
      "documents/compose/load/validate.ts": ["node:net"],
    },
  },
  model: { values: ["text", "documents"], modules: ["node:path"] },
  rules: { values: ["text", "model"], types: ["findings"], modules: ["node:path"] },
  findings: { values: ["text"], types: ["model"] },
  settings: { values: ["text", "documents"], types: ["findings", "model"], modules: ["yaml", "node:path"] },
  reporters: {
    values: ["text", "findings", "comparison", "version"],
    modules: ["node:path", "node:crypto", "sarif"],
    doors: {
      // `remap-ready config` prints a compose model, not a report.
      "reporters/config.ts": ["documents"],
    },
  },
  comparison: { values: ["text"], types: ["findings"] },
  engines: { values: [], modules: ["node:*"] },
  probes: { values: ["engines", "comparison"], modules: ["node:path", "node:crypto"] },
  runs: { values: ["engines", "probes", "comparison", "documents", "model", "text"], types: ["findings"], modules: ["node:*"] },
  version: { values: [] },
  lint: { values: ["documents", "model", "rules", "findings", "settings", "text"], modules: ["node:path"] },
  compare: { values: ["*"], modules: ["node:*"] },
  commands: { values: ["*"], modules: ["node:*"] },
  action: { values: ["*"], modules: ["node:*", "@actions/core", "@actions/exec"] },
  cli: { values: ["commands"] },
};

/** Rooms that only the entries may enter. */
const entries = ["cli", "commands", "action"];

/** Rooms that may touch `process`: the entries, and what starts engines. */
const processRooms = ["cli", "action", "commands", "compare", "engines", "runs"];

function roomOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.indexOf("/")) : path.replace(/\.ts$/, "");
}

function breaches(path: string, text: string): string[] {
  const room = roomOf(path);
  const wall = walls[room];
  if (!wall) return [`${path}: src/${room} has no wall; add it to the table`];
  const may = (list: readonly string[] | undefined, name: string) =>
    (list ?? []).some((each) => each === "*" || each === name || (each.endsWith(":*") && name.startsWith(each.slice(0, -1))));
  const wrong = importsOf(text).flatMap(({ from, isType }) => {
    const isOurs = from.startsWith(".");
    const name = isOurs ? roomOf(posix.join(posix.dirname(path), from).replace(/\.js$/, ".ts")) : from;
    if (isOurs && name === room) return [];
    if (may(wall.doors?.[path], name)) return [];
    const isAllowed = isOurs ? may(wall.values, name) || (isType && may(wall.types, name)) : may(wall.modules, name);
    const isBackwards = isOurs && entries.includes(name) && !entries.includes(room);
    return isAllowed && !isBackwards ? [] : [`${path} imports ${isType ? "types of " : ""}${from}`];
  });
  const touches =
    !processRooms.includes(room) && /(?<![\w.])process\.|globalThis/.test(text.replace(/`[^`]*`|"[^"\n]*"|\/\*[\s\S]*?\*\/|\/\/.*$/gm, ""));
  return touches ? [...wrong, `${path} touches process`] : wrong;
}

const source = new URL("../src/", import.meta.url);
const files = readdirSync(source, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(".ts"));

describe("the walls", () => {
  test("hold in every file of src", () => {
    expect(files.length).toBeGreaterThan(50);
    expect(files.flatMap((path) => breaches(path, readFileSync(new URL(path, source), "utf8")))).toEqual([]);
  });
  test.for([
    ["rules/x.ts", 'import { readFileSync } from "node:fs";', "rules/x.ts imports node:fs"],
    ["rules/x.ts", 'import {\n  settle,\n} from "../lint/arrange.js";', "rules/x.ts imports ../lint/arrange.js"],
    ["rules/x.ts", 'const yaml = await import("yaml");', "rules/x.ts imports yaml"],
    ["rules/x.ts", "process.exit(1);", "rules/x.ts touches process"],
    ["reporters/x.ts", 'import { rules } from "../rules/index.js";', "reporters/x.ts imports ../rules/index.js"],
    [
      "reporters/x.ts",
      'import type { Repository } from "../documents/repository.js";',
      "reporters/x.ts imports types of ../documents/repository.js",
    ],
    ["engines/x.ts", 'export { settle } from "../lint/arrange.js";', "engines/x.ts imports ../lint/arrange.js"],
    ["documents/x.ts", 'import { spawn } from "node:child_process";', "documents/x.ts imports node:child_process"],
    ["comparison/x.ts", 'import "node:net";', "comparison/x.ts imports node:net"],
    ["runs/x.ts", 'import { main } from "../commands/main.js";', "runs/x.ts imports ../commands/main.js"],
    ["lint/x.ts", 'import { main } from "../commands/main.js";', "lint/x.ts imports ../commands/main.js"],
    ["attic/x.ts", "", "attic/x.ts: src/attic has no wall; add it to the table"],
  ] as const)("fall for %s with %s", ([path, text, breach]) => {
    expect(breaches(path, text)).toContain(breach);
  });
  test("let types and comments through", () => {
    expect(
      breaches(
        "rules/x.ts",
        'import type { Problem } from "../findings/finding.js";\nimport { type A, type B } from "../findings/finding.js";',
      ),
    ).toEqual([]);
    expect(
      breaches("text/x.ts", '/** import { x } from "node:fs"; process.exit() */\n// process.exit()\nconst a = "process.exit()";'),
    ).toEqual([]);
  });
});

describe("every file of src", () => {
  test("is short enough to read, or says why not", () => {
    const long = files.filter((path) => readFileSync(new URL(path, source), "utf8").split("\n").length > 260);
    // The table of shapes, and a reader of one grammar that would be harder to follow in two.
    expect(long.filter((path) => !/^documents\/compose\/(?:prepare\/shape|schema\/service|yaml\/plain)\.ts/.test(path))).toEqual([]);
  });
  test("exports names, and nothing is re-exported from elsewhere", () => {
    const bad = files.filter((path) => /^export (?:default|\*)|^export \{[^}]*\} from/m.test(readFileSync(new URL(path, source), "utf8")));
    expect(bad).toEqual([]);
  });
});
