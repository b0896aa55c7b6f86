import { describe, expect, test } from "vitest";
import { recreationOf } from "../../../src/host/migrate/recreate.js";

const id = "a".repeat(64);
const other = "b".repeat(64);
const newOther = "c".repeat(64);
const volume = "d".repeat(64);

/** A container as `docker inspect` shows it; the parts given replace those here. */
function recreate(parts: { config?: object; host?: object; networks?: object; mounts?: object[]; oldImage?: object } = {}) {
  return recreationOf(
    {
      Id: id,
      Name: "/web",
      Image: "sha256:old",
      Config: { Image: "nginx:1", Hostname: id.slice(0, 12), Env: ["A=b"], Cmd: ["run"], Labels: {}, ...parts.config },
      HostConfig: {
        NetworkMode: "shop_default",
        IpcMode: "private",
        PidMode: "",
        Binds: null,
        Links: null,
        VolumesFrom: null,
        ...parts.host,
      },
      Mounts: parts.mounts ?? [],
      NetworkSettings: { Networks: parts.networks ?? {} },
    },
    {
      image: "nginx:1",
      imageId: "sha256:new",
      oldImage: parts.oldImage as never,
      containers: new Map([[other, newOther]]),
      networks: new Map([["e".repeat(64), "shop_default"]]),
    },
  );
}

const hostOf = (made: ReturnType<typeof recreate>) => made.body["HostConfig"] as Record<string, unknown>;

