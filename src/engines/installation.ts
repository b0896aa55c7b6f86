import { accessSync, constants, realpathSync, statSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { systemPath } from "./command.js";

/** A dockerd and what it needs beside it. */
export interface Installation {
  readonly dockerd: string;
  /** PATH of the engine. */
  readonly path: string;
  /** Path of docker-init or tini, which reaps what containers leave behind; "" when it was not found; then dockerd is the first process itself. */
  readonly init: string;
  /** Programs that dockerd starts and that were not found. */
  readonly missing: readonly string[];
}

/** Where dockerd looks for docker-proxy and docker-init before PATH: moby, daemon/config/config_linux.go, lookupBinPath. */
const internalFolders = ["/usr/local/libexec/docker", "/usr/libexec/docker", "/usr/local/lib/docker", "/usr/lib/docker"];

/**
 * Finds a dockerd (a path, or the machine's own) and its companions; undefined when it was not found. The folder of a dockerd, and the one that a
 * link to it leads to, come first in its PATH: an archive unpacked anywhere has its companions there. `system` are the folders every engine looks in.
 */
export function findInstallation(dockerd?: string, system: readonly string[] = systemPath.split(delimiter)): Installation | undefined {
  const found = dockerd === undefined ? findProgram("dockerd", machineFolders(system)) : isProgram(dockerd) ? resolve(dockerd) : undefined;
  if (found === undefined) return undefined;
  const beside = [dirname(found), dirname(realpathSync(found))];
  const own = beside.every((folder) => system.includes(folder)) ? [] : [...new Set(beside)];
  const folders = [...own, ...system];
  const find = (name: string, more: readonly string[] = []): string | undefined => findProgram(name, [...folders, ...more]);
  return {
    dockerd: found,
    path: folders.join(delimiter),
    init: find("docker-init", internalFolders) ?? find("tini") ?? "",
    missing: [
      ...["containerd", "containerd-shim-runc-v2", "runc"].filter((name) => find(name) === undefined),
      ...(find("docker-proxy", internalFolders) === undefined ? ["docker-proxy"] : []),
    ],
  };
}

/** Absolute path of a program, looked for in the folders given, else in PATH and the system's folders. */
export function findProgram(name: string, folders: readonly string[] = machineFolders()): string | undefined {
  return folders.map((folder) => join(folder, name)).find(isProgram);
}

function machineFolders(system: readonly string[] = systemPath.split(delimiter)): readonly string[] {
  return [...system, ...(process.env["PATH"] ?? "").split(delimiter)].filter((folder) => folder.startsWith("/"));
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
