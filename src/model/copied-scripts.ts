import { posix } from "node:path";
import type { Variables } from "../documents/dockerfile/expansion.js";
import type { Repository } from "../documents/repository.js";
import { isShellScript, parseShell } from "../documents/shell/shell.js";
import { isShell } from "../documents/shell/wrappers.js";
import type { Location } from "../text/location.js";
import { MappedText } from "../text/mapped-text.js";
import { SourceFile } from "../text/source-file.js";
import { type CopiedScript, type Copy, type Image, type ShellCommand, type Stage, stageOf } from "./image.js";

/** Scripts that scripts run are followed up to this many for one step. */
const mostScripts = 32;
const searchPath = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin", "/"];

/** Fills in the scripts that the steps, entrypoints and commands of stages run, where a COPY or ADD brings them from the build context. */
export function followScripts(
  stages: readonly Stage[],
  variables: readonly Variables[],
  context: string,
  repository: Repository,
): Pick<Image, "stages" | "scripts"> {
  const root = posix.normalize(context);
  const follow = (stage: Stage, commands: readonly ShellCommand[], runsAt: Location, searches: boolean): CopiedScript[] => {
    if (!stages.some(({ copies }) => copies.length > 0)) return [];
    const scripts = new Map<string, CopiedScript>();
    const queue = commands.map((command) => ({ command, runsAt }));
    for (let next = queue.shift(); next && scripts.size < mostScripts; next = queue.shift()) {
      const path = scriptPaths(next.command, stage, searches)
        .map((each) => sourceOf(each, stage, stages, root, repository, 0))
        .find((each) => each !== undefined);
      if (path === undefined || scripts.has(path)) continue;
      const file = repository.read(path);
      if (!(file instanceof SourceFile) || !(isShellScript(file.text) || /\.(?:ba)?sh$/.test(path))) continue;
      const found = parseShell(new MappedText(file, file.text), variables[stage.index] ?? new Map());
      scripts.set(path, { path: file.path, commands: found, runsAt: next.runsAt });
      for (const command of found) queue.push({ command, runsAt: command.at });
    }
    return [...scripts.values()];
  };
  const withScripts = stages.map((stage) => ({
    ...stage,
    runs: stage.runs.map((run) => ({ ...run, scripts: follow(stage, run.commands, run.at, false) })),
  }));
  const scripts = new Map<string, CopiedScript>();
  for (const stage of stages) {
    for (const command of [...stage.entrypoint, ...stage.command]) {
      for (const script of follow(stage, [command], command.at, true)) if (!scripts.has(script.path)) scripts.set(script.path, script);
    }
  }
  return { stages: withScripts, scripts: [...scripts.values()] };
}

/** Absolute paths in the image that a command may be running as a script. */
function scriptPaths({ words }: ShellCommand, stage: Stage, searches: boolean): string[] {
  const [program, ...operands] = words.map(({ value }) => value);
  if (program === undefined) return [];
  const takesScript = isShell(program) || program === "." || program === "source";
  const path = takesScript ? operands.find((word) => !/^[-+]/.test(word)) : program;
  if (path === undefined || path === "" || path.includes("$")) return [];
  const directories = [...new Set(stage.copies.map(({ workdir }) => workdir))].reverse();
  if (path.startsWith("/")) return [posix.normalize(path)];
  const local = directories.map((directory) => posix.join(directory, path));
  if (takesScript || path.includes("/")) return local;
  return searches ? [...searchPath, ...directories].map((directory) => posix.join(directory, path)) : [];
}

/** The repository path of the file that a stage's image holds at an absolute path, when a COPY or ADD brings it from the build context. */
function sourceOf(
  path: string,
  stage: Stage,
  stages: readonly Stage[],
  context: string,
  repository: Repository,
  depth: number,
): string | undefined {
  if (depth > 8) return undefined;
  for (const copy of stage.copies.toReversed()) {
    const from = copy.from && stageOf(stages.slice(0, stage.index), copy.from.value);
    if (copy.from && !from) continue;
    for (const source of copy.sources) {
      for (const candidate of candidates(path, source.value, copy)) {
        if (from) {
          const found = sourceOf(posix.join("/", candidate), from, stages, context, repository, depth + 1);
          if (found !== undefined) return found;
        } else {
          const file = posix.join(context, candidate);
          if (!file.startsWith("..") && repository.entry(file)?.kind === "file") return file;
        }
      }
    }
  }
  const base = stage.baseStage === undefined ? undefined : stages[stage.baseStage];
  return base && sourceOf(path, base, stages, context, repository, depth + 1);
}

/** Paths below the copy's origin that would end up at `path`: the source itself, a file matched by its pattern, a file below it. */
function candidates(path: string, source: string, copy: Copy): string[] {
  if (source.includes("$") || /^[a-z]+:\/\//.test(source)) return [];
  const target = posix.resolve(copy.workdir, copy.target?.value ?? "");
  if (target.includes("$")) return [];
  const found: string[] = [];
  const below = target === "/" ? path.slice(1) : path.startsWith(`${target}/`) ? path.slice(target.length + 1) : undefined;
  const name = posix.basename(source);
  if (path === target) found.push(source);
  if (below === undefined) return found;
  if (/[*?[]/.test(name)) found.push(posix.join(posix.dirname(source), below));
  else {
    if (below === name) found.push(source);
    found.push(posix.join(source, below));
  }
  return found;
}
