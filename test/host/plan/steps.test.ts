import { expect, test } from "vitest";
import { makePlan } from "../../../src/host/plan/make-plan.js";
import type { Step } from "../../../src/host/plan/step.js";
import { shiftedOwners } from "../../../src/host/plan/steps/volumes.js";
import { container, idOf, known, planInput, volumeData } from "./plan-input.js";

const compose = (project: string, service: string, needs = "") => ({
  "com.docker.compose.project": project,
  "com.docker.compose.service": service,
  "com.docker.compose.depends_on": needs,
  "com.docker.compose.project.working_dir": "/srv/my shop",
  "com.docker.compose.project.config_files": "/srv/my shop/compose.yaml",
});
const volume = (name: string, more: object = {}) => ({
  Name: name,
  Driver: "local",
  Mountpoint: `/var/lib/docker/volumes/${name}/_data`,
  Options: null,
  Labels: null,
  ...more,
});
const network = (digit: string, name: string, subnet: string, more: object = {}) => ({
  Id: idOf(digit),
  Name: name,
  Driver: "bridge",
  IPAM: { Config: [{ Subnet: subnet, Gateway: subnet.replace(/0\/.*$/, "1") }] },
  ...more,
});

function only<Kind extends Step["kind"]>(steps: readonly Step[], kind: Kind): Extract<Step, { kind: Kind }>[] {
  return steps.filter((step): step is Extract<Step, { kind: Kind }> => step.kind === kind);
}

test("containers come after those that they need: by dependency, by link, by namespace, whatever their names", async () => {
  const containers = [
    container("a", "shop-api-1", { labels: compose("shop", "api", "db:service_healthy:false,cache:service_started:true") }),
    container("b", "shop-cache-1", { labels: compose("shop", "cache") }),
    container("c", "shop-db-1", { labels: compose("shop", "db") }),
    container("d", "a-sidecar", { host: { NetworkMode: `container:${idOf("e")}` } }),
    container("e", "main", { host: { Links: ["/proxy:/main/proxy"] } }),
    container("f", "proxy", { State: { Running: false } }),
  ];
  const { plan } = makePlan(await planInput({ containers }));
  const made = only(plan.steps, "create-containers");
  expect(made.map(({ id, containers: each }) => [id, each.map(({ name }) => name)])).toEqual([
    ["create-containers:shop", ["shop-db-1", "shop-cache-1", "shop-api-1"]],
    ["create-containers", ["proxy", "main", "a-sidecar"]],
  ]);
  expect(made[0]?.commands).toEqual([
    "docker compose --project-name shop --project-directory '/srv/my shop' --file '/srv/my shop/compose.yaml' create",
  ]);
  const [started] = only(plan.steps, "start-containers");
  expect(started?.containers.map(({ name, waitsForHealth }) => [name, waitsForHealth])).toEqual([
    ["shop-db-1", true],
    ["shop-cache-1", false],
    ["shop-api-1", false],
    ["main", false],
    ["a-sidecar", false],
  ]);
  expect(only(plan.steps, "stop-containers")[0]?.undo).toEqual(["docker start shop-db-1 shop-cache-1 shop-api-1 main a-sidecar"]);
});

test("no name of a project makes two steps of one id, or one with a line break", async () => {
  const joins = (digit: string) => ({ NetworkMode: `container:${idOf(digit)}` });
  const named = (project: string) => ({ "com.docker.compose.project": project, "com.docker.compose.service": "s" });
  const containers = [
    container("a", "alone"),
    // Needs one of no project, and is needed by one of none: those of none are in two parts.
    container("b", "joined", { host: joins("a"), labels: named(":2") }),
    container("c", "after", { host: joins("b") }),
    container("d", "line", { labels: named("a\nb") }),
    container("e", "other", { labels: named("%000a") }),
  ];
  const ids = only(makePlan(await planInput({ containers })).plan.steps, "create-containers").map(({ id }) => id);
  expect(ids).toEqual([
    "create-containers:%0025000a",
    "create-containers",
    "create-containers:%003a2",
    "create-containers:a%000ab",
    "create-containers::2",
  ]);
});

