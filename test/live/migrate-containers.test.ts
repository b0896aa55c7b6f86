import { dirname, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { writeImages } from "../stacks/images.js";
import { type HostInUse, hostInUse } from "../support/host-in-use.js";
import { busybox, dockerd, engines, generations, whyNoEngines } from "../support/parts.js";
import { because, notTonight } from "../support/skips.js";
import { makePlan, planFolder, remapReady } from "../support/switching.js";

const whyNot = await whyNoEngines();
const sleeps = ["sleep", "100000"];

/** Containers by their names: what `docker run -d` gets. `ID` is the id of an image. */
const containers: Readonly<Record<string, readonly string[]>> = {
  base: ["--ipc", "shareable", "stacks/shell", ...sleeps],
  joined: ["--network", "container:base", "--ipc", "container:base", "--pid", "container:base", "stacks/shell", ...sleeps],
  linked: ["--link", "base:db", "stacks/shell", "sh", "-c", "grep -q db /etc/hosts && exec sleep 100000"],
  seeded: ["stacks/volume", ...sleeps],
  borrows: ["--volumes-from", "seeded:ro", "stacks/shell", ...sleeps],
  mounts: [
    ...["--mount", "type=volume,dst=/anonymous", "--mount", "type=tmpfs,dst=/memory,tmpfs-size=1048576"],
    ...["--mount", "type=volume,src=named,dst=/read,readonly", "-v", "plain:/plain:ro,nocopy", "-v", "/only"],
    ...["-v", "in-memory:/in-memory", "-v", "bound:/bound", "--tmpfs", "/scratch:size=1m,uid=1000", "stacks/shell", ...sleeps],
  ],
  "no-entrypoint": ["--entrypoint", "", "stacks/static", "/httpd", "-f", "-p", "8081", "-h", "/www"],
  "by-id": ["ID", ...sleeps],
  limits: [
    ...["--memory", "64m", "--cpus", "0.5", "--pids-limit", "50", "--ulimit", "nofile=100:200", "--shm-size", "8m"],
    ...["--cap-add", "NET_ADMIN", "--cap-drop", "MKNOD", "--security-opt", "no-new-privileges", "--read-only"],
    ...["--dns", "10.1.1.1", "--add-host", "other:10.1.2.3", "--hostname", "named", "--label", "kept=yes", "--env", "WHO=me"],
    ...["--workdir", "/tmp", "--user", "1000:1000", "--group-add", "50", "--stop-signal", "KILL", "--stop-timeout", "3"],
    ...["--restart", "on-failure:3", "--log-opt", "max-size=1m", "--health-cmd", "true", "--health-interval", "1s", "--init", "-t"],
    ...["-p", "127.0.0.1:8090:80/udp", "--expose", "81", "--sysctl", "net.ipv4.ip_unprivileged_port_start=80", "stacks/shell", ...sleeps],
  ],
  networks: ["--network", "front", "--ip", "10.78.0.9", "--network-alias", "first", "stacks/shell", ...sleeps],
  host: ["--userns", "host", "--network", "host", "stacks/shell", ...sleeps],
  alone: ["--network", "none", "stacks/shell", ...sleeps],
};

interface Inspect {
  readonly Id: string;
  readonly Name: string;
  readonly Image: string;
  readonly Config: Readonly<Record<string, unknown>>;
  readonly HostConfig: Readonly<Record<string, unknown>>;
  readonly Mounts: readonly Readonly<Record<string, unknown>>[];
  readonly NetworkSettings: {
    readonly Networks: Readonly<Record<string, { readonly Aliases: string[] | null; readonly IPAMConfig: unknown }>>;
  };
  readonly State: { readonly Running: boolean };
}

/** All containers as they were asked for: ids of containers and images as names, and without what differs by nature. */
function askedFor(host: HostInUse): Record<string, unknown> {
  const all = JSON.parse(host.docker("inspect", ...Object.keys(containers))) as Inspect[];
  const named = (text: string): string =>
    all.reduce((sum, { Id, Name, Image }) => sum.replaceAll(Id, `<${Name}>`).replaceAll(Image, "<image>"), text);
  return Object.fromEntries(
    all.map(({ Id, Name, Config, HostConfig, Mounts, NetworkSettings, State }) => {
      const { Hostname, MacAddress: _, ...config } = Config;
      const { Mounts: asked, Links, ...hostConfig } = HostConfig;
      const networks = Object.entries(NetworkSettings.Networks).map(([network, { Aliases, IPAMConfig }]) => [
        network,
        { IPAMConfig: IPAMConfig ?? {}, aliases: (Aliases ?? []).filter((alias) => alias !== Id.slice(0, 12)) },
      ]);
      const mounts = Mounts.map(({ Type, Name: volume, Destination, RW }) => `${Type} ${volume} ${Destination} ${RW}`).sort();
      // Volumes without a name get theirs: what is mounted where is compared instead.
      const others = ((asked ?? []) as { Type: string }[]).filter(({ Type }) => Type !== "volume");
      const value = {
        ...{ config, hostConfig, others, mounts, networks: Object.fromEntries(networks), links: Links, isRunning: State.Running },
        hostname: all.find((each) => Hostname === each.Id.slice(0, 12))?.Name ?? Hostname,
      };
      return [Name, JSON.parse(named(JSON.stringify(value)))];
    }),
  );
}

async function carried(engine: string): Promise<void> {
  const host = await hostInUse(engine, "{}");
  onTestFinished(() => host.end(), 60_000);
  const images = writeImages(join(host.folder, "images"), busybox ?? "");
  for (const name of ["shell", "volume", "static"]) host.docker("load", "-i", join(images, `stacks-${name}.tar`));
  host.must(["mkdir", "-p", "/srv/bound"]);
  host.must(["chmod", "777", "/srv/bound"]);
  host.docker("network", "create", "--subnet", "10.78.0.0/24", "--label", "kept=yes", "front");
  host.docker("network", "create", "--internal", "--subnet", "10.79.0.0/24", "--ip-range", "10.79.0.128/25", "back");
  host.docker("volume", "create", "--opt", "type=tmpfs", "--opt", "device=tmpfs", "--opt", "o=size=1m,uid=1000", "in-memory");
  host.docker("volume", "create", "--opt", "type=none", "--opt", "device=/srv/bound", "--opt", "o=bind", "--label", "kept=yes", "bound");
  // An image that has no name.
  host.docker("run", "--name", "made", "stacks/shell", "touch", "/made");
  const id = host.docker("commit", "made");
  host.docker("rm", "made");
  for (const [name, words] of Object.entries(containers))
    host.docker("run", "-d", "--name", name, ...words.map((word) => (word === "ID" ? id : word)));
  host.docker("network", "connect", "--alias", "second", "--ip", "10.79.0.200", "back", "networks");
  host.must(["sleep", "2"]);
  const before = askedFor(host);
  makePlan(host);
  const there = remapReady(host, "migrate", planFolder);
  expect(there.status, there.err).toBe(0);
  expect(askedFor(host)).toEqual(before);
  expect(host.docker("exec", "by-id", "ls", "/made")).toBe("/made");
  expect(host.docker("exec", "mounts", "stat", "-c", "%u", "/in-memory")).toBe("1000");
  expect(host.docker("exec", "borrows", "cat", "/var/data/seed")).toBe("seed");
  expect(host.docker("network", "inspect", "-f", "{{.Internal}} {{json .IPAM.Config}}", "back")).toMatch(/^true .*10\.79\.0\.128\/25/);
  expect(host.docker("network", "inspect", "-f", "{{.Labels.kept}}", "front")).toBe("yes");
  expect(host.docker("volume", "inspect", "-f", "{{.Labels.kept}} {{.Options.device}}", "bound")).toBe("yes /srv/bound");
  const back = remapReady(host, "migrate", planFolder, "--back");
  expect(back.status, back.err).toBe(0);
  expect(askedFor(host)).toEqual(before);
}

describe.skipIf(whyNot)("containers of every kind", because(whyNot), () => {
  test("are what they were, in the new world and back", { timeout: 600_000 }, () => carried(dirname(dockerd ?? "")));
});

describe.skipIf(whyNot ?? notTonight)("every generation of engines", because(whyNot ?? notTonight), () => {
  test.for(generations)("%s has the containers that it had", { timeout: 600_000 }, (generation) => carried(join(engines, generation)));
});
