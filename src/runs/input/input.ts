import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { maskedText } from "../../comparison/masked.js";
import type { Notice } from "../../comparison/notice.js";
import { composeNames, groupProjects, kindOf } from "../../documents/kinds.js";
import { findScope } from "../../documents/scope.js";
import { type ComposeProgram, findCompose } from "./compose-program.js";
import { hiddenValues, mentionedIn, type Passing, passEnvironment } from "./environment.js";
import { projectTexts } from "./project-texts.js";
import { ComposeRefusal, profilesOf, readStack, type Stack, type StackRequest, stackOf } from "./stack.js";
import type { WantedVolume } from "./volumes.js";

/** What the user named, in the user's words. */
export interface InputRequest extends Passing {
  /** A directory with a compose project, a compose file, or a Dockerfile; undefined when only images are named. */
  readonly path?: string;
  /** Compose files as for `docker compose -f`; they win over `path`. */
  readonly files: readonly string[];
  readonly images: readonly string[];
  readonly profiles: readonly string[];
  readonly envFiles: readonly string[];
  readonly compose?: string;
  readonly workingDirectory: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** What is going to be run. */
export interface Input {
  readonly stack: Stack;
  /** For the title of a report. */
  readonly name: string;
  /** What a subject is called in reports, where that is not its service's name: Compose wants a service's name of each image. */
  readonly names: ReadonlyMap<string, string>;
  /** The directory both engines get a copy of: the work tree that holds the project, else its directory; images have none. */
  readonly workspace?: string;
  /** Absolute paths of the compose files. */
  readonly composeFiles: readonly string[];
  /** What containers that run are called as subjects, by their names; absent for anything else. */
  readonly subjectNames?: ReadonlyMap<string, string>;
  /** Volumes of this machine's Docker whose data is brought. */
  readonly volumes?: readonly WantedVolume[];
  /** What is to be said of how it was read. */
  readonly notices?: readonly Notice[];
  /** What lint looks at; empty when there is nothing to read. */
  readonly lintTargets: readonly string[];
  /** Names of variables that the project speaks of, that are set, and that it did not get. */
  readonly withheld: readonly string[];
  /** Values of the user's variables that no report may show, the longest first. */
  readonly hidden: readonly string[];
}

/** Something the user must change before anything can be compared. */
export class CompareRefusal extends Error {}

/** Reads what the user named into a stack; rejects with a CompareRefusal that says what to do. */
export async function readInput(request: InputRequest): Promise<Input> {
  const { workingDirectory, environment } = request;
  const absolute = (path: string) => resolve(workingDirectory, path);
  const compose = await findCompose(request.compose, environment);
  const { given, withheld } = passEnvironment(environment, request);
  const nothingAsked = { withheld: [], hidden: [] };
  if (request.images.length > 0 && request.path === undefined && request.files.length === 0) {
    const named = request.images.map((image, index) => [serviceName(image, index), image] as const);
    const services = Object.fromEntries(named.map(([service, image]) => [service, { image }]));
    const composed = stackOf({ name: "remap-ready-images", services }, "/", compose, {});
    const stack: Stack = { ...composed, subjects: composed.subjects.map((subject) => ({ ...subject, kind: "image" })) };
    return { stack, name: request.images.join(", "), names: new Map(named), composeFiles: [], lintTargets: [], ...nothingAsked };
  }
  if (!compose) throw new CompareRefusal(withoutCompose(request.compose));
  const target = absolute(request.path ?? ".");
  if (!existsSync(target)) throw new CompareRefusal(`\`${request.path}\` does not exist.`);
  const shown = request.path ?? (request.files.join(", ") || ".");
  const names = new Map<string, string>();
  const isDirectory = statSync(target).isDirectory();
  const dockerfile = request.files.length > 0 ? undefined : dockerfileAt(target, isDirectory, environment);
  if (dockerfile !== undefined) {
    const context = realpathSync(dirname(dockerfile));
    const services = { [serviceName(basename(context), 0)]: { build: { context, dockerfile: basename(dockerfile) } } };
    const stack = stackOf({ name: "remap-ready-build", services }, context, compose, {});
    const name = shown === "." ? basename(dockerfile) : shown;
    return { stack, name, names, workspace: workspaceOf(context), composeFiles: [], lintTargets: [dockerfile], ...nothingAsked };
  }
  const files = request.files.length > 0 ? request.files.map(absolute) : isDirectory ? [] : [target];
  const directory = realpathSync(files[0] === undefined ? target : dirname(files[0]));
  const workspace = workspaceOf(directory);
  const composeFiles = files.length > 0 ? files : foundFiles(directory);
  const envFiles = request.envFiles.map(absolute);
  const { texts, remotes, outside } = projectTexts(composeFiles, envFiles, { directory, workspace, environment: given });
  if (remotes.length > 0)
    throw new CompareRefusal(
      `\`${shown}\` takes parts of the project from the network (${remotes.join(", ")}), and compare fetches nothing by itself. Check them out, and name the files instead.`,
    );
  if (request.isUntrusted && outside.length > 0)
    throw new CompareRefusal(
      `this project is compared as somebody else's, and takes env or label files that are not in its folder: ${outside.join(", ")}. Compare it where you trust it, without --untrusted.`,
    );
  const mentioned = mentionedIn(texts, Object.keys(environment));
  const kept = withheld.filter((name) => mentioned.has(name));
  const hidden = hiddenValues(given, mentioned);
  const wanted = { files, directory, profiles: request.profiles, envFiles, environment: given };
  const stack = await readStack(wanted, compose).catch((error: unknown) => {
    if (!(error instanceof ComposeRefusal)) throw error;
    throw new CompareRefusal(`docker compose cannot read \`${shown}\`:\n${maskedText(error.message, hidden)}${withoutThem(kept)}`);
  });
  if (stack.subjects.length === 0) throw new CompareRefusal(await withoutServices(shown, wanted, compose));
  const dockerfiles = Object.values(stack.model.services).flatMap(({ build }) => dockerfileOf(build));
  const lintTargets = [...composeFiles, ...new Set(dockerfiles)];
  // A dot means nothing to somebody who reads the report elsewhere.
  const name = /^[./]+$/.test(shown) ? stack.model.name : shown;
  return { stack, name, names, workspace, composeFiles, lintTargets, withheld: kept, hidden };
}

/** What to say where a project may lack a variable that was kept from it. */
function withoutThem(withheld: readonly string[]): string {
  if (withheld.length === 0) return "";
  return `\nKept from it: ${withheld.map((name) => `\`${name}\``).join(", ")}. Name a variable with --env to pass it on.`;
}

function workspaceOf(directory: string): string {
  const { root, isGit } = findScope([directory], directory);
  return realpathSync(isGit ? root : directory);
}

/** What to say where Compose is needed and not here, by the path that the user gave. */
export function withoutCompose(named: string | undefined): string {
  if (named !== undefined && !existsSync(named)) return `\`--compose ${named}\`: there is no such file.`;
  if (named !== undefined)
    return `\`--compose ${named}\` is not docker compose v2: asked for its version, it does not answer with one from 2 on. It has to be the program of the plugin, by itself: \`docker-compose\` as the releases of docker/compose have it.`;
  return "docker compose v2 is not here: neither as a plugin of the docker client, nor as `docker-compose` in PATH. Install docker-compose-plugin; or get the single program `docker-compose` from the releases of docker/compose, and name it with --compose. Images (--image) are compared without it.";
}

