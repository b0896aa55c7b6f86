import { describe, expect, test } from "vitest";
import { checks } from "../../../src/host/checks/index.js";
import { diagnose } from "../../../src/host/diagnosis.js";
import type { RunningFacts } from "../../../src/host/facts/host.js";
import type { ProcessFacts } from "../../../src/host/facts/processes.js";
import { judgedLine } from "../../../src/reporters/doctor/words.js";
import { type Answers, engineOf, factsOf, remappedEngine, remappedFiles, usualFiles } from "../../support/host-facts.js";
import type { Made } from "../../support/host-tree.js";

type Files = Readonly<Record<string, Made>>;
const id = (letter: string) => letter.repeat(64);

const hex = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

function processOf(given: Partial<ProcessFacts>): ProcessFacts {
  const namespaces = { mountNamespace: "mnt:[1]", pidNamespace: "pid:[1]", executable: undefined, containerId: undefined };
  const own = { ...namespaces, userNamespace: "user:[1]", uidMap: [{ inside: 0, outside: 0, count: 4294967295 }] };
  return { pid: 1, parent: 0, name: "x", argv: [], uid: 0, gid: 0, groups: [], gidMap: own.uidMap, ...own, ...given };
}

function known<T>(value: T) {
  return { value, source: "test" };
}

/** Everything but `ok`, by the name of its check, and the answer. */
async function told(files: Files, running?: Partial<RunningFacts>) {
  const { answer, checks: made } = diagnose(await factsOf(files, running));
  return { answer, ...Object.fromEntries(made.flatMap((each) => (each.outcome === "ok" ? [] : [[each.id, each.outcome]]))) };
}

async function judged(name: string, files: Files, running?: Partial<RunningFacts>) {
  return diagnose(await factsOf(files, running)).checks.find((each) => each.id === name);
}

const plain = (answers: Answers): Partial<RunningFacts> => ({ engine: engineOf(answers) });

describe("a host", () => {
  test("with a plain, empty engine is ready; every check that is asked says so", async () => {
    const { answer, exitStatus, checks: made } = diagnose(await factsOf(usualFiles, {}));
    expect([answer, exitStatus, made.filter(({ outcome }) => outcome !== "ok")]).toEqual(["ready", 0, []]);
    expect(made.length).toBeGreaterThan(15);
  });
  test("with a remapped engine and nothing wrong is on", async () => {
    expect(await told(remappedFiles, { engine: remappedEngine() })).toEqual({ answer: "on" });
  });
  test("whose engine does not answer is unknown, whatever else is fine", async () => {
    const { answer, exitStatus, engine } = diagnose(
      await factsOf(usualFiles, { engine: { unread: "connect EACCES", source: "/run/x.sock" } }),
    );
    expect([answer, exitStatus, engine]).toEqual(["unknown", 2, null]);
  });
  test("that only is mounted is judged by its files, and no check asks what needs a running machine", async () => {
    const { answer, engine, checks: made } = diagnose(await factsOf(usualFiles));
    expect([answer, engine]).toEqual(["ready", null]);
    expect(made.map((each) => each.id)).not.toContain("engine-kind");
  });
  test("that only is mounted is given no commands, which would act on another system, and says which checks were not made", async () => {
    const files = { ...daemonJson('{"userns-remap": "default"}'), "etc/subuid": "", "etc/subgid": "" };
    const withUser = { ...files, "etc/passwd": "root:x:0:0::/:/bin/sh\ndockremap:x:997:997::/:/bin/false\n" };
    const commandsOf = ({ checks: made }: ReturnType<typeof diagnose>) => made.flatMap(({ remedy }) => remedy?.commands ?? []);
    expect(commandsOf(diagnose(await factsOf(withUser, {})))).not.toEqual([]);
    const mounted = diagnose(await factsOf(withUser));
    expect(mounted.checks.filter(({ outcome }) => outcome === "problem").map((each) => each.id)).toContain("sub-id-ranges");
    expect(commandsOf(mounted)).toEqual([]);
    expect(judgedLine(mounted)).toMatch(/Not checked, because files alone do not tell: .*engine-kind, .*image-store, /);
  });
  test("whose files cannot be read is unknown", async () => {
    expect(await told({ ...usualFiles, "etc/subuid": { folder: 0o755 } })).toMatchObject({ answer: "unknown", "sub-id-ranges": "unknown" });
  });
  test("with something wrong for certain is not ready, also where something else is not known", async () => {
    const files = { ...usualFiles, "etc/subuid": { folder: 0o755 }, "etc/sysctl.d/90.conf": "user.max_user_namespaces = 0\n" };
    expect(await told(files)).toMatchObject({ answer: "not-ready" });
  });
});

