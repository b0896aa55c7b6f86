import { posix } from "node:path";
import type { Budget } from "../../budget.js";
import { folderOf, joinPath, normalPath } from "../../documents/paths.js";
import type { Entry, Repository } from "../../documents/repository.js";
import { isShellScript, parseShell } from "../../documents/shell/shell.js";
import { isShell } from "../../documents/shell/wrappers.js";
import type { Variables } from "../../documents/variable.js";
import type { Location } from "../../text/location.js";
import { MappedText } from "../../text/mapped-text.js";
import { SourceFile } from "../../text/source-file.js";
import { type CopiedScript, type Copy, type Image, type ShellCommand, type Stage, stageOf } from "../image.js";

/** Scripts that scripts run are followed up to this many for one step. */
const mostScripts = 32;
const searchPath = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin", "/"];

/** Fills in the scripts that the steps, entrypoints and commands of stages run, where a COPY or ADD brings them from the build context. */
export function followScripts(
  stages: readonly Stage[],
  variables: readonly Variables[],
  context: string,
  repository: Repository,
  budget: Budget,
): Pick<Image, "stages" | "scripts"> {
  const root = normalPath(context);
  const kinds = new Map<string, Entry["kind"] | undefined>();
  const kindOf = (path: string) => {
    if (!kinds.has(path)) kinds.set(path, repository.entry(path)?.kind);
    return kinds.get(path);
  };
  const copiedText = (path: string) => {
    const file = repository.read(path);
    return file instanceof SourceFile ? new MappedText(file, file.text) : undefined;
  };
  const copiesAny = stages.some(({ copies }) => copies.length > 0);
  const follow = (stage: Stage, commands: readonly ShellCommand[], runsAt: Location, searches: boolean): CopiedScript[] => {
    if (!copiesAny) return [];
    const scripts = new Map<string, CopiedScript>();
    const queue = commands.map((command) => ({ command, runsAt }));
    for (const next of queue) {
      if (scripts.size >= mostScripts) break;
      const paths = scriptPaths(next.command, stage, searches);
      const held = paths.map((each) => heldIn(each, stage, stages, budget)).find((each) => each !== undefined);
      const path =
        held?.path ?? paths.map((each) => sourceOf(each, stage, stages, root, kindOf, budget)).find((each) => each !== undefined);
      if (path === undefined || scripts.has(path)) continue;
      const text = held?.text ?? copiedText(path);
      if (!text || !(isShellScript(text.text) || /\.(?:ba)?sh$/.test(path))) continue;
      const own = variables[stage.index] ?? new Map();
      const parse = (inForce: Variables) => parseShell(text, inForce, budget);
      const found = parse(own);
      scripts.set(path, {
        path,
        commands: found,
        runsAt: next.runsAt,
        commandsIn: (environment) => parse(new Map([...own, ...environment])),
      });
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

/** Absolute paths in the image that a command may be running as a script. A bare name is looked for where PATH usually leads. */
function scriptPaths({ words }: ShellCommand, stage: Stage, searches: boolean): string[] {
  const [program, ...operands] = words;
  if (program === undefined) return [];
  const takesScript = isShell(program.value) || program.value === "." || program.value === "source";
  const path = (takesScript ? operands.find(({ value }) => !/^[-+]/.test(value)) : program)?.value ?? "";
  if (path === "" || path.includes("$")) return [];
  if (path.startsWith("/")) return [normalPath(path)];
  const isLocal = takesScript || path.includes("/") || /\.(?:ba)?sh$/.test(path);
  const directories = isLocal ? [...new Set(stage.copies.map(({ workdir }) => workdir))].reverse() : [];
  return [...(searches && !path.includes("/") ? searchPath : []), ...directories].map((directory) => joinPath(directory, path));
}

const targets = new WeakMap<Copy, string>();

function targetOf(copy: Copy): string {
  const known = targets.get(copy);
  if (known !== undefined) return known;
  const target = posix.resolve(copy.workdir, copy.target?.value ?? "");
  targets.set(copy, target);
  return target;
}

/** The script that a heredoc of a COPY or ADD puts at an absolute path of the image. */
function heldIn(
  path: string,
  stage: Stage,
  stages: readonly Stage[],
  budget: Budget,
): { readonly path: string; readonly text: MappedText } | undefined {
  for (let each: Stage | undefined = stage; each; each = each.baseStage === undefined ? undefined : stages[each.baseStage]) {
    budget.spend(1 + each.copies.length / 8);
    for (const copy of each.copies) {
      for (const { name, text } of copy.heredocs) {
        const isFolder = /\/$/.test(copy.target?.value ?? "/") || copy.heredocs.length + copy.sources.length > 1;
        if (path === (isFolder ? posix.join(targetOf(copy), name) : targetOf(copy))) return { path, text };
      }
    }
  }
  return undefined;
}

/** What looking for a file costs where a copy may have brought it. */
const candidateSteps = 4;

/** What lies where, asked once. */
type KindOf = (path: string) => Entry["kind"] | undefined;

/** The repository path of the file that a stage's image holds at an absolute path, when a COPY or ADD brings it from the build context. */
function sourceOf(
  path: string,
  stage: Stage,
  stages: readonly Stage[],
  context: string,
  kindOf: KindOf,
  budget: Budget,
  depth = 0,
): string | undefined {
  if (depth > 8) return undefined;
  budget.spend(1 + stage.copies.length / 2);
  for (let index = stage.copies.length - 1; index >= 0; index--) {
    const copy = stage.copies[index] as Copy;
    const target = targetOf(copy);
    const below = target === "/" ? path.slice(1) : path.startsWith(`${target}/`) ? path.slice(target.length + 1) : undefined;
    if ((path !== target && below === undefined) || target.includes("$")) continue;
    const from = copy.from && stageOf(stages, copy.from.value, stage.index);
    if (copy.from && !from) continue;
    for (const { value: source } of copy.sources) {
      if (source.includes("$") || /^[a-z]+:\/\//.test(source)) continue;
      budget.spend(candidateSteps);
      for (const candidate of candidates(path === target, below, source)) {
        if (from) {
          const found = sourceOf(joinPath("/", candidate.path), from, stages, context, kindOf, budget, depth + 1);
          if (found !== undefined) return found;
        } else {
          // A source that climbs out of the context ends at its root, as in BuildKit.
          const inContext = (each: string) => posix.join(context, joinPath("/", each).slice(1));
          const file = inContext(candidate.path);
          const isThere = !candidate.inside || kindOf(inContext(candidate.inside)) === "directory";
          if (!file.startsWith("..") && isThere && kindOf(file) === "file") return file;
        }
      }
    }
  }
  const base = stage.baseStage === undefined ? undefined : stages[stage.baseStage];
  return base && sourceOf(path, base, stages, context, kindOf, budget, depth + 1);
}

/** Paths that a copy of `source` would bring to its target: the source itself, a file that its pattern matches, a file inside it. */
function candidates(isTarget: boolean, below: string | undefined, source: string): { readonly path: string; readonly inside?: string }[] {
  const found = isTarget ? [{ path: source }] : [];
  const name = posix.basename(source);
  if (below === undefined) return found;
  if (/[*?[]/.test(name)) return [...found, { path: joinPath(folderOf(source), below) }];
  return [...found, ...(below === name ? [{ path: source }] : []), { path: joinPath(source, below), inside: source }];
}
