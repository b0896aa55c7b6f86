import { spawn } from "node:child_process";
import { dirname } from "node:path";
import type { Readable } from "node:stream";
import { asRoot, run, runAsRoot, searchPath } from "../../engines/command.js";
import { createContainer, removeContainer } from "../../engines/containers.js";
import type { Engine } from "../../engines/engine.js";
import { EngineError, reasonOf } from "../../engines/engine-error.js";
import type { Stack } from "../input/stack.js";
import type { VolumeArchive, WantedVolume } from "../input/volumes.js";

/**
 * Keeps the data of volumes in archives below the scratch of a run, with owners as numbers: both engines, and every run on them, get the same bytes. Containers may go on writing
 * meanwhile, so that what is kept is as after a power failure. The folder goes with the scratch.
 */
export async function keepVolumes(
  volumes: readonly WantedVolume[],
  { socket }: Pick<Engine, "socket">,
  signal: AbortSignal,
): Promise<VolumeArchive[]> {
  const folder = `${dirname(dirname(socket))}/volumes`;
  if (volumes.length === 0) return [];
  await runAsRoot("scratch", ["mkdir", "-m", "0700", folder]);
  const kept: VolumeArchive[] = [];
  for (const [index, volume] of volumes.entries()) {
    const archive = `${folder}/${index}.tar`;
    const words = [
      ...["tar", "--create", `--file=${archive}`, "--format=posix", "--numeric-owner", "--sparse", "--one-file-system"],
      ...["--xattrs", "--xattrs-include=user.*", "--xattrs-include=security.capability"],
      // As a folder by that name, so that its own owner and mode are brought too.
      ...["--transform=flags=rh;s,^\\.,data,", `--directory=${volume.path}`, "."],
    ];
    const ran = await run(asRoot(words), { timeoutMs: 600_000, signal });
    // 1: a file changed while it was read.
    if (ran.code !== 0 && ran.code !== 1)
      throw new EngineError(`the data of the volume \`${volume.name}\` cannot be kept: ${ran.stderr.trim().slice(-500) || ran.end}`, {
        stage: "scratch",
      });
    kept.push({ ...volume, archive });
  }
  return kept;
}

/**
 * Puts the data into volumes of an engine that are empty, through the engine itself, which gives each file the owner that it has in a container: what a copy from the old
 * engine to the new one comes to. Services that are left out bring no image for it. Gives, by service, why that failed.
 */
export async function fillVolumes(
  engine: Engine,
  { data = [], model }: Pick<Stack, "data" | "model">,
  left: ReadonlyMap<string, string>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const failed = new Map<string, string>();
  for (const { name, services, archive } of data) {
    const image = services.flatMap((service) => (left.has(service) ? [] : (model.services[service]?.image ?? [])))[0];
    if (image === undefined) continue;
    try {
      await fillVolume(engine, { name, archive, image }, signal);
    } catch (error) {
      const why = `the data of the volume \`${name}\` could not be brought: ${reasonOf(error)}`;
      for (const service of services) failed.set(service, why);
    }
  }
  return failed;
}

async function fillVolume(
  { client }: Engine,
  { name, archive, image }: { readonly name: string; readonly archive: string; readonly image: string },
  signal: AbortSignal,
): Promise<void> {
  // Never started: the engine only needs a file system to put things into.
  const mount = { Type: "volume", Source: name, Target: "/data", VolumeOptions: { NoCopy: true } };
  const id = await createContainer(client, {
    Image: image,
    Entrypoint: ["none"],
    NetworkDisabled: true,
    HostConfig: { Mounts: [mount], NetworkMode: "none" },
  });
  try {
    const stream = asRootReads(archive);
    await client.bytes("PUT", `/containers/${id}/archive`, { query: { path: "/" }, stream, signal, timeoutMs: 600_000 });
  } finally {
    await removeContainer(client, id);
  }
}

function asRootReads(path: string): Readable {
  const [file = "", ...args] = asRoot(["cat", "--", path]);
  const child = spawn(file, args, { stdio: ["ignore", "pipe", "ignore"], env: { PATH: searchPath() } });
  child.once("error", (error) => child.stdout.destroy(error));
  return child.stdout;
}
