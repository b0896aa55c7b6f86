import type { HostTree } from "./tree.js";

/** A line of mountinfo: proc_pid_mountinfo(5). */
export interface Mount {
  /** Where it is mounted. */
  readonly at: string;
  /** The part of its file system that is mounted. */
  readonly root: string;
  readonly options: readonly string[];
  readonly type: string;
  readonly device: string;
}

/** Reads the mounts that this process sees, in the order in which they were made. */
export function readMounts(tree: HostTree): readonly Mount[] {
  return (tree.text("/proc/self/mountinfo")?.text ?? "").split("\n").flatMap((line) => {
    const [first = "", second] = line.split(" - ");
    const [, , , root, at, options] = first.split(" ");
    const [type, device] = second?.split(" ") ?? [];
    if (root === undefined || at === undefined || options === undefined || type === undefined || device === undefined) return [];
    return [{ at: unescaped(at), root: unescaped(root), options: options.split(","), type, device: unescaped(device) }];
  });
}

/** Blanks and backslashes are written as three octal digits. */
function unescaped(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
}

/** The mount that holds a path: the last made of the deepest. */
export function mountOf(path: string, mounts: readonly Mount[]): Mount | undefined {
  let best: Mount | undefined;
  for (const mount of mounts) {
    const holds = mount.at === "/" || path === mount.at || path.startsWith(`${mount.at}/`);
    if (holds && mount.at.length >= (best?.at.length ?? 0)) best = mount;
  }
  return best;
}
