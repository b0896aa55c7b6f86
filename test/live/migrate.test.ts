import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { type HostInUse, hostInUse, whenUp } from "../support/host-in-use.js";
import { dockerd, engines, generations, whyNoEngines } from "../support/parts.js";
import { startPoser } from "../support/poser.js";
import { addRow, lacksCompose, openShop, until, up, volumesOf } from "../support/shop.js";
import { because, missing, notTonight } from "../support/skips.js";
import { cliWords, makePlan, newWorld, plainWorld, planFolder, programWords, remapReady } from "../support/switching.js";

const whyNot = (await whyNoEngines()) ?? (lacksCompose === undefined ? undefined : missing(lacksCompose));
const killer = fileURLToPath(new URL("../support/migrate-until.ts", import.meta.url));
const names = ["keeper", "lone", "shop-web-1", "shop-worker-1"];

async function shop(generation?: string): Promise<HostInUse> {
  const host = await hostInUse(generation === undefined ? dirname(dockerd ?? "") : join(engines, generation), "{}");
  onTestFinished(() => host.end(), 60_000);
  openShop(host);
  addRow(host, "two");
  until(host, "one two");
  return host;
}

/** Ended by SIGKILL when the journal has so many lines; undefined when it came to its end before. */
function killedAt(host: HostInUse, direction: string, lines: number): true | undefined {
  const { signal, status, err } = host.run(programWords(killer, planFolder, direction, String(lines)));
  if (signal === "SIGKILL" || status === 137) return true;
  expect(status, err).toBe(0);
  return undefined;
}

/** Interrupted by Ctrl-C when the journal has the line of a step. */
async function interruptedAt(host: HostInUse, step: string): Promise<{ readonly status: number | null; readonly err: string }> {
  const child = host.start(["sh", "-c", `echo $$ > /run/migrating; exec "$@"`, "sh", ...cliWords("migrate", planFolder)]);
  let err = "";
  child.stderr?.on("data", (data: Buffer) => {
    err += data.toString();
  });
  const over = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const waits = `until grep -q '"step":"${step}"' ${planFolder}/journal.jsonl; do sleep 0.05; done; kill -INT $(cat /run/migrating)`;
  host.must(["timeout", "120", "sh", "-c", waits]);
  return { status: await over, err };
}

/** The ids of the steps of the plan, in order. */
/** The steps that a migration without `--stage` takes. */
function stepsOf(host: HostInUse): string[] {
  const { steps } = JSON.parse(host.must(["cat", `${planFolder}/plan.json`])) as { steps: { id: string; kind: string }[] };
  return steps.flatMap(({ id, kind }) => (kind === "stage-volume" ? [] : [id]));
}

/** Volumes but that of the worker, which writes the time. */
function unstable(volumes: string): string[] {
  return volumes.split("\n").filter((line) => !line.startsWith("shop_state/"));
}

/** Everything runs under the map, with its rows, and compose takes it as its own. */
function expectNewWorld(host: HostInUse, rows: string): void {
  until(host, rows);
  expect(host.docker("info", "-f", "{{.DockerRootDir}}")).toBe(newWorld);
  expect(host.docker("ps", "--format", "{{.Names}}").split("\n").sort()).toEqual(names);
  expect(up(host)).not.toMatch(/Recreate|Creat|already exists/);
  expect(host.docker("exec", "keeper", "cat", "/var/data/kept")).toBe("kept");
  expect(host.docker("exec", "lone", "stat", "-c", "%u:%g %a", "/files/app", "/files/setuid", "/files/shared")).toBe(
    "1000:1000 640\n1000:1000 6755\n999:999 2775",
  );
  expect(host.docker("exec", "shop-web-1", "cat", "/proc/self/uid_map").trim().split(/\s+/)).toEqual(["0", "100000", "65536"]);
}

