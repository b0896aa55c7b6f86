import { readlinkSync } from "node:fs";
import { join } from "node:path";
import type { HostTree } from "./tree.js";

/** What the running kernel allows. */
export interface KernelFacts {
  readonly release: string;
  readonly commandLine: string;
  /** `user.max_user_namespaces`; undefined where the kernel has none: before 4.9, or built without user namespaces. */
  readonly maxUserNamespaces: number | undefined;
  /** Whether the kernel has user namespaces at all. */
  readonly hasUserNamespaces: boolean;
  /** Whether we are in the user namespace that the machine booted with. */
  readonly isInitialUserNamespace: boolean;
  /** Names of file systems that the kernel knows now. */
  readonly fileSystems: readonly string[];
}

/** /proc/self/ns/user of the initial namespace: PROC_USER_INIT_INO in include/linux/proc_ns.h. */
const initialUserNamespace = "user:[4026531837]";

/** Reads what the running kernel allows; only of the machine that we run on. */
export function readKernel(tree: HostTree): KernelFacts {
  const read = (path: string): string => tree.text(path)?.text.trim() ?? "";
  const limit = read("/proc/sys/user/max_user_namespaces");
  let namespace = "";
  try {
    namespace = readlinkSync(join(tree.root, "proc/self/ns/user"));
  } catch {
    // A kernel without user namespaces has no such link.
  }
  return {
    release: read("/proc/sys/kernel/osrelease"),
    commandLine: read("/proc/cmdline"),
    maxUserNamespaces: /^\d+$/.test(limit) ? Number(limit) : undefined,
    hasUserNamespaces: namespace !== "",
    isInitialUserNamespace: namespace === initialUserNamespace,
    fileSystems: read("/proc/filesystems")
      .split("\n")
      .flatMap((line) => line.split("\t").at(-1) || []),
  };
}
