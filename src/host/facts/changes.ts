import type { EngineClient } from "../../engines/engine-client.js";
import { answerOf, answersIn, numberOf, textOf } from "./answer.js";
import type { ContainerFacts } from "./engine-objects.js";

/** What a container changed in its own files, outside of every mount: what is lost when it is made again from its image. */
export interface WritableLayer {
  readonly changes: number;
  /** The first few, as `docker diff` prints them: `A /etc/own.conf`. */
  readonly first: readonly string[];
  /** How many more lie where programs keep what they can make again: `/run`, `/tmp`, `/var/cache` and the like. */
  readonly transient: number;
}

const mostBytes = 64 << 20;
const mostExamples = 8;
/** Changed, added, deleted: `Kind` of GET /containers/{id}/changes. */
const letters = ["C", "A", "D"];
/** Folders whose content must not outlive a boot, or can be made again: Filesystem Hierarchy Standard 3.0, 3.15, 3.18, 5.5, 5.13. */
const transientFolder = /^\/(?:run|tmp|dev|proc|sys|var\/(?:run|lock|tmp|cache))(?:\/|$)/;

/** Where the engine binds its init into a container made with `--init`: moby, daemon/oci_linux.go, inContainerInitPath. */
const initPath = "/sbin/docker-init";

/** Asks what a container changed (`docker diff`), and leaves out what its mounts and the folders above them show. */
export async function readWritableLayer(
  client: EngineClient,
  { id, mounts, raw }: Pick<ContainerFacts, "id" | "mounts" | "raw">,
  signal?: AbortSignal,
): Promise<WritableLayer> {
  const answer = await client.json<unknown>("GET", `/containers/${encodeURIComponent(id)}/changes`, {
    maxBytes: mostBytes,
    timeoutMs: 300_000,
    ...(signal && { signal }),
  });
  const all = answersIn(answer).map((each) => ({ path: textOf(each["Path"]), letter: letters[numberOf(each["Kind"])] ?? "C" }));
  // What `--tmpfs` mounts is not among the mounts that inspect shows, but by its path in what was asked for.
  const inMemory = Object.keys(answerOf(answerOf(raw["HostConfig"])["Tmpfs"]));
  const targets = [initPath, ...[...mounts.map(({ target }) => target), ...inMemory].map((target) => target.replace(/(?<=.)\/$/, ""))];
  const own = all.filter(({ path }) => !targets.some((target) => path === target || path.startsWith(`${target}/`)));
  // A folder is listed for what changed in it: it counts by itself only where nothing below it does, and no mount either.
  const below = [...all.map(({ path }) => path), ...targets];
  const folders = new Set(below.flatMap(foldersAbove));
  const changes = own.filter(({ path, letter }) => !(letter !== "D" && folders.has(path)));
  const lasting = changes.filter(({ path }) => !transientFolder.test(path));
  return {
    changes: lasting.length,
    first: lasting.slice(0, mostExamples).map(({ path, letter }) => `${letter} ${path}`),
    transient: changes.length - lasting.length,
  };
}

function foldersAbove(path: string): string[] {
  const parts = path.split("/").slice(1, -1);
  return parts.map((_, index) => `/${parts.slice(0, index + 1).join("/")}`);
}
