import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { realArchives } from "../real-stacks/images.js";
import { type HostInUse, hostInUse } from "../support/host-in-use.js";
import { engines, whyNoEngines } from "../support/parts.js";
import { volumesOf } from "../support/shop.js";
import { because, missing, notTonight, type Skip } from "../support/skips.js";
import { makePlan, plainWorld, planFolder, remapReady } from "../support/switching.js";
import { generationsHere } from "./stacks.js";

const whyNot = notTonight ?? (await whyNoEngines()) ?? whyNoImages();

/** Makes the layers where they are not there or out of date; the reason when they cannot be had. */
function whyNoImages(): Skip | undefined {
  const made = spawnSync("bash", [fileURLToPath(new URL("../../scripts/real-images.sh", import.meta.url))], {
    encoding: "utf8",
    stdio: ["ignore", "inherit", "pipe"],
    env: { ...process.env, REMAP_READY_ENGINES: engines },
  });
  return made.status === 0 ? undefined : missing(made.stderr.trim() || "scripts/real-images.sh failed");
}

interface Database {
  readonly data: string;
  readonly server: readonly string[];
  /** Words in its container: make a table, add a row, list the rows. */
  readonly make?: readonly string[];
  add(row: string): readonly string[];
  readonly list: readonly string[];
}

const sql = (program: readonly string[], quote: (text: string) => string) => ({
  make: [...program, "create table rows_ (id serial, row_ text)"],
  add: (row: string) => [...program, `insert into rows_ (row_) values (${quote(row)})`],
  list: [...program, "select row_ from rows_ order by id"],
});

const databases: Readonly<Record<string, Database>> = {
  postgres: {
    data: "/var/lib/postgresql/data",
    server: ["postgres", "-c", "shared_buffers=32MB"],
    ...sql(["psql", "-U", "postgres", "-tAqc"], (text) => `'${text}'`),
  },
  mariadb: {
    data: "/var/lib/mysql",
    server: ["mariadbd", "--innodb-buffer-pool-size=16M"],
    ...sql(["mariadb", "-N", "test", "-e"], (text) => `'${text}'`),
  },
  redis: {
    data: "/data",
    server: ["redis-server", "--appendonly", "yes"],
    add: (row) => ["redis-cli", "rpush", "rows", row],
    list: ["redis-cli", "lrange", "rows", "0", "-1"],
  },
};

/** Runs words in the container of a database until they succeed: a server takes its time. */
function ask(host: HostInUse, name: string, words: readonly string[]): string {
  const script = 'for i in $(seq 200); do docker exec "$@" 2>/tmp/asked && exit 0; sleep 0.3; done; cat /tmp/asked >&2; exit 1';
  return host.must(["sh", "-c", script, "ask", name, ...words]);
}

function expectRows(host: HostInUse, rows: readonly string[]): void {
  for (const [name, { list }] of Object.entries(databases))
    expect(
      ask(host, name, list)
        .split("\n")
        .map((line) => line.trim()),
      name,
    ).toEqual(rows);
}

function addRow(host: HostInUse, row: string): void {
  for (const [name, { add }] of Object.entries(databases)) ask(host, name, add(row));
}

describe.skipIf(whyNot)("databases", because(whyNot), () => {
  test.for(generationsHere())("of engine %s keep their rows there and back", { timeout: 900_000 }, async (generation) => {
    const host = await hostInUse(join(engines, generation), "{}");
    onTestFinished(() => host.end(), 120_000);
    const archives = realArchives(engines);
    archives.write();
    const named = Object.keys(databases).map((name) => `image: real/${name}\n`);
    for (const archive of archives.of(named.join(""))) host.docker("load", "-i", archive);
    for (const [name, { data, server }] of Object.entries(databases))
      host.docker("run", "-d", "--name", name, "--shm-size", "64m", "-v", `${name}:${data}`, `real/${name}`, ...server);
    ask(host, "mariadb", ["mariadb", "-e", "create database if not exists test"]);
    for (const [name, { make }] of Object.entries(databases)) if (make) ask(host, name, make);
    addRow(host, "one");
    addRow(host, "two");
    makePlan(host);
    const there = remapReady(host, "migrate", planFolder);
    expect(there.status, there.err).toBe(0);
    const before = volumesOf(host, plainWorld);
    expectRows(host, ["one", "two"]);
    addRow(host, "three");
    expectRows(host, ["one", "two", "three"]);
    expect(volumesOf(host, plainWorld)).toBe(before);
    const back = remapReady(host, "migrate", planFolder, "--back", "--with-data");
    expect(back.status, back.err).toBe(0);
    expectRows(host, ["one", "two", "three"]);
    addRow(host, "four");
    expectRows(host, ["one", "two", "three", "four"]);
  });
});
