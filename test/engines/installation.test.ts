import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { findInstallation } from "../../src/engines/installation.js";
import { because, notPosix } from "../support/skips.js";

describe.skipIf(notPosix)("a dockerd outside the system's folders", because(notPosix), () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "remap-ready-installation-"));
    chmodSync(folder, 0o755);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });
  const system = ["/nothing/here"];
  const place = (...names: string[]): void => {
    for (const name of names) writeFileSync(join(folder, name), "#!/bin/sh\n", { mode: 0o755 });
  };

  test("that PATH finds has the programs beside it in its own PATH, first, as one that is named has", () => {
    place("dockerd", "containerd", "containerd-shim-runc-v2", "runc", "docker-proxy", "docker-init");
    vi.stubEnv("PATH", `/nowhere:${folder}`);
    const byName = findInstallation(join(folder, "dockerd"), system);
    expect(byName).toEqual({
      dockerd: join(folder, "dockerd"),
      path: `${folder}:/nothing/here`,
      init: join(folder, "docker-init"),
      missing: [],
    });
    expect(findInstallation(undefined, system)).toEqual(byName);
  });
  test("that a link leads to has the programs beside what the link leads to", () => {
    place("dockerd", "containerd", "containerd-shim-runc-v2", "runc", "docker-proxy");
    mkdirSync(join(folder, "bin"));
    symlinkSync(join(folder, "dockerd"), join(folder, "bin/dockerd"));
    expect(findInstallation(join(folder, "bin/dockerd"), system)).toMatchObject({
      path: `${join(folder, "bin")}:${folder}:/nothing/here`,
      missing: [],
    });
  });
  test("names each companion that it would not find, also one that lies elsewhere in the caller's PATH", () => {
    place("dockerd", "runc");
    mkdirSync(join(folder, "elsewhere"));
    writeFileSync(join(folder, "elsewhere/containerd-shim-runc-v2"), "#!/bin/sh\n", { mode: 0o755 });
    vi.stubEnv("PATH", join(folder, "elsewhere"));
    expect(findInstallation(join(folder, "dockerd"), system)?.missing).toEqual(["containerd", "containerd-shim-runc-v2", "docker-proxy"]);
  });
});
