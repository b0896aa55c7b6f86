import { existsSync } from "node:fs";
import type { Subject } from "../../comparison/subject.js";
import type { Ran } from "../../engines/command.js";
import { runReader } from "../../engines/reader.js";
import type { ComposeModel } from "./compose-model.js";
import type { ComposeProgram } from "./compose-program.js";
import { ownerOf } from "./owners.js";
import { startOrder, subjectsOf } from "./subjects.js";
import type { VolumeArchive } from "./volumes.js";

/** Which project to run, as one would name it to `docker compose`. */
export interface StackRequest {
  /** Absolute paths in order; none leaves the choice to Compose, from the directory. */
  readonly files: readonly string[];
  /** Absolute. */
  readonly directory: string;
  readonly profiles: readonly string[];
  readonly envFiles: readonly string[];
  /** All that the project may ask for by name, besides its own `.env`. */
  readonly environment: Readonly<Record<string, string>>;
}

/** A project as Compose itself understands it. */
export interface Stack {
  readonly model: ComposeModel;
  readonly subjects: readonly Subject[];
  /** Service names, dependencies first. */
  readonly order: readonly string[];
  readonly directory: string;
  /** Absent where Compose is not installed: then the stack consists of images only. */
  readonly compose?: ComposeProgram;
  /** Values of the variables that secrets and configs name. */
  readonly values: Readonly<Record<string, string>>;
  /** The data of volumes that it expects to find, for the engines to start from; absent: they are empty. */
  readonly data?: readonly VolumeArchive[];
  /** Whether containers are named as Compose v1 named them: `COMPOSE_COMPATIBILITY` of the user's. */
  readonly isCompatible?: boolean;
}

/** Docker Compose cannot read a project; the message is its own words. */
export class ComposeRefusal extends Error {}

/** Asks Compose for the effective project; rejects with a ComposeRefusal when it refuses. */
export async function readStack(request: StackRequest, compose: ComposeProgram): Promise<Stack> {
  const asked = await askConfig(request, compose, ["--format", "json"]);
  if (asked.code !== 0) throw new ComposeRefusal(asked.stderr.trim().slice(0, 4000) || `it exited with status ${asked.code}`);
  const model = withoutProfiles(JSON.parse(asked.stdout) as ComposeModel);
  const named = variablesOf(model);
  const unset = named.filter((name) => request.environment[name] === undefined);
  const stated = unset.length > 0 ? variablesIn((await askConfig(request, compose, ["--environment"])).stdout, unset) : {};
  const values = Object.fromEntries(
    named.flatMap((name) => {
      const value = request.environment[name] ?? stated[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const isCompatible = /^(?:1|t|true)$/i.test(request.environment["COMPOSE_COMPATIBILITY"] ?? "");
  return { ...stackOf(model, request.directory, compose, values), isCompatible };
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
  // Compose looks for its files from the working directory on, and for what an include or the like names anywhere: it gets nothing of a network.
  return runReader(argv, { cwd: request.directory, environment: request.environment, timeoutMs: 60_000, maxBytes: 16 << 20 });
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
export function stackOf(model: ComposeModel, directory: string, compose: ComposeProgram | undefined, values: Stack["values"]): Stack {
  return {
    model,
    subjects: subjectsOf(model, existsSync, ownerOf),
    order: startOrder(model),
    directory,
    ...(compose && { compose }),
    values,
  };
}

/** The inactive services are gone already; a profile left on an active one would hide it from the next command. */
function withoutProfiles(model: ComposeModel): ComposeModel {
  const services = Object.entries(model.services ?? {}).map(([name, service]) => {
    const { profiles: _, ...rest } = service as { profiles?: unknown };
    return [name, rest] as const;
  });
  return { ...model, services: Object.fromEntries(services) };
}
