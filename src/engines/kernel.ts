import { readFileSync, readlinkSync } from "node:fs";

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

/** Reads what the kernel of this machine allows. */
export function readKernel(): KernelFacts {
  const read = (path: string): string => {
    try {
      return readFileSync(path, "utf8").trim();
    } catch {
      return "";
    }
  };
  const limit = read("/proc/sys/user/max_user_namespaces");
  let namespace = "";
  try {
    namespace = readlinkSync("/proc/self/ns/user");
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

/** Why a kernel makes no user namespaces: it has `none`; they are `off` until it is booted with another command line; or it allows `few`. */
export type UserNamespaceTrouble = "none" | "off" | "few";

/**
 * Why a kernel does not make so many user namespaces, one for each remapped container (user_namespaces(7)); undefined where it does. RHEL and CentOS 7 before 7.5 have them turned off:
 * "user_namespace.enable" in the release notes of 7.4.
 */
export function userNamespaceTrouble(
  { hasUserNamespaces, maxUserNamespaces, release, commandLine }: KernelFacts,
  needed: number,
): UserNamespaceTrouble | undefined {
  if (!hasUserNamespaces) return "none";
  const old = /^3\.10\.0-(\d+)\..*\.?el7/.exec(release);
  if (old && Number(old[1]) < 862 && !/\buser_namespace\.enable=1\b/.test(commandLine)) return "off";
  return maxUserNamespaces !== undefined && maxUserNamespaces < needed ? "few" : undefined;
}

/** What a kernel allows on a machine with 2 GB: half of its limit of threads. */
export const usualUserNamespaces = 15_000;
