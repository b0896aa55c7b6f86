import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, posix } from "node:path";
import type { Repository } from "../../../src/documents/repository.js";
import { SourceFile } from "../../../src/text/source-file.js";
import { engines } from "../../support/parts.js";

const beside = join(engines, "compose/docker-compose");

/** The compose binary that judges, from `REMAP_READY_COMPOSE` or `.engines/`; undefined when it is not at hand. */
export function judgeBinary(): string | undefined {
  const path = process.env["REMAP_READY_COMPOSE"] ?? beside;
  return existsSync(path) ? path : undefined;
}

/** What `docker compose config` said: a model, or why it refused. */
export type Verdict = { readonly model: unknown } | { readonly refusal: string };

/** The environment that both sides see. */
export const judgedEnvironment: ReadonlyMap<string, string> = new Map([["HOME", "/home/someone"]]);

/** Runs `docker compose config` in a directory, with all profiles and without env files, as lint reads projects. */
export function judge(binary: string, directory: string, files: readonly string[] = []): Promise<Verdict> {
  const flags = files.flatMap((file) => ["-f", file]);
  const args = [...flags, "--profile", "*", "config", "--format", "json", "--no-env-resolution"];
  const env = { PATH: process.env["PATH"], DOCKER_CONFIG: "/nonexistent", ...Object.fromEntries(judgedEnvironment) };
  return new Promise((resolve) => {
    execFile(binary, args, { cwd: directory, env, maxBuffer: 1 << 28, timeout: 60_000 }, (error, stdout, stderr) => {
      if (error) resolve({ refusal: stderr.trim() || String(error.message) });
      else resolve({ model: JSON.parse(stdout) });
    });
  });
}

/** Runs jobs two at a time, in order of their results. */
export async function twoAtATime<T, R>(inputs: readonly T[], job: (input: T) => Promise<R>): Promise<R[]> {
  const results: R[] = new Array(inputs.length);
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < inputs.length; index = next++) results[index] = await job(inputs[index] as T);
  };
  await Promise.all([worker(), worker()]);
  return results;
}

/** Writes files into a new directory named `case`, calls back with it, and removes it. */
export async function inDirectory<R>(files: Readonly<Record<string, string>>, use: (directory: string) => Promise<R>): Promise<R> {
  const parent = mkdtempSync(join(tmpdir(), "remap-ready-compose-"));
  const directory = join(parent, "case");
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), text);
    }
    return await use(directory);
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}

/** A directory on disk as a repository, without the guards of the real one. */
export function plainRepository(root: string): Repository {
  const files = new Map<string, SourceFile>();
  return {
    root,
    read(path) {
      const name = posix.normalize(path);
      const known = files.get(name);
      if (known) return known;
      try {
        const file = new SourceFile(name, readFileSync(join(root, name), "utf8"));
        files.set(name, file);
        return file;
      } catch (error) {
        return { file: path, level: "error", message: String(error) };
      }
    },
    real: (path) => path,
    isNamed: (path) => existsSync(join(root, path)),
    namesIn: () => [],
    firstFile(folder, names) {
      return names.map((name) => posix.join(folder, name)).find((path) => this.entry(path)?.kind === "file");
    },
    entry(path) {
      const found = statSync(join(root, path), { throwIfNoEntry: false });
      return (
        found && {
          kind: found.isFile() ? "file" : found.isDirectory() ? "directory" : "other",
          mode: found.mode & 0o7777,
          sizeBytes: found.size,
        }
      );
    },
  };
}
