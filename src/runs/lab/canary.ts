import { lstatSync, readlinkSync } from "node:fs";
import { Readable } from "node:stream";
import type { Notice } from "../../comparison/notice.js";
import type { CanaryCheck } from "../../comparison/report.js";
import { runContainer } from "../../engines/containers.js";
import type { Engine } from "../../engines/engine.js";
import { reasonOf } from "../../engines/engine-error.js";
import { type TarEntry, tarOf } from "../images/tar.js";

const folder = "/run/remap-ready-canary";
const image = "remap-ready-canary:latest";

/** What the canary container does: each line of output is one answer. The machine's own programs are mounted into it, so no image is needed. */
const script = `
echo "map $(tr -s ' ' ' ' < /proc/self/uid_map | sed 's/^ //')"
if cat /canary/secret >/dev/null 2>&1; then echo secret read; else echo secret refused; fi
if cat /host/etc/shadow >/dev/null 2>&1; then echo shadow read; else echo shadow refused; fi
if echo written > /made/file 2>/dev/null; then echo made written; else echo made refused; fi
if ls /workspace >/dev/null 2>&1; then echo workspace listed; else echo workspace refused; fi
`;

/**
 * Proves the lab before the first subject: how ids map, that a root-only file of the host cannot be read, who owns a file that container root writes,
 * and that the workspace, where there is one, can be entered. What cannot be done at all is a check that is not met.
 */
export async function runCanary(engine: Engine, workspace: string | undefined): Promise<CanaryCheck[]> {
  const { role, facts } = engine;
  const check = (name: string, expected: string, seen: string): CanaryCheck => ({ name, role, expected, seen, isMet: expected === seen });
  try {
    await importRoot(engine);
    await engine.exec([
      "sh",
      "-c",
      `umask 022; mkdir -p ${folder}/in && echo secret > ${folder}/in/secret && chmod 600 ${folder}/in/secret`,
    ]);
    const { stdout, stderr } = await runContainer(engine.client, bodyOf(workspace), { timeoutMs: 60_000 });
    const answers = new Map(
      stdout.split("\n").map((line) => [line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1).trim()] as const),
    );
    const owner = await engine.exec(["stat", "-c", "%u:%g", `${folder}/made/file`]);
    const { idMap } = facts;
    const said = (name: string) => answers.get(name) ?? (stderr.trim().slice(0, 200) || "nothing");
    return [
      check("uid_map of a container", idMap ? `0 ${idMap.start} ${idMap.size}` : "0 0 4294967295", said("map")),
      check("a root-only file of the host (0600), read by container root", idMap ? "refused" : "read", said("secret")),
      check("/etc/shadow through a mount of /, read by container root", idMap ? "refused" : "read", said("shadow")),
      check("a directory the engine makes, written to by container root", "written", said("made")),
      check(
        "host owner of the file container root wrote",
        idMap ? `${idMap.start}:${idMap.start}` : "0:0",
        owner.stdout.trim() || owner.stderr.trim(),
      ),
      ...(workspace === undefined ? [] : [check("the workspace, listed by container root", "listed", said("workspace"))]),
    ];
  } catch (error) {
    return [check("a container runs", "it runs", reasonOf(error))];
  } finally {
    await engine.exec(["rm", "-rf", folder]);
    await engine.client.bytes("DELETE", `/images/${image}`, { query: { force: 1 } }).catch(() => {
      // The engine and all it holds end with the run; a canary image left in it harms nobody.
    });
  }
}

/** The checks that are not met. */
export function canaryNotices(canary: readonly CanaryCheck[]): Notice[] {
  return canary
    .filter(({ isMet }) => !isMet)
    .map(({ name, role, expected, seen }) => ({
      about: "lab",
      role,
      text: `a check of the lab failed on the ${role === "baseline" ? "plain" : "remapped"} engine: ${name} (expected \`${expected}\`, saw \`${seen}\`)`,
    }));
}

/** Top-level folders of the machine that programs need; links among them become links in the image. */
const systemFolders = ["usr", "bin", "sbin", "lib", "lib64", "lib32", "libx32"];

function kindOf(name: string): "directory" | "symlink" | undefined {
  try {
    return lstatSync(`/${name}`).isSymbolicLink() ? "symlink" : "directory";
  } catch {
    return undefined;
  }
}

async function importRoot(engine: Engine): Promise<void> {
  const entries = systemFolders.flatMap((name): TarEntry[] => {
    const kind = kindOf(name);
    if (kind === undefined) return [];
    return [kind === "symlink" ? { name, kind, linkTo: readlinkSync(`/${name}`) } : { name: `${name}/`, kind }];
  });
  const [repo, tag] = image.split(":");
  await engine.client.bytes("POST", "/images/create", { query: { fromSrc: "-", repo, tag }, stream: Readable.from([tarOf(entries)]) });
}

function bodyOf(workspace: string | undefined): Record<string, unknown> {
  const programs = systemFolders.filter((name) => kindOf(name) === "directory").map((name) => `/${name}:/${name}:ro`);
  return {
    Image: image,
    Cmd: ["/bin/sh", "-c", script],
    Env: ["PATH=/usr/sbin:/usr/bin:/sbin:/bin"],
    NetworkDisabled: true,
    HostConfig: {
      NetworkMode: "none",
      Binds: [...programs, "/:/host:ro", `${folder}/in:/canary:ro`, `${folder}/made:/made`],
      // Not a bind in words, where a colon in the path would end it.
      Mounts: workspace === undefined ? [] : [{ Type: "bind", Source: workspace, Target: "/workspace", ReadOnly: true }],
    },
  };
}
