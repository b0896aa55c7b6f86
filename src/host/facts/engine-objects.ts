import { type Answer, answerOf, answersIn, numberOf, textMap, textOf, textsOf } from "./answer.js";

/** A mount of a container. */
export interface MountFacts {
  readonly type: string;
  /** The path on the host; of a volume, where its data lies. */
  readonly source: string;
  readonly target: string;
  /** Of a volume. */
  readonly name: string | undefined;
  readonly driver: string | undefined;
  readonly isWritable: boolean;
}

/** A container as `GET /containers/{id}/json` shows it. */
export interface ContainerFacts {
  readonly id: string;
  readonly name: string;
  /** As it was asked for, and the id that it had then. */
  readonly image: string;
  readonly imageId: string;
  readonly isRunning: boolean;
  readonly isPaused: boolean;
  /** In the engine's own pid namespace; 0 when it does not run. */
  readonly pid: number;
  readonly usernsMode: string;
  readonly isPrivileged: boolean;
  readonly networkMode: string;
  readonly pidMode: string;
  readonly restartPolicy: string;
  readonly isRemovedWhenStopped: boolean;
  readonly mounts: readonly MountFacts[];
  /** By the name of the network: the address that was asked for. */
  readonly networks: ReadonlyMap<string, string | undefined>;
  readonly labels: ReadonlyMap<string, string>;
  /** All that the engine said of it, for `docker create`. */
  readonly raw: Answer;
}

/** A volume as `GET /volumes` lists it. */
export interface VolumeFacts {
  readonly name: string;
  readonly driver: string;
  readonly mountpoint: string;
  readonly options: ReadonlyMap<string, string>;
  readonly labels: ReadonlyMap<string, string>;
  readonly raw: Answer;
}

/** A network as `GET /networks` lists it. */
export interface NetworkObject {
  readonly id: string;
  readonly name: string;
  readonly driver: string;
  /** Its subnets, whether somebody asked for them or the engine took the next free ones: the engine does not say which. */
  readonly subnets: readonly string[];
  readonly options: ReadonlyMap<string, string>;
  readonly labels: ReadonlyMap<string, string>;
  readonly raw: Answer;
}

/** An image as `GET /images/json` lists it. */
export interface ImageFacts {
  readonly id: string;
  readonly tags: readonly string[];
  readonly digests: readonly string[];
  readonly sizeBytes: number;
}

/** A managed plugin: `GET /plugins`. */
export interface PluginFacts {
  readonly id: string;
  readonly name: string;
  readonly isEnabled: boolean;
}

/** Reads the answer of `GET /containers/{id}/json`. */
export function containerOf(raw: Answer): ContainerFacts {
  const [state, config, host] = [answerOf(raw["State"]), answerOf(raw["Config"]), answerOf(raw["HostConfig"])];
  const networks = Object.entries(answerOf(answerOf(raw["NetworkSettings"])["Networks"]));
  const id = textOf(raw["Id"]);
  return {
    id,
    name: textOf(raw["Name"]).replace(/^\//, "") || id.slice(0, 12),
    image: textOf(config["Image"]),
    imageId: textOf(raw["Image"]),
    isRunning: state["Running"] === true,
    isPaused: state["Paused"] === true,
    pid: numberOf(state["Pid"]),
    usernsMode: textOf(host["UsernsMode"]),
    isPrivileged: host["Privileged"] === true,
    networkMode: textOf(host["NetworkMode"]),
    pidMode: textOf(host["PidMode"]),
    restartPolicy: textOf(answerOf(host["RestartPolicy"])["Name"]) || "no",
    isRemovedWhenStopped: host["AutoRemove"] === true,
    mounts: answersIn(raw["Mounts"]).map((mount) => ({
      type: textOf(mount["Type"]),
      source: textOf(mount["Source"]),
      target: textOf(mount["Destination"]),
      name: textOf(mount["Name"]) || undefined,
      driver: textOf(mount["Driver"]) || undefined,
      isWritable: mount["RW"] === true,
    })),
    networks: new Map(
      networks.map(([name, network]) => [name, textOf(answerOf(answerOf(network)["IPAMConfig"])["IPv4Address"]) || undefined]),
    ),
    labels: textMap(config["Labels"]),
    raw,
  };
}

/** Reads an item of `GET /volumes`. */
export function volumeOf(raw: Answer): VolumeFacts {
  return {
    name: textOf(raw["Name"]),
    driver: textOf(raw["Driver"]),
    mountpoint: textOf(raw["Mountpoint"]),
    options: textMap(raw["Options"]),
    labels: textMap(raw["Labels"]),
    raw,
  };
}

/** Reads an item of `GET /networks`. */
export function networkOf(raw: Answer): NetworkObject {
  return {
    id: textOf(raw["Id"]),
    name: textOf(raw["Name"]),
    driver: textOf(raw["Driver"]),
    subnets: answersIn(answerOf(raw["IPAM"])["Config"]).flatMap((each) => textOf(each["Subnet"]) || []),
    options: textMap(raw["Options"]),
    labels: textMap(raw["Labels"]),
    raw,
  };
}

/** Reads an item of `GET /images/json`. */
export function imageOf(raw: Answer): ImageFacts {
  return {
    id: textOf(raw["Id"]),
    tags: textsOf(raw["RepoTags"]).filter((tag) => tag !== "<none>:<none>"),
    digests: textsOf(raw["RepoDigests"]),
    sizeBytes: numberOf(raw["Size"]),
  };
}

/** Reads an item of `GET /plugins`. */
export function pluginOf(raw: Answer): PluginFacts {
  return { id: textOf(raw["Id"]), name: textOf(raw["Name"]), isEnabled: raw["Enabled"] === true };
}