test("two services that depend on each other are both made", async () => {
  const containers = [
    container("a", "a", { labels: compose("shop", "a", "b:service_started:true") }),
    container("b", "b", { labels: compose("shop", "b", "a:service_started:true") }),
  ];
  const [made] = only(makePlan(await planInput({ containers })).plan.steps, "create-containers");
  expect(made?.containers.map(({ name }) => name).sort()).toEqual(["a", "b"]);
});

test("a volume is made and copied; one that mounts something is made, with an owner that is shifted; secrets of options and labels are not in the plan", async () => {
  const volumes = [
    volume("cifs", { Options: { type: "cifs", device: "//nas/x", o: "username=a,password=hunter2" } }),
    volume("rows", { Labels: { "com.docker.compose.project": "shop", "com.docker.compose.volume": "rows" } }),
    volume("secret", { Labels: { token: "hunter2" } }),
    volume("scratch", { Options: { type: "tmpfs", device: "tmpfs", o: "uid=1000,gid=1000" } }),
  ];
  const holdings = {
    volumes: new Map([
      ["rows", volumeData(10_000_000)],
      ["secret", volumeData(1)],
    ]),
    writableLayers: new Map(),
    layerOwners: known([]),
    mountVersion: known("2.38.1"),
  };
  const { plan } = makePlan(await planInput({ volumes }, { holdings }));
  expect(
    only(plan.steps, "create-volume").map(({ volume: name, commands, shiftsOwnerOption }) => [name, commands, shiftsOwnerOption]),
  ).toEqual([
    ["cifs", [], false],
    ["rows", ["docker volume create --label=com.docker.compose.project=shop --label=com.docker.compose.volume=rows rows"], false],
    ["scratch", [], true],
    ["secret", [], false],
  ]);
  expect(only(plan.steps, "copy-volume")).toMatchObject([
    {
      id: "copy-volume:rows",
      to: "/var/lib/docker/100000.100000/volumes/rows/_data",
      incoming: "/var/lib/docker/100000.100000/volumes/rows/_data.incoming-0a1b2c3d",
      bytes: 10_000_000,
      entries: 3,
    },
    { id: "copy-volume:secret" },
  ]);
  expect(JSON.stringify(plan)).not.toContain("hunter2");
});

test.for([
  ["2.41.5", "6.1.0", "ext4", true],
  ["2.39", "5.15.0", "btrfs", true],
  ["2.38.1", "6.1.0", "ext4", false],
  ["2.41.5", "5.10.0", "ext4", false],
  ["2.41.5", "6.1.0", "nfs4", false],
] as const)("mount %s on Linux %s copies a volume on %s by hand: %s", async ([tools, release, type, isShown]) => {
  const kernel = { commandLine: "", maxUserNamespaces: 60_000, hasUserNamespaces: true, isInitialUserNamespace: true, fileSystems: [] };
  const running = {
    kernel: known({ ...kernel, release }),
    mounts: known([{ at: "/", root: "/", options: [], type, device: "/dev/vda" }]),
  };
  const holdings = {
    volumes: new Map([["rows", volumeData(1)]]),
    writableLayers: new Map(),
    layerOwners: known([]),
    mountVersion: known<string>(tools),
  };
  const files = { "etc/subuid": "dockremap:1234:1\ndockremap:400000:65535\n", "etc/subgid": "dockremap:300000:65536\n" };
  const [step] = only(makePlan(await planInput({ volumes: [volume("rows")] }, { running, holdings, files })).plan.steps, "copy-volume");
  // Run so on util-linux 2.41.5 with a zoo of files, there and back without a difference.
  const shown = [
    "mkdir -p ./view",
    "mount -o 'bind,ro,X-mount.idmap=u:0:1234:1 u:1:400000:65535 g:0:300000:65536' /var/lib/docker/volumes/rows/_data ./view",
    "cp -a --reflink=auto ./view/. /var/lib/docker/1234.300000/volumes/rows/_data/",
    "umount ./view",
  ];
  expect(step?.commands).toEqual(isShown ? shown : []);
});

test("a plan holds no environment and no label of a container", async () => {
  const containers = [container("a", "web", { Config: { Image: "shop/shell:1", Env: ["PASSWORD=hunter2"], Labels: { auth: "hunter2" } } })];
  expect(JSON.stringify(makePlan(await planInput({ containers })))).not.toContain("hunter2");
});

