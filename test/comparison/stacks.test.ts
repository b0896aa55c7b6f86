import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { combined, overrideOf, remediesFor } from "../../src/comparison/remedies.js";
import { plainSubject, type Subject } from "../../src/comparison/subject.js";
import { fullName } from "../../src/model/image-name.js";
import type { ComposeModel } from "../../src/runs/input/compose-model.js";
import { startOrder, subjectsOf } from "../../src/runs/input/subjects.js";
import { isolate } from "../../src/runs/lab/isolation.js";
import { isMemoryShort } from "../../src/runs/lab/memory.js";
import { wayOutNotices, waysOut } from "../../src/runs/lab/ways-out.js";
import { isNamedUnfit, wordsOf } from "../../src/runs/stack/compose-run.js";
import { externalsOf } from "../../src/runs/stack/externals.js";
import { runnable } from "../../src/runs/stack/runnable-model.js";

const model: ComposeModel = {
  name: "shop",
  services: {
    web: {
      image: "web",
      depends_on: { db: {} },
      network_mode: "service:vpn",
      volumes: [{ type: "bind", source: "/srv/www", target: "/www", read_only: true }],
    },
    vpn: {
      image: "vpn",
      devices: [{ source: "/dev/net/tun", target: "/dev/net/tun", permissions: "rwm" }],
      sysctls: { "net.ipv4.ip_forward": 1 },
    },
    db: {
      build: { context: "." },
      volumes: [{ type: "volume", source: "data", target: "/data" }],
      secrets: [{ source: "key" }],
      tmpfs: ["/run:uid=5"],
      post_start: [{ privileged: true }],
    },
    agent: { image: "agent", volumes_from: ["db:ro"], use_api_socket: true },
  },
  volumes: { data: { driver_opts: { type: "none", o: "bind", device: "/srv/data" } }, kept: { name: "kept-name", external: true } },
  networks: { edge: { name: "proxy", external: true }, h: { name: "host", external: true } },
  secrets: { key: { file: "/srv/key" } },
};
const subjects = subjectsOf(model, (path) => path === "/srv/www");
const named = (name: string) => subjects.find((each) => each.name === name);

describe("what a project asks of an engine", () => {
  test("holds what Compose copies in for a user, and the grants without it", () => {
    const [subject] = subjectsOf(
      {
        name: "shop",
        services: {
          app: {
            image: "app",
            secrets: [
              { source: "token", uid: "1000", mode: "0400" },
              { source: "key", uid: "1000" },
              { source: "plain", mode: "0440" },
            ],
            configs: [{ source: "settings", target: "/etc/app.conf", gid: "1000" }],
          },
        },
        secrets: { token: { environment: "TOKEN" }, key: { file: "/srv/key" }, plain: { environment: "PLAIN" } },
        configs: { settings: { content: "x" } },
      },
      () => true,
    );
    const secrets = [{ source: "token" }, { source: "key", uid: "1000" }, { source: "plain", mode: "0440" }];
    expect(subject?.handed).toEqual([
      { kind: "secret", source: "token", target: "/run/secrets/token", grantsWithoutOwner: secrets },
      {
        kind: "config",
        source: "settings",
        target: "/etc/app.conf",
        grantsWithoutOwner: [{ source: "settings", target: "/etc/app.conf" }],
      },
    ]);
  });

  test("is read from the effective model", () => {
    expect(named("web")).toMatchObject({ networkMode: "service:vpn", mounts: [{ source: "/srv/www", existed: true, readOnly: true }] });
    expect(named("vpn")?.sysctls.get("net.ipv4.ip_forward")).toBe("1");
    expect(named("db")).toMatchObject({
      image: "shop-db",
      builds: true,
      hasPrivilegedHook: true,
      grants: [{ kind: "secret", file: "/srv/key", target: "/run/secrets/key" }],
      mounts: [
        { type: "volume", driver: "bind", device: "/srv/data" },
        { type: "tmpfs", target: "/run" },
      ],
    });
    expect(named("agent")?.mounts).toMatchObject([{ source: "/var/run/docker.sock" }]);
  });
  test("starts dependencies first, whatever key makes them one", () => {
    const order = startOrder(model);
    expect(order.indexOf("db")).toBeLessThan(order.indexOf("web"));
    expect(order.indexOf("vpn")).toBeLessThan(order.indexOf("web"));
    expect(order.indexOf("db")).toBeLessThan(order.indexOf("agent"));
    expect(startOrder({ name: "x", services: { a: { depends_on: { b: {} } }, b: { depends_on: { a: {} } } } }).sort()).toEqual(["a", "b"]);
  });
  test("may expect networks and volumes that a new engine does not have", () => {
    expect(externalsOf({ model })).toEqual({ networks: ["proxy"], volumes: ["kept-name"] });
  });
});

