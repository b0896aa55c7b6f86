import type { Posture } from "../../src/model/posture.js";
import type { SeenContainer, SeenGroup, SeenPath, SeenTree } from "../../src/model/seen.js";
import type { MemoryFile } from "./memory-repository.js";

/** What a specification says must be found. Column is checked when the specification gives one. */
export interface Expected {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
  readonly rule: string;
  readonly text: string;
}

/** What a specification says must be wrong with the input itself. No line: the error has no place in the file. */
export interface ExpectedInput {
  readonly file: string;
  readonly line?: number;
  readonly text: string;
}

/** One heading of a specification with its files. */
export interface Case {
  readonly title: string;
  readonly files: Record<string, MemoryFile>;
  readonly posture: Partial<Posture>;
  /** What the host shows of containers, by their ids. */
  readonly seen?: ReadonlyMap<string, SeenContainer>;
  readonly expected: readonly Expected[];
  readonly inputs: readonly ExpectedInput[];
}

interface OpenCase extends Case {
  seen?: ReadonlyMap<string, SeenContainer>;
  readonly expected: Expected[];
  readonly inputs: ExpectedInput[];
}

const assertion = /#\s*(?:finding:\s*(?<rule>[a-z0-9-]+)|input:)\s+"(?<text>[^"]*)"\s*$/;

/**
 * Reads a Markdown specification. A heading is a case; a line `` `path`: `` (or `` `path` (mode 0600): ``) names the fenced block below it.
 * `# finding: <rule> "text"` and `# input: "text"` at the end of a line assert that line; alone on a line, the next line that is not an assertion.
 * A `findings` block asserts by `path:line:column rule "text"` (column optional), an `inputs` block by `path:line "text"` (line optional);
 * a `posture` block holds JSON, and so does a `seen` block: what the host shows of containers, by id (see {@link seenIn}).
 */
export function readSpecification(markdown: string): Case[] {
  const cases: OpenCase[] = [];
  const lines = markdown.split("\n");
  let named: { path: string; mode?: number } | undefined;
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] as string;
    const heading = /^#{2,}\s+(.*)$/.exec(line);
    if (heading) {
      cases.push({ title: heading[1] as string, files: {}, posture: {}, expected: [], inputs: [] });
      named = undefined;
      continue;
    }
    const name = /^`([^`]+)`(?: \(mode (0[0-7]+)\))?:\s*$/.exec(line);
    if (name) {
      named = { path: name[1] as string, ...(name[2] !== undefined && { mode: Number.parseInt(name[2], 8) }) };
      continue;
    }
    const fence = /^(`{3,})(\w*)\s*$/.exec(line);
    if (!fence) continue;
    const body: string[] = [];
    for (index++; index < lines.length && lines[index] !== fence[1]; index++) body.push(lines[index] as string);
    const current = cases.at(-1);
    if (!current) throw new Error("a fenced block stands before the first `##` heading");
    if (fence[2] === "findings") {
      for (const text of body) {
        const match = /^(?<file>[^:]+):(?<line>\d+)(?::(?<column>\d+))? (?<rule>\S+) "(?<text>[^"]*)"$/.exec(text);
        if (!match?.groups) throw new Error(`not a finding: ${text}`);
        const { file, line: number, column, rule, text: said } = match.groups as Record<string, string>;
        current.expected.push({
          file: file as string,
          line: Number(number),
          ...(column !== undefined && { column: Number(column) }),
          rule: rule as string,
          text: said as string,
        });
      }
    } else if (fence[2] === "inputs") {
      for (const text of body) {
        const match = /^(?<file>[^:]+?)(?::(?<line>\d+))? "(?<text>[^"]*)"$/.exec(text);
        if (!match?.groups) throw new Error(`not an input error: ${text}`);
        const { file, line: number, text: said } = match.groups as Record<string, string>;
        current.inputs.push({ file: file as string, ...(number !== undefined && { line: Number(number) }), text: said as string });
      }
    } else if (fence[2] === "seen") {
      current.seen = seenIn(body.join("\n"));
    } else if (fence[2] === "posture") {
      Object.assign(current.posture, JSON.parse(body.join("\n")));
    } else if (named) {
      const path = named.path;
      const isAlone = (text: string) => /^\s*#\s*(?:finding|input):/.test(text);
      body.forEach((text, at) => {
        const match = assertion.exec(text);
        if (!match?.groups) return;
        let target = at;
        while (isAlone(body[target] ?? "")) target++;
        const { rule, text: said } = match.groups as { readonly rule?: string; readonly text: string };
        const asserted = { file: path, line: target + 1, text: said };
        if (rule === undefined) current.inputs.push(asserted);
        else current.expected.push({ ...asserted, rule });
      });
      current.files[path] = { text: `${body.join("\n")}\n`, ...(named.mode !== undefined && { mode: named.mode }) };
      named = undefined;
    } else {
      throw new Error(`the fenced block at line ${index + 1} has no \`path\`: line before it`);
    }
  }
  return cases.filter(({ files }) => Object.keys(files).length > 0);
}

/** A path as `kind uid:gid mode`, for example `file 0:0 0600`. */
function pathIn(text: string): SeenPath {
  const [kind, ids = "", mode = ""] = text.split(" ");
  const [uid, gid] = ids.split(":");
  return { kind: kind as SeenPath["kind"], uid: Number(uid), gid: Number(gid), mode: Number.parseInt(mode, 8) };
}

/**
 * What a host shows of containers, by id: `mounts` by their targets and `devices` by their paths, each a list of paths as `/path kind uid:gid mode`, the first of them the root and `…` at the
 * end where there is more; `processes` as `name uid:gid`, with `!` after the name of a setuid program, each with what it has open: `r` or `w`, and a path.
 */
function seenIn(text: string): ReadonlyMap<string, SeenContainer> {
  interface Written {
    readonly mounts?: Readonly<Record<string, readonly string[]>>;
    readonly devices?: Readonly<Record<string, readonly string[]>>;
    readonly processes?: Readonly<Record<string, readonly string[]>>;
  }
  const treeOf = (lines: readonly string[]): SeenTree => {
    const groups = lines
      .filter((line) => line !== "…")
      .map((line): SeenGroup => {
        const blank = line.indexOf(" ");
        return { ...pathIn(line.slice(blank + 1)), count: 1, first: line.slice(0, blank) };
      });
    return { ...(groups[0] as SeenGroup), groups, isWhole: !lines.includes("…"), hasAccessList: false };
  };
  const trees = (each: Readonly<Record<string, readonly string[]>> = {}) =>
    new Map(Object.entries(each).map(([key, lines]) => [key, treeOf(lines)]));
  return new Map(
    Object.entries(JSON.parse(text) as Readonly<Record<string, Written>>).map(
      ([id, { mounts, devices, processes }]): [string, SeenContainer] => [
        id,
        {
          mounts: trees(mounts),
          devices: trees(devices),
          ...(processes && {
            processes: Object.entries(processes).map(([who, opened]) => {
              const [name = "", ids = ""] = who.split(" ");
              const [uid = 0, gid = 0] = ids.split(":").map(Number);
              return {
                ...{ name: name.replace("!", ""), uid, gid, groups: [], hostUid: uid, isSetuid: name.endsWith("!") },
                opened: opened.map((line) => {
                  const [how, path = "", ...rest] = line.split(" ");
                  return { path, at: pathIn(rest.join(" ")), isRead: true, isWritten: how === "w" };
                }),
              };
            }),
          }),
        },
      ],
    ),
  );
}