const remapped = (answers: Answers, more: Partial<RunningFacts> = {}): Partial<RunningFacts> => ({
  engine: remappedEngine(answers),
  ...more,
});
const kernel = (given: object) => ({
  kernel: known({
    release: "6.1.0",
    commandLine: "",
    maxUserNamespaces: 9,
    hasUserNamespaces: true,
    isInitialUserNamespace: true,
    fileSystems: [],
    ...given,
  }),
});
const withSubIds = (lines: string, more: Files = {}): Files => ({ ...usualFiles, "etc/subuid": lines, "etc/subgid": lines, ...more });
const daemonJson = (text: string): Files => ({ ...usualFiles, "etc/docker/daemon.json": text });
const running = { Id: id("a"), Name: "/web", State: { Running: true, Pid: 7 }, HostConfig: {} };
const bind = { Type: "bind", Source: "/srv/data", Destination: "/data", RW: true };
const sourceOf = (uid: number, mode: number) => new Map([["/srv/data", known({ kind: "directory" as const, uid, gid: uid, mode })]]);
const mapTo = (outside: number) => [{ inside: 0, outside, count: 65536 }];
const shim = (container: string, given: Partial<ProcessFacts> = {}) =>
  processOf({ pid: 40, argv: ["/usr/bin/containerd-shim-runc-v2", "-namespace", "moby", "-id", container], ...given });
const dockerd = processOf({ pid: 30, argv: ["/usr/bin/dockerd"] });
const network = (subnet: string) => ({ Id: hex, Name: "shop", Driver: "bridge", IPAM: { Config: [{ Subnet: subnet }] } });
const leftOver = {
  links: known(["lo", "br-aaaaaaaaaaaa"]),
  routes: known([{ link: "br-aaaaaaaaaaaa", subnet: "10.77.0.0/24" }]),
  postrouting: known([
    "-A POSTROUTING -s 10.77.0.0/24 ! -o br-aaaaaaaaaaaa -j MASQUERADE",
    "-A POSTROUTING -s 192.168.122.0/24 -j MASQUERADE",
  ]),
};

