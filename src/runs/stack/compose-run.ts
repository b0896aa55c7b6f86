import { setTimeout as delay } from "node:timers/promises";
import { speaksOfNetwork } from "../../comparison/normalize.js";
import type { Observation, Stage } from "../../comparison/observation.js";
import type { Ran } from "../../engines/command.js";
import { inspectContainer } from "../../engines/containers.js";
import type { Engine } from "../../engines/engine.js";
import { emptyPath, exportLines, withoutPowers } from "../../engines/reader.js";
import type { ComposeModel } from "../input/compose-model.js";
import type { Stack } from "../input/stack.js";
import { dependenciesOf } from "../input/subjects.js";
import { runnable, variableFor } from "./runnable-model.js";

/** Where an engine holds a stack's files: in its own /run, which ends with it, as they may hold secrets. */
const folder = "/run/remap-ready";
const maxCreations = 10;
const composeFile = `${folder}/compose.json`;
const variables = `${folder}/variables`;

/** Writes the project where Compose reads it in the engine's namespaces. */
export async function placeStack(engine: Engine, stack: Stack): Promise<void> {
  await Promise.all([
    placeFile(engine, "compose.json", JSON.stringify(runnable(stack.model))),
    placeFile(engine, "config.json", JSON.stringify(stack.compose?.config ?? {})),
    placeFile(engine, "variables", exportLines(variablesOf(stack))),
  ]);
}

/** Writes a file for Compose into an engine and gives its path there. */
export async function placeFile(engine: Engine, name: string, text: string): Promise<string> {
  const path = `${folder}/${name}`;
  await engine.exec(["sh", "-c", 'umask 077; mkdir -p "$1" && cat > "$2"', "remap-ready-place", folder, path], {
    input: text,
    timeoutMs: 20_000,
  });
  return path;
}

/** How far each service of a stack got on one engine. */
export interface Startup {
  /** Stage observations per service, in order. */
  readonly observations: ReadonlyMap<string, readonly Observation[]>;
  /** Ids of the containers that were started, by service. */
  readonly started: ReadonlyMap<string, string>;
}

