import { type Answer, answerOf, numberOf, textOf, textsOf } from "./answer.js";

/** What an engine says of itself: `GET /info` and `GET /version`. */
export interface EngineInfo {
  readonly version: string;
  /** The id of this world of it: another one when a mapping is turned on. */
  readonly id: string;
  readonly dataRoot: string;
  readonly storageDriver: string;
  readonly driverStatus: ReadonlyMap<string, string>;
  readonly imageStore: "containerd" | "graphdriver";
  readonly backingFileSystem: string | undefined;
  readonly securityOptions: readonly string[];
  /** Whether it says that containers are remapped: `name=userns`. */
  readonly isRemapped: boolean;
  readonly isRootless: boolean;
  readonly operatingSystem: string;
  readonly kernel: string;
  readonly cgroupVersion: string;
  readonly liveRestore: boolean;
  readonly swarm: { readonly state: string; readonly isManager: boolean; readonly managers: number; readonly nodes: number };
  /** Plugins that authorize requests. */
  readonly authorization: readonly string[];
  /** The namespace of its containers in containerd; undefined before engine 27, which does not say it. */
  readonly containerdNamespace: string | undefined;
  /** `iptables` or `nftables`, from engine 29 on. */
  readonly firewall: string | undefined;
  readonly raw: Answer;
}

/** Reads the answers of `GET /info` and `GET /version`; throws when they are not an engine's. */
export function infoOf(infoAnswer: unknown, versionAnswer: unknown): EngineInfo {
  const [info, version] = [answerOf(infoAnswer), answerOf(versionAnswer)];
  if (typeof info["DockerRootDir"] !== "string" || info["DockerRootDir"] === "") throw new Error("what answers is not a Docker Engine");
  const status = new Map(
    (Array.isArray(info["DriverStatus"]) ? info["DriverStatus"] : []).flatMap((pair: unknown) =>
      Array.isArray(pair) ? [[textOf(pair[0]), textOf(pair[1])] as const] : [],
    ),
  );
  const securityOptions = textsOf(info["SecurityOptions"]);
  const swarm = answerOf(info["Swarm"]);
  return {
    version: textOf(version["Version"]) || textOf(info["ServerVersion"]),
    id: textOf(info["ID"]),
    dataRoot: info["DockerRootDir"],
    storageDriver: textOf(info["Driver"]),
    driverStatus: status,
    imageStore: status.get("driver-type") === "io.containerd.snapshotter.v1" ? "containerd" : "graphdriver",
    backingFileSystem: status.get("Backing Filesystem"),
    securityOptions,
    isRemapped: securityOptions.some((option) => /^name=userns(?:,|$)/.test(option)),
    isRootless: securityOptions.some((option) => /^name=rootless(?:,|$)/.test(option)),
    operatingSystem: textOf(info["OperatingSystem"]),
    kernel: textOf(info["KernelVersion"]),
    // The field came with engine 20.10; before, there was only v1.
    cgroupVersion: textOf(info["CgroupVersion"]) || "1",
    liveRestore: info["LiveRestoreEnabled"] === true,
    swarm: {
      state: textOf(swarm["LocalNodeState"]) || "inactive",
      isManager: swarm["ControlAvailable"] === true,
      managers: numberOf(swarm["Managers"]),
      nodes: numberOf(swarm["Nodes"]),
    },
    authorization: textsOf(answerOf(info["Plugins"])["Authorization"]),
    containerdNamespace: textOf(answerOf(answerOf(info["Containerd"])["Namespaces"])["Containers"]) || undefined,
    firewall: textOf(answerOf(info["FirewallBackend"])["Driver"]) || undefined,
    raw: info,
  };
}