describe("what is wrong is found", () => {
  test.for<readonly [string, string, "problem" | "warning" | "unknown", Files, Partial<RunningFacts>?]>([
    ["the kernel allows no user namespace", "user-namespaces", "problem", usualFiles, kernel({ maxUserNamespaces: 0 })],
    ["the kernel has none", "user-namespaces", "problem", usualFiles, kernel({ hasUserNamespaces: false, maxUserNamespaces: undefined })],
    ["RHEL 7.4 is booted without them", "user-namespaces", "problem", usualFiles, kernel({ release: "3.10.0-693.el7.x86_64" })],
    [
      "they are off at the next boot",
      "user-namespaces",
      "problem",
      { ...usualFiles, "etc/sysctl.conf": "user/max_user_namespaces=0\n" },
      {},
    ],
    ["the engine is rootless", "engine-kind", "problem", usualFiles, plain({ info: { SecurityOptions: ["name=rootless"] } })],
    ["the engine is Docker Desktop's", "engine-kind", "problem", usualFiles, plain({ info: { OperatingSystem: "Docker Desktop" } })],
    [
      "the engine is the snap's",
      "engine-kind",
      "warning",
      usualFiles,
      plain({ info: { DockerRootDir: "/var/snap/docker/common/var-lib-docker" } }),
    ],
    ["Podman answers", "engine-kind", "problem", usualFiles, plain({ info: { BuildahVersion: "1.30" } })],
    ["it is inside a user namespace", "engine-kind", "problem", usualFiles, kernel({ isInitialUserNamespace: false })],
    ["the engine has CVE-2021-21284", "engine-version", "problem", usualFiles, plain({ version: "20.10.2" })],
    ["the engine has CVE-2021-41091", "engine-version", "warning", usualFiles, plain({ version: "20.10.5+dfsg1" })],
    ["the engine's version is none", "engine-version", "unknown", usualFiles, plain({ version: "dev" })],
    [
      "engine 28 stores images in containerd",
      "image-store",
      "problem",
      usualFiles,
      plain({ info: { Driver: "overlayfs", DriverStatus: [["driver-type", "io.containerd.snapshotter.v1"]] } }),
    ],
    [
      "engine 29 stores images in containerd unless it maps",
      "image-store",
      "warning",
      usualFiles,
      plain({ version: "29.1.0", info: { Driver: "overlayfs", DriverStatus: [["driver-type", "io.containerd.snapshotter.v1"]] } }),
    ],
    [
      "engine 29 is told to store images in containerd",
      "image-store",
      "problem",
      daemonJson('{"features": {"containerd-snapshotter": true}}'),
      plain({ version: "29.1.0" }),
    ],
    ["daemon.json is not JSON", "remap-setting", "problem", daemonJson('{"userns-remap": "default",}')],
    [
      "daemon.json of a system that does not run asks for the containerd image store",
      "image-store",
      "problem",
      daemonJson('{"features": {"containerd-snapshotter": true}}'),
    ],
    ["daemon.json stops dockerd by itself", "remap-setting", "problem", daemonJson('{"default-ipc-mode": "host"}')],
    ["the value is no user", "remap-setting", "problem", daemonJson('{"userns-remap": "always"}')],
    ["the value is set and the engine was not restarted", "remap-setting", "warning", remappedFiles, {}],
    ["the engine maps and nothing says so", "remap-setting", "problem", { ...remappedFiles, "etc/docker/daemon.json": "{}" }, remapped({})],
    [
      "a flag of the unit and the file both set it",
      "remap-setting",
      "problem",
      {
        ...remappedFiles,
        "usr/lib/systemd/system/docker.service": "[Service]\nExecStart=/usr/bin/dockerd --userns-remap=default\n",
      },
    ],
    ["the user does not exist", "remap-user", "problem", daemonJson('{"userns-remap": "nosuch"}')],
    ["the group does not exist", "remap-user", "problem", daemonJson('{"userns-remap": "alice:nosuch"}')],
    [
      "the user may come from another source",
      "remap-user",
      "unknown",
      { ...daemonJson('{"userns-remap": "ldapuser"}'), "etc/nsswitch.conf": "passwd: files sss\n" },
    ],
    [
      "dockerd has no program to make dockremap with",
      "remap-user",
      "problem",
      { "etc/passwd": "root:x:0:0::/:/\n", "etc/group": "root:x:0:\n", "bin/busybox": "", "usr/sbin/adduser": { link: "/bin/busybox" } },
    ],
    ["the user has no range", "sub-id-ranges", "problem", daemonJson('{"userns-remap": "alice"}')],
    [
      "two owners share ids",
      "sub-id-ranges",
      "warning",
      { ...remappedFiles, "etc/subuid": "dockremap:100000:65536\nalice:120000:65536\n" },
    ],
    ["the range starts at 0", "sub-id-ranges", "problem", { ...remappedFiles, "etc/subuid": "dockremap:0:65536\n" }],
    ["the range is short", "sub-id-ranges", "warning", { ...remappedFiles, "etc/subuid": "dockremap:100000:1000\n" }],
    ["engine 28 would take somebody's ids for default", "sub-id-ranges", "problem", withSubIds("alice:100000:65536\n"), plain({})],
    [
      "engine 28 would take somebody's gids for default",
      "sub-id-ranges",
      "problem",
      { ...usualFiles, "etc/subuid": "", "etc/subgid": "alice:100000:65536\n" },
      plain({}),
    ],
    [
      "an account has an id of containers",
      "ids-in-use",
      "warning",
      { ...remappedFiles, "etc/passwd": `${remappedFiles["etc/passwd"]}x:x:100033:5::/:\n` },
    ],
    ["a process has an id of containers", "ids-in-use", "warning", remappedFiles, { processes: known([processOf({ uid: 100033 })]) }],
    ["a folder above the data root is closed", "data-root-access", "problem", { ...usualFiles, "var/lib": { folder: 0o750 } }],
    ["live-restore is on", "live-restore", "problem", usualFiles, plain({ info: { LiveRestoreEnabled: true } })],
    ["live-restore is on in the file", "live-restore", "problem", daemonJson('{"live-restore": true}')],
    [
      "the node is one of several managers",
      "swarm",
      "problem",
      usualFiles,
      plain({ info: { Swarm: { LocalNodeState: "active", ControlAvailable: true, Managers: 3 } } }),
    ],
    ["the node is in a swarm", "swarm", "warning", usualFiles, plain({ info: { Swarm: { LocalNodeState: "active" } } })],
    ["a plugin is installed", "plugins", "warning", usualFiles, plain({ plugins: [{ name: "x/y:latest", isEnabled: true }] })],
    ["a volume is a plugin's", "plugins", "warning", remappedFiles, remapped({ volumes: [{ Name: "v", Driver: "x/y" }] })],
    ["a network's bridge would stay", "networks", "warning", usualFiles, plain({ networks: [network("10.77.0.0/24")] })],
    ["there is something to carry over", "engine-content", "warning", usualFiles, plain({ volumes: [{ Name: "v", Driver: "local" }] })],
    [
      "a remapped world of before is there",
      "other-worlds",
      "warning",
      { ...usualFiles, "var/lib/docker/100000.100000/volumes/v/x": "" },
      {},
    ],
    [
      "a world of a third mapping is there",
      "other-worlds",
      "warning",
      { ...remappedFiles, "var/lib/docker/300000.300000/volumes/v/x": "" },
      remapped({}),
    ],
    [
      "a bind mount is closed",
      "bind-mounts",
      "warning",
      remappedFiles,
      remapped({ containers: [{ ...running, Mounts: [bind] }] }, { bindSources: sourceOf(0, 0o755) }),
    ],
    [
      "everybody may talk to the engine",
      "socket-access",
      "problem",
      usualFiles,
      { socket: known({ kind: "socket", uid: 0, gid: 0, mode: 0o666 }) },
    ],
    [
      "a group may talk to the engine",
      "socket-access",
      "warning",
      { ...usualFiles, "etc/group": "root:x:0:\ndocker:x:998:alice\n" },
      { socket: known({ kind: "socket", uid: 0, gid: 998, mode: 0o660 }) },
    ],
    ["it listens on the network", "socket-access", "problem", daemonJson('{"hosts": ["tcp://0.0.0.0:2375"]}'), {}],
    [
      "root in a container is root on the host",
      "uid-maps",
      "problem",
      remappedFiles,
      remapped({ containers: [running] }, { processes: known([processOf({ pid: 7 })]) }),
    ],
    ["a container's process is not seen", "uid-maps", "unknown", remappedFiles, remapped({ containers: [running] })],
    [
      "container root reads a file of the host's root",
      "canary",
      "problem",
      remappedFiles,
      remapped({}, { canary: known({ path: "/etc/shadow", container: "web", isRead: true }) }),
    ],
    [
      "a container is exempted",
      "exempted-containers",
      "warning",
      remappedFiles,
      remapped({ containers: [{ ...running, HostConfig: { UsernsMode: "host" } }] }),
    ],
    [
      "a container of another world runs",
      "ghosts",
      "problem",
      remappedFiles,
      remapped({}, { dockerd, processes: known([dockerd, shim(id("b"))]) }),
    ],
    ["a container of another engine may run", "ghosts", "unknown", remappedFiles, remapped({}, { processes: known([shim(id("b"))]) })],
    ["a bridge is left over", "orphaned-networks", "warning", remappedFiles, remapped({}, { network: leftOver })],
    [
      "a bridge hides a network",
      "orphaned-networks",
      "problem",
      remappedFiles,
      remapped({ networks: [network("10.77.0.128/25")] }, { network: leftOver }),
    ],
  ])("%s: %s is a %s", async ([, name, outcome, files, machine]) => {
    const found = await judged(name, files, machine);
    expect(found?.outcome).toBe(outcome);
    expect(found?.evidence).not.toEqual([]);
  });
});

