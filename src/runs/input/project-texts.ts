import { existsSync, readFileSync } from "node:fs";
import { isAbsolute, join, relative, resolve } from "node:path";
import { type ComposeProject, readProject } from "../../documents/compose/project.js";
import { valueAt } from "../../documents/compose/tree/tree.js";
import { openRepository } from "../../documents/disk-repository.js";
import { isWithin } from "../../text/is-within.js";
import type { Location } from "../../text/location.js";
import { realOf } from "./host-path.js";

/** What of a project is written, before Compose has read it. */
export interface ProjectTexts {
  /** Texts of the compose files, what they include and extend, and their env files. */
  readonly texts: readonly string[];
  /** Where they name files that only the network has, `compose.yaml:3`. */
  readonly remotes: readonly string[];
  /** Where they name env or label files outside the workspace, whose lines Compose gives to containers and repeats in errors. */
  readonly outside: readonly string[];
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
    remotes: (project?.remotes ?? []).map(lineOf),
    outside: envFilesOf(project)
      .filter(({ path }) => !isWithin(realOf(resolve(directory, path)), workspace))
      .map(({ at }) => lineOf(at)),
  };
}

function lineOf({ file, span }: Location): string {
  return `\`${file.path}:${file.position(span.start).line}\``;
}

/** The files of services whose lines Compose reads itself: env files and label files. */
function envFilesOf(project: ComposeProject | undefined): { path: string; at: Location }[] {
  const services = valueAt(project?.model, "services");
  if (services?.kind !== "mapping") return [];
  return [...services.entries.values()].flatMap(({ value }) => {
    const listed = [valueAt(value, "env_file"), valueAt(value, "label_file")].flatMap((files) =>
      files?.kind === "sequence" ? files.items : files ? [files] : [],
    );
    return listed.flatMap((item) => {
      const path = item.kind === "mapping" ? valueAt(item, "path") : item;
      return path?.kind === "scalar" ? [{ path: String(path.value), at: path.at }] : [];
    });
  });
}

function textOf(path: string): string[] {
  try {
    return existsSync(path) ? [readFileSync(path, "utf8").slice(0, longestText)] : [];
  } catch {
    // Compose says what is wrong with it.
    return [];
  }
}