describe("what Compose is given to run", () => {
  test("has no program of this machine in it, which it would start as root", () => {
    const provided = { provider: { type: "./setup.sh" } };
    const { services } = runnable({
      name: "x",
      services: { cloud: provided, web: { image: "web", depends_on: { cloud: {}, db: {} } }, db: {} },
    });
    expect(services).toEqual({ web: { image: "web", depends_on: { db: {} } }, db: {} });
  });
  test("pulls no base images by itself", () => {
    const { services } = runnable({ name: "x", services: { web: { build: { context: ".", pull: true } } } });
    expect(services).toEqual({ web: { build: { context: "." } } });
  });
});

describe("an image's name", () => {
  test.for([
    ["redis", "docker.io/library/redis:latest"],
    ["redis:7", "docker.io/library/redis:7"],
    ["foo/bar", "docker.io/foo/bar:latest"],
    ["localhost/bar", "localhost/bar:latest"],
    ["registry:5000/a/b:1", "registry:5000/a/b:1"],
    ["docker.io/library/redis", "docker.io/library/redis:latest"],
    ["a@sha256:0", "docker.io/library/a@sha256:0"],
  ])("%s is %s", ([short, long]) => {
    expect(fullName(short as string)).toBe(long);
  });
});

describe("the host's directories", () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "remap-ready-isolation-")));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, "work/data"), { recursive: true });
  mkdirSync(join(root, "outside"));
  const bind = (source: string, readOnly = false) => ({ type: "bind", source, target: "/t", readOnly }) as const;
  const asked = (...mounts: ReturnType<typeof bind>[]) => isolate(join(root, "work"), [{ ...plainSubject("a", "service", "a"), mounts }]);
  test("are copied when a service may write to them, once", () => {
    expect(asked(bind(join(root, "work/data")), bind(join(root, "outside")), bind(join(root, "outside/missing/deep"))).copied).toEqual([
      join(root, "work"),
      join(root, "outside"),
    ]);
  });
  test("are not copied when they are only read, or each engine's own", () => {
    expect(asked(bind(join(root, "outside"), true), bind("/var/run/docker.sock"), bind("/dev/null"), bind("/etc/hosts")).copied).toEqual([
      join(root, "work"),
    ]);
  });
  test("are copied behind a volume that is a bind of one, as a service writes to it all the same", () => {
    const volume = { type: "volume", source: "data", target: "/data", readOnly: false, driver: "bind" } as const;
    const of = (device: string) => isolate(undefined, [{ ...plainSubject("a", "service", "a"), mounts: [{ ...volume, device }] }]);
    expect(of(join(root, "outside")).copied).toEqual([join(root, "outside")]);
    expect(of("/not-there/at-all").refused.size).toBe(0);
    const disk = { ...volume, driver: "ext4", device: "/dev/sdb1" };
    expect(isolate(undefined, [{ ...plainSubject("a", "service", "a"), mounts: [disk] }]).warnings).toEqual([
      {
        about: "isolation",
        subject: "a",
        text: "`a` mounts the volume `data`, which is `/dev/sdb1` (ext4) and no copy: what it writes there is kept",
      },
    ]);
  });
  test("behind a link are those that it leads to", () => {
    symlinkSync("/etc", join(root, "work/etc"));
    symlinkSync("/proc/sys", join(root, "work/sysctls"));
    expect(asked(bind(join(root, "work/etc")))).toMatchObject({ copied: [join(root, "work")], warnings: [] });
    expect(asked(bind(join(root, "work/sysctls"))).warnings[0]?.text).toMatch(/^`a` mounts `.*sysctls` for writing, which is the kernel's/);
  });
  test("of the kernel are named, but for the engine's own control groups", () => {
    expect(asked(bind("/proc"), bind("/sys/kernel")).warnings).toHaveLength(2);
    expect(asked(bind("/proc/not-there", true)).warnings[0]?.text).toMatch(
      /^`a` mounts `\/proc\/not-there` read-only, which is the kernel's/,
    );
    expect(asked(bind("/proc", true), bind("/sys/fs/cgroup"), bind("/dev")).warnings).toEqual([]);
  });
  test("are all that can be copied: who may change the kernel's own is named", () => {
    const of = (asked: Partial<Subject>) =>
      wayOutNotices(waysOut([{ ...plainSubject("a", "service", "a"), ...asked }], { name: "x", services: {} }, undefined)).map(
        ({ text }) => text,
      );
    expect(of({ privileged: true })[0]).toMatch(/^`a` has powers over this machine on the plain engine/);
    expect(of({ capAdd: ["CAP_SYS_TIME"] })).toHaveLength(1);
    expect(of({ capAdd: ["SYS_ADMIN"] })).toHaveLength(1);
    expect(of({ mounts: [bind("/var/run/docker.sock")] })).toHaveLength(1);
    expect(of({ mounts: [bind("/var/run"), bind("/")] })[0]).toContain(
      "mounts `/var/run`, where the engine's socket is, and it mounts `/`",
    );
    expect(of({ pidMode: "host", capAdd: ["ALL"] })[0]).toContain("SYS_PTRACE");
    expect(of({ capAdd: ["NET_ADMIN"], pidMode: "host", networkMode: "bridge" })).toEqual([]);
    expect(of({ mounts: [bind("/var/lib"), bind("/run/user")], capAdd: ["SYS_PTRACE"] })).toEqual([]);
  });
  test("that cannot be copied are warned of when they are there, and refused when they would be made", () => {
    expect(asked(bind("/")).warnings[0]?.text).toContain("cannot be copied");
    expect(asked(bind("/not-there/at-all")).refused.get("a")).toContain("which is not there");
  });
});