describe("what is right stays quiet", () => {
  test.for<readonly [string, string, Files, Partial<RunningFacts>?]>([
    [
      "a later file allows user namespaces again",
      "user-namespaces",
      { ...usualFiles, "etc/sysctl.d/10.conf": "user.max_user_namespaces=0\n", "etc/sysctl.d/90.conf": "user.max_user_namespaces=9\n" },
      {},
    ],
    ["20.10.9 has both fixes", "engine-version", usualFiles, plain({ version: "20.10.9" })],
    ["engine 29 that maps has turned the store off", "image-store", remappedFiles, remapped({ version: "29.1.0" })],
    ["engine 26 looks at every range for default", "sub-id-ranges", withSubIds("alice:100000:65536\n"), plain({ version: "26.1.5" })],
    ["a uid names the user", "remap-user", daemonJson('{"userns-remap": "1000:alice"}')],
    [
      "a range is given by uid",
      "sub-id-ranges",
      withSubIds("1000:100000:65536\n", { "etc/docker/daemon.json": '{"userns-remap": "alice"}' }),
    ],
    [
      "the engine's own containers use its ids",
      "ids-in-use",
      remappedFiles,
      remapped(
        { containers: [running] },
        { processes: known([processOf({ pid: 7, uid: 100000, userNamespace: "user:[2]", uidMap: mapTo(100000) })]) },
      ),
    ],
    [
      "a source is read-only, or a container root's",
      "bind-mounts",
      remappedFiles,
      remapped({ containers: [{ ...running, Mounts: [{ ...bind, RW: false }, bind] }] }, { bindSources: sourceOf(100000, 0o755) }),
    ],
    [
      "a closed source is an exempted container's",
      "bind-mounts",
      remappedFiles,
      remapped({ containers: [{ ...running, HostConfig: { UsernsMode: "host" }, Mounts: [bind] }] }, { bindSources: sourceOf(0, 0o755) }),
    ],
    ["it listens on the network and verifies", "socket-access", daemonJson('{"hosts": ["tcp://0.0.0.0:2376"], "tlsverify": true}'), {}],
    [
      "every container is mapped",
      "uid-maps",
      remappedFiles,
      remapped({ containers: [running] }, { processes: known([processOf({ pid: 7, uidMap: mapTo(100000), gidMap: mapTo(100000) })]) }),
    ],
    [
      "the engine knows the shim",
      "ghosts",
      remappedFiles,
      remapped({ containers: [running] }, { dockerd, processes: known([dockerd, shim(id("a"))]) }),
    ],
    [
      "an engine in a container has shims",
      "ghosts",
      remappedFiles,
      remapped({}, { dockerd, processes: known([dockerd, shim(id("b"), { containerId: id("c") })]) }),
    ],
    [
      "another engine on the host has shims",
      "ghosts",
      remappedFiles,
      remapped({}, { dockerd, processes: known([dockerd, shim(id("b"), { pidNamespace: "pid:[9]" })]) }),
    ],
    [
      "a bridge has a name of its own",
      "orphaned-networks",
      remappedFiles,
      remapped(
        { networks: [{ ...network("10.77.0.0/24"), Options: { "com.docker.network.bridge.name": "br-aaaaaaaaaaaa" } }] },
        { network: leftOver },
      ),
    ],
    ["the plain world stays when mapping is on", "other-worlds", { ...remappedFiles, "var/lib/docker/volumes/v/x": "" }, remapped({})],
  ])("%s: %s is ok", async ([, name, files, machine]) => {
    expect((await judged(name, files, machine))?.outcome).toBe("ok");
  });
});

