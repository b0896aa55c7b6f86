import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Plan } from "../../src/host/plan/plan.js";
import { writeImages } from "../stacks/images.js";
import { type HostInUse, hostInUse, whenUp } from "../support/host-in-use.js";
import { busybox, dockerd, engines, generations, whyNoEngines } from "../support/parts.js";
import { because, notTonight } from "../support/skips.js";

const whyNot = await whyNoEngines();
const cli = fileURLToPath(new URL("../../src/cli.ts", import.meta.url));
const loader = createRequire(import.meta.url).resolve("tsx");
const schema = JSON.parse(readFileSync(new URL("../../schema/plan.schema.json", import.meta.url), "utf8"));
const validate = new Ajv2020({ allErrors: true, strict: true }).compile(schema);

async function start(settings: string, generation?: string): Promise<HostInUse> {
  const folder = generation === undefined ? dirname(dockerd ?? "") : join(engines, generation);
  const host = await hostInUse(folder, settings);
  onTestFinished(() => host.end());
  host.docker("load", "-i", join(writeImages(join(host.folder, "images"), busybox ?? ""), "stacks-shell.tar"));
  return host;
}

let made = 0;
/** Plans in a host, and gives the plan, its status, and where it lies; the host restarts dockerd by a command of its own. */
function planIn(host: HostInUse, ...words: readonly string[]) {
  made += 1;
  const folder = join(host.folder, `plan-${made}`);
  const ran = host.run([
    process.execPath,
    "--import",
    loader,
    cli,
    "plan",
    "--output",
    folder,
    "--restart-command",
    host.restart,
    ...words,
  ]);
  const plan = JSON.parse(readFileSync(join(folder, "plan.json"), "utf8")) as Plan;
  validate(plan);
  expect(validate.errors).toBeNull();
  if (process.env["REMAP_READY_SHOW"]) console.log(ran.out, ran.err);
  return { plan, folder, status: ran.status, out: ran.out, page: readFileSync(join(folder, "plan.md"), "utf8") };
}

/** What doctor says of whether a plan still fits. */
function fits(host: HostInUse, folder: string): string | undefined {
  const { out } = host.run([process.execPath, "--import", loader, cli, "doctor", folder, "--format", "json"]);
  const { checks } = JSON.parse(out) as { checks: { id: string; summary: string }[] };
  return checks.find(({ id }) => id === "plan-fits")?.summary;
}

/** What a plan must not change: all that the engine has, and files. */
const stateOf = (host: HostInUse) => [
  ...[
    ["ps", "-a", "--no-trunc", "--format", "{{.ID}} {{.Names}} {{.State}}"],
    ["volume", "ls"],
    ["network", "ls"],
    ["image", "ls", "-a"],
  ].map((words) => host.docker(...words)),
  host.must(["sh", "-c", "cat /etc/docker/daemon.json /etc/subuid /etc/subgid /etc/passwd; ls -lnR /var/lib/docker/volumes"]),
];

const sleeps = ["stacks/shell", "sleep", "1000"];

async function planned(host: HostInUse): Promise<void> {
  host.docker("network", "create", "--subnet", "10.77.0.0/24", "shop");
  host.docker("run", "-d", "--name", "db", "--network", "shop", "-v", "rows:/rows", ...sleeps);
  host.docker("exec", "db", "sh", "-c", "echo one > /rows/table; mkdir /rows/private; chown 999:999 /rows/private");
  host.docker("run", "-d", "--name", "web", "--network", "shop", "--link", "db:db", ...sleeps);
  host.docker("exec", "web", "sh", "-c", "echo own > /etc/own.conf; echo pid > /run/web.pid");
  host.docker("run", "-d", "--name", "agent", "--pid", "host", ...sleeps);
  host.docker("create", "--name", "once", ...sleeps);
  const before = stateOf(host);

  const asked = planIn(host);
  expect(asked.plan.refusals).toEqual([]);
  expect(asked.status).toBe(1);
  expect(asked.plan.questions.map(({ kind, subject, answer }) => [kind, subject, answer])).toEqual([
    ["breaks", "agent", null],
    ["writable-layer", "web", null],
  ]);

  const { plan, status, folder, page } = planIn(host, "--leave-behind", "agent", "--accept-loss", "web");
  expect([status, plan.questions.map(({ answer }) => answer)]).toEqual([0, ["leave-behind", "accept-loss"]]);
  expect(plan.steps.map(({ id }) => id)).toEqual([
    ...[
      "save-images",
      "create-remap-user",
      "record",
      "stage-volume:rows",
      "stop-containers",
      "switch",
      "remove-old-bridges",
      "load-images",
    ],
    ...["create-volume:rows", "copy-volume:rows", "create-network:shop", "create-containers", "start-containers", "verify"],
  ]);
  const created = plan.steps.find((step) => step.kind === "create-containers");
  expect(created?.containers.map(({ name }) => name)).toEqual(["db", "once", "web"]);
  const copied = plan.steps.find((step) => step.kind === "copy-volume");
  expect(copied).toMatchObject({ from: "/var/lib/docker/volumes/rows/_data", entries: 3 });
  expect(plan.cannotCarry.map(({ what }) => what)).toEqual(["container agent", "changes of container web outside its volumes"]);
  expect(JSON.parse(readFileSync(join(folder, "files/daemon.json"), "utf8"))).toEqual({ "log-level": "warn", "userns-remap": "default" });
  expect(page.split("\n").slice(0, 3)).toEqual(["# Turning userns-remap on", "", "**Ready: 13 steps turn userns-remap on.**"]);
  expect(host.must(["stat", "-c", "%a %n", folder, `${folder}/plan.json`])).toBe(`700 ${folder}\n600 ${folder}/plan.json`);
  expect(stateOf(host)).toEqual(before);

  // The plan's own ids are other ones each time; what it rests on is the same until something changes.
  expect(asked.plan.basis).toEqual(plan.basis);
  expect(fits(host, folder)).toBe("The host is as it was when the plan was made.");
  host.docker("volume", "create", "later");
  expect(fits(host, folder)).toBe("The plan no longer fits: volumes changed.");
  const later = planIn(host);
  expect(Object.entries(later.plan.basis).filter(([part, digest]) => digest !== plan.basis[part as keyof Plan["basis"]])).toHaveLength(1);

  host.must(["sh", "-c", "touch /var/lib/docker/volumes/later/_data/x; chown 70000:70000 /var/lib/docker/volumes/later/_data/x"]);
  host.docker("run", "-d", "--rm", "--name", "job", ...sleeps);
  const refused = planIn(host);
  expect([refused.status, refused.plan.steps, refused.plan.refusals.map(({ id }) => id)]).toEqual([
    1,
    [],
    ["not-copyable", "removed-when-stopped"],
  ]);
  expect(refused.plan.refusals[0]?.evidence).toEqual([
    "volume later: x: its user id 70000 is outside the range",
    "volume later: x: its group id 70000 is outside the range",
  ]);
}

