import { infoOf } from "../../src/host/facts/engine-info.js";
import { containerOf, networkOf, volumeOf } from "../../src/host/facts/engine-objects.js";
import type { Known } from "../../src/host/facts/fact.js";
import { type HostFacts, type RunningFacts, readHost } from "../../src/host/facts/host.js";
import { type Made, makeHost } from "./host-tree.js";

const known = <T>(value: T, source = "test"): Known<T> => ({ value, source });

/** What an engine answers, by question, in its own words. */
export interface Answers {
  readonly info?: Readonly<Record<string, unknown>>;
  readonly version?: string;
  readonly containers?: readonly Readonly<Record<string, unknown>>[];
  readonly volumes?: readonly Readonly<Record<string, unknown>>[];
  readonly networks?: readonly Readonly<Record<string, unknown>>[];
  readonly plugins?: readonly { readonly name: string; readonly isEnabled: boolean }[];
}

/** A system's files as a Debian host has them. */
export const usualFiles: Readonly<Record<string, Made>> = {
  "etc/passwd": "root:x:0:0::/root:/bin/sh\nalice:x:1000:1000::/home/alice:/bin/sh\n",
  "etc/group": "root:x:0:\nalice:x:1000:\ndocker:x:998:\n",
  "etc/subuid": "",
  "etc/subgid": "",
  "usr/sbin/useradd": "",
  "usr/sbin/usermod": "",
  "var/lib/docker": { folder: 0o710 },
};

/** The files of a host whose engine remaps to 100000:65536, and the mapped world in its data root. */
export const remappedFiles: Readonly<Record<string, Made>> = {
  ...usualFiles,
  "etc/passwd": `${usualFiles["etc/passwd"]}dockremap:x:997:997::/:/bin/false\n`,
  "etc/group": `${usualFiles["etc/group"]}dockremap:x:997:\n`,
  "etc/subuid": "dockremap:100000:65536\n",
  "etc/subgid": "dockremap:100000:65536\n",
  "etc/docker/daemon.json": '{"userns-remap": "default"}',
  "var/lib/docker/100000.100000": { folder: 0o710 },
};

/** The facts of a system's files; of a machine that runs, with `running`. */
export async function factsOf(files: Readonly<Record<string, Made>>, running?: Partial<RunningFacts>): Promise<HostFacts> {
  const facts = await readHost({ root: makeHost(files) });
  if (!running) return facts;
  const usual: RunningFacts = {
    kernel: known({
      release: "6.1.0",
      commandLine: "",
      maxUserNamespaces: 60_000,
      hasUserNamespaces: true,
      isInitialUserNamespace: true,
      fileSystems: ["overlay"],
    }),
    engine: engineOf({}),
    processes: known([]),
    dockerd: undefined,
    mounts: known([]),
    network: { links: known(["lo", "docker0"]), routes: known([]), postrouting: known([]) },
    bindSources: new Map(),
    socket: known({ kind: "socket", uid: 0, gid: 0, mode: 0o660 }),
    canary: undefined,
    supervisor: known({ by: "systemd", unit: "docker.service" }),
  };
  return { ...facts, root: "/", running: { ...usual, ...running } };
}

/** A running engine by its answers: 28.5.2, plain, with nothing in it unless said. */
export function engineOf({
  info,
  version = "28.5.2",
  containers = [],
  volumes = [],
  networks = [],
  plugins = [],
}: Answers): RunningFacts["engine"] {
  const usual = { DockerRootDir: "/var/lib/docker", Driver: "overlay2", OperatingSystem: "Debian", SecurityOptions: ["name=seccomp"] };
  return known({
    socket: "/var/run/docker.sock",
    info: infoOf({ ...usual, ...info }, { Version: version }),
    containers: known(containers.map(containerOf)),
    volumes: known(volumes.map(volumeOf)),
    networks: known(networks.map(networkOf)),
    images: known([]),
    plugins: known(plugins.map((plugin) => ({ id: plugin.name, ...plugin }))),
    usage: known({ images: 0, containers: 0, volumes: new Map() }),
  });
}

/** The same, remapped to 100000. */
export function remappedEngine(answers: Answers = {}): RunningFacts["engine"] {
  return engineOf({
    ...answers,
    info: { DockerRootDir: "/var/lib/docker/100000.100000", SecurityOptions: ["name=userns"], ...answers.info },
  });
}
