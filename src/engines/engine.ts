import type { Ran } from "./command.js";
import type { EngineClient } from "./engine-client.js";
import type { Limits } from "./limits.js";
import type { Outbound } from "./outbound.js";

/** Which of the two twins an engine is; nothing else tells them apart. */
export type Role = "baseline" | "remapped";

/** What a user calls an engine of each role. */
export const shownRole: Readonly<Record<Role, string>> = { baseline: "plain", remapped: "remapped" };

/** Container ids 0 to size - 1 are the host's ids start to start + size - 1. */
export interface IdMap {
  readonly start: number;
  readonly size: number;
}

/** A host directory that an engine sees as a copy of its own: writes go to the scratch, the host's files stay as they are. */
export interface CopiedDirectory {
  /** Absolute path on the host. */
  readonly source: string;
  /** Absolute path in the engine's namespaces; the source's own path when absent. It must exist, or lie under /run. */
  readonly at?: string;
}

/** What is asked of one engine. */
export interface EngineSpec {
  readonly role: Role;
  /** Path of a dockerd whose containerd, runc, docker-init and docker-proxy lie beside it; the machine's own when absent. */
  readonly dockerd?: string;
  /** The range a remapped engine maps to; the first free one from 100000, 65536 ids long, when absent. Ignored on the baseline. */
  readonly idMap?: IdMap;
  /** Directories the subjects may write to; `/etc` is always among them. */
  readonly copied?: readonly CopiedDirectory[];
  /** What it and its containers may take of the machine; everything when absent. */
  readonly limits?: Limits;
  /** What lets it out to the network of the host; closed when absent. */
  readonly outbound?: Outbound;
  /** More daemon.json keys, the same on both sides; the engine's own (roots, sockets, driver, remap) win. */
  readonly daemonConfig?: Readonly<Record<string, unknown>>;
}

/** What a running engine says about itself. */
export interface EngineFacts {
  readonly version: string;
  readonly apiVersion: string;
  readonly commit: string;
  readonly containerd: string;
  readonly runc: string;
  readonly storageDriver: string;
  /** File system under the data root, as the storage driver names it. */
  readonly backingFilesystem?: string;
  readonly imageStore: "graphdriver" | "containerd";
  readonly idMap?: IdMap;
  /** As the engine reports it: on a remapped engine the configured root with `/<uid>.<gid>`. */
  readonly dataRoot: string;
  readonly cgroupVersion: string;
  readonly cgroupDriver: string;
  readonly kernel: string;
  readonly operatingSystem: string;
  readonly securityOptions: readonly string[];
  readonly warnings: readonly string[];
  /** What lets it out, `slirp4netns 1.2.0`; `none` where nothing does. */
  readonly network: string;
  /** Why nothing does, although it was asked for. */
  readonly networkTrouble?: string;
}

/** A copied directory of a running engine. */
export interface EngineCopy {
  readonly source: string;
  readonly at: string;
  /** Host directory that holds what was written there, and nothing else: an overlayfs upper directory (a deleted file is a 0:0 character device). */
  readonly upper: string;
}

/** Options of {@link Engine.exec}. */
export interface ExecOptions {
  /** Given to the command's stdin. */
  readonly input?: string;
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
  readonly signal?: AbortSignal;
  /** Added to PATH and HOME, which are all the command gets. It stands on a command line, which every user of the machine can read: constants, and no value of anybody's. */
  readonly env?: Readonly<Record<string, string>>;
  /** Directory in the engine's namespaces; `/` when absent. */
  readonly cwd?: string;
}

/** A dockerd that is up; it exists only inside `withEngines`. */
export interface Engine {
  readonly role: Role;
  /** Unix socket of the Engine API, reachable from the host. */
  readonly socket: string;
  readonly facts: EngineFacts;
  /** Host pid of the first process of the engine's namespaces: `nsenter -t <pid> -m -n …`, `/proc/<pid>/root/…`. */
  readonly pid: number;
  readonly client: EngineClient;
  readonly copies: readonly EngineCopy[];
  /** Directories of the machine that are empty here: every run's scratch. */
  readonly hidden: readonly string[];
  /** Runs a command as root in the engine's namespaces; rejects only when it could not be run, its exit status is a result. */
  exec(argv: readonly string[], options?: ExecOptions): Promise<Ran>;
  /** The limits that its containers have reached so far, `8192 processes`. */
  reachedLimits(): Promise<readonly string[]>;
  /** Whether its containers have met a limit so far, also where that did no harm: what the next ones do would be laid to it. */
  hasMetLimit(): boolean;
  /** The end of what dockerd has written so far. */
  logTail(): string;
}
