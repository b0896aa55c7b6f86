import { expect, test } from "vitest";
import { makePlan } from "../../../src/host/plan/make-plan.js";
import { obstacles } from "../../../src/host/plan/refusals/index.js";
import { container, known, planInput, volumeData } from "./plan-input.js";

type Case = readonly [id: string, given: Parameters<typeof planInput>];

const localVolume = { Name: "rows", Driver: "local", Mountpoint: "/var/lib/docker/volumes/rows/_data", Options: null, Labels: null };
const holdings = { volumes: new Map(), writableLayers: new Map(), layerOwners: known([]), mountVersion: known("2.38.1") };
const outside = [{ path: "/v/x", uid: 70_000, gid: 0 }];

const cases: readonly Case[] = [
  ["already-on", [{ info: { SecurityOptions: ["name=userns"], DockerRootDir: "/var/lib/docker/100000.100000" } }]],
  ["already-set", [{}, { files: { "etc/docker/daemon.json": '{"userns-remap": "default"}' } }]],
  ["already-set", [{}, { files: { "etc/docker/daemon.json": '{"userns-remap": ""}' } }]],
  ["no-free-ids", [{}, { decision: undefined }]],
  ["unknown-restart", [{}, { running: { supervisor: known({ by: "unknown" }) } }]],
  ["firewall-backend", [{ info: { FirewallBackend: { Driver: "nftables" } } }]],
  ["world-exists", [{}, { files: { "var/lib/docker/100000.100000/volumes/old/_data": { folder: 0o755 } } }]],
  ["space", [{ volumes: [localVolume] }, { holdings: { ...holdings, volumes: new Map([["rows", volumeData(1e15)]]) } }]],
  [
    "not-copyable",
    [
      { volumes: [localVolume] },
      {
        holdings: { ...holdings, volumes: new Map([["rows", { ...volumeData(1), obstacles: known(["x: its owner 70000 is outside"]) }]]) },
      },
    ],
  ],
  ["ids-out-of-range", [{}, { holdings: { ...holdings, layerOwners: known([{ image: "a", outside: 1, first: outside }]) } }]],
  ["unread", [{}, { holdings: { ...holdings, layerOwners: { unread: "there is no docker", source: "layers" } } }]],
  ["removed-when-stopped", [{ containers: [container("a", "job", { host: { AutoRemove: true } })] }]],
  ["paused", [{ containers: [container("a", "web", { State: { Running: true, Paused: true, Pid: 1 } })] }]],
  ["volume-name", [{ volumes: [{ ...localVolume, Name: "two words", Mountpoint: "/var/lib/docker/volumes/two words/_data" }] }]],
  ...["a:/a", "data"].map(
    (Destination): Case => [
      "volume-target",
      [{ containers: [container("a", "old", { Mounts: [{ Type: "volume", Name: "b".repeat(64), Destination }] })] }],
    ],
  ),
  ["volume-driver", [{ volumes: [{ ...localVolume, Driver: "rexray" }] }]],
  [
    "exempted-volume",
    [
      {
        containers: [
          container("a", "old", { host: { UsernsMode: "host" }, Mounts: [{ Type: "volume", Name: "rows", Destination: "/rows" }] }),
        ],
      },
    ],
  ],
  ["network-driver", [{ networks: [{ Id: "b".repeat(64), Name: "n", Driver: "weave", IPAM: { Config: [] } }] }]],
  [
    "network-names",
    [{ networks: ["b", "c"].map((digit) => ({ Id: digit.repeat(64), Name: "n", Driver: "bridge", IPAM: { Config: [] } })) }],
  ],
  ["needs-what-is-left", [{ containers: [container("a", "side", { host: { NetworkMode: `container:${"b".repeat(64)}` } })] }]],
  ["needs-what-is-left", [{ containers: [container("a", "side", { host: { VolumesFrom: ["gone:ro"] } })] }]],
  // Of doctor's checks, what is wrong; and where a check only warns, what a plan does not do.
  ["live-restore", [{ info: { LiveRestoreEnabled: true } }]],
  ["swarm", [{ info: { Swarm: { LocalNodeState: "active", ControlAvailable: true, Managers: 1, Nodes: 1 } } }]],
  ["engine-kind", [{ info: { SecurityOptions: ["name=rootless"] } }]],
  ["engine-kind", [{ info: { DockerRootDir: "/var/snap/docker/common/var-lib-docker" } }]],
  ["image-store", [{ info: { DriverStatus: [["driver-type", "io.containerd.snapshotter.v1"]] } }]],
  ["ids-in-use", [{}, { files: { "etc/subuid": "dockremap:1000:65536\n", "etc/subgid": "dockremap:1000:65536\n" } }]],
];

test.for(cases)("%s refuses a plan, which then has no steps", async ([id, given]) => {
  const { plan } = makePlan(await planInput(...given));
  expect(plan.refusals.map((each) => each.id)).toContain(id);
  expect(plan.steps).toEqual([]);
});

test("a usual host is not refused, and so is none of these on a usual host", async () => {
  const { plan } = makePlan(await planInput({ containers: [container("a", "web")] }));
  expect(plan.refusals).toEqual([]);
  expect(plan.steps.length).toBeGreaterThan(0);
});

test("every reason of the plan's own is held to a case, but the one about bytes", () => {
  const shown = new Set(cases.map(([id]) => id));
  expect(obstacles.filter(({ id }) => !shown.has(id)).map(({ id }) => id)).toEqual(["daemon-json"]);
});

test("a daemon.json that is not UTF-8 is refused", async () => {
  const input = await planInput();
  const { configuration } = input.facts;
  if (!("value" in configuration)) throw new Error("it was read");
  const { SourceFile } = await import("../../../src/text/source-file.js");
  const file = new SourceFile("/etc/docker/daemon.json", '{\n"bridge": "\ufffd"}', 2);
  const facts = { ...input.facts, configuration: known({ ...configuration.value, file }) };
  expect(makePlan({ ...input, facts }).plan.refusals.map(({ id }) => id)).toContain("daemon-json");
});

test("no range is taken from anybody: engines that would take one give no refusal, since the plan gives its own", async () => {
  const files = { "etc/subuid": "alice:100000:65536\n", "etc/subgid": "alice:100000:65536\n" };
  const { plan } = makePlan(await planInput({ version: "29.0.0" }, { files }));
  expect([plan.refusals, plan.remap?.uids]).toEqual([[], [{ start: 165_536, count: 65_536 }]]);
});

test("a container whose image is gone is asked about, and only leaving it behind is an answer", async () => {
  const containers = [container("a", "old", { Image: `sha256:${"9".repeat(64)}` })];
  expect(makePlan(await planInput({ containers })).plan.questions).toMatchObject([
    { kind: "no-image", answers: ["leave-behind"], answer: null },
  ]);
});
