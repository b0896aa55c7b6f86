import { existsSync, realpathSync, statSync } from "node:fs";
import { dirname } from "node:path";
import type { Notice } from "../../comparison/notice.js";
import type { Subject } from "../../comparison/subject.js";
import { isWithin } from "../../text/is-within.js";

/** Host directories that the engines must have copies of, and host paths that no copy can stand for. */
export interface Isolation {
  readonly copied: readonly string[];
  /** What is not isolated. */
  readonly warnings: readonly Notice[];
  /** Services that ask for something on the host that cannot be copied and would be changed. */
  readonly refused: ReadonlyMap<string, string>;
}

/** File systems of the kernel: the machine's, and no copy can stand for them. */
const kernels = ["/proc", "/sys"];

/** What each engine has of its own whatever is asked, or can open and not change, as /dev. */
const own = ["/run", "/var/run", "/dev", "/etc", "/sys/fs/cgroup", "/var/lib/docker", "/var/lib/remap-ready"];

/**
 * Works out which host directories the subjects may write to: each engine gets a copy-on-write copy of them, so that the host's files stay as
 * they are and both sides start from the same bytes.
 */
export function isolate(workspace: string | undefined, subjects: readonly Subject[]): Isolation {
  const copied = new Set<string>(workspace === undefined ? [] : [workspace]);
  const warnings: Notice[] = [];
  const warn = (subject: string, text: string) => warnings.push({ about: "isolation", subject, text });
  const refused = new Map<string, string>();
  for (const { name, mounts, grants } of subjects) {
    const paths = [
      ...mounts.flatMap(({ type, source, readOnly }) => (type === "bind" && !(readOnly && existsSync(source)) ? [source] : [])),
      ...mounts.flatMap(({ driver, device }) => (driver === "bind" && device !== undefined && existsSync(device) ? [device] : [])),
      ...grants.map(({ file }) => file),
    ];
    const binds = mounts.filter(({ type }) => type === "bind");
    const writable = new Set(binds.flatMap((mount) => (mount.readOnly ? [] : [mount.source])));
    const readOnly = new Set(binds.flatMap((mount) => (mount.readOnly && !writable.has(mount.source) ? [mount.source] : [])));
    for (const path of paths) {
      const directory = nearestDirectory(path);
      if (own.some((folder) => isWithin(path, folder) || isWithin(directory, folder))) continue;
      if (kernels.some((folder) => isWithin(directory, folder)))
        warn(
          name,
          readOnly.has(path)
            ? `\`${name}\` mounts \`${path}\` read-only, which is the kernel's and no copy: what it reads there is this machine's`
            : `\`${name}\` mounts \`${path}\` for writing, which is the kernel's and no copy: what it changes there, it changes on this machine`,
        );
      else if (![...kernels, ...own].some((folder) => isWithin(folder, directory))) copied.add(directory);
      else if (existsSync(path))
        warn(
          name,
          `\`${name}\` mounts \`${path}\` for writing, which cannot be copied: on both engines it cannot write to this machine's files there`,
        );
      else
        refused.set(
          name,
          `it mounts \`${path}\`, which is not there: the engine would make it on this machine. Make it, or point the service elsewhere`,
        );
    }
    for (const { source, driver, device } of mounts)
      if (driver !== undefined && driver !== "bind" && device !== undefined)
        warn(
          name,
          `\`${name}\` mounts the volume \`${source}\`, which is \`${device}\` (${driver}) and no copy: what it writes there is kept`,
        );
  }
  return { copied: withoutNested([...copied]), warnings, refused };
}

/** The directories that lie in no other of them; a copy of a directory holds all below it. */
export function withoutNested(directories: readonly string[]): string[] {
  return directories.filter((path) => !directories.some((other) => other !== path && isWithin(path, other)));
}

/** The nearest directory that is there: the path itself, or a parent. */
function nearestDirectory(path: string): string {
  let at = path;
  while (at !== "/" && !(existsSync(at) && statSync(at).isDirectory())) at = dirname(at);
  return realpathSync(at);
}