/** What its commands say, done by hand; the copy of a volume and containers of no project have none. */
async function byHand(host: HostInUse): Promise<void> {
  const network = ["network", "create", "--subnet", "10.77.0.0/24", "shop"];
  host.docker(...network);
  host.docker("volume", "create", "rows");
  const serve = ["run", "-d", "--init", "--network", "shop", "--ip", "10.77.0.9", "stacks/shell", "httpd", "-f", "-p", "80", "-h"];
  host.docker(...serve.slice(0, 2), "--name", "web", ...serve.slice(2), "/etc");
  const answers = () => host.run([busybox ?? "", "wget", "-q", "-T", "3", "-O", "-", "http://10.77.0.9/group"]).out;
  expect(answers()).toContain("root");
  const { plan, folder, status } = planIn(host);
  expect([status, plan.questions]).toEqual([0, []]);
  const before = host.must(["sh", "-c", "cat /etc/docker/daemon.json /etc/subuid /etc/subgid /etc/passwd /etc/group"]);
  const run = async (commands: readonly string[]) => {
    for (const command of commands) host.must(["sh", "-c", `cd "${folder}" && ${command.replace(/^remap-ready .*/, "true")}`]);
    await whenUp(host);
  };
  // Without containers of the plan there is nothing to start or stop in the new world.
  const isStart = (step: Plan["steps"][number]) => step.kind === "start-containers";
  for (const step of plan.steps) if (!isStart(step)) await run(step.commands);
  expect(host.docker("info", "-f", "{{.DockerRootDir}}")).toBe(plan.remap?.world);
  expect(host.docker("volume", "ls", "-q")).toBe("rows");
  host.docker(...serve.slice(0, 2), "--rm", "--name", "web", ...serve.slice(2), "/etc");
  expect(answers()).toContain("root");
  expect(
    host
      .must(["cat", `/proc/${host.docker("inspect", "-f", "{{.State.Pid}}", "web")}/uid_map`])
      .split(/\s+/)
      .slice(-3),
  ).toEqual(["0", "100000", "65536"]);
  host.docker("stop", "web");
  for (const step of [...plan.steps].reverse()) if (!isStart(step)) await run(step.undo);
  expect(host.docker("ps", "--format", "{{.Names}}")).toBe("web");
  expect(answers()).toContain("root");
  expect(host.must(["sh", "-c", "cat /etc/docker/daemon.json /etc/subuid /etc/subgid /etc/passwd /etc/group"])).toBe(before);
}

describe.skipIf(whyNot)("a host in use", because(whyNot), () => {
  test("is planned without a change of it; what cannot be done is refused", { timeout: 180_000 }, async () => {
    await planned(await start('{"log-level": "warn"}'));
  });
  test("is switched and taken back by hand with the commands of its plan", { timeout: 180_000 }, async () => {
    await byHand(await start('{"log-level": "warn"}'));
  });
});

describe.skipIf(whyNot ?? notTonight)("every generation of engines", because(whyNot ?? notTonight), () => {
  test.for(generations)("%s", { timeout: 300_000 }, async (generation) => {
    await planned(await start('{"log-level": "warn"}', generation));
    await byHand(await start('{"log-level": "warn"}', generation));
  });
});