/** The plain engine as it was, with its containers and these rows. */
function expectPlainWorld(host: HostInUse, rows: string): void {
  until(host, rows);
  expect(host.must(["cat", "/etc/docker/daemon.json"])).toBe("{}");
  expect(host.docker("info", "-f", "{{.DockerRootDir}}")).toBe(plainWorld);
  expect(host.docker("ps", "--format", "{{.Names}}").split("\n").sort()).toEqual(names);
  expect(up(host)).not.toMatch(/Recreate|Creat|already exists/);
  // Of the two networks of the project; those of the other world are gone.
  expect(host.must(["ip", "-o", "link", "show", "type", "bridge"]).match(/: br-[0-9a-f]{12}/g)).toHaveLength(2);
  expect(host.must(["iptables", "-t", "nat", "-S", "POSTROUTING"]).match(/br-[0-9a-f]{12}/g)).toHaveLength(2);
}

async function thereAndBack(host: HostInUse, withData: boolean): Promise<void> {
  makePlan(host);
  const ahead = remapReady(host, "migrate", planFolder, "--stage");
  expect(ahead.status, ahead.err).toBe(0);
  expectPlainWorld(host, "one two");
  addRow(host, "late");
  const there = remapReady(host, "migrate", planFolder);
  expect(there.status, there.err).toBe(0);
  expect(there.err).not.toContain("copied anew");
  expect(stagedFolders(host)).toBe("");
  const before = volumesOf(host, plainWorld);
  expectNewWorld(host, "one two late");
  addRow(host, "three");
  until(host, "one two late three");
  expect(volumesOf(host, plainWorld)).toBe(before);
  const back = remapReady(host, "migrate", planFolder, "--back", ...(withData ? ["--with-data"] : []));
  expect(back.status, back.err).toBe(0);
  expectPlainWorld(host, withData ? "one two late three" : "one two late");
}

function stagedFolders(host: HostInUse): string {
  return host.must(["find", plainWorld, "-maxdepth", "1", "-name", "remap-ready-*"]);
}

async function takenBack(step: string): Promise<void> {
  const host = await shop();
  makePlan(host);
  const index = stepsOf(host).indexOf(step);
  expect(index).toBeGreaterThan(0);
  const lines = 2 * index + 1;
  expect(killedAt(host, "forward", lines)).toBe(true);
  const before = volumesOf(host, plainWorld);
  const back = remapReady(host, "migrate", planFolder, "--back");
  expect(back.status, back.err).toBe(0);
  expectPlainWorld(host, "one two");
  host.docker("stop", ...names);
  if (step !== "stop-containers") expect(unstable(volumesOf(host, plainWorld))).toEqual(unstable(before));
  const again = remapReady(host, "migrate", planFolder);
  expect(again).toMatchObject({ status: 2, out: "" });
  expect(again.err).toContain("Make a new plan");
}

