import { hostname } from "node:os";
import { engineClient } from "../../engines/engine-client.js";
import { type KernelFacts, readKernel } from "../../engines/kernel.js";
import { type AccountFacts, readAccounts } from "./accounts.js";
import { type BootSysctl, readBootSysctls } from "./boot-sysctls.js";
import { type Canary, sendCanary } from "./canary.js";
import { type ConfigurationFacts, configured, readConfiguration } from "./configuration.js";
import { type DataRootFacts, readDataRoot } from "./data-root.js";
import { type EngineState, readEngine } from "./engine.js";
import { attempt, attemptLater, type Fact, valueIn } from "./fact.js";
import { type Mount, readMounts } from "./mounts.js";
import { type NetworkFacts, readNetwork } from "./network.js";
import { dockerdAmong, linkOf, type ProcessFacts, readProcesses } from "./processes.js";
import { readSupervisor, type Supervisor } from "./supervisor.js";
import { type HostTree, openTree, type PathFacts } from "./tree.js";

/** Everything that was read of one host, at one moment. Plain data: nothing here reads any more. */
export interface HostFacts {
  /** Absolute directory that the host's `/` is; `/` for this machine. */
  readonly root: string;
  /** What it calls itself; undefined where its files do not say. */
  readonly name: string | undefined;
  readonly accounts: AccountFacts;
  readonly configuration: Fact<ConfigurationFacts>;
  readonly dataRoot: Fact<DataRootFacts>;
  /** What the system sets when it boots, the setting that wins last. */
  readonly bootSysctls: Fact<readonly BootSysctl[]>;
  /** What only a running machine has; undefined for a system that is mounted somewhere. */
  readonly running: RunningFacts | undefined;
}

/** What a machine that runs shows besides its files. */
export interface RunningFacts {
  readonly kernel: Fact<KernelFacts>;
  /** Why it is unread says whether no engine runs or it may not be asked. */
  readonly engine: Fact<EngineState>;
  readonly processes: Fact<readonly ProcessFacts[]>;
  /** The dockerd that serves this host; undefined when none runs or it is not clear which. */
  readonly dockerd: ProcessFacts | undefined;
  readonly mounts: Fact<readonly Mount[]>;
  readonly network: NetworkFacts;
  /** What lies at the source of every bind mount of a container, by path; undefined where nothing does. */
  readonly bindSources: ReadonlyMap<string, Fact<PathFacts | undefined>>;
  readonly socket: Fact<PathFacts | undefined>;
  /** What came of reading a file that is root's alone as the root of a container; undefined where no remapped container runs. */
  readonly canary: Fact<Canary> | undefined;
  readonly supervisor: Fact<Supervisor>;
}

/** Which host to read. */
export interface HostRequest {
  /** Absolute directory that holds a system's files; this machine when absent. */
  readonly root?: string;
  /** The engine's socket; when absent, where dockerd listens by default. */
  readonly socket?: string;
  readonly signal?: AbortSignal;
}

/** Where dockerd listens by default. */
export const usualSocket = "/var/run/docker.sock";
const usualDataRoot = "/var/lib/docker";

/** Reads a host: files and, of this machine, its kernel, processes, network and engine. Changes nothing and never throws for what the host says. */
export async function readHost(request: HostRequest = {}): Promise<HostFacts> {
  const tree = openTree(request.root ?? "/");
  const accounts = readAccounts(tree);
  if (request.root !== undefined) {
    const configuration = readConfiguration(tree);
    const path = configured(valueIn(configuration)?.daemon, "data-root", "graph") ?? usualDataRoot;
    return {
      root: tree.root,
      name: hostnameIn(tree),
      accounts,
      configuration,
      dataRoot: readDataRoot(tree, path),
      bootSysctls: readBootSysctls(tree),
      running: undefined,
    };
  }
  const processes = attempt("/proc", readProcesses);
  const dockerd = dockerdAmong(valueIn(processes) ?? [], linkOf("/proc/self/ns/mnt"));
  const configuration = readConfiguration(tree, flagIn(dockerd?.argv ?? [], "config-file"), dockerd);
  const socket = request.socket ?? usualSocket;
  const engine = await attemptLater(socket, () => readEngine(engineClient(socket), socket, request.signal));
  const said = valueIn(engine)?.info.dataRoot.replace(/\/\d+\.\d+$/, "");
  const path = said ?? flagIn(dockerd?.argv ?? [], "data-root") ?? configured(valueIn(configuration)?.daemon, "data-root", "graph");
  const containers = valueIn(engine)?.containers;
  const binds = (containers && valueIn(containers))?.flatMap(({ mounts }) => mounts.filter(({ type }) => type === "bind")) ?? [];
  return {
    root: tree.root,
    name: hostname(),
    accounts,
    configuration,
    dataRoot: readDataRoot(tree, path ?? usualDataRoot),
    bootSysctls: readBootSysctls(tree),
    running: {
      kernel: attempt("/proc", readKernel),
      engine,
      processes,
      dockerd,
      mounts: attempt("/proc/self/mountinfo", () => readMounts(tree)),
      network: await readNetwork(),
      bindSources: new Map(binds.map(({ source }) => [source, attempt(source, () => tree.at(source))])),
      socket: attempt(socket, () => tree.at(socket)),
      canary: await sendCanary(valueIn(engine)),
      supervisor: readSupervisor(tree, dockerd),
    },
  };
}

/** The name in hostname(5): the first line that is no comment. */
function hostnameIn(tree: HostTree): string | undefined {
  const read = attempt("/etc/hostname", () => tree.text("/etc/hostname")?.text);
  const lines = (valueIn(read) ?? "").split("\n").map((line) => line.trim());
  return lines.find((line) => line !== "" && !line.startsWith("#"));
}

/** The value of a flag on a command line, the last one: `--name=value` or `--name value`. */
export function flagIn(argv: readonly string[], name: string): string | undefined {
  let found: string | undefined;
  for (const [index, word] of argv.entries()) {
    if (word.startsWith(`--${name}=`)) found = word.slice(name.length + 3);
    else if (word === `--${name}`) found = argv[index + 1];
  }
  return found;
}
