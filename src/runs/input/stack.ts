import { existsSync, statSync } from "node:fs";
import type { Owner, Subject } from "../../comparison/subject.js";
import { type Ran, run } from "../../engines/command.js";
import type { ComposeModel } from "./compose-model.js";
import type { ComposeProgram } from "./compose-program.js";
import { startOrder, subjectsOf } from "./subjects.js";

/** Which project to run, as `docker compose` would be told. */
export interface StackRequest {
  /** Absolute paths in order; none leaves the choice to Compose, from the directory. */
  readonly files: readonly string[];
  /** Absolute. */
  readonly directory: string;
  readonly profiles: readonly string[];
  readonly envFiles: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
}

/** A project as Compose itself understands it. */
export interface Stack {
  readonly model: ComposeModel;
  readonly subjects: readonly Subject[];
  /** Service names, dependencies first. */
  readonly order: readonly string[];
  readonly directory: string;
  /** Absent when there is none: then the stack is made of images alone. */
  readonly compose?: ComposeProgram;
  /** Environment that secrets and builds ask for by name. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Asks Compose for the effective project; gives its own words when it refuses. */
export async function readStack(request: StackRequest, compose: ComposeProgram): Promise<Stack | { readonly refused: string }> {
  const asked = await askConfig(request, compose, ["--format", "json"]);
  if (asked.code !== 0) return { refused: asked.stderr.trim().slice(0, 4000) || `it exited with status ${asked.code}` };
  const model = withoutProfiles(JSON.parse(asked.stdout) as ComposeModel);
  const environment = plainEnvironment(request.environment);
  const unset = variablesOf(model).filter((name) => environment[name] === undefined && !isPointer(name));
  const stated = unset.length > 0 ? variablesIn((await askConfig(request, compose, ["--environment"])).stdout, unset) : {};
  return stackOf(model, request.directory, compose, { ...stated, ...environment });
}

/** Names of the profiles that the services of a project are in, active or not. */
export async function profilesOf(request: StackRequest, compose: ComposeProgram): Promise<string[]> {
  const { stdout } = await askConfig(request, compose, ["--profiles"]);
  return stdout.split("\n").filter((line) => line !== "");
}

function askConfig(request: StackRequest, compose: ComposeProgram, words: readonly string[]): Promise<Ran> {
  const argv = [
    compose.path,
    "--project-directory",
    request.directory,
    ...request.files.flatMap((file) => ["-f", file]),
    ...request.profiles.flatMap((profile) => ["--profile", profile]),
    ...request.envFiles.flatMap((file) => ["--env-file", file]),
    "config",
    ...words,
  ];
  // Compose looks for its files from the working directory on.
  return run(["env", "-C", request.directory, ...argv], {
    env: plainEnvironment(request.environment),
    timeoutMs: 60_000,
    maxBytes: 16 << 20,
  });
}

/** Variables that secrets and configs hold the values of: Compose reads them when it makes a container, from `.env` too. */
function variablesOf({ secrets, configs }: ComposeModel): string[] {
  return [...Object.values(secrets ?? {}), ...Object.values(configs ?? {})].flatMap(({ environment }) => environment ?? []);
}

/** The values of some variables in what `docker compose config --environment` prints, a line each. */
function variablesIn(text: string, names: readonly string[]): Record<string, string> {
  const all = text.split("\n").map((line) => [line.slice(0, Math.max(0, line.indexOf("="))), line.slice(line.indexOf("=") + 1)] as const);
  return Object.fromEntries(all.filter(([name]) => names.includes(name)));
}

/** Makes a stack of an effective project. */
export function stackOf(
  model: ComposeModel,
  directory: string,
  compose: ComposeProgram | undefined,
  environment: Readonly<Record<string, string>>,
): Stack {
  return {
    model,
    subjects: subjectsOf(model, existsSync, ownerOf),
    order: startOrder(model),
    directory,
    ...(compose && { compose }),
    environment,
  };
}

function ownerOf(path: string): Owner | undefined {
  try {
    const { uid, gid } = statSync(path);
    return { uid, gid };
  } catch {
    return undefined;
  }
}

/** The inactive services are gone already; a profile left on an active one would hide it from the next command. */
function withoutProfiles(model: ComposeModel): ComposeModel {
  const services = Object.entries(model.services ?? {}).map(([name, service]) => {
    const { profiles: _, ...rest } = service as { profiles?: unknown };
    return [name, rest] as const;
  });
  return { ...model, services: Object.fromEntries(services) };
}

/** The user's environment without pointers. */
function plainEnvironment(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => (value === undefined || isPointer(name) ? [] : [[name, value]])),
  );
}

/** Whether a variable points a client at another engine, or a program of the machine, run as root, at other programs. */
function isPointer(name: string): boolean {
  return /^(?:DOCKER_(?:HOST|CONTEXT|TLS|TLS_VERIFY|CERT_PATH|API_VERSION)|PATH|HOME|TMPDIR|LD_.*|NODE_OPTIONS)$/.test(name);
}