test("bridges are removed with the rules that are there, but not one that has a name of its own", async () => {
  const networks = [
    network("b", "shop", "10.77.0.0/24"),
    network("c", "inner", "10.78.0.0/24", { Internal: true }),
    network("d", "named", "10.79.0.0/24", { Options: { "com.docker.network.bridge.name": "office" } }),
    network("e", "vlan", "10.80.0.0/24", { Driver: "macvlan", Options: { parent: "eth0" } }),
    { Id: idOf("f"), Name: "bridge", Driver: "bridge", IPAM: { Config: [{ Subnet: "172.17.0.0/16" }] } },
  ];
  const rule = "-A POSTROUTING -s 10.77.0.0/24 ! -o br-bbbbbbbbbbbb -j MASQUERADE";
  const running = { network: { links: known([]), routes: known([]), postrouting: known([rule]) } };
  const usual = makePlan(await planInput({ networks }));
  expect(usual.plan.refusals).toEqual([]);
  const { plan } = makePlan(
    await planInput({ networks }, { running: { network: { ...running.network, links: known(["br-bbbbbbbbbbbb"]) } } }),
  );
  const [step] = only(plan.steps, "remove-old-bridges");
  expect(step?.bridges).toEqual([
    { network: "inner", link: "br-cccccccccccc", subnets: [] },
    { network: "shop", link: "br-bbbbbbbbbbbb", subnets: ["10.77.0.0/24"] },
  ]);
  expect(step?.commands).toEqual([
    "ip link delete br-cccccccccccc",
    "ip link delete br-bbbbbbbbbbbb",
    "iptables -t nat -D POSTROUTING -s 10.77.0.0/24 ! -o br-bbbbbbbbbbbb -j MASQUERADE",
  ]);
  expect(only(plan.steps, "create-network").map(({ network: name, commands }) => [name, commands])).toEqual([
    ["inner", []],
    ["named", []],
    ["shop", ["docker network create --subnet=10.77.0.0/24 --gateway=10.77.0.1 shop"]],
    ["vlan", []],
  ]);
});

test("daemon.json is put in place with its owner and mode, and taken back; dockerd is restarted as it is started here", async () => {
  const text = '{"log-level": "warn"}\n';
  const { plan, files } = makePlan(await planInput({}, { files: { "etc/docker/daemon.json": text } }));
  const [step] = only(plan.steps, "switch");
  expect(step?.commands).toEqual([
    "install -D -o 0 -g 0 -m 0644 ./files/daemon.json /etc/docker/daemon.json",
    "systemctl restart docker.service",
  ]);
  expect(step?.undo).toEqual([
    "install -D -o 0 -g 0 -m 0644 ./files/daemon.json.before /etc/docker/daemon.json",
    "systemctl restart docker.service",
  ]);
  expect([...files]).toEqual([
    ["files/daemon.json", '{"userns-remap": "default", "log-level": "warn"}\n'],
    ["files/daemon.json.before", text],
  ]);
});

test("a restart command is one word for sh, whatever it holds", async () => {
  const answers = { acceptLoss: [], acceptBroken: [], leaveBehind: [], restartCommand: "rc-service docker restart; echo 'done'" };
  const running = { supervisor: known({ by: "unknown" as const }) };
  const [step] = only(makePlan(await planInput({}, { answers, running })).plan.steps, "switch");
  expect(step?.commands.at(-1)).toBe(`sh -c 'rc-service docker restart; echo '\\''done'\\'''`);
});

test("the user of the mapping is made only where it is not there, and keeps the ranges that it has", async () => {
  const [made] = only(makePlan(await planInput()).plan.steps, "create-remap-user");
  expect(made).toMatchObject({ makesUser: true, subuid: "dockremap:100000:65536" });
  const files = {
    "etc/passwd": "root:x:0:0::/root:/bin/sh\ndockremap:x:997:997::/:/bin/false\n",
    "etc/group": "root:x:0:\ndockremap:x:997:\n",
    "etc/subuid": "dockremap:300000:70000\n",
    "etc/subgid": "dockremap:300000:70000\n",
  };
  const { plan } = makePlan(await planInput({}, { files }));
  expect(only(plan.steps, "create-remap-user")).toEqual([]);
  expect(plan.remap).toMatchObject({ uids: [{ start: 300_000, count: 70_000 }], world: "/var/lib/docker/300000.300000" });
});

