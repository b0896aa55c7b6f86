import { relative } from "node:path";
import type { Fact, Observation } from "../comparison/observation.js";
import type { EngineCopy } from "../engines/engine.js";
import { seeingScratch } from "../engines/hidden-scratch.js";
import { isWithin } from "../text/is-within.js";
import { observed, ownerIn, type Running } from "./running.js";

interface MountPoint {
  readonly Type: string;
  readonly Source: string;
  readonly Destination: string;
  readonly RW?: boolean;
}

const maxFiles = 3000;

/** Which files did it write to its mounts, of which kind, mode and owner? Bind mounts: what is new in the engine's copy; volumes and tmpfs: all there is. */
export async function probeFiles(running: Running): Promise<Observation> {
  const { container } = running;
  const facts = new Map<string, Fact>();
  for (const { Type, Source, Destination, RW } of (container["Mounts"] ?? []) as readonly MountPoint[]) {
    // What lies in a mount that it cannot write to, another service wrote.
    if (RW === false) continue;
    const found = Type === "bind" ? await writtenTo(running, Source) : Type === "volume" ? await list(running, Source) : [];
    for (const { path, value } of found) add(facts, Destination, path, value);
  }
  for (const { type, target } of running.subject.mounts) {
    if (type !== "tmpfs" || !container.State.Running) continue;
    const root = `/proc/${container.State.Pid}/root${target}`;
    for (const { path, value } of await list(running, root)) add(facts, target, path, value);
  }
  return observed(running, "files", [...facts.values()]);
}

function add(facts: Map<string, Fact>, target: string, path: string, value: string): void {
  const key = path === "" ? target : `${target.replace(/\/$/, "")}/${path}`;
  facts.set(key, { key, value });
}

/** What lies in the upper layer of the copy that holds a host path, but for directories that only lie on the way. */
async function writtenTo(running: Running, source: string): Promise<{ path: string; value: string }[]> {
  const copy = running.engine.copies.find(({ at }) => isWithin(source, at));
  if (!copy) return [];
  const inside = relative(copy.at, source);
  const upper = inside === "" ? copy.upper : `${copy.upper}/${inside}`;
  const found = await list(running, upper, ["-newerct", `@${running.since / 1000}`]);
  const before = await lowerEntries(
    running,
    copy,
    found.map(({ path }) => [inside, path].filter((part) => part !== "").join("/")),
  );
  // Seen with its old owner, with the one a remedy gave it, or with the one it stands for: either way the subject only passed through.
  return found.filter(({ raw, value }, index) => ![raw, value].includes(before[index] ?? "") && standing(running, before[index]) !== value);
}

/** Kind, mode and owner that paths had before the run; a directory that still has them was only passed through. */
async function lowerEntries(running: Running, copy: EngineCopy, paths: readonly string[]): Promise<(string | undefined)[]> {
  if (paths.length === 0) return [];
  const lower = copy.upper.replace(/upper$/, "lower");
  const script = 'cd "$1" || exit; shift; for p; do stat -c "%F %a %u:%g" -- "./$p" 2>/dev/null || echo; done';
  const words = ["sh", "-c", script, "sh", lower, ...paths.slice(0, maxFiles)];
  const { stdout } = await running.engine.exec(seeingScratch(running.engine, words), { timeoutMs: 30_000, maxBytes: 4 << 20 });
  return stdout.split("\n").map((line) => (line.startsWith("directory ") ? line.replace("directory ", "directory 0") : undefined));
}

/** Kind, mode and owner of a host path, its owner as the id of a container where it is one of the deployment's mapped ids. */
function standing({ deployedIds: { start, size } }: Running, entry: string | undefined): string | undefined {
  return entry?.replace(/\d+(?=:)|(?<=:)\d+$/g, (id) => String(Number(id) >= start && Number(id) < start + size ? Number(id) - start : id));
}

/** Everything below a directory of the engine's namespaces, not crossing mounts. */
async function list(running: Running, root: string, test: readonly string[] = []): Promise<{ path: string; value: string; raw: string }[]> {
  const words = ["find", root, "-xdev", ...test, "-printf", "%y %m %U %G %P\\0"];
  const { stdout } = await running.engine.exec(seeingScratch(running.engine, words), { timeoutMs: 30_000, maxBytes: 2 << 20 });
  return stdout
    .split("\0")
    .slice(0, maxFiles)
    .flatMap((entry) => {
      const [kind = "", mode, uid, gid, ...path] = entry.split(" ");
      if (gid === undefined) return [];
      const name = names[kind] ?? "other";
      const value = `${name} 0${mode} ${ownerIn(running, Number(uid), Number(gid))}`;
      return [{ path: path.join(" "), value, raw: `${name} 0${mode} ${uid}:${gid}` }];
    });
}

const names: Readonly<Record<string, string>> = {
  f: "file",
  d: "directory",
  l: "symlink",
  s: "socket",
  p: "pipe",
  c: "deleted",
  b: "device",
};