describe("a remedy", () => {
  const isMapped = (id: number) => id >= 200000 && id < 265536;
  const to = (id: number) => (id < 65536 ? id + 200000 : undefined);
  const hostIds = { uid: to, gid: to, isUid: isMapped, isGid: isMapped };
  const context = {
    subjects,
    idMap: { start: 200000, size: 65536 },
    hostIds,
    shownPath: (path: string) => path,
    allowsUsernsHost: () => true,
  };
  const owner = (uid: number, gid: number) => ({ uid, gid, below: { uids: [uid], gids: [gid], withSetId: 0 } });
  test("of ownership has the numbers of the range in it", () => {
    const subject = {
      ...plainSubject("db", "service", "db"),
      user: "999",
      mounts: [{ type: "bind", source: "/srv/db", target: "/db", readOnly: false, existed: true, owner: owner(999, 70000) }] as const,
    };
    const [remedy] = remediesFor("host-path-ownership", subject, context);
    expect(remedy?.change).toMatch(/as root: `find \/srv\/db -xdev -uid 999 -exec chown -h 200999 \{\} \+`$/);
    expect(remedy?.hostChanges).toEqual([{ kind: "shift", path: "/srv/db", uids: [999], gids: [] }]);
  });
  test("say the owners to move to by those that paths have, and leave out what has a mapped one already", () => {
    const bound = (source: string, id: number) =>
      ({ type: "bind", source, target: source, readOnly: true, existed: true, owner: owner(id, id) }) as const;
    const subject: Subject = {
      ...plainSubject("db", "service", "db"),
      mounts: [bound("/srv/media", 1000), bound("/srv/config", 1000), bound("/srv/moved", 200999)],
      grants: [{ kind: "secret", file: "/srv/key", target: "/run/secrets/key", owner: owner(0, 44) }],
    };
    const [{ change, cost } = { change: "", cost: "" }] = remediesFor("host-path-ownership", subject, context);
    expect(change.match(/(?<=`)find [^`]+(?=`)/g)).toEqual([
      "find /srv/media /srv/config /srv/moved /srv/key -xdev -uid 1000 -exec chown -h 201000 {} +",
      "find /srv/media /srv/config /srv/moved /srv/key -xdev -uid 0 -exec chown -h 200000 {} +",
      "find /srv/media /srv/config /srv/moved /srv/key -xdev -gid 1000 -exec chgrp -h 201000 {} +",
      "find /srv/media /srv/config /srv/moved /srv/key -xdev -gid 44 -exec chgrp -h 200044 {} +",
    ]);
    expect(cost).toContain("to ids 201000, 200000");
    const ready: Subject = { ...subject, mounts: [bound("/srv/moved", 200999)], grants: [] };
    expect(remediesFor("host-path-ownership", ready, context).map((each) => each.change)).toEqual(["`userns_mode: host`"]);
  });
  test("are worked out from who owns each path of the host", () => {
    const ownerOf = (path: string) => ({ uid: path === "/srv/key" ? 5 : 6, gid: 7 });
    const owned = subjectsOf(model, () => true, ownerOf);
    expect(owned.find(({ name }) => name === "web")?.mounts[0]?.owner).toEqual({ uid: 6, gid: 7 });
    expect(owned.find(({ name }) => name === "db")?.grants[0]?.owner).toEqual({ uid: 5, gid: 7 });
  });
  test.for(["/", "/var/lib", "/usr/share/zoneinfo", "/home"])("never give away or delete %s, which is the system's", (source) => {
    const subject = {
      ...plainSubject("web", "service", "web"),
      mounts: [{ type: "bind", source, target: "/host", readOnly: true, existed: true }] as const,
    };
    expect(remediesFor("host-path-ownership", subject, context).map(({ change }) => change)).toEqual(["`userns_mode: host`"]);
  });
  test("do not delete what is only read", () => {
    const subject = {
      ...plainSubject("web", "service", "web"),
      mounts: [{ type: "bind", source: "/srv/my.cnf", target: "/etc/my.cnf", readOnly: true, existed: true }] as const,
    };
    expect(remediesFor("host-path-ownership", subject, context).some(({ change }) => change.startsWith("delete"))).toBe(false);
  });
  test("with the host's user namespace reaches every service that shares a namespace, and comes last", () => {
    const web = named("web");
    if (!web) throw new Error("no web");
    const remedies = remediesFor("host-device", web, context);
    expect([...(remedies.at(-1)?.overrides.keys() ?? [])].sort()).toEqual(["vpn", "web"]);
    expect(remedies.map(({ isHostNamespace }) => isHostNamespace === true)).toEqual(
      remedies.map((_, index) => index === remedies.length - 1),
    );
  });
  test("with the host's user namespace is not tried where the settings forbid it for a service it touches", () => {
    const web = named("web");
    if (!web) throw new Error("no web");
    const remedies = remediesFor("host-device", web, { ...context, allowsUsernsHost: (service) => service === "web" });
    expect(remedies.at(-1)?.untried).toContain("vpn");
  });
  test("of an image without a project is said as docker run has it", () => {
    expect(remediesFor("unexplained", plainSubject("x", "image", "x"), { ...context, subjects: [] }).map(({ change }) => change)).toEqual([
      "`docker run --userns=host`",
    ]);
  });
  test("of two causes that hide each other is both changes at once", () => {
    const subject = { ...plainSubject("mq", "service", "x"), domainname: "example.com", hostname: "mq", ipcMode: "host" };
    const [name] = remediesFor("domainname", subject, context);
    const [ipc] = remediesFor("host-ipc", subject, context);
    if (!name || !ipc) throw new Error("no remedies");
    const both = combined(name, ipc);
    expect(both.change).toBe("`hostname: mq.example.com` instead of `domainname`, and `ipc: shareable` instead of `ipc: host`");
    // The domain name costs nothing, shareable memory does.
    expect([name.isFree, ipc.isFree, both.isFree]).toEqual([true, undefined, undefined]);
    expect(both.cost).toBe(ipc.cost);
    expect(overrideOf([both])).toContain('domainname: !reset null\n    hostname: "mq.example.com"\n    ipc: shareable');
  });
  test("is an override that Compose can read, whatever the names are", () => {
    const subject = { ...plainSubject('we"b: x', "service", "x"), domainname: 'a"b', hostname: "h" };
    expect(overrideOf([remediesFor("domainname", subject, context)[0] ?? { overrides: new Map() }])).toBe(
      'services:\n  "we\\"b: x":\n    domainname: !reset null\n    hostname: "h.a\\"b"\n',
    );
  });
});

test("Compose's words are its errors, without its progress", () => {
  const stderr =
    " Container s-a-1  Creating\n Container s-a-1  Error response from daemon: cannot share the host PID namespace when user namespaces are enabled\nError response from daemon: cannot share the host PID namespace when user namespaces are enabled\n";
  expect(wordsOf({ stdout: "", stderr, end: "exited" })).toBe(
    "Error response from daemon: cannot share the host PID namespace when user namespaces are enabled",
  );
});

test("an unfit dependency is known by its own container, not by one whose name holds its name", () => {
  const model = { name: "webdb", services: { db: {}, "db-cache": {}, queue: { container_name: "the-queue" } } };
  const unfit = (container: string) =>
    Object.keys(model.services).filter((service) =>
      isNamedUnfit(`dependency failed to start: container ${container} is unhealthy`, service, model),
    );
  expect(unfit("webdb-db-1")).toEqual(["db"]);
  expect(unfit("webdb-db-cache-1")).toEqual(["db-cache"]);
  expect(unfit("webdb_db_12")).toEqual(["db"]);
  expect(unfit("the-queue")).toEqual(["queue"]);
});

test("one side runs after the other where less than a gibibyte of memory is available", () => {
  expect(isMemoryShort("MemTotal:        8000000 kB\nMemAvailable:     900000 kB\n")).toBe(true);
  expect(isMemoryShort("MemTotal:        8000000 kB\nMemAvailable:    2000000 kB\n")).toBe(false);
  expect(isMemoryShort("MemTotal:        8000000 kB\n")).toBe(false);
});