/** Options of a run of a stack. */
export interface RunOptions {
  /** Further compose files that win over the stack's own: a remedy. */
  readonly overrides: readonly string[];
  /** Services that are not even created, with the reason. */
  readonly left: ReadonlyMap<string, string>;
  /** How long creating and starting may take, waiting for health included. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** Creates all services with Compose, then starts them with Compose, so that a failure's stage is known and belongs to one service. */
export async function startStack(engine: Engine, stack: Stack, options: RunOptions): Promise<Startup> {
  const notes = new Map<string, Observation[]>(stack.order.map((name) => [name, []]));
  const note = (subject: string, probe: Stage & Observation["probe"], outcome: Observation["outcome"], reason?: string) =>
    notes.get(subject)?.push({ subject, probe, role: engine.role, outcome, facts: [], ...(reason !== undefined && { reason }) });
  const lost = new Map<string, string>();
  for (const [name, reason] of options.left) {
    note(name, "create", "skipped", reason);
    lost.set(name, reason);
  }
  const compose = (...words: string[]) => runCompose(engine, stack, options, words);
  const wanted = stack.order.filter((name) => !lost.has(name));

  const createAlone = async (name: string) => {
    for (let attempt = 1; ; attempt++) {
      const ran = await compose("up", "--no-start", "--no-build", "--no-deps", "--no-recreate", "--pull", "never", name);
      // When one service fails, Compose leaves the others while the engine is still making them: until it is done, there is no container, and its name is taken.
      if (ran.code === 0 || attempt === maxCreations || !/\bConflict\b.*\bname\b.*\balready in use\b/.test(ran.stderr)) return ran;
      await delay(500);
    }
  };
  const all = wanted.length > 0 ? await compose("up", "--no-start", "--no-build", "--pull", "never", ...wanted) : undefined;
  for (const name of wanted) {
    // One failure hides the others: then each is created by itself.
    const own = all?.code === 0 ? all : await createAlone(name);
    if (own.code === 0) note(name, "create", "observed");
    else {
      const joined = namespaceOwners(stack, name).find((other) => lost.has(other));
      if (joined !== undefined) note(name, "create", "skipped", `it joins \`${joined}\`, which was not created`);
      else note(name, "create", own.end === "exited" ? "failed" : "timed-out", wordsOf(own));
      lost.set(name, "it was not created");
    }
  }

  const isBlocked = (name: string): string | undefined => dependenciesOf(stack.model.services[name] ?? {}).find((other) => lost.has(other));
  const blockAll = (): void => {
    for (const name of stack.order) {
      const blocker = isBlocked(name);
      if (blocker === undefined || lost.has(name)) continue;
      note(name, "start", "skipped", `it waits for \`${blocker}\`, which did not start`);
      lost.set(name, `it waits for \`${blocker}\``);
    }
  };
  blockAll();
  const startable = stack.order.filter((name) => !lost.has(name));
  const up =
    startable.length > 0 ? await compose("up", "--detach", "--no-build", "--no-recreate", "--pull", "never", ...startable) : undefined;
  let ids = await containersOf(engine, stack);
  for (const name of startable) {
    if (lost.has(name)) continue;
    const blocker = isBlocked(name);
    if (blocker !== undefined) {
      note(name, "start", "skipped", `it waits for \`${blocker}\`, which did not start`);
      lost.set(name, "it was not started");
      continue;
    }
    let words = up?.code === 0 ? undefined : wordsOf(up);
    let end = up?.end;
    let state = await stateOf(engine, ids.get(name));
    const unfit = dependenciesOf(stack.model.services[name] ?? {}).find((other) => isNamedUnfit(words ?? "", other, stack.model));
    if (unfit !== undefined && state?.status === "created") {
      note(name, "start", "skipped", `it waits for \`${unfit}\`, which did not become fit`);
      lost.set(name, `it waits for \`${unfit}\``);
      continue;
    }
    if (up?.code !== 0 && state?.status === "created" && state.error === "") {
      const own = await compose("up", "--detach", "--no-build", "--no-deps", "--no-recreate", "--pull", "never", name);
      words = own.code === 0 ? undefined : wordsOf(own);
      end = own.end;
      ids = await containersOf(engine, stack);
      state = await stateOf(engine, ids.get(name));
    }
    if (state && state.status !== "created") note(name, "start", "observed");
    else {
      // What Compose gives up, the engine notes as an error of the container.
      const isGivenUp = end !== undefined && end !== "exited" && (!state?.error || /context canceled/i.test(state.error));
      note(name, "start", isGivenUp ? "timed-out" : "failed", (isGivenUp ? words : state?.error || words) || "it was not started");
      lost.set(name, "it did not start");
    }
  }
  const started = new Map([...ids].filter(([name]) => startable.includes(name) && !lost.has(name)));
  return { observations: notes, started };
}

/** Removes everything a stack made on an engine: containers, networks, volumes. */
export async function removeStack(engine: Engine, stack: Stack, options: RunOptions): Promise<void> {
  await runCompose(engine, stack, options, ["down", "--volumes", "--remove-orphans", "--timeout", "0"]);
}

/** Runs docker compose in the engine's namespaces, against that engine. */
export async function runCompose(
  engine: Engine,
  stack: Stack,
  { overrides, timeoutMs, signal }: Pick<RunOptions, "overrides" | "timeoutMs" | "signal">,
  words: readonly string[],
) {
  const files = [composeFile, ...overrides].flatMap((file) => ["-f", file]);
  const argv = [
    stack.compose?.path ?? "docker-compose",
    "--progress",
    "plain",
    "--project-directory",
    stack.directory,
    "--project-name",
    stack.model.name,
    ...files,
    ...words,
  ];
  return engine.exec(["sh", "-c", script, "remap-ready-compose", variables, ...withoutPowers, ...argv], {
    cwd: stack.directory,
    timeoutMs,
    signal,
    maxBytes: 1 << 20,
  });
}

/**
 * Becomes Compose with the variables of a file, which nobody else can read, and without the powers of root: it finds no other program, so that it starts none
 * but the plugins named in its settings, and none of these obeys what a project says.
 */
const script = `. "$1"; shift; setpriv=$(command -v setpriv); PATH=${emptyPath}; export PATH; exec "$setpriv" "$@"`;

/** All that Compose gets: where its engine is, a folder of its own for its settings, as builds write there, and the values of secrets. */
function variablesOf({ values, isCompatible }: Stack): Record<string, string> {
  return {
    HOME: folder,
    DOCKER_CONFIG: folder,
    DOCKER_HOST: "unix:///var/run/docker.sock",
    COMPOSE_DISABLE_ENV_FILE: "1",
    COMPOSE_STATUS_STDOUT: "0",
    // buildx would ask git about the repository that it builds from.
    BUILDX_GIT_INFO: "0",
    ...(isCompatible && { COMPOSE_COMPATIBILITY: "1" }),
    ...Object.fromEntries(Object.entries(values).map(([name, value]) => [variableFor(name), value])),
  };
}

/** The words of a command that failed: its error lines, without its progress. */
export function wordsOf(said: Pick<Ran, "stdout" | "stderr" | "end"> | undefined): string {
  if (!said) return "";
  if (said.end === "deadline") return "the time limit was reached before it ended";
  if (said.end === "aborted") return "the run was over before it ended";
  const lines = `${said.stderr}\n${said.stdout}`
    .split("\n")
    .map((line) => line.trim().replace(/^Container \S+ {2}(?=Error\b)/, ""))
    .filter((line) => line !== "");
  const errors = lines.filter(
    (line) =>
      (/error|fail|cannot|denied|invalid|no such|unable|not permitted|conflict/i.test(line) || speaksOfNetwork(line)) &&
      !/^Container \S+ +(?:Creat|Start|Runn|Wait|Recreat)\w*$/.test(line),
  );
  return [...new Set(errors.length > 0 ? errors : lines)].slice(-20).join("\n").slice(0, 4000);
}

/** Whether Compose says that a dependency is unhealthy or did not complete; it names the container, `<project>-<service>-<number>` or its `container_name`. */
export function isNamedUnfit(words: string, service: string, { name, services }: ComposeModel): boolean {
  const own = services[service]?.container_name;
  // With underscores under COMPOSE_COMPATIBILITY.
  const isOfService = (container: string): boolean =>
    container === own ||
    ["-", "_"].some((mark) => {
      const [before, number] = [`${name}${mark}${service}${mark}`, container.split(mark).at(-1) ?? ""];
      return /^\d+$/.test(number) && container === before + number;
    });
  return [
    ...words.matchAll(/dependency failed to start: container (\S+)|container (\S+) is unhealthy|service "([^"]+)" didn't complete/gi),
  ].some(([, one, two, three]) => three === service || isOfService(one ?? two ?? ""));
}

