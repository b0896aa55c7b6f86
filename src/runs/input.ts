import { existsSync, readdirSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { groupProjects, kindOf } from "../documents/kinds.js";
import { findCompose } from "./compose-program.js";
import { readStack, type Stack, stackOf } from "./stack.js";

/** What the user named, in the user's words. */
export interface InputRequest {
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
  /** Absolute paths of the compose files. */
  readonly composeFiles: readonly string[];
  /** What lint looks at; empty when there is nothing to read. */
  readonly lintTargets: readonly string[];
}

/** Something the user must change before anything can be compared. */
export class CompareRefusal extends Error {}

/** Reads what the user named into a stack; rejects with a CompareRefusal that says what to do. */
export async function readInput(request: InputRequest): Promise<Input> {
  const { workingDirectory, environment } = request;
  const absolute = (path: string) => resolve(workingDirectory, path);
  const compose = await findCompose(request.compose, environment);
  const proxies = proxyVariables(environment);
  if (request.images.length > 0 && request.path === undefined && request.files.length === 0) {
    const services = Object.fromEntries(request.images.map((image, index) => [serviceName(image, index), { image }]));
    const stack = stackOf({ name: "remap-ready-images", services }, realpathSync(workingDirectory), compose, proxies);
    return { stack, name: request.images.join(", "), composeFiles: [], lintTargets: [] };
  }
  if (!compose) {
    throw new CompareRefusal(
      "docker compose v2 is not here: neither as a plugin of the docker client, nor as `docker-compose` in PATH. Install docker-compose-plugin, or name it with --compose. Single images (--image) are compared without it.",
    );
  }
  const target = absolute(request.path ?? ".");
  if (!existsSync(target)) throw new CompareRefusal(`\`${request.path}\` does not exist.`);
  const name = request.path ?? (request.files.join(", ") || ".");
  const isDirectory = statSync(target).isDirectory();
  if (!isDirectory && request.files.length === 0 && kindOf(target) === "dockerfile") {
    const context = realpathSync(dirname(target));
    const services = { [serviceName(basename(context), 0)]: { build: { context, dockerfile: basename(target) } } };
    const stack = stackOf({ name: "remap-ready-build", services }, context, compose, proxies);
    return { stack, name, composeFiles: [], lintTargets: [target] };
  }
  const files = request.files.length > 0 ? request.files.map(absolute) : isDirectory ? [] : [target];
  const directory = realpathSync(files[0] === undefined ? target : dirname(files[0]));
  const stack = await readStack(
    { files, directory, profiles: request.profiles, envFiles: request.envFiles.map(absolute), environment },
    compose,
  );
  if ("refused" in stack) throw new CompareRefusal(`docker compose cannot read \`${name}\`:\n${stack.refused}`);
  const composeFiles = files.length > 0 ? files : foundFiles(directory);
  const dockerfiles = Object.values(stack.model.services).flatMap(({ build }) => dockerfileOf(build));
  return { stack, name, composeFiles, lintTargets: [...composeFiles, ...new Set(dockerfiles)] };
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

function proxyVariables(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).filter(
      (entry): entry is [string, string] => /^(?:https?_proxy|no_proxy)$/i.test(entry[0]) && entry[1] !== undefined,
    ),
  );
}

/** A name Compose accepts, made of an image's. */
function serviceName(image: string, index: number): string {
  const name = image
    .replace(/^.*\//, "")
    .replace(/[^\w.-]/g, "-")
    .replace(/^[^A-Za-z0-9]+/, "");
  return name === "" ? `image-${index}` : index === 0 ? name : `${name}-${index}`;
}
