import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { describe, expect, test } from "vitest";
import { importsOf } from "./support/imports.js";
import { composeRooms, rooms } from "./support/walls.js";

const order = rooms.map(({ name }) => name);

/** Whether a room may be imported from another by the flow of data. */
const isEarlier = (name: string, room: string): boolean => order.indexOf(name) < order.indexOf(room);

function roomOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.indexOf("/")) : path.replace(/\.ts$/, "");
}

function breaches(path: string, text: string): string[] {
  const name = roomOf(path);
  const room = rooms.find((each) => each.name === name);
  if (!room) return [`${path}: src/${name} is not in the list of rooms (test/support/walls.ts)`];
  const may = (list: readonly string[] | undefined, wanted: string) =>
    (list ?? []).some((each) => each === "*" || each === wanted || (each.endsWith(":*") && wanted.startsWith(each.slice(0, -1))));
  const wrong = importsOf(text).flatMap(({ from, isType }) => {
    const isOurs = from.startsWith(".");
    const wanted = isOurs ? roomOf(posix.join(posix.dirname(path), from).replace(/\.js$/, ".ts")) : from;
    if (isOurs && wanted === name) return [];
    if (may(room.doors?.[path], wanted)) return [];
    const isAllowed = isOurs ? may(room.values, wanted) || (isType && may(room.types, wanted)) : may(room.modules, wanted);
    return isAllowed && (!isOurs || isEarlier(wanted, name)) ? [] : [`${path} imports ${isType ? "types of " : ""}${from}`];
  });
  const touches =
    !room.touchesProcess && /(?<![\w.])process\.|globalThis/.test(text.replace(/`[^`]*`|"[^"\n]*"|\/\*[\s\S]*?\*\/|\/\/.*$/gm, ""));
  return touches ? [...wrong, `${path} touches process`] : wrong;
}

/** Imports within a folder that go against the order of its rooms; files that stand beside the rooms are on top of them. */
function climbs(folder: string, order: readonly string[], paths: readonly string[], read: (path: string) => string): string[] {
  const place = (path: string): number => {
    const within = path.slice(folder.length + 1);
    return within.includes("/") ? order.indexOf(within.slice(0, within.indexOf("/"))) : order.length;
  };
  return paths
    .filter((path) => path.startsWith(`${folder}/`))
    .flatMap((path) => {
      if (place(path) < 0) return [`${path}: its folder is not in the order of ${folder}`];
      return importsOf(read(path)).flatMap(({ from }) => {
        if (!from.startsWith(".")) return [];
        const target = posix.join(posix.dirname(path), from);
        return target.startsWith(`${folder}/`) && place(target) > place(path) ? [`${path} imports ${from}, which comes later`] : [];
      });
    });
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
  test("stand in one order: no room imports a later one, and no room is missing", () => {
    const against = rooms.flatMap(({ name, values, types = [] }) =>
      [...values, ...types].filter((each) => each !== "*" && !isEarlier(each, name)).map((each) => `${name} may import ${each}`),
    );
    expect(against).toEqual([]);
    expect(order.filter((name) => !files.some((path) => roomOf(path) === name))).toEqual([]);
  });
  test.for([["documents/compose", composeRooms] as const, ...rooms.flatMap(({ name, inner }) => (inner ? [[name, inner] as const] : []))])(
    "stand in one order within %s",
    ([folder, inner]) => {
      expect(climbs(folder, inner, files, (path) => readFileSync(new URL(path, source), "utf8"))).toEqual([]);
      expect(climbs(folder, inner, [`${folder}/${inner[0]}/x.ts`], () => `import "../${inner.at(-1)}/y.js";`)).toHaveLength(1);
    },
  );
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
    ["comparison/x.ts", 'import { rules } from "../rules/index.js";', "comparison/x.ts imports ../rules/index.js"],
    ["comparison/x.ts", 'import "node:net";', "comparison/x.ts imports node:net"],
    ["runs/x.ts", 'import { main } from "../commands/main.js";', "runs/x.ts imports ../commands/main.js"],
    ["lint/x.ts", 'import { main } from "../commands/main.js";', "lint/x.ts imports ../commands/main.js"],
    ["attic/x.ts", "", "attic/x.ts: src/attic is not in the list of rooms (test/support/walls.ts)"],
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

describe("lint", () => {
  // The machine's own Docker is asked for an image that the user names and that is not a file, and for the images that are used where the user says so.
  const door = "saved-images/";
  const openers = ["named-images.ts", "commands/local-images.ts"];
  test("can start no process: nothing that it reaches knows how, but for one door that the user opens", () => {
    const reached = new Set<string>();
    const pending = ["lint/lint.ts", "commands/lint.ts", ...files.filter((path) => path.startsWith("reporters/"))];
    const modules = new Set<string>();
    for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
      if (reached.has(path)) continue;
      reached.add(path);
      for (const { from, isType } of importsOf(readFileSync(new URL(path, source), "utf8"))) {
        const to = posix.join(posix.dirname(path), from).replace(/\.js$/, ".ts");
        if (!from.startsWith(".")) modules.add(from);
        else if (to.startsWith(door)) expect(openers).toContain(path);
        else if (!isType) pending.push(to);
      }
    }
    expect(reached.size).toBeGreaterThan(100);
    expect(
      [...modules].filter((name) => /child_process|cluster|worker_threads|^node:(?:net|https?|http2|tls|dgram|vm)$/.test(name)),
    ).toEqual(["node:net"]);
    // Loaded when it is opened, and not before.
    for (const opener of openers)
      expect(readFileSync(new URL(opener, source), "utf8")).not.toMatch(/^import (?!type)[^\n]*saved-images\//m);
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