describe.skipIf(whyNot)("a host in use", because(whyNot), () => {
  test("is switched, and taken back with its data", { timeout: 600_000 }, async () => {
    await thereAndBack(await shop(), true);
  });
  test.for(["switch", "create-containers"])("killed in the step %s is taken back to what it was", { timeout: 600_000 }, takenBack);
  test("a full disk stops the copy; with space it goes on", { timeout: 600_000 }, async () => {
    const host = await shop();
    host.must(["sh", "-c", "head -c 90000000 /dev/urandom > /var/lib/docker/volumes/files/_data/large"]);
    makePlan(host);
    host.must(["mkdir", "-p", "/var/lib/docker/100000.100000"]);
    host.must(["mount", "-t", "tmpfs", "-o", "size=64m,mode=710,gid=100000", "tmpfs", "/var/lib/docker/100000.100000"]);
    const full = remapReady(host, "migrate", planFolder);
    expect(full).toMatchObject({ status: 1 });
    expect(full.err).toMatch(/There is not enough space at `.*\/100000\.100000\/volumes\/files`.*\n.*\n.*Go on: .*\n.*Go back: /);
    expect(host.must(["ls", "/var/lib/docker/100000.100000/volumes/files"])).toBe("_data");
    host.must(["mount", "-o", "remount,size=400m", "/var/lib/docker/100000.100000"]);
    const more = remapReady(host, "migrate", planFolder);
    expect(more.status, more.err).toBe(0);
    expectNewWorld(host, "one two");
  });
  test("what changed since the plan is refused, and so is a second run; nothing is done", { timeout: 600_000 }, async () => {
    const host = await shop();
    makePlan(host);
    host.must(["cp", "/etc/subuid", "/srv/subuid"]);
    const rehearsed = remapReady(host, "migrate", planFolder, "--dry-run");
    expect(rehearsed).toMatchObject({ status: 0, err: "" });
    host.must(["sh", "-c", "echo someone:900000:65536 >> /etc/subuid"]);
    expect(remapReady(host, "migrate", planFolder)).toMatchObject({ status: 2, err: expect.stringContaining("/etc/subuid") });
    host.must(["sh", "-c", "cat /srv/subuid > /etc/subuid"]);
    host.docker("stop", "lone");
    expect(remapReady(host, "migrate", planFolder)).toMatchObject({ status: 2, err: expect.stringContaining("containers") });
    host.docker("start", "lone");
    host.must(["sh", "-c", "touch /var/lib/docker/volumes/files/_data/far && chown 70000 /var/lib/docker/volumes/files/_data/far"]);
    expect(remapReady(host, "migrate", planFolder)).toMatchObject({ status: 2, err: expect.stringContaining("user id 70000") });
    host.must(["rm", "/var/lib/docker/volumes/files/_data/far"]);
    host.must(["flock", "/var/lib/docker", "true"]);
    const locked = host.run(["flock", "/var/lib/docker", ...cliWords("migrate", planFolder)]);
    expect(locked).toMatchObject({ status: 2, err: expect.stringContaining("Another") });
    expect(host.must(["sh", "-c", `[ ! -s ${planFolder}/journal.jsonl ] && echo nothing`])).toBe("nothing");
    host.must(["chmod", "777", planFolder]);
    expect(remapReady(host, "migrate", planFolder)).toMatchObject({ status: 2, err: expect.stringContaining("written by others") });
    expectPlainWorld(host, "one two");
    host.must(["chmod", "700", planFolder]);
    expect(remapReady(host, "migrate", planFolder, "--stage").status).toBe(0);
    expect(stagedFolders(host)).not.toBe("");
    const running = host.docker("ps", "--no-trunc", "-q");
    expect(remapReady(host, "migrate", planFolder, "--back").status).toBe(0);
    expect(stagedFolders(host)).toBe("");
    expect(host.docker("ps", "--no-trunc", "-q")).toBe(running);
    expectPlainWorld(host, "one two");
  });
  test("a daemon.json that somebody changed stops the way back before anything else", { timeout: 600_000 }, async () => {
    const host = await shop();
    makePlan(host);
    expect(remapReady(host, "migrate", planFolder).status).toBe(0);
    const running = host.docker("ps", "-q");
    host.must(["sh", "-c", "cp /etc/docker/daemon.json /run/daemon.json; echo >> /etc/docker/daemon.json"]);
    expect(remapReady(host, "migrate", planFolder, "--back")).toMatchObject({ status: 2, err: expect.stringContaining("was changed") });
    expect(host.docker("ps", "-q")).toBe(running);
    host.must(["cp", "/run/daemon.json", "/etc/docker/daemon.json"]);
    const back = remapReady(host, "migrate", planFolder, "--back");
    expect(back.status, back.err).toBe(0);
    expectPlainWorld(host, "one two");
  });
  test("what ran in the old world after the switch is not lost: the copies are refused", { timeout: 600_000 }, async () => {
    const host = await shop();
    makePlan(host);
    const steps = stepsOf(host);
    const index = steps.findLastIndex((id) => id.startsWith("copy-volume:")) + 1;
    expect(killedAt(host, "forward", 2 * index + 1)).toBe(true);
    const restart = async (daemonJson: string) => {
      host.must(["cp", daemonJson, "/etc/docker/daemon.json"]);
      host.must(["sh", "-c", host.restart]);
      await whenUp(host);
    };
    host.must(["cp", "/etc/docker/daemon.json", "/run/new.json"]);
    await restart(`${planFolder}/daemon.json.before`);
    host.docker("start", "lone");
    host.docker("stop", "-t", "0", "lone");
    await restart("/run/new.json");
    expect(remapReady(host, "migrate", planFolder)).toMatchObject({ status: 2, err: expect.stringContaining("`lone` ran in it") });
    const back = remapReady(host, "migrate", planFolder, "--back");
    expect(back.status, back.err).toBe(0);
    expectPlainWorld(host, "one two");
  });
  test("a restart that fails stops at the switch, and is taken back", { timeout: 600_000 }, async () => {
    const host = await shop();
    host.must(["sh", "-c", `printf '#!/bin/sh\\nexit 5\\n' > /run/restart-fails; chmod 755 /run/restart-fails`]);
    makePlan(host, "--restart-command", "/run/restart-fails");
    const there = remapReady(host, "migrate", planFolder);
    expect(there).toMatchObject({ status: 1, err: expect.stringMatching(/step `switch`: `sh -c \/run\/restart-fails` failed \(5\)/) });
    expect(there.err).toContain("Go back:  remap-ready migrate /srv/plan --back");
    const back = remapReady(host, "migrate", planFolder, "--back");
    expect(back.status, back.err).toBe(0);
    expectPlainWorld(host, "one two");
  });
  test("what somebody starts meanwhile stops the switch; what a reboot starts again is stopped again", { timeout: 600_000 }, async () => {
    const host = await shop();
    makePlan(host);
    const index = stepsOf(host).indexOf("switch");
    expect(killedAt(host, "forward", 2 * index + 1)).toBe(true);
    host.docker("start", "lone");
    host.docker("run", "-d", "--name", "stray", "stacks/shell", "sleep", "1000");
    const there = remapReady(host, "migrate", planFolder);
    expect(there).toMatchObject({ status: 1, err: expect.stringContaining("somebody started `stray`") });
    expect(host.docker("ps", "--format", "{{.Names}}").split("\n").sort()).toEqual(["lone", "stray"]);
    host.docker("rm", "-f", "stray");
    const again = remapReady(host, "migrate", planFolder);
    expect(again.status, again.err).toBe(0);
    expectNewWorld(host, "one two");
  });
  test("a container of somebody else in the new world is not taken for ours", { timeout: 600_000 }, async () => {
    const host = await shop();
    makePlan(host);
    const index = stepsOf(host).indexOf("create-containers");
    expect(killedAt(host, "forward", 2 * index + 1)).toBe(true);
    host.docker("run", "-d", "--name", "lone", "stacks/shell", "sleep", "1");
    const there = remapReady(host, "migrate", planFolder);
    expect(there).toMatchObject({
      status: 1,
      err: expect.stringContaining("already has a container `lone`, which this plan did not make"),
    });
    host.docker("rm", "-f", "lone");
    const again = remapReady(host, "migrate", planFolder);
    expect(again.status, again.err).toBe(0);
    expectNewWorld(host, "one two");
  });
  test("an interrupted run says how to go on, and goes on", { timeout: 600_000 }, async () => {
    const host = await shop();
    makePlan(host);
    const ended = await interruptedAt(host, "start-containers");
    expect(ended.status).toBe(130);
    expect(ended.err).toMatch(
      /interrupted\.\n {2}Go on: {4}remap-ready migrate \/srv\/plan\n {2}Go back: {2}remap-ready migrate \/srv\/plan --back\n$/,
    );
    // It does not keep the proof from being found.
    startPoser(host, "containerd-shim-runc-v2");
    const there = remapReady(host, "migrate", planFolder);
    expect(there.status, there.err).toBe(0);
    host.docker("rm", "-f", "poses-as-containerd-shim-runc-v2");
    expectNewWorld(host, "one two");
  });
  test("follows docs/migrating.md, command by command", { timeout: 600_000 }, async () => {
    const host = await shop();
    const page = readFileSync(new URL("../../docs/migrating.md", import.meta.url), "utf8");
    const commands = [...page.matchAll(/^sudo remap-ready ([^#\n]+)/gm)].map(([, words = ""]) =>
      words.trim().replace("/root/switch", planFolder).split(" "),
    );
    expect(commands.map((words) => words.join(" "))).toEqual([
      "doctor",
      "plan --output /srv/plan",
      "migrate /srv/plan --dry-run",
      "migrate /srv/plan --stage",
      "migrate /srv/plan",
      "doctor /srv/plan",
      "migrate /srv/plan --back",
      "migrate /srv/plan --back --with-data",
    ]);
    for (const words of commands) {
      // The restart of this host is its own.
      const more = words[0] === "plan" ? ["--restart-command", host.restart] : [];
      const { status, err, out } = remapReady(host, ...words, ...more);
      expect(status, `${words.join(" ")}: ${out}${err}`).toBe(0);
    }
    expectPlainWorld(host, "one two");
  });
});

describe.skipIf(whyNot ?? notTonight)("a migration", because(whyNot ?? notTonight), () => {
  test("killed after each line of the journal goes on, there and back", { timeout: 1_800_000 }, async () => {
    const host = await shop();
    makePlan(host);
    let lines = 1;
    // What was copied ahead is copied again when it is asked for again: this has no end of its own.
    while (lines < 14 && killedAt(host, "stage", lines)) lines++;
    expect(lines).toBe(14);
    while (killedAt(host, "forward", lines)) lines++;
    expect(lines).toBeGreaterThan(38);
    expectNewWorld(host, "one two");
    addRow(host, "three");
    until(host, "one two three");
    const turn = lines;
    while (killedAt(host, "back-with-data", lines)) lines++;
    expect(lines - turn).toBeGreaterThan(38);
    expectPlainWorld(host, "one two three");
  });
  test("killed at random times goes on", { timeout: 1_800_000 }, async () => {
    const host = await shop();
    makePlan(host);
    for (const direction of [[], ["--back", "--with-data"]]) {
      let kills = 0;
      for (let seconds = 1.5; ; seconds += 0.5) {
        const ran = host.run(["timeout", "-s", "KILL", String(seconds), ...cliWords("migrate", planFolder, ...direction)]);
        if (ran.status === 0) break;
        expect(ran.signal ?? ran.status, ran.err).toSatisfy((end) => end === "SIGKILL" || end === 137);
        kills += 1;
      }
      expect(kills).toBeGreaterThan(0);
      if (direction.length > 0) break;
      expectNewWorld(host, "one two");
      addRow(host, "three");
    }
    expectPlainWorld(host, "one two three");
  });
  test("leaves no container behind whose engine was killed, and needs no engine where none runs", { timeout: 600_000 }, async () => {
    const host = await shop();
    makePlan(host);
    expect(killedAt(host, "forward", 2 * stepsOf(host).indexOf("switch") + 1)).toBe(true);
    const killEngine = () => host.must(["sh", "-c", "kill -KILL $(cat /var/run/docker.pid)"]);
    const startEngine = async () => {
      host.must([host.restart]);
      await whenUp(host);
    };
    host.docker("start", "lone");
    killEngine();
    const there = remapReady(host, "migrate", planFolder);
    expect(there).toMatchObject({
      status: 1,
      err: expect.stringMatching(/1 container goes on running without one: .* Start the engine without the mapping/),
    });
    await startEngine();
    const again = remapReady(host, "migrate", planFolder);
    expect(again.status, again.err).toBe(0);
    expectNewWorld(host, "one two");
    killEngine();
    const unseen = remapReady(host, "migrate", planFolder, "--back");
    expect(unseen).toMatchObject({
      status: 1,
      err: expect.stringMatching(/4 containers go on running .* Start the engine with the mapping/),
    });
    await startEngine();
    host.docker("stop", ...host.docker("ps", "-q").split("\n"));
    killEngine();
    const withData = remapReady(host, "migrate", planFolder, "--back", "--with-data");
    expect(withData).toMatchObject({ status: 2, err: expect.stringMatching(/was begun without `--with-data`|does not answer/) });
    const back = remapReady(host, "migrate", planFolder, "--back");
    expect(back.status, back.err).toBe(0);
    expectPlainWorld(host, "one two");
  });
  test.for(["stop-containers", "copy-volume:shop_data", "start-containers"])(
    "killed in the step %s is taken back to what it was",
    { timeout: 600_000 },
    takenBack,
  );
});

describe.skipIf(whyNot ?? notTonight)("every generation of engines", because(whyNot ?? notTonight), () => {
  test.for(generations.flatMap((generation) => [false, true].map((withData) => ({ generation, withData }))))(
    "$generation is switched, and taken back with data: $withData",
    { timeout: 600_000 },
    async ({ generation, withData }) => {
      await thereAndBack(await shop(generation), withData);
    },
  );
});
