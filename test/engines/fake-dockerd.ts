import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The ways a fake dockerd misbehaves, see fixtures/fake-dockerd.mjs. */
export type Misdeed =
  | "exits-early"
  | "never-ready"
  | "ignores-sigterm"
  | "leaves-mounts"
  | "fills-its-log"
  | "dies-in-use"
  | "another-version"
  | "does-not-remap";

/** Makes folders, each with a dockerd of that kind and what belongs beside it, until `remove` is called. */
export function fakeDockerds(): { readonly path: (misdeed: Misdeed) => string; readonly remove: () => void } {
  // Made when it is asked for: a suite that is skipped removes nothing.
  let folder: string | undefined;
  const made = (): string => {
    folder ??= mkdtempSync(join(tmpdir(), "remap-ready-fakes-"));
    chmodSync(folder, 0o755);
    return folder;
  };
  const program = fileURLToPath(new URL("fixtures/fake-dockerd.mjs", import.meta.url));
  const executable = (path: string, script: string): string => {
    writeFileSync(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return path;
  };
  return {
    path: (misdeed) => {
      const own = join(made(), misdeed);
      mkdirSync(own, { recursive: true });
      for (const companion of ["containerd", "containerd-shim-runc-v2", "runc", "docker-proxy"]) executable(join(own, companion), "exit 1");
      return executable(join(own, "dockerd"), `exec '${process.execPath}' '${program}' ${misdeed} "$@"`);
    },
    remove: () => {
      if (folder !== undefined) rmSync(folder, { recursive: true });
    },
  };
}