function namespaceOwners(stack: Stack, name: string): string[] {
  const { network_mode, pid, ipc, volumes_from } = stack.model.services[name] ?? {};
  const modes = [network_mode, pid, ipc].flatMap((mode) => (mode?.startsWith("service:") ? [mode.slice("service:".length)] : []));
  return [...modes, ...(volumes_from ?? []).map((each) => each.split(":")[0] ?? each)];
}

/** The first container of each service. */
async function containersOf(engine: Engine, stack: Stack): Promise<Map<string, string>> {
  const filters = JSON.stringify({ label: [`com.docker.compose.project=${stack.model.name}`] });
  const listed = await engine.client.json<readonly { Id: string; Labels: Record<string, string> }[]>("GET", "/containers/json", {
    query: { all: 1, filters },
  });
  const ids = new Map<string, string>();
  const numbered = [...listed].sort(
    (a, b) => Number(a.Labels["com.docker.compose.container-number"]) - Number(b.Labels["com.docker.compose.container-number"]),
  );
  for (const { Id, Labels } of numbered) {
    const name = Labels["com.docker.compose.service"];
    if (name !== undefined && !ids.has(name) && Labels["com.docker.compose.oneoff"] !== "True") ids.set(name, Id);
  }
  return ids;
}

async function stateOf(engine: Engine, id: string | undefined): Promise<{ status: string; error: string } | undefined> {
  if (id === undefined) return undefined;
  const { State } = await inspectContainer(engine.client, id);
  return { status: State.Status, error: State.Error };
}
