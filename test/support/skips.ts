/** Why a test cannot run here. */
export interface Skip {
  readonly kind: "not Linux" | "not root" | "nightly" | "machine" | "missing";
  readonly reason: string;
}

/**
 * The kinds that CI bears. `machine` is what no package brings: a device, a capability or a network that the machine does not have.
 * `missing` is what the test command could have obtained, and in CI is a failure, as is a skipped test that gives no reason.
 */
export const borneInCi: ReadonlySet<Skip["kind"]> = new Set(["not Linux", "not root", "nightly", "machine"]);

declare module "vitest" {
  interface TaskMeta {
    skip?: Skip;
  }
}

/** Options of a test or a suite that say why it is skipped, for the list at the end: `test.skipIf(why)("…", because(why), …)`. */
export function because(skip: Skip | undefined): { readonly meta?: { readonly skip: Skip } } {
  return skip ? { meta: { skip } } : {};
}

/** Something that the test command obtains, or that CI has to install. */
export function missing(reason: string): Skip {
  return { kind: "missing", reason };
}

/** Something that this machine does not have and no package brings. */
export function lackedByMachine(reason: string): Skip {
  return { kind: "machine", reason };
}

/** Set where this is not Linux, on which alone engines run. */
export const notLinux: Skip | undefined =
  process.platform === "linux" ? undefined : { kind: "not Linux", reason: `engines run on Linux; this is ${process.platform}` };

/** Set where this is not a POSIX system: paths, modes and pipes are tested on Linux and macOS. */
export const notPosix: Skip | undefined =
  process.platform === "win32" ? { kind: "not Linux", reason: "Windows has other paths and no modes" } : undefined;

/** Set where this process is not root. */
export const notRoot: Skip | undefined =
  process.getuid?.() === 0 ? undefined : { kind: "not root", reason: "it needs root, and this user is not root" };

/** Whether everything is to be run, however long it takes. */
export const isNightly = process.env["REMAP_READY_NIGHTLY"] !== undefined;

/** Set where long tests are left to the night. */
export const notTonight: Skip | undefined = isNightly
  ? undefined
  : { kind: "nightly", reason: "it takes long; REMAP_READY_NIGHTLY=1 runs it" };
