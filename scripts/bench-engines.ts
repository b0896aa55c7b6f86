// Measures what the engines cost, as ratios within one run, since machines differ: `npx tsx scripts/bench-engines.ts [rounds] [dockerd]`.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { asRoot, run } from "../src/engines/command.js";
import type { EngineSpec } from "../src/engines/engine.js";
import { engineClient } from "../src/engines/engine-client.js";
import { loadImage } from "../src/engines/images.js";
import { findInstallation } from "../src/engines/installation.js";
import { findOutbound } from "../src/engines/outbound.js";
import { twins, withEngines } from "../src/engines/with-engines.js";
import { busyboxArchive } from "../test/engines/image-archive.js";

/** Milliseconds of each phase of one life. */
interface Lap {
  readonly ready: number;
  readonly load: number;
  readonly stop: number;
}

const rounds = Number(process.argv[2] ?? 5);
const dockerd = process.argv[3];
const imageMiB = 64;
const folder = mkdtempSync(join(tmpdir(), "remap-ready-bench-"));
const archive = join(folder, "image.tar");

/** A dockerd with nothing of ours around it but a network namespace, so that it leaves the host's iptables alone. */
async function bare(): Promise<Lap> {
  const installation = findInstallation(dockerd);
  if (!installation) throw new Error("no dockerd");
  const root = (await run(asRoot(["mktemp", "-d", "/var/lib/rr-bench-XXXXXX"]))).stdout.trim();
  await run(asRoot(["chmod", "0711", root]));
  writeFileSync(join(folder, "daemon.json"), JSON.stringify({ features: { "containerd-snapshotter": false } }));
  const socket = `${root}/docker.sock`;
  const flags = [
    `--data-root=${root}/data`,
    `--config-file=${join(folder, "daemon.json")}`,
    "--storage-driver=overlay2",
    "--exec-opt=native.cgroupdriver=cgroupfs",
  ];
  const script = 'mount -t tmpfs tmpfs /run; ip link set lo up; PATH=$1; shift; exec "$@"';
  const start = performance.now();
  const unshare = [
    "unshare",
    "--mount",
    "--net",
    "--pid",
    "--fork",
    "--kill-child",
    "--mount-proc",
    "sh",
    "-c",
    script,
    "bare",
    installation.path,
  ];
  const [file = "", ...args] = asRoot([...unshare, installation.dockerd, ...flags, "-H", `unix://${socket}`]);
  const child = spawn(file, args, { stdio: "ignore" });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const client = engineClient(socket);
  while (!(await client.bytes("GET", "/_ping").catch(() => undefined))) await delay(10);
  const ready = performance.now();
  await client.bytes("POST", "/images/load", { query: { quiet: 1 }, stream: createReadStream(archive) });
  const loaded = performance.now();
  // unshare ignores SIGTERM while it waits; dockerd is the only child.
  await run(asRoot(["pkill", "-TERM", "-P", String(child.pid)]));
  await ended;
  await run(
    asRoot([
      "sh",
      "-c",
      'rm -rf --one-file-system -- "$1"; rmdir /sys/fs/cgroup/docker /sys/fs/cgroup/*/docker 2>/dev/null || true',
      "clean",
      root,
    ]),
  );
  return { ready: ready - start, load: loaded - ready, stop: performance.now() - loaded };
}

async function ours(specs: readonly EngineSpec[]): Promise<Lap> {
  const start = performance.now();
  const [ready, loaded] = await withEngines(specs, async (engines) => {
    const at = performance.now();
    const loads = await loadImage(engines, createReadStream(archive));
    const failed = loads.find((load) => load.outcome === "failed");
    if (failed) throw new Error(JSON.stringify(failed));
    return [at, performance.now()] as const;
  });
  return { ready: ready - start, load: loaded - ready, stop: performance.now() - loaded };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function compare(name: string, one: readonly number[], other: readonly number[], words: string): void {
  const [a, b] = [median(one), median(other)];
  console.log(`${name.padEnd(34)} ${(a / b).toFixed(2)} ×   ${a.toFixed(0)} ms against ${b.toFixed(0)} ms (${words})`);
}

try {
  writeFileSync(archive, busyboxArchive("bench:1", [{ path: "data", content: randomBytes(imageMiB << 20) }]));
  const both = twins(dockerd === undefined ? {} : { dockerd });
  const [baseline] = both;
  const outbound = await findOutbound();
  const laps: Record<"bare" | "one" | "both" | "open", Lap[]> = { bare: [], one: [], both: [], open: [] };
  for (let round = 0; round < rounds; round += 1) {
    laps.bare.push(await bare());
    laps.one.push(await ours([baseline]));
    laps.both.push(await ours(both));
    if (outbound) laps.open.push(await ours(twins({ ...both[0], outbound })));
  }
  const of = (kind: keyof typeof laps, phase: keyof Lap): number[] => laps[kind].map((lap) => lap[phase]);
  console.log(`medians of ${rounds} rounds, ${cpus().length} CPUs, load ${loadavg()[0]?.toFixed(1)}, image of ${imageMiB} MiB`);
  compare("start to ready, one engine", of("one", "ready"), of("bare", "ready"), "a bare dockerd");
  compare("start to ready, both engines", of("both", "ready"), of("one", "ready"), "one engine");
  if (outbound) compare("start to ready, both let out", of("open", "ready"), of("both", "ready"), "both closed");
  compare("image into one engine", of("one", "load"), of("bare", "load"), "a bare load");
  compare("image into both engines", of("both", "load"), of("bare", "load"), "a bare load");
  compare("stop and clean up, one engine", of("one", "stop"), of("bare", "stop"), "stop of a bare dockerd and rm");
  compare("stop and clean up, both engines", of("both", "stop"), of("one", "stop"), "one engine");
} finally {
  rmSync(folder, { recursive: true });
}
