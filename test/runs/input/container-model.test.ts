import { describe, expect, test } from "vitest";
import { modelOfContainers, projectName } from "../../../src/runs/input/container-model.js";
import type { ContainerShown, Surroundings } from "../../../src/runs/input/container-shown.js";

const id = (letter: string) => letter.repeat(64);
const around: Surroundings = {
  images: new Map([["sha256:i", { Env: ["PATH=/bin"], Cmd: ["serve"], Entrypoint: ["/start"], User: "app", WorkingDir: "/app" }]]),
  subnets: new Map([["shop_back", ["10.77.0.0/24"]]]),
  volumeOptions: new Map([["nas", { type: "nfs", device: ":/x" }]]),
  references: new Map([[id("b"), "b".repeat(64)]]),
  held: new Set(["shop_data"]),
};

type Parts = { readonly [K in "Config" | "HostConfig"]?: Partial<ContainerShown[K]> } & Partial<
  Pick<ContainerShown, "Mounts" | "NetworkSettings">
>;

function container(letter: string, name: string, { Config, HostConfig, ...more }: Parts = {}): ContainerShown {
  const image = { Env: ["PATH=/bin"], Cmd: ["serve"], Entrypoint: ["/start"], User: "app", WorkingDir: "/app" };
  return {
    ...{ Id: id(letter), Name: `/${name}`, Image: "sha256:i" },
    Config: { Image: "shop:1", Hostname: id(letter).slice(0, 12), ...image, ...Config },
    HostConfig: { NetworkMode: "bridge", IpcMode: "private", Runtime: "runc", ShmSize: 67_108_864, ...HostConfig },
    ...more,
  };
}

const composed = (service: string, more: Readonly<Record<string, string>> = {}) => ({
  Labels: { "com.docker.compose.service": service, ...more },
});

const modelOf = (...containers: readonly ContainerShown[]) => modelOfContainers("in-use-shop", containers, around);

describe("containers as a compose project", () => {
  test("state nothing that they have from their image or from the engine", () => {
    expect(modelOf(container("a", "web")).model).toEqual({
      name: "in-use-shop",
      services: { web: { image: "shop:1" } },
      networks: {},
      volumes: {},
    });
  });
  test("state what is their own, with texts that Compose takes as they are", () => {
    const { model } = modelOf(
      container("a", "web", {
        Config: { Env: ["PATH=/bin", "KEY=a$b"], Cmd: ["serve", "$HOME"], User: "1000:1000", Hostname: "shop" },
        HostConfig: {
          ...{
            Privileged: true,
            CapAdd: ["CAP_SYS_TIME"],
            GroupAdd: ["44"],
            Sysctls: { "net.ipv4.ip_forward": "1" },
            Tmpfs: { "/t": "uid=5" },
          },
          ...{ PidMode: "host", UsernsMode: "host", RestartPolicy: { Name: "on-failure", MaximumRetryCount: 3 }, ShmSize: 1 << 20 },
          Devices: [{ PathOnHost: "/dev/fuse", PathInContainer: "/dev/fuse", CgroupPermissions: "rwm" }],
          Ulimits: [{ Name: "memlock", Soft: -1, Hard: -1 }],
          PortBindings: { "80/tcp": [{ HostIp: "192.0.2.1", HostPort: "8080" }], "53/udp": [{ HostIp: "127.0.0.1", HostPort: "53" }] },
        },
        Mounts: [
          { Type: "bind", Source: "/srv/a", Destination: "/a", RW: false },
          { Type: "volume", Name: "nas", Source: "/x", Destination: "/n", Driver: "local", RW: true },
        ],
      }),
    );
    expect(model.services["web"]).toEqual({
      ...{ image: "shop:1", entrypoint: ["/start"], command: ["serve", "$$HOME"], environment: { KEY: "a$$b" }, user: "1000:1000" },
      ...{ hostname: "shop", privileged: true, cap_add: ["CAP_SYS_TIME"], group_add: ["44"], sysctls: { "net.ipv4.ip_forward": "1" } },
      ...{ pid: "host", userns_mode: "host", restart: "on-failure:3", shm_size: "1048576", tmpfs: ["/t:uid=5"] },
      devices: [{ source: "/dev/fuse", target: "/dev/fuse", permissions: "rwm" }],
      ulimits: { memlock: { soft: -1, hard: -1 } },
      ports: [
        { target: 80, protocol: "tcp", published: "8080" },
        { target: 53, protocol: "udp", published: "53", host_ip: "127.0.0.1" },
      ],
      volumes: [
        { type: "bind", source: "/srv/a", target: "/a", read_only: true, bind: { create_host_path: false } },
        { type: "volume", source: "nas", target: "/n" },
      ],
    });
    expect(model.volumes).toEqual({ nas: { driver_opts: { type: "nfs", device: ":/x" } } });
  });
  test("are called as their services, a second one of a service as itself, and find each other by the names they had", () => {
    const { model, services } = modelOf(
      container("a", "shop-db-1", {
        Config: composed("db"),
        HostConfig: { NetworkMode: "shop_back" },
        NetworkSettings: { Networks: { shop_back: { Aliases: ["db", "aaaaaaaaaaaa"], IPAMConfig: { IPv4Address: "10.77.0.5" } } } },
        Mounts: [{ Type: "volume", Name: "shop_data", Source: "/v", Destination: "/data", Driver: "local", RW: true }],
      }),
      container("b", "shop-db-2", { Config: composed("db"), HostConfig: { NetworkMode: `container:${id("a")}` } }),
      container("c", "shop-web-1", {
        Config: composed("web", { "com.docker.compose.depends_on": "db:service_healthy:false,gone:service_started:false" }),
      }),
    );
    expect([...services.values()]).toEqual(["db", "shop-db-2", "web"]);
    expect(model.services["db"]).toMatchObject({ networks: { shop_back: { aliases: ["shop-db-1", "db"], ipv4_address: "10.77.0.5" } } });
    expect(model.networks).toEqual({ shop_back: { ipam: { config: [{ subnet: "10.77.0.0/24" }] } } });
    expect(model.volumes).toEqual({ shop_data: { name: "shop_data", external: true } });
    expect(model.services["shop-db-2"]).toEqual({ image: "b".repeat(64), network_mode: "service:db" });
    expect(model.services["web"]).toEqual({ image: "shop:1", depends_on: { db: { condition: "service_healthy" } } });
  });
  test("say what could not be carried over", () => {
    const { lacks } = modelOf(
      container("a", "web", {
        HostConfig: { PidMode: `container:${id("f")}` },
        Mounts: [
          { Type: "volume", Name: "far", Source: "", Destination: "/far", Driver: "sshfs", RW: true },
          { Type: "cluster", Destination: "/c" },
        ],
      }),
    );
    expect(lacks.map(({ service, what }) => `${service} ${what}`)).toEqual([
      "web joins a namespace (`pid`) of a container that is not compared",
      "web has the volume `far` from the plugin `sshfs`, and an empty local one stands for it",
      "web has a mount of type `cluster` at `/c`",
    ]);
  });
  test.for([
    ["shop", "in-use-shop"],
    ["My Shop.2", "in-use-myshop2"],
    ["###", /^in-use-[0-9a-f]{8}$/],
  ] as const)("of %s have a project name of their own", ([name, expected]) => {
    expect(projectName(name)).toMatch(expected);
  });
});
