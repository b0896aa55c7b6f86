import { spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { run, searchPath } from "../../engines/command.js";
import { reasonOf } from "../../engines/engine-error.js";
import { fullName } from "../../model/image-name.js";

/** The machine's own Docker, as the user's client reaches it. */
export interface HostDocker {
  /** The client program; undefined when it was not found. */
  readonly docker: string | undefined;
  readonly environment: NodeJS.ProcessEnv;
  /** Whether it is asked only for what it has. */
  readonly pullsNothing?: boolean;
}

/** What is wanted of the machine's own Docker. */
export interface WantedImage {
  readonly image: string;
  /** As a service asks for it, `linux/arm64`. */
  readonly platform?: string;
}

/** Makes sure that the machine's own Docker has the image, and pulls it if it is missing; returns the reason if that fails. The pulled image stays, as after `docker pull`. */
export async function obtain(
  { image, platform }: WantedImage,
  { docker, environment, pullsNothing }: HostDocker,
  signal: AbortSignal,
  onProgress: (line: string) => void,
): Promise<string | undefined> {
  if (docker === undefined) return `no image archive holds \`${image}\`, and there is no docker client to ask for it`;
  const options = { env: clientEnvironment(environment), signal };
  const ask = (words: readonly string[], timeoutMs: number) =>
    run([docker, ...words], { ...options, timeoutMs }).catch((error: unknown) => ({ code: -1, stderr: reasonOf(error) }));
  const there = await ask(["image", "inspect", "--format", "{{.Id}}", "--", image], 30_000);
  if (there.code === 0) return undefined;
  if (pullsNothing) return `this machine's Docker does not have \`${image}\` any more`;
  if (!/^sha256:/.test(image)) onProgress(`pulling \`${image}\` with this machine's Docker`);
  const pulled = await ask(["pull", "--quiet", ...(platform === undefined ? [] : ["--platform", platform]), "--", image], 600_000);
  if (pulled.code === 0) return undefined;
  if (signal.aborted) return timeIsUp;
  return `\`${image}\` is in no image archive, and this machine's Docker cannot provide it: ${pulled.stderr.trim().split("\n").at(-1)?.slice(0, 500) ?? ""}`;
}

/** Why an image was not brought in when the run's own time ended it. */
export const timeIsUp = "the time for everything was up before its image was brought in";

/** An archive of images that the machine's own Docker has, and what the client said when it failed. */
export function save(
  images: readonly string[],
  { docker = "docker", environment }: HostDocker,
): { stream: Readable; failed: Promise<string | undefined> } {
  const child = spawn(docker, ["save", "--", ...images.map(exactName)], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: searchPath(), ...clientEnvironment(environment) },
  });
  let words = "";
  child.stderr.on("data", (chunk: Buffer) => {
    words = (words + chunk.toString("utf8")).slice(-2000);
  });
  const failed = new Promise<string | undefined>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code) => resolve(code === 0 ? undefined : `docker save: ${words.trim()}`));
  });
  return { stream: child.stdout, failed };
}

/** Engine 20.10 saves every tag of a name without one. An id, whole or its beginning, has no tag. */
function exactName(image: string): string {
  return /^[0-9a-f]{12,64}$/.test(image) || !fullName(image).endsWith(":latest") || image.endsWith(":latest") ? image : `${image}:latest`;
}

function rowOf(line: string): Readonly<Record<string, string>> | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** An image that the machine's own Docker has. */
export interface OwnImage {
  /** What that Docker calls it: the digest of its configuration or of its manifest, `sha256:…`. */
  readonly id: string;
  /** One of its names, `redis:7`; undefined where it has none with a tag. */
  readonly name: string | undefined;
}

/** The images that the machine's own Docker has, by every reference that means one; the client's words where it cannot say. */
export async function ownImages({
  docker = "docker",
  environment,
}: HostDocker): Promise<{ readonly find: (reference: string) => OwnImage | undefined } | { readonly failed: string }> {
  const words = [docker, "image", "ls", "--all", "--no-trunc", "--digests", "--format", "{{json .}}"];
  const listed = await run(words, { env: clientEnvironment(environment), timeoutMs: 60_000, maxBytes: 32 << 20 }).catch(
    (error: unknown) => ({ code: -1, stdout: "", stderr: reasonOf(error) }),
  );
  if (listed.code !== 0) return { failed: listed.stderr.trim().slice(0, 500) };
  const byReference = new Map<string, OwnImage>();
  for (const line of listed.stdout.split("\n").filter((each) => each !== "")) {
    const row = rowOf(line);
    if (row?.["ID"] === undefined) return { failed: "it lists its images in a form that Docker does not have" };
    const { ID: id, Repository, Tag, Digest } = row;
    const [repository, tag, digest] = [Repository, Tag, Digest].map((part) => (part === "" || part === "<none>" ? undefined : part));
    const name = repository !== undefined && tag !== undefined ? `${repository}:${tag}` : byReference.get(id)?.name;
    const image = { id, name };
    byReference.set(id, image);
    if (name !== undefined) byReference.set(fullName(name), image);
    if (repository !== undefined && digest !== undefined) byReference.set(fullName(`${repository}@${digest}`), image);
  }
  // Of a name with a tag and a digest, the digest counts.
  const untagged = (reference: string) => reference.replace(/:[\w.-]+(?=@sha256:)/, "");
  return { find: (reference) => byReference.get(reference) ?? byReference.get(fullName(untagged(reference))) };
}

function clientEnvironment(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).filter(
      (entry): entry is [string, string] =>
        /^(?:DOCKER_|HOME$|XDG_|SSH_AUTH_SOCK$|https?_proxy$|HTTPS?_PROXY$|no_proxy$|NO_PROXY$)/.test(entry[0]) && entry[1] !== undefined,
    ),
  );
}
