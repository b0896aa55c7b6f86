import { attempt, type Fact } from "./fact.js";
import type { HostTree } from "./tree.js";

/** A kernel setting that a file asks for at boot. */
export interface BootSysctl {
  /** With dots, `user.max_user_namespaces`. */
  readonly key: string;
  readonly value: string;
  readonly path: string;
  readonly line: number;
}

/** The folders of sysctl.d(5), the one whose file of a name wins first. */
const folders = ["/etc/sysctl.d", "/run/sysctl.d", "/usr/local/lib/sysctl.d", "/usr/lib/sysctl.d", "/lib/sysctl.d"];

/** Reads what systemd-sysctl (or `sysctl --system`) sets at boot, in its order: later settings win, /etc/sysctl.conf last. */
export function readBootSysctls(tree: HostTree): Fact<readonly BootSysctl[]> {
  return attempt("/etc/sysctl.d", () => {
    const byName = new Map<string, string>();
    for (const folder of folders)
      for (const name of tree.names(folder)) if (name.endsWith(".conf") && !byName.has(name)) byName.set(name, `${folder}/${name}`);
    const paths = [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, path]) => path);
    return [...paths, "/etc/sysctl.conf"].flatMap((path) => settingsIn(tree.text(path)?.text ?? "", path));
  });
}

function settingsIn(text: string, path: string): BootSysctl[] {
  return text.split("\n").flatMap((line, index) => {
    const match = /^\s*-?([A-Za-z_][\w./*-]*)\s*=\s*(.*?)\s*$/.exec(line);
    return match ? [{ key: (match[1] as string).replaceAll("/", "."), value: match[2] as string, path, line: index + 1 }] : [];
  });
}