async function withoutServices(shown: string, request: StackRequest, compose: ComposeProgram): Promise<string> {
  const profiles = await profilesOf(request, compose);
  if (profiles.length === 0) return `\`${shown}\` has no services: there is nothing to compare.`;
  const all = profiles.map((profile) => `\`${profile}\``).join(", ");
  const none =
    request.profiles.length > 0 ? `none of them is in ${request.profiles.map((name) => `\`${name}\``).join(", ")}` : "each needs a profile";
  return `\`${shown}\` has services, and ${none}. Its profiles are ${all}: choose with --profile, once for each.`;
}

/** The Dockerfile that the user means: the named file, recognized by its name or else by its content, or the one of a directory without a compose project. */
function dockerfileAt(target: string, isDirectory: boolean, environment: NodeJS.ProcessEnv): string | undefined {
  if (!isDirectory) {
    const kind = kindOf(target);
    const isTold = kind !== undefined || /\.(?:ya?ml|json)$/i.test(target);
    const saysSo = () => /^[ \t]*FROM\s+\S/im.test(readFileSync(target, "utf8").slice(0, 100_000));
    return (isTold ? kind === "dockerfile" : saysSo()) ? target : undefined;
  }
  const dotEnv = join(target, ".env");
  const isElsewhere =
    environment["COMPOSE_FILE"] !== undefined || (existsSync(dotEnv) && /^[ \t]*COMPOSE_FILE[ \t]*=/m.test(readFileSync(dotEnv, "utf8")));
  if (isElsewhere || composeNames.some((name) => existsSync(join(target, name)))) return undefined;
  return ["Dockerfile", "Containerfile"].map((name) => join(target, name)).find((path) => existsSync(path));
}

/** The files Compose takes when none is named. */
function foundFiles(directory: string): string[] {
  const names = readdirSync(directory).filter((name) => kindOf(name) === "compose");
  return (groupProjects(names)[0]?.files ?? []).map((name) => join(directory, name));
}

function dockerfileOf(build: unknown): string[] {
  const section = build as { context?: string; dockerfile?: string; dockerfile_inline?: string } | undefined;
  if (!section?.context || section.dockerfile_inline !== undefined) return [];
  const path = resolve(section.context, section.dockerfile ?? "Dockerfile");
  return existsSync(path) ? [path] : [];
}

/** A name Compose accepts, made of an image's. */
function serviceName(image: string, index: number): string {
  const name = image
    .replace(/^.*\//, "")
    .replace(/[^\w.-]/g, "-")
    .replace(/^[^A-Za-z0-9]+/, "");
  return name === "" ? `image-${index}` : index === 0 ? name : `${name}-${index}`;
}