describe("advice", () => {
  test("gives ids that nobody has when the engine would take somebody's", async () => {
    const found = await judged("sub-id-ranges", withSubIds("alice:100000:65536\n"), plain({}));
    expect(found?.remedy?.commands).toEqual([
      "useradd --system --user-group --no-create-home --shell=/usr/sbin/nologin dockremap",
      "usermod --add-subuids=165536-231071 --add-subgids=165536-231071 dockremap",
    ]);
  });
  test("makes no user that exists, and gives no second range", async () => {
    const users = { "etc/passwd": "root:x:0:0::/:/\ndockremap:x:997:997::/:/bin/false\n" };
    const noGroup = await judged("remap-user", { ...usualFiles, ...users }, {});
    expect(noGroup).toMatchObject({ outcome: "problem", remedy: { commands: [] } });
    const oneFile = await judged("sub-id-ranges", { ...usualFiles, ...users, "etc/subuid": "dockremap:165536:65536\n" }, {});
    expect(oneFile).toMatchObject({ outcome: "problem", remedy: { commands: [] } });
    expect(oneFile?.remedy?.text).toContain("Add the line `dockremap:165536:65536` to /etc/subgid");
    const noRange = await judged("sub-id-ranges", { ...usualFiles, ...users }, {});
    expect(noRange?.remedy?.commands).toEqual(["usermod --add-subuids=100000-165535 --add-subgids=100000-165535 dockremap"]);
  });
  test("deletes a left-over bridge and its rule by name, and no other rule", async () => {
    const found = await judged("orphaned-networks", remappedFiles, remapped({}, { network: leftOver }));
    expect(found?.remedy?.commands).toEqual([
      "ip link delete br-aaaaaaaaaaaa",
      "iptables -t nat -D POSTROUTING -s 10.77.0.0/24 ! -o br-aaaaaaaaaaaa -j MASQUERADE",
    ]);
  });
  test("gives no command for a network whose id is not one, nor for a folder that no command may take", async () => {
    const odd = { Id: "x; rm -rf /", Name: "shop", Driver: "bridge" };
    expect((await judged("networks", usualFiles, plain({ networks: [odd] })))?.remedy?.commands).toEqual([]);
    const files = { ...usualFiles, "etc/docker/daemon.json": '{"data-root": "/srv/$(x)/docker"}', "srv/$(x)": { folder: 0o700 } };
    expect(await judged("data-root-access", files)).toMatchObject({ outcome: "problem", remedy: { commands: [] } });
  });
  test("shows a dozen of what a host has in thousands", async () => {
    const networks = Array.from({ length: 3000 }, (_, index) => ({ ...network("10.0.0.0/24"), Name: `n${index}` }));
    const found = await judged("networks", usualFiles, plain({ networks }));
    expect(found?.evidence).toHaveLength(12);
    expect(found?.evidence.at(-1)).toBe("and 2989 more");
  });
});

test("every check has a name of its own, a question and a reason", () => {
  expect(new Set(checks.map((each) => each.id)).size).toBe(checks.length);
  expect(checks.filter(({ question, why }) => !question.endsWith("?") || !why.endsWith("."))).toEqual([]);
});

test("a check that throws is unknown, and the others go on", async () => {
  const facts = await factsOf(usualFiles, { bindSources: new Map() });
  const broken = { ...facts, dataRoot: known(undefined as never) };
  const { answer, checks: made } = diagnose(broken);
  expect(answer).toBe("unknown");
  expect(made.find((each) => each.id === "data-root-access")).toMatchObject({ outcome: "unknown" });
  expect(made.find((each) => each.id === "remap-user")).toMatchObject({ outcome: "ok" });
});
