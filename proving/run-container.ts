import { createContainer, removeContainer, startContainer, waitContainer } from "../src/engines/containers.js";
import { type EngineClient, EngineRefusal } from "../src/engines/engine-client.js";
import { splitOutput } from "../src/engines/output-frames.js";
import type { Container, ContainerSubject, ImageSubject, Leg, Stage } from "./experiments/experiment.js";
import type { Observation } from "./judge.js";
import { engineOf, filledInDeep, folderOf, type Lab, settledWords } from "./lab.js";

const timeoutMs = 60_000;

/** Runs a container on a leg and says how far it got. */
export async function runContainerSubject(lab: Lab, id: string, subject: ContainerSubject, leg: Leg): Promise<Observation> {
  const { client } = engineOf(lab, leg);
  const folder = folderOf(lab, id, leg);
  const made: string[] = [];
  const fill = <T>(value: T, peer?: string): T =>
    filledInDeep(value, { dir: folder, leg: leg.toLowerCase(), peer, socketGroup: lab.socketGroup });
  const remember = (container: string) => made.push(container);
  try {
    let peer: string | undefined;
    if (subject.peer) {
      const usernsHost = subject.peer.usernsHost ?? leg === "optedOut";
      peer = await createContainer(client, bodyOf(fill(subject.peer), fill(subject.peer.run ?? "sleep 60"), usernsHost));
      remember(peer);
      await startContainer(client, peer, { timeoutMs });
    }
    const body = bodyOf(fill(subject, peer), fill(subject.run, peer), leg === "optedOut");
    const observed = subject.exec ? await execute(client, body, fill(subject.exec), remember) : await runBody(client, body, remember);
    if (!subject.after) return settled(observed, folder);
    const after = { ...bodyOf({ host: { Binds: [`${folder}:/after`] } }, subject.after, true) };
    const seen = await runBody(client, after, remember);
    return settled({ ...observed, words: `${observed.words} ${seen.words}` }, folder);
  } finally {
    await Promise.all(made.map((container) => removeContainer(client, container)));
  }
}

/** Runs a script in a container of an image and says how far it got; the container is removed. */
export async function runScript(client: EngineClient, image: string, script: string, leg: Leg, user?: string): Promise<Observation> {
  const made: string[] = [];
  try {
    const container = { config: { Image: image, ...(user !== undefined && { User: user }) }, host: { NetworkMode: "none" } };
    return settled(await runBody(client, bodyOf(container, script, leg === "optedOut"), (id) => made.push(id)));
  } finally {
    await Promise.all(made.map((container) => removeContainer(client, container)));
  }
}

/** Loads an archive; the engine's words when it refuses. */
export async function loadArchive(client: EngineClient, archive: Buffer): Promise<Observation> {
  const { Readable } = await import("node:stream");
  try {
    const said = (
      await client.bytes("POST", "/images/load", { query: { quiet: 1 }, stream: Readable.from([archive]), timeoutMs })
    ).toString("utf8");
    const error = /"error":"((?:[^"\\]|\\.)*)"/.exec(said)?.[1];
    return error === undefined
      ? { result: "works", words: "" }
      : { result: "fails", stage: "load", words: settledWords(JSON.parse(`"${error}"`) as string) };
  } catch (error) {
    return refused("load", error);
  }
}

/** Loads an image made of the subject's layer and runs it. */
export async function runImageSubject(
  lab: Lab,
  id: string,
  subject: ImageSubject,
  leg: Leg,
  archive: (tag: string) => Buffer,
): Promise<Observation> {
  const { client } = engineOf(lab, leg);
  const tag = `lab-image:${id.replaceAll("/", "-")}-${leg.toLowerCase()}`;
  const loaded = await loadArchive(client, archive(tag));
  if (loaded.result !== "works" || subject.run === undefined) return loaded;
  return runScript(client, tag, subject.run, leg);
}

/** An engine's refusal as an observation; anything else is rethrown. */
export function refused(stage: Stage, error: unknown): Observation {
  if (error instanceof EngineRefusal) return { result: "fails", stage, words: settledWords(error.message) };
  throw error;
}

function bodyOf(container: Container, script: string, usernsHost: boolean): Record<string, unknown> {
  const host = { NetworkMode: "none", ...container.host, ...(usernsHost && { UsernsMode: "host" }) };
  return { Image: "lab", Cmd: ["sh", "-c", script], Labels: { "remap-ready.lab": "1" }, ...container.config, HostConfig: host };
}

async function runBody(client: EngineClient, body: Record<string, unknown>, remember: (id: string) => void): Promise<Observation> {
  let id: string;
  try {
    id = await createContainer(client, body);
  } catch (error) {
    return refused("create", error);
  }
  remember(id);
  try {
    await startContainer(client, id, { timeoutMs });
  } catch (error) {
    return refused("start", error);
  }
  const code = await waitContainer(client, id, { timeoutMs });
  const raw = await client.bytes("GET", `/containers/${id}/logs`, { query: { stdout: 1, stderr: 1 } });
  const words = body["Tty"] === true ? raw.toString("utf8") : outputOf(raw);
  return code === 0 ? { result: "works", words } : { result: "fails", stage: "run", words };
}

async function execute(
  client: EngineClient,
  body: Record<string, unknown>,
  exec: Readonly<Record<string, unknown>>,
  remember: (id: string) => void,
): Promise<Observation> {
  const id = await createContainer(client, body);
  remember(id);
  await startContainer(client, id, { timeoutMs });
  try {
    const { Id } = await client.json<{ Id: string }>("POST", `/containers/${id}/exec`, {
      body: { AttachStdout: true, AttachStderr: true, ...exec },
    });
    const output = await client.bytes("POST", `/exec/${Id}/start`, { body: { Detach: false, Tty: false }, timeoutMs });
    const { ExitCode } = await client.json<{ ExitCode: number | null }>("GET", `/exec/${Id}/json`);
    return ExitCode === 0 ? { result: "works", words: outputOf(output) } : { result: "fails", stage: "run", words: outputOf(output) };
  } catch (error) {
    return refused("run", error);
  }
}

/** Both streams; what a refused exec says comes without a frame. */
function outputOf(raw: Buffer): string {
  const { stdout, stderr } = splitOutput(raw);
  return stdout || stderr ? `${stdout}${stderr}` : raw.toString("utf8");
}

function settled(observed: Observation, folder = ""): Observation {
  return { ...observed, words: settledWords(observed.words, folder) };
}
