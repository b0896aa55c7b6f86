import { existsSync, readFileSync } from "node:fs";
import { isAbsolute, join, relative, resolve } from "node:path";
import { readProject } from "../../documents/compose/project.js";
import { openRepository } from "../../documents/disk-repository.js";

/** What of a project is written, before Compose has read it. */
export interface ProjectTexts {
  /** Texts of the compose files, what they include and extend, and their env files. */
  readonly texts: readonly string[];
  /** Where they name files that only the network has, `compose.yaml:3`. */
  readonly remotes: readonly string[];
}

const longestText = 1 << 20;

/** Reads the files that a project consists of: the ones named, `.env` or the env files named, and what they lead to within the workspace. */
export function projectTexts(
  files: readonly string[],
  envFiles: readonly string[],
  { directory, workspace, environment }: { directory: string; workspace: string; environment: Readonly<Record<string, string>> },
): ProjectTexts {
  const within = (path: string) => relative(workspace, path);
  const readable = files.map(within).filter((path) => !path.startsWith("..") && !isAbsolute(path));
  const project =
    readable.length > 0
      ? readProject({ files: readable, environment: new Map(Object.entries(environment)), profiles: ["*"] }, openRepository(workspace))
          .project
      : undefined;
  const named = [...files, ...(envFiles.length > 0 ? envFiles : [join(directory, ".env")])];
  const known = new Set((project?.files ?? []).map(({ path }) => resolve(workspace, path)));
  return {
    texts: [...(project?.files ?? []).map(({ text }) => text), ...named.filter((path) => !known.has(path)).flatMap(textOf)],
    remotes: (project?.remotes ?? []).map(({ file, span }) => `\`${file.path}:${file.position(span.start).line}\``),
  };
}

function textOf(path: string): string[] {
  try {
    return existsSync(path) ? [readFileSync(path, "utf8").slice(0, longestText)] : [];
  } catch {
    // Compose says what is wrong with it.
    return [];
  }
}