test("an answer is kept with its question, and the plan says what stays behind", async () => {
  const containers = [container("a", "agent"), container("b", "web")];
  const conflicts = [
    { container: "agent", rule: "privileged-container", title: "t", instead: "i", severity: "error" as const, isCertain: true },
  ];
  const writableLayers = new Map([[idOf("b"), known({ changes: 1, first: ["A /etc/x"], transient: 2 })]]);
  const holdings = { volumes: new Map(), writableLayers, layerOwners: known([]), mountVersion: known("2.38.1") };
  const answers = { acceptLoss: ["web"], acceptBroken: ["agent"], leaveBehind: ["agent"], restartCommand: undefined };
  const open = makePlan(await planInput({ containers }, { conflicts, holdings })).plan;
  expect(open.questions.map(({ kind, subject, answer }) => [kind, subject, answer])).toEqual([
    ["breaks", "agent", null],
    ["writable-layer", "web", null],
  ]);
  const { plan } = makePlan(await planInput({ containers }, { conflicts, holdings, answers }));
  expect(plan.questions.map(({ answer }) => answer)).toEqual(["leave-behind", "accept-loss"]);
  expect(plan.cannotCarry.map(({ what }) => what)).toEqual(["container agent", "changes of container web outside its volumes"]);
  expect(only(plan.steps, "create-containers")[0]?.containers.map(({ name }) => name)).toEqual(["web"]);
  // What runs is stopped, also what is left behind.
  expect(only(plan.steps, "stop-containers")[0]?.containers.map(({ name }) => name)).toEqual(["agent", "web"]);
});

test("what is certain is asked about, and what may fail is only said; nothing is said of what is exempted or left behind", async () => {
  const conflict = (name: string, severity: "error" | "warning", isCertain: boolean) => ({
    container: name,
    rule: "r",
    title: `${severity} ${isCertain}`,
    instead: "i",
    severity,
    isCertain,
  });
  const containers = [container("a", "a"), container("b", "b"), container("c", "c", { host: { UsernsMode: "host" } }), container("d", "d")];
  const conflicts = [
    conflict("a", "error", true),
    conflict("b", "warning", true),
    ...["a", "b", "c", "d"].map((name) => conflict(name, "warning", false)),
  ];
  const answers = { acceptLoss: [], acceptBroken: [], leaveBehind: ["d"], restartCommand: undefined };
  const { plan } = makePlan(await planInput({ containers }, { conflicts, answers }));
  expect(plan.questions.map(({ subject, answers: possible }) => [subject, possible])).toEqual([
    ["a", ["leave-behind"]],
    ["b", ["accept-broken", "leave-behind"]],
  ]);
  expect(plan.warnings).toEqual(["a", "b"].map((subject) => ({ subject, rule: "r", summary: "warning false", text: "i" })));
});

test("a bind mount that nobody in the container could write to is asked about, and may be accepted", async () => {
  const mounts = [{ Type: "bind", Source: "/srv/data", Destination: "/data", RW: true }];
  const bindSources = new Map([["/srv/data", known({ kind: "directory" as const, uid: 0, gid: 0, mode: 0o755 })]]);
  const containers = [container("a", "db", { Mounts: mounts })];
  const answers = { acceptLoss: [], acceptBroken: ["db"], leaveBehind: [], restartCommand: undefined };
  const { plan } = makePlan(await planInput({ containers }, { running: { bindSources }, answers }));
  expect(plan.questions).toMatchObject([{ kind: "breaks", answers: ["accept-broken", "leave-behind"], answer: "accept-broken" }]);
  expect(only(plan.steps, "create-containers")[0]?.containers).toMatchObject([{ name: "db", mayFail: true }]);
});

test.for([
  ["uid=1000,gid=5", "uid=101000,gid=100005"],
  ["size=1m,uid=0", "size=1m,uid=100000"],
  ["bind", undefined],
  ["username=uid=5", undefined],
] as const)("owners in %s become host ids", ([text, shifted]) => {
  expect(shiftedOwners(text, 100_000)).toBe(shifted);
});

test("the same input gives the same plan", async () => {
  const input = await planInput({ containers: [container("a", "web")] });
  expect(makePlan(input)).toEqual(makePlan(input));
});
