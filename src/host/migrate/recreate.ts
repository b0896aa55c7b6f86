import { type Answer, answerOf, answersIn, textOf, textsOf } from "../facts/answer.js";

/** What a container of the old world refers to, as it is known in the new one. */
export interface NewNames {
  /** What the image is to be called: a name that leads to it, else its id. */
  readonly image: string;
  readonly imageId: string;
  /** `docker inspect` of the image in the old world. */
  readonly oldImage: Answer | undefined;
  /** Ids of containers by their ids in the old world. */
  readonly containers: ReadonlyMap<string, string>;
  /** Names of networks by their ids in the old world. */
  readonly networks: ReadonlyMap<string, string>;
}

/** A request to make a container, and the networks it is connected to afterwards: before engine 25, one can be given when it is made. */
export interface Recreation {
  readonly name: string;
  readonly body: Answer;
  readonly connections: readonly { readonly network: string; readonly endpoint: Answer }[];
}

/**
 * What makes a container again from what \`docker inspect\` printed of it, with the same settings, labels and volumes; anonymous volumes are named. Its id, its host name where that is the id,
 * and addresses that nobody asked for are not carried.
 */
export function recreationOf(inspect: Answer, names: NewNames): Recreation {
  const [config, host] = [answerOf(inspect["Config"]), answerOf(inspect["HostConfig"])];
  const id = textOf(inspect["Id"]);
  const networks = endpointsOf(inspect, id);
  const mode = networkMode(textOf(host["NetworkMode"]), names);
  const primary = mode === "default" ? "bridge" : mode;
  // Shown then, and refused when asked for: validateNetContainerMode and validateUTSMode in moby, runconfig.
  const isNamedByOther = mode.startsWith("container:") || textOf(host["UTSMode"]) === "host";
  const first = networks.find(({ network }) => network === primary);
  const { Hostname, Domainname, ExposedPorts, MacAddress, ...rest } = config;
  return {
    name: textOf(inspect["Name"]).replace(/^\//, ""),
    body: {
      ...rest,
      ...(isNamedByOther ? {} : { Domainname, ...(Hostname !== id.slice(0, 12) && { Hostname }) }),
      ...(mode.startsWith("container:") ? {} : { ExposedPorts, ...(MacAddress !== undefined && { MacAddress }) }),
      Image: names.image,
      Labels: labelsOf(config, textOf(inspect["Image"]), names.imageId),
      ...entrypointOf(config, names.oldImage),
      HostConfig: {
        ...host,
        NetworkMode: mode,
        IpcMode: joined(textOf(host["IpcMode"]), names),
        PidMode: joined(textOf(host["PidMode"]), names),
        ...(Array.isArray(host["Links"]) && { Links: textsOf(host["Links"]).map(linkOf) }),
        ...(Array.isArray(host["VolumesFrom"]) && { VolumesFrom: textsOf(host["VolumesFrom"]).map((from) => renamed(from, names)) }),
        ...mountsOf(inspect, host),
      },
      ...(first && primary !== "bridge" && { NetworkingConfig: { EndpointsConfig: { [first.network]: first.endpoint } } }),
    },
    connections: networks.filter(({ network }) => network !== primary),
  };
}

/** Compose takes a container as out of date whose label names another image than its name leads to. */
function labelsOf(config: Answer, oldId: string, newId: string): Answer {
  const labels = answerOf(config["Labels"]);
  const label = "com.docker.compose.image";
  return labels[label] === oldId ? { ...labels, [label]: newId } : labels;
}

/** An entrypoint that was emptied on purpose is shown as none, and one that is not given is the image's: `[""]` empties it. */
function entrypointOf(config: Answer, image: Answer | undefined): Answer {
  const has = (value: unknown): boolean => textsOf(value).length > 0;
  return !has(config["Entrypoint"]) && has(answerOf(image?.["Config"])["Entrypoint"]) ? { Entrypoint: [""] } : {};
}

function networkMode(mode: string, names: NewNames): string {
  return names.networks.get(mode) ?? joined(mode, names);
}

/** `container:<id>` as it is in the new world. */
function joined(mode: string, { containers }: NewNames): string {
  const [, id] = /^container:(.+)$/.exec(mode) ?? [];
  return id === undefined ? mode : `container:${containers.get(id) ?? id}`;
}

/** `<id>:ro`, where the id may be a name. */
function renamed(from: string, { containers }: NewNames): string {
  const [id = "", ...more] = from.split(":");
  return [containers.get(id) ?? id, ...more].join(":");
}

/** `/db:/web/alias` is shown for what was asked for as `db:alias`. */
function linkOf(link: string): string {
  const [from = "", alias = ""] = link.split(":");
  return `${from.replace(/^\//, "")}:${alias.split("/").at(-1)}`;
}

interface Endpoint {
  readonly network: string;
  readonly endpoint: Answer;
}

function endpointsOf(inspect: Answer, id: string): Endpoint[] {
  return Object.entries(answerOf(answerOf(inspect["NetworkSettings"])["Networks"]))
    .filter(([network]) => network !== "none" && network !== "host")
    .map(([network, value]) => {
      const shown = answerOf(value);
      const aliases = textsOf(shown["Aliases"]).filter((alias) => alias !== id.slice(0, 12));
      const links = textsOf(shown["Links"]);
      return {
        network,
        endpoint: {
          IPAMConfig: shown["IPAMConfig"] ?? null,
          ...(aliases.length > 0 && { Aliases: aliases }),
          ...(links.length > 0 && { Links: links }),
          ...(shown["DriverOpts"] !== null && shown["DriverOpts"] !== undefined && { DriverOpts: shown["DriverOpts"] }),
          ...(typeof shown["GwPriority"] === "number" && shown["GwPriority"] !== 0 && { GwPriority: shown["GwPriority"] }),
        },
      };
    });
}

/** The mounts that were asked for, and by their names those volumes that the engine named itself. */
function mountsOf(inspect: Answer, host: Answer): Answer {
  const volumes = answersIn(inspect["Mounts"]).filter((mount) => mount["Type"] === "volume" && textOf(mount["Name"]) !== "");
  const binds = textsOf(host["Binds"]);
  const mounts = answersIn(host["Mounts"]);
  const nameAt = new Map(volumes.map((mount) => [textOf(mount["Destination"]), textOf(mount["Name"])]));
  const given = mounts.map((mount) =>
    mount["Type"] === "volume" && textOf(mount["Source"]) === "" ? { ...mount, Source: nameAt.get(textOf(mount["Target"])) ?? "" } : mount,
  );
  const targets = new Set([...binds.map((bind) => targetOf(bind)), ...mounts.map((mount) => textOf(mount["Target"]))]);
  const inherits = textsOf(host["VolumesFrom"]).length > 0;
  const unnamed = volumes
    .filter((mount) => !targets.has(textOf(mount["Destination"])))
    // What comes from another container comes from it again; a path of the container's own configuration does not.
    .filter((mount) => !inherits || Object.hasOwn(answerOf(answerOf(inspect["Config"])["Volumes"]), textOf(mount["Destination"])))
    .map((mount) => ({
      Type: "volume",
      Source: textOf(mount["Name"]),
      Target: textOf(mount["Destination"]),
      ReadOnly: mount["RW"] === false,
    }));
  const all = [...given, ...unnamed];
  return all.length > 0 ? { Mounts: all } : {};
}

/** The target of `source:target[:options]`; of a path alone, the path. */
function targetOf(bind: string): string {
  const [first = "", second] = bind.split(":");
  return second?.startsWith("/") ? second : first;
}
