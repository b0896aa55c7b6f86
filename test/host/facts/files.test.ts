import { describe, expect, test } from "vitest";
import { readAccounts } from "../../../src/host/facts/accounts.js";
import { configured, readConfiguration } from "../../../src/host/facts/configuration.js";
import { readDataRoot } from "../../../src/host/facts/data-root.js";
import { valueIn } from "../../../src/host/facts/fact.js";
import { readHost } from "../../../src/host/facts/host.js";
import { openTree } from "../../../src/host/facts/tree.js";
import { makeHost } from "../../support/host-tree.js";

describe("the files of a mounted system", () => {
  test("are read through its own links: no link leads to a file of this machine", () => {
    const root = makeHost({
      "etc/passwd": "root:x:0:0::/root:/bin/sh\n",
      "etc/absolute": { link: "/etc/passwd" },
      "etc/up": { link: "../../../../../../../etc/passwd" },
      "etc/far": { link: "/proc/self/environ" },
      "etc/loop": { link: "loop" },
      "srv/folder": { link: "/etc" },
    });
    const tree = openTree(root);
    for (const path of ["/etc/passwd", "/etc/absolute", "/etc/up", "/srv/folder/passwd", "/srv/folder/../etc/passwd"])
      expect(tree.text(path)?.text, path).toBe("root:x:0:0::/root:/bin/sh\n");
    expect(tree.text("/etc/far")).toBeUndefined();
    expect(tree.real("/srv/folder/new/name")).toBe("/etc/new/name");
    expect(() => tree.text("/etc/loop")).toThrow("/etc/loop: too many links");
  });
  test("that are no text give a reason, and what does not exist is known not to", () => {
    const tree = openTree(makeHost({ "etc/group": { folder: 0o755 }, "etc/subuid": "a:1:1\0" }));
    expect(readAccounts(tree)).toMatchObject({
      users: { value: [] },
      groups: { unread: "/etc/group cannot be read: it is a directory" },
      subuid: { unread: expect.stringContaining("binary") },
      subgid: { value: { file: undefined, ranges: [] } },
    });
  });
});

test("accounts and ranges are read from the files, lines that are none left out", () => {
  const tree = openTree(
    makeHost({
      "etc/passwd": "root:x:0:0::/root:/bin/sh\n# no line\nalice:x:1000:1000::/home/alice:/bin/sh\n+::::::\nodd:x:-1:5::/:\n",
      "etc/group": "root:x:0:\ndocker:x:998:alice,bob\n",
      "etc/subuid": "# ranges\nalice:100000:65536\n1001:165536:1000\nbroken:1\n",
      "etc/nsswitch.conf": "passwd: files sss\ngroup: files\n",
    }),
  );
  const { users, groups, subuid, hasOtherSources } = readAccounts(tree);
  expect(valueIn(users)).toEqual([
    { name: "root", uid: 0, gid: 0 },
    { name: "alice", uid: 1000, gid: 1000 },
  ]);
  expect(valueIn(groups)?.[1]).toEqual({ name: "docker", gid: 998, members: ["alice", "bob"] });
  expect(valueIn(subuid)?.ranges.map(({ owner, start, count }) => [owner, start, count])).toEqual([
    ["alice", 100000, 65536],
    ["1001", 165536, 1000],
  ]);
  expect(valueIn(hasOtherSources)).toBe(true);
});

describe("the configuration of dockerd", () => {
  const unit = "[Service]\nExecStart=/usr/bin/dockerd --data-root /srv/one -H fd://\n";
  const read = (files: Readonly<Record<string, string | { link: string }>>) => valueIn(readConfiguration(openTree(makeHost(files))));
  test("is its file with the flags of the unit and its drop-ins", () => {
    const configuration = read({
      "etc/docker/daemon.json": '{"userns-remap": "default"}',
      "usr/lib/systemd/system/docker.service": unit,
      "etc/systemd/system/docker.service.d/10.conf": "[Service]\nLimitNOFILE=5\n",
    });
    expect(configuration?.units).toHaveLength(2);
    expect(configured(configuration?.daemon, "userns-remap")).toBe("default");
    expect(configured(configuration?.daemon, "data-root", "graph")).toBe("/srv/one");
  });
  test("loses the flags of a unit whose command a drop-in of another folder resets", () => {
    const reset = "[Service]\nExecStart=\nExecStart=/usr/bin/dockerd --userns-remap=alice\n";
    const { daemon } = read({
      "usr/lib/systemd/system/docker.service": unit,
      "etc/systemd/system/docker.service.d/override.conf": reset,
    }) ?? { daemon: undefined };
    expect(configured(daemon, "data-root")).toBeUndefined();
    expect(configured(daemon, "userns-remap")).toBe("alice");
  });
  test("is nothing where there is no file and the unit is masked", () => {
    const configuration = read({ "etc/systemd/system/docker.service": { link: "/dev/null" }, "etc/hostname": "x\n" });
    expect(configuration).toMatchObject({ file: undefined, units: [], daemon: undefined });
  });
});

test("a data root shows its worlds, what they hold, and every folder above it", () => {
  const image = "image/overlay2/imagedb/content/sha256";
  const tree = openTree(
    makeHost({
      "var/lib/docker": { link: "/srv/closed/docker" },
      "srv/closed": { folder: 0o700 },
      [`srv/closed/docker/${image}/aa`]: "{}",
      "srv/closed/docker/volumes/data/_data/x": "x",
      "srv/closed/docker/volumes/metadata.db": "",
      "srv/closed/docker/containers/c1/config.v2.json": "{}",
      "srv/closed/docker/swarm/docker-state.json": "{}",
      "srv/closed/docker/100000.100001/volumes/old/_data/x": "x",
      "srv/closed/docker/100000": "no world",
    }),
  );
  const root = valueIn(readDataRoot(tree, "/var/lib/docker"));
  expect(root).toMatchObject({
    path: "/var/lib/docker",
    real: "/srv/closed/docker",
    parents: [{ path: "/" }, { path: "/srv" }, { path: "/srv/closed", mode: 0o700 }],
    worlds: [
      { path: "/srv/closed/docker", owner: undefined, content: { containers: 1, volumes: 1, images: 1, isInSwarm: true } },
      { path: "/srv/closed/docker/100000.100001", owner: { uid: 100000, gid: 100001 }, content: { containers: 0, volumes: 1, images: 0 } },
    ],
  });
  expect(root?.freeBytes).toBeGreaterThan(0);
});

test("a mounted system has nothing that runs, and its data root is the one that is configured", async () => {
  const root = makeHost({ "etc/docker/daemon.json": '{"data-root": "/srv/docker"}', "srv/docker": { folder: 0o710 } });
  const facts = await readHost({ root });
  expect(facts.running).toBeUndefined();
  expect(valueIn(facts.dataRoot)).toMatchObject({ path: "/srv/docker", at: { kind: "directory", mode: 0o710 } });
});
