import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { writeImages } from "../stacks/images.js";
import { type HostInUse, hostInUse, whenUp } from "../support/host-in-use.js";
import { busybox, dockerd, engines, generations, whyNoEngines } from "../support/parts.js";
import { startPoser } from "../support/poser.js";
import { because, notTonight } from "../support/skips.js";

const whyNot = await whyNoEngines();
const cli = fileURLToPath(new URL("../../src/cli.ts", import.meta.url));
const loader = createRequire(import.meta.url).resolve("tsx");

/** Starts a host with an engine of a generation; the newest at hand without one. */
async function start(settings: string, generation?: string): Promise<HostInUse> {
  const folder = generation === undefined ? dirname(dockerd ?? "") : join(engines, generation);
  const host = await hostInUse(folder, settings);
  onTestFinished(() => host.end());
  host.docker("load", "-i", join(writeImages(join(host.folder, "images"), busybox ?? ""), "stacks-shell.tar"));
  return host;
}

/** What doctor says in a host: its answer, its status, and every check that is not ok. */
function diagnose(host: HostInUse) {
  const { status, out } = host.run([process.execPath, "--import", loader, cli, "doctor", "--format", "json"]);
  const { answer, checks } = JSON.parse(out) as {
    answer: string;
    checks: { id: string; outcome: string; remedy: { commands: string[] } | null }[];
  };
  const wrong = checks.filter(({ outcome }) => outcome !== "ok");
  return {
    answer,
    status,
    ...Object.fromEntries(wrong.map(({ id, outcome }) => [id, outcome])),
    commands: wrong.flatMap(({ remedy }) => remedy?.commands ?? []),
  };
}

const sleeps = ["stacks/shell", "sleep", "1000"];
const settle = (host: HostInUse, settings: string) => host.must(["sh", "-c", "cat > /etc/docker/daemon.json"], settings);
const web = ["run", "-d", "--name", "web", "--network", "shop", "--init=false"];

async function switched(host: HostInUse): Promise<void> {
  host.docker("network", "create", "--subnet", "10.77.0.0/24", "shop");
  host.docker(...web, "--restart", "always", "-v", "/srv:/srv", ...sleeps);
  expect(diagnose(host)).toMatchObject({
    answer: "not-ready",
    status: 1,
    "live-restore": "problem",
    networks: "warning",
    "bind-mounts": "warning",
  });
  settle(host, '{"live-restore": true, "userns-remap": "default"}');
  host.must([host.restart]);
  await whenUp(host);
  host.docker("load", "-i", join(host.folder, "images/stacks-shell.tar"));
  host.docker("network", "create", "--subnet", "10.77.0.0/24", "shop");
  host.docker(...web, ...sleeps);
  host.docker("run", "-d", "--name", "exempted", "--userns", "host", ...sleeps);
  const found = diagnose(host);
  expect(found).toMatchObject({
    answer: "on-with-problems",
    ghosts: "problem",
    "orphaned-networks": "problem",
    "exempted-containers": "warning",
  });
  expect(found).not.toHaveProperty("uid-maps");
  expect(found).not.toHaveProperty("canary");
  for (const command of found.commands.filter((each) => /^(?:ip|iptables) /.test(each))) host.must(["sh", "-c", command]);
  expect(diagnose(host)).not.toHaveProperty("orphaned-networks");
}

describe.skipIf(whyNot)("a host in use", because(whyNot), () => {
  test("is ready; then switched with every trap, which are found; the commands given do what they say", { timeout: 180_000 }, async () => {
    const host = await start('{"live-restore": true}');
    await switched(host);
  });
  test("whose ids are somebody else's is not ready, and ready after the commands given", { timeout: 120_000 }, async () => {
    const host = await start("{}");
    host.must(["sh", "-c", "for f in /etc/subuid /etc/subgid; do echo daemon:100000:65536 > $f; done"]);
    const found = diagnose(host);
    expect(found).toMatchObject({ answer: "not-ready", "sub-id-ranges": "problem" });
    for (const command of found.commands) host.must(["sh", "-c", command]);
    const after = diagnose(host);
    expect(after).toMatchObject({ answer: "ready", status: 0 });
    settle(host, '{"userns-remap": "default"}');
    host.must([host.restart]);
    await whenUp(host);
    host.docker("load", "-i", join(host.folder, "images/stacks-shell.tar"));
    for (const program of ["containerd-shim-runc-v2", "dockerd"] as const) startPoser(host, program);
    expect(diagnose(host)).toMatchObject({ answer: "on", status: 0, commands: [] });
    expect(host.docker("info", "-f", "{{.DockerRootDir}}")).toBe("/var/lib/docker/165536.165536");
  });
});

describe.skipIf(whyNot ?? notTonight)("every generation of engines", because(whyNot ?? notTonight), () => {
  test.for(generations)("%s shows the traps of a switch", { timeout: 180_000 }, async (generation) => {
    await switched(await start('{"live-restore": true}', generation));
  });
});
