import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Engine } from "../src/engines/engine.js";
import { type EngineClient, engineClient } from "../src/engines/engine-client.js";
import { seeingScratch } from "../src/engines/hidden-scratch.js";
import type { DaemonSubject } from "./experiments/experiment.js";
import type { Observation } from "./judge.js";
import { filledIn, type Lab, settledWords, slugOf } from "./lab.js";
import { loadArchive, runScript } from "./run-container.js";

/**
 * Starts a further dockerd inside an engine's namespaces, with accounts and sub-id files of its own.
 * Arguments: name, socket, parent of the data root, then dockerd and its flags. /run is the engine's own tmpfs; everything dies with the script.
 */
const script = `
set -eu
name=$1 socket=$2 parent=$3; shift 3
mount --make-rprivate /
mount -t proc proc /proc
lab=/run/lab-$name
mkdir -p "$lab/data" "$lab/exec" "$lab/etc" "$parent/lab-$name"
mkdir -m 0700 "$lab/private"
mount --bind "$parent/lab-$name" "$lab/data"
mount -t tmpfs tmpfs "$lab/etc"
cp -a /etc/. "$lab/etc"
mount --bind "$lab/etc" /etc
printf '%s' "$LAB_PASSWD" >> /etc/passwd
printf '%s' "$LAB_GROUP" >> /etc/group
printf '%s' "$LAB_SUBUID" > /etc/subuid
printf '%s' "$LAB_SUBGID" > /etc/subgid
printf '%s' "$LAB_SETTINGS" > "$lab/daemon.json"
sh -c "$LAB_PREPARE"
dockerd=$1; shift
exec "$dockerd" --config-file="$lab/daemon.json" --exec-root="$lab/exec" --pidfile="$lab/pid" --host="unix://$socket" \\
  --bridge=none --iptables=false --exec-opt=native.cgroupdriver=cgroupfs --cgroup-parent=/remap-ready-lab "$@"
`;

/** Starts a dockerd with the subject's settings, asks it what it is, runs the subject's script in a container, and ends it. */
export async function runDaemonSubject(lab: Lab, dockerd: string, id: string, subject: DaemonSubject): Promise<Observation> {
  const engine = lab.baseline;
  const name = slugOf(id);
  const socket = `${dirname(engine.socket)}/${name}.sock`;
  const folder = `/run/lab-${name}`;
  const settings = typeof subject.settings === "string" ? subject.settings : JSON.stringify(subject.settings);
  const dataRoot = settings.includes('"data-root"') ? [] : [`--data-root=${folder}/data`];
  const accounts = (entries: Readonly<Record<string, number>> = {}, line: (name: string, id: number) => string) =>
    Object.entries(entries)
      .map(([each, number]) => `${line(each, number)}\n`)
      .join("");
  const env = {
    PATH: `${dirname(dockerd)}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
    LAB_PASSWD: accounts(subject.users, (each, number) => `${each}:x:${number}:${number}::/nonexistent:/usr/sbin/nologin`),
    LAB_GROUP: accounts(subject.groups, (each, number) => `${each}:x:${number}:`),
    LAB_SUBUID: subject.subuid ?? "",
    LAB_SUBGID: subject.subgid ?? "",
    LAB_SETTINGS: filledIn(settings, { private: `${folder}/private` }),
    LAB_PREPARE: subject.prepare ?? "true",
  };
  const over = new AbortController();
  const argv = [
    // exec enters every namespace of the engine but this one.
    "nsenter",
    "--cgroup=/proc/1/ns/cgroup",
    "--",
    "unshare",
    "--mount",
    "--pid",
    "--fork",
    "--kill-child",
    "sh",
    "-c",
    script,
    "lab",
    name,
    socket,
    engine.facts.dataRoot,
    dockerd,
    ...dataRoot,
    ...(subject.flags ?? []),
  ];
  let exited = false;
  // The socket lies beside the engine's own, so that it is reached from the host; that directory is hidden from the engine's subjects.
  const running = engine.exec(seeingScratch(engine, argv), { env, signal: over.signal, timeoutMs: 90_000 }).finally(() => {
    exited = true;
  });
  try {
    const client = engineClient(socket);
    const about = await whenReady(client, () => exited);
    if (about === undefined) {
      const { stderr } = await running;
      return { result: "fails", stage: "daemon", words: lastWords(stderr, folder) };
    }
    if (subject.run === undefined) return { result: "works", words: settledWords(about, folder) };
    const loaded = await loadArchive(client, lab.image);
    if (loaded.result !== "works") return loaded;
    const ran = await runScript(client, "lab", subject.run, "remapped");
    return ran.result === "works" ? { ...ran, words: `${settledWords(about, folder)} ${ran.words}` } : ran;
  } finally {
    over.abort();
    await running;
    const clear = `rm -rf "${engine.facts.dataRoot}/lab-${name}" "${folder}" "${socket}"`;
    await engine.exec(seeingScratch(engine, ["sh", "-c", clear]));
  }
}

/** What the engine says of itself once it answers; undefined when it ended instead. */
async function whenReady(client: EngineClient, hasExited: () => boolean): Promise<string | undefined> {
  while (!hasExited()) {
    try {
      const about = await client.json<{ SecurityOptions: string[]; DockerRootDir: string }>("GET", "/info", { timeoutMs: 5_000 });
      const isRemapped = about.SecurityOptions.includes("name=userns");
      return `${isRemapped ? "name=userns" : "no user namespaces"}; data root ${about.DockerRootDir}`;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EACCES") throw error;
      // Not yet listening; the loop ends when the process does, which has a deadline.
      await delay(50);
    }
  }
  return undefined;
}

/** dockerd says last, on a line of its own, why it ends; older and newer engines log in other shapes before that. */
function lastWords(log: string, folder: string): string {
  const lines = log.split("\n").filter((line) => line.trim() !== "");
  const plain = lines.filter((line) => !/\blevel=(info|warning|debug)\b/.test(line));
  return settledWords(
    (plain.at(-1) ?? lines.at(-1) ?? "").replace(/^failed to start daemon: |^unable to configure the Docker daemon with file \S+: /, ""),
    folder,
  );
}

/** Where an engine's own dockerd lies, as its namespaces see it. */
export async function dockerdOf(engine: Engine, dockerd: string | undefined): Promise<string> {
  if (dockerd !== undefined) return dockerd;
  const { stdout } = await engine.exec(["sh", "-c", "command -v dockerd"]);
  return stdout.trim();
}