describe("a container that is made again", () => {
  test("keeps its name and settings, but not a host name that was its id", () => {
    const made = recreate();
    expect(made.name).toBe("web");
    expect(made.body).toMatchObject({ Image: "nginx:1", Env: ["A=b"], Cmd: ["run"] });
    expect(made.body).not.toHaveProperty("Hostname");
    expect(recreate({ config: { Hostname: "shop" } }).body).toMatchObject({ Hostname: "shop" });
  });
  test("has its image in the label of compose under the new id, and every other label as it was", () => {
    const labels = { "com.docker.compose.image": "sha256:old", "com.docker.compose.config-hash": "1" };
    expect(recreate({ config: { Labels: labels } }).body["Labels"]).toEqual({ ...labels, "com.docker.compose.image": "sha256:new" });
    expect(recreate({ config: { Labels: { "com.docker.compose.image": "sha256:else" } } }).body["Labels"]).toEqual({
      "com.docker.compose.image": "sha256:else",
    });
  });
  test("has no entrypoint where it had none and its image has one", () => {
    const oldImage = { Config: { Entrypoint: ["/start"] } };
    expect(recreate({ oldImage }).body["Entrypoint"]).toEqual([""]);
    expect(recreate({ oldImage, config: { Entrypoint: ["/start"] } }).body["Entrypoint"]).toEqual(["/start"]);
    expect(recreate().body).not.toHaveProperty("Entrypoint");
  });
  test("is made in its first network, and then connected to the others, with what was asked for and no more", () => {
    const shown = {
      shop_default: {
        IPAMConfig: { IPv4Address: "10.7.0.9" },
        Aliases: ["web", id.slice(0, 12)],
        Links: null,
        IPAddress: "10.7.0.9",
        MacAddress: "02:42",
      },
      back: { IPAMConfig: null, Aliases: ["rows"], Links: ["db:d"], DriverOpts: { a: "b" }, GwPriority: 1 },
    };
    const made = recreate({ networks: shown });
    expect(made.body["NetworkingConfig"]).toEqual({
      EndpointsConfig: { shop_default: { IPAMConfig: { IPv4Address: "10.7.0.9" }, Aliases: ["web"] } },
    });
    expect(made.connections).toEqual([
      { network: "back", endpoint: { IPAMConfig: null, Aliases: ["rows"], Links: ["db:d"], DriverOpts: { a: "b" }, GwPriority: 1 } },
    ]);
    expect(hostOf(recreate({ host: { NetworkMode: "e".repeat(64) } }))["NetworkMode"]).toBe("shop_default");
  });
  test.for(["default", "bridge"])("on the network %s is connected to others only", (NetworkMode) => {
    const made = recreate({ host: { NetworkMode }, networks: { bridge: { IPAMConfig: null }, back: { IPAMConfig: null } } });
    expect(made.body).not.toHaveProperty("NetworkingConfig");
    expect(made.connections.map(({ network }) => network)).toEqual(["back"]);
  });
  test.for(["none", "host"])("on the network %s is connected to none", (NetworkMode) => {
    const made = recreate({ host: { NetworkMode }, networks: { [NetworkMode]: { IPAMConfig: null } } });
    expect(made.connections).toEqual([]);
    expect(hostOf(made)["NetworkMode"]).toBe(NetworkMode);
  });
  test("joins the containers that it joined, by their new ids", () => {
    const host = hostOf(
      recreate({
        host: {
          NetworkMode: `container:${other}`,
          IpcMode: `container:${other}`,
          PidMode: "container:by-name",
          VolumesFrom: [`${other}:ro`, "by-name"],
        },
      }),
    );
    expect(host).toMatchObject({
      NetworkMode: `container:${newOther}`,
      IpcMode: `container:${newOther}`,
      PidMode: "container:by-name",
      VolumesFrom: [`${newOther}:ro`, "by-name"],
    });
  });
  test("asks for no name and no port where those of another container, or of the host, are its own", () => {
    const config = { Hostname: "other", Domainname: "d", ExposedPorts: { "80/tcp": {} }, MacAddress: "02:42" };
    const joined = recreate({ config, host: { NetworkMode: `container:${other}` } }).body;
    for (const field of Object.keys(config)) expect(joined).not.toHaveProperty(field);
    const hosts = recreate({ config, host: { UTSMode: "host" } }).body;
    expect(hosts).not.toHaveProperty("Hostname");
    expect(hosts).toMatchObject({ ExposedPorts: { "80/tcp": {} }, MacAddress: "02:42" });
    expect(recreate({ config }).body).toMatchObject(config);
  });
  test("has links as they are asked for", () => {
    expect(hostOf(recreate({ host: { Links: ["/db:/web/database"] } }))["Links"]).toEqual(["db:database"]);
  });
  test("names volumes that had no name, and leaves the others as they were asked for", () => {
    const mount = (Name: string, Destination: string, RW = true) => ({ Type: "volume", Name, Destination, RW, Driver: "local" });
    const named = recreate({
      host: { Binds: ["data:/data:ro", "/srv:/srv"] },
      mounts: [mount("data", "/data", false), { Type: "bind", Destination: "/srv" }],
    });
    expect(hostOf(named)).not.toHaveProperty("Mounts");
    expect(hostOf(named)["Binds"]).toEqual(["data:/data:ro", "/srv:/srv"]);
    const anonymous = recreate({ config: { Volumes: { "/var/data": {} } }, mounts: [mount(volume, "/var/data")] });
    expect(hostOf(anonymous)["Mounts"]).toEqual([{ Type: "volume", Source: volume, Target: "/var/data", ReadOnly: false }]);
    const asked = recreate({
      host: { Mounts: [{ Type: "volume", Target: "/var/data", Source: "" }] },
      mounts: [mount(volume, "/var/data")],
    });
    expect(hostOf(asked)["Mounts"]).toEqual([{ Type: "volume", Target: "/var/data", Source: volume }]);
  });
  test("takes from another container what it took from it, and keeps its own", () => {
    const mounts = [
      { Type: "volume", Name: volume, Destination: "/own", RW: true },
      { Type: "volume", Name: "shared", Destination: "/shared", RW: true },
    ];
    const made = recreate({ host: { VolumesFrom: [other] }, config: { Volumes: { "/own": {} } }, mounts });
    expect(hostOf(made)["Mounts"]).toEqual([{ Type: "volume", Source: volume, Target: "/own", ReadOnly: false }]);
  });
});
