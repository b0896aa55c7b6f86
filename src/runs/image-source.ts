import { spawn } from "node:child_process";
import { createReadStream, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { run } from "../engines/command.js";
import type { Engine } from "../engines/engine.js";
import { reasonOf } from "../engines/engine-error.js";
import { loadImage } from "../engines/images.js";

/** What became of an image on each engine: null when it is there, else the engine's words. */
export interface LoadedImage {
  readonly baseline: string | null;
  readonly remapped: string | null;
}

/** Where images may come from. */
export interface ImageSources {
  /** `docker save` archives, or directories of them; they win over the machine's own Docker. */
  readonly archives: readonly string[];
  /** The docker client to ask, with the user's own context and login. */
  readonly docker: string | undefined;
  readonly environment: NodeJS.ProcessEnv;
}

/** What became of the images by name, and of archives that are none, in sentences. */
export interface BroughtImages {
  readonly images: ReadonlyMap<string, LoadedImage>;
  readonly problems: readonly string[];
}

/** Brings images into the engines, each read once. An image found nowhere is absent on both, with the reason. */
export async function bringImages(
  images: readonly string[],
  engines: readonly Engine[],
  sources: ImageSources,
  signal: AbortSignal,
): Promise<BroughtImages> {
  const loaded = new Map<string, LoadedImage>();
  const problems: string[] = [];
  for (const path of sources.archives) {
    const files = archiveFiles(path);
    if (files.length === 0)
      problems.push(`the image archive folder \`${path}\` holds no file that ends in .tar, .tar.gz, .tgz or the like`);
    for (const file of files) {
      const { names, result } = await loadFrom(createReadStream(file), engines, signal);
      for (const name of names) loaded.set(name, result);
      if (names.length === 0)
        problems.push(
          `the image archive \`${file}\` gives no image; \`docker save\` makes one that does: ${result.baseline ?? "it holds none with a name"}`,
        );
    }
  }
  for (const image of images) {
    if (held(loaded, image)) continue;
    const reason = await fetchOnHost(image, sources, signal);
    if (reason !== undefined) {
      loaded.set(image, { baseline: reason, remapped: reason });
      continue;
    }
    const { stream, failed } = save(image, sources);
    const { result } = await loadFrom(stream, engines, signal);
    const words = await failed;
    loaded.set(image, words === undefined ? result : { baseline: words, remapped: words });
  }
  const absent = { baseline: "not loaded", remapped: "not loaded" };
  return { images: new Map(images.map((image) => [image, held(loaded, image) ?? absent])), problems };
}

/** What became of an image, whatever way its name is written. */
function held(loaded: ReadonlyMap<string, LoadedImage>, image: string): LoadedImage | undefined {
  return [...loaded].find(([name]) => fullName(name) === fullName(image))?.[1];
}

/** A name as the engine knows it: `redis` is `docker.io/library/redis:latest`. */
export function fullName(image: string): string {
  const [repository = "", ...rest] =
    image.split("/").length === 1
      ? ["docker.io", "library", image]
      : /^(?:[^/]*[.:][^/]*|localhost)\//.test(image)
        ? image.split("/")
        : ["docker.io", ...image.split("/")];
  const path = rest.join("/");
  return `${repository}/${/[:@][^/]*$/.test(path) ? path : `${path}:latest`}`;
}

async function loadFrom(
  stream: Readable,
  engines: readonly Engine[],
  signal: AbortSignal,
): Promise<{ names: readonly string[]; result: LoadedImage }> {
  const loads = await loadImage(engines, stream, { signal }).catch((error: unknown) =>
    engines.map(({ role }) => ({ role, outcome: "failed", reason: reasonOf(error) }) as const),
  );
  const reason = (role: Engine["role"]) => {
    const load = loads.find((each) => each.role === role);
    return load?.outcome === "failed" ? load.reason : null;
  };
  const names = loads.flatMap((load) => (load.outcome === "loaded" ? load.images : []));
  return { names: [...new Set(names)], result: { baseline: reason("baseline"), remapped: reason("remapped") } };
}

function archiveFiles(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => /\.(?:tar(?:\.(?:gz|bz2|xz|zst))?|tgz)$/.test(name))
    .sort()
    .map((name) => join(path, name));
}

/** Makes sure that the machine's own Docker has the image, pulling it when it has not; gives the reason when it cannot. */
async function fetchOnHost(image: string, { docker, environment }: ImageSources, signal: AbortSignal): Promise<string | undefined> {
  if (docker === undefined) return `no image archive holds \`${image}\`, and there is no docker client to ask for it`;
  const options = { env: clientEnvironment(environment), signal };
  const ask = (words: readonly string[], timeoutMs: number) =>
    run([docker, ...words], { ...options, timeoutMs }).catch((error: unknown) => ({ code: -1, stderr: reasonOf(error) }));
  const there = await ask(["image", "inspect", "--format", "{{.Id}}", "--", image], 30_000);
  if (there.code === 0) return undefined;
  const pulled = await ask(["pull", "--quiet", "--", image], 600_000);
  if (pulled.code === 0) return undefined;
  if (signal.aborted) return "the time for everything was up before its image was brought in";
  return `\`${image}\` is in no image archive and cannot be had from this machine's Docker: ${pulled.stderr.trim().split("\n").at(-1)?.slice(0, 500) ?? ""}`;
}

function save(image: string, { docker = "docker", environment }: ImageSources): { stream: Readable; failed: Promise<string | undefined> } {
  const child = spawn(docker, ["save", "--", image], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env["PATH"] ?? "", ...clientEnvironment(environment) },
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

function clientEnvironment(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).filter(
      (entry): entry is [string, string] =>
        /^(?:DOCKER_|HOME$|XDG_|SSH_AUTH_SOCK$|https?_proxy$|HTTPS?_PROXY$|no_proxy$|NO_PROXY$)/.test(entry[0]) && entry[1] !== undefined,
    ),
  );
}
