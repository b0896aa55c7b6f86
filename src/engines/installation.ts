import { accessSync, constants, statSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { systemPath } from "./command.js";

/** A dockerd and what it needs beside it. */
export interface Installation {
  readonly dockerd: string;
  /** PATH of the engine. */
  readonly path: string;
  /** Path of docker-init or tini, which reaps what containers leave behind; "" when there is none and dockerd is the first process itself. */
  readonly init: string;
  /** Programs dockerd starts that are nowhere to be found. */
  readonly missing: readonly string[];
}

/** Finds a dockerd (a path, or the machine's own) and its companions; undefined when there is none. */
export function findInstallation(dockerd?: string): Installation | undefined {
  const found = dockerd === undefined ? findProgram("dockerd") : isProgram(dockerd) ? resolve(dockerd) : undefined;
  if (found === undefined) return undefined;
  const own = (name: string): string | undefined =>
    findProgram(name, dockerd === undefined ? machineFolders() : [dirname(found), ...machineFolders()]);
  return {
    dockerd: found,
    path: dockerd === undefined ? systemPath : `${dirname(found)}:${systemPath}`,
    init: own("docker-init") ?? own("tini") ?? "",
    missing: ["containerd", "runc"].filter((name) => own(name) === undefined),
  };
}

/** Absolute path of a program, looked for in the folders given, else in PATH and the system's folders. */
export function findProgram(name: string, folders: readonly string[] = machineFolders()): string | undefined {
  return folders.map((folder) => join(folder, name)).find(isProgram);
}

function machineFolders(): readonly string[] {
  return `${systemPath}:${process.env["PATH"] ?? ""}`.split(delimiter).filter((folder) => folder.startsWith("/"));
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
