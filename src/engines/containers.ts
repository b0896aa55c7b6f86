import type { EngineClient } from "./engine-client.js";
import { EngineRefusal } from "./engine-client.js";
import { splitOutput } from "./output-frames.js";

/** The parts of `GET /containers/{id}/json` that are looked at. */
export interface ContainerState {
  readonly Id: string;
  readonly Name: string;
  readonly RestartCount: number;
  readonly State: {
    readonly Status: "created" | "running" | "paused" | "restarting" | "removing" | "exited" | "dead";
    readonly Running: boolean;
    /** RFC 3339, with nanoseconds. */
    readonly StartedAt: string;
    /** As the engine sees it, in the engine's own pid namespace. */
    readonly Pid: number;
    readonly ExitCode: number;
    readonly Error: string;
    readonly OOMKilled: boolean;
    readonly Health?: { readonly Status: string; readonly Log?: readonly { readonly ExitCode: number; readonly Output: string }[] | null };
  };
  readonly Config: { readonly Tty: boolean; readonly [key: string]: unknown };
  readonly [key: string]: unknown;
}

/** What a command in a container did, outputs cut at `maxBytes`. */
export interface Execution {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Bounds of a call. */
export interface Bounds {
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
}

/** Creates a container from a `ContainerCreate` body and gives its id; an EngineRefusal when the engine says no. */
export async function createContainer(client: EngineClient, body: Readonly<Record<string, unknown>>, name?: string): Promise<string> {
  const { Id } = await client.json<{ Id: string }>("POST", "/containers/create", { query: { name }, body });
  return Id;
}

/** Starts a created container; an EngineRefusal with the runtime's words when it does not start. */
export async function startContainer(client: EngineClient, id: string, bounds: Bounds = {}): Promise<void> {
  await client.bytes("POST", `/containers/${id}/start`, bounds);
}

/** The container's state now. */
export async function inspectContainer(client: EngineClient, id: string): Promise<ContainerState> {
  return client.json<ContainerState>("GET", `/containers/${id}/json`);
}

/** Waits for a container to stop and gives its exit status. */
export async function waitContainer(client: EngineClient, id: string, bounds: Bounds = {}): Promise<number> {
  const { StatusCode } = await client.json<{ StatusCode: number }>("POST", `/containers/${id}/wait`, bounds);
  return StatusCode;
}

/** Processor time that a container has used since it started, in milliseconds, summed over processors. */
export async function processorMs(client: EngineClient, id: string): Promise<number> {
  const query = { stream: 0, "one-shot": 1 };
  const { cpu_stats } = await client.json<{ cpu_stats: { cpu_usage: { total_usage: number } } }>("GET", `/containers/${id}/stats`, {
    query,
  });
  return cpu_stats.cpu_usage.total_usage / 1e6;
}

/** What a container has written so far. */
export async function readLogs(client: EngineClient, id: string, bounds: Bounds = {}): Promise<Omit<Execution, "code">> {
  const { Config } = await inspectContainer(client, id);
  const body = await client.bytes("GET", `/containers/${id}/logs`, { query: { stdout: 1, stderr: 1 }, ...bounds });
  return Config.Tty ? { stdout: body.toString("utf8"), stderr: "" } : splitOutput(body);
}

/** Removes a container, running or not, and its anonymous volumes; no failure when it is gone already. */
export async function removeContainer(client: EngineClient, id: string): Promise<void> {
  await unlessGone(client.bytes("DELETE", `/containers/${id}`, { query: { force: 1, v: 1 } }));
}

/** Runs a command in a running container, as `docker exec` does. */
export async function execInContainer(
  client: EngineClient,
  id: string,
  argv: readonly string[],
  options: Bounds & { readonly user?: string; readonly workingDir?: string; readonly privileged?: boolean } = {},
): Promise<Execution> {
  const { user, workingDir, privileged = false, ...bounds } = options;
  const body = { Cmd: argv, AttachStdout: true, AttachStderr: true, User: user, WorkingDir: workingDir, Privileged: privileged };
  const { Id } = await client.json<{ Id: string }>("POST", `/containers/${id}/exec`, { body, ...bounds });
  const output = await client.bytes("POST", `/exec/${Id}/start`, { body: { Detach: false, Tty: false }, ...bounds });
  const { ExitCode } = await client.json<{ ExitCode: number | null }>("GET", `/exec/${Id}/json`, bounds);
  return { code: ExitCode ?? -1, ...splitOutput(output) };
}

/** Creates, starts, waits for and removes a container; an EngineRefusal when it cannot be created or started. */
export async function runContainer(client: EngineClient, body: Readonly<Record<string, unknown>>, bounds: Bounds = {}): Promise<Execution> {
  const id = await createContainer(client, body);
  try {
    await startContainer(client, id, bounds);
    const code = await waitContainer(client, id, bounds);
    return { code, ...(await readLogs(client, id, bounds)) };
  } finally {
    await removeContainer(client, id);
  }
}

async function unlessGone(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof EngineRefusal) || (error.status !== 404 && error.status !== 409)) throw error;
  }
}
