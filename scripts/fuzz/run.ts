import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readProject } from "../../src/documents/compose/project.js";
import { openRepository } from "../../src/documents/disk-repository.js";
import type { Report } from "../../src/findings/report.js";
import { fixInRounds } from "../../src/lint/fix-rounds.js";
import { lintPaths } from "../../src/lint/lint.js";
import { writeConfig } from "../../src/reporters/config.js";
import { lintFormats, type Writer } from "../../src/reporters/formats.js";
import { mutate, type Random } from "./mutate.js";
import { seeds } from "./seeds.js";

/** A tree on disk that runs change and put back. */
export class Tree {
  readonly #root: string;
  readonly #writers: readonly Writer<Report>[];
  #changed: string[] = [];

  private constructor(root: string, writers: readonly Writer<Report>[]) {
    this.#root = root;
    this.#writers = writers;
    for (const [path, text] of Object.entries(seeds)) write(root, path, text);
  }

  /** Plants the seeds in an empty folder and loads every reporter. */
  static async plant(root: string): Promise<Tree> {
    return new Tree(root, await Promise.all(lintFormats.map((format) => format.load())));
  }

  /** Changes one to three files; the others are as they were planted. */
  change(random: Random): void {
    for (const path of this.#changed) write(this.#root, path, seeds[path] as string);
    const paths = Object.keys(seeds);
    const texts = Object.values(seeds);
    this.#changed = Array.from({ length: 1 + random(3) }, () => paths[random(paths.length)] as string);
    for (const path of this.#changed) write(this.#root, path, mutate(seeds[path] as string, texts, random));
  }

  /** Lints the tree, writes every format, and prints its effective model; gives what went wrong, if anything did. */
  async judge(): Promise<string | undefined> {
    try {
      const { report } = await lintPaths({ paths: [], workingDirectory: this.#root });
      if (report.faults.length > 0) return report.faults.map(({ where, error }) => `${where}: ${stackOf(error)}`).join("\n");
      for (const writer of this.#writers) writer(report, { color: true, from: this.#root });
      const { project } = readProject({ files: ["compose.yaml"], environment: new Map(), profiles: ["*"] }, openRepository(this.#root));
      if (project) writeConfig(project);
      return undefined;
    } catch (error) {
      return stackOf(error);
    }
  }
  /** Makes every fix of the tree in memory, round after round; gives what went wrong, if anything did. */
  async fix(): Promise<string | undefined> {
    const judge = async (texts: ReadonlyMap<string, string>) =>
      (await lintPaths({ paths: [], workingDirectory: this.#root, texts })).report;
    try {
      const { left } = await fixInRounds(judge, { isWanted: () => true, refusal: () => undefined });
      const spoiling = left.filter(({ isSpoiling }) => isSpoiling).map(({ finding, fix, why }) => `${finding.rule}, ${fix.title}: ${why}`);
      return spoiling.length > 0 ? spoiling.join("\n") : undefined;
    } catch (error) {
      return stackOf(error);
    }
  }
}

function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return [error.stack ?? error.message, ...(error.cause === undefined ? [] : [stackOf(error.cause)])].join("\ncaused by ");
}
