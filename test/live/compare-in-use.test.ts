import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { main } from "../../src/commands/main.js";
import { writeImages } from "../stacks/images.js";
import { type HostInUse, hostInUse, whenUp } from "../support/host-in-use.js";
import { busybox, composeAtHand, dockerd, engines, whyNoStack } from "../support/parts.js";
import { because, notTonight } from "../support/skips.js";
import { keptTerminal } from "../support/terminal.js";

const whyNot = await whyNoStack();
const compose = await composeAtHand();
const cli = fileURLToPath(new URL("../../src/cli.ts", import.meta.url));
const loader = createRequire(import.meta.url).resolve("tsx");
const programs = dirname(dockerd ?? "");

interface Compared {
  readonly comparisons: readonly {
    readonly subject: string;
    readonly verdict: string;
    readonly differences: readonly { readonly rule: string }[];
    readonly observations: Readonly<
      Record<"baseline" | "remapped", readonly { readonly probe: string; readonly facts: readonly { readonly key: string }[] }[]>
    >;
  }[];
  readonly notices: readonly { readonly about: string; readonly subject: string | null; readonly text: string }[];
}

/** A host whose engine keeps its data where this machine sees it, and listens there too. */
async function inUse(): Promise<HostInUse & { readonly reached: string }> {
  const host = await hostInUse(programs, "{}");
  onTestFinished(() => host.end());
  const reached = join(host.folder, "engine.sock");
  const settings = { "data-root": join(host.folder, "data"), hosts: ["unix:///var/run/docker.sock", `unix://${reached}`] };
  host.must(["sh", "-c", "cat > /etc/docker/daemon.json"], JSON.stringify(settings));
  host.must([host.restart]);
  await whenUp(host);
  return { ...host, reached };
}

const shellIn = (host: HostInUse) => {
  host.docker("load", "-i", join(writeImages(join(host.folder, "images"), busybox ?? ""), "stacks-shell.tar"));
};

async function compare(host: { readonly reached: string; readonly folder: string }, ...words: string[]) {
  const environment = {
    ...process.env,
    GITHUB_ACTIONS: "",
    GITHUB_EVENT_NAME: "",
    DOCKER_HOST: `unix://${host.reached}`,
    DOCKER_CONTEXT: "",
  };
  const { terminal, said } = keptTerminal(host.folder, environment);
  const programsOf = ["--dockerd", join(programs, "dockerd"), "--docker", join(programs, "docker"), "--compose", compose?.path ?? ""];
  const status = await main(["compare", ...words, ...programsOf, "--network", "none", "--format", "json"], terminal);
  return { status, text: said.out, err: said.err, result: (said.out === "" ? undefined : JSON.parse(said.out)) as Compared };
}

const project = `services:
  rows:
    image: stacks/shell
    command: sh -c 'stat -c "%u:%g %a %n" /data /data/rows; cat /data/rows; echo late >> /data/rows && exec sleep 1000'
    user: "999:999"
    environment:
      API_TOKEN: correct-horse-battery
    volumes: [data:/data]
  reader:
    image: stacks/shell
    command: sh -c 'echo $$API_TOKEN; cat /conf/key && exec sleep 1000'
    environment:
      API_TOKEN: correct-horse-battery
    volumes: [./conf:/conf:ro]
volumes:
  data:
`;

const real = join(engines, "real/postgres.tar");
const database = `services:
  db:
    image: real/postgres
    command: postgres -c shared_buffers=32MB
    shm_size: 64m
    volumes: [data:/var/lib/postgresql/data]
    healthcheck: { test: [CMD, pg_isready, -U, postgres, -h, localhost], interval: 500ms, retries: 40 }
volumes:
  data:
`;

describe.skipIf(whyNot)("containers in use", because(whyNot), () => {
  test("are compared as they are configured, with the data of their volumes, and stay as they are", { timeout: 300_000 }, async () => {
    const host = await inUse();
    shellIn(host);
    const folder = join(host.folder, "shop");
    mkdirSync(join(folder, "conf"), { recursive: true });
    writeFileSync(join(folder, "conf/key"), "k\n", { mode: 0o600 });
    writeFileSync(join(folder, "compose.yaml"), project);
    host.docker("volume", "create", "shop_data");
    host.docker(
      "run",
      "--rm",
      "-v",
      "shop_data:/data",
      "stacks/shell",
      "sh",
      "-c",
      "echo one > /data/rows; chown -R 999:999 /data; chmod 700 /data",
    );
    host.must([compose?.path ?? "", "--project-directory", folder, "up", "--detach"]);
    const before = host.docker("inspect", "shop-rows-1", "shop-reader-1");
    writeFileSync(join(folder, "compose.yaml"), project.replace('user: "999:999"', 'user: "998"'));

    const { status, result, text, err } = await compare(host, "--project", "shop", "--with-data");
    expect(err).not.toMatch(/pulling/);
    const verdicts = result.comparisons.map(({ subject, verdict }) => [subject, verdict]);
    expect(verdicts.sort()).toEqual([
      ["reader", "broken"],
      ["rows", "same"],
    ]);
    expect(status).toBe(1);
    expect(text).not.toContain("correct-horse-battery");
    const notices = result.notices.filter(({ about }) => about === "in-use").map(({ subject, text }) => `${subject ?? ""}: ${text}`);
    expect(notices).toEqual([
      "rows: `rows` was compared as it is configured in its container: its compose file says something else now",
      expect.stringMatching(/^: the data of 1 volume \(`shop_data`; \d+ MiB\) was copied while containers may have written to it/),
    ]);
    const log = JSON.stringify(result.comparisons.find(({ subject }) => subject === "rows"));
    expect(log).toContain("999:999 700 /data");
    expect(host.docker("inspect", "shop-rows-1", "shop-reader-1")).toBe(before);
    expect(host.docker("exec", "shop-rows-1", "cat", "/data/rows")).toBe("one\nlate");
  });
  test("whose volume holds an id that no container has are broken by it, and a run that is killed leaves nothing of the data", {
    timeout: 300_000,
  }, async () => {
    const host = await inUse();
    shellIn(host);
    host.docker("run", "--rm", "-v", "jobs:/jobs", "stacks/shell", "sh", "-c", "echo job-of-yesterday > /jobs/1; chown 70000:7 /jobs/1");
    host.docker("run", "-d", "--name", "far", "-v", "jobs:/jobs", "stacks/shell", "sh", "-c", "cat /jobs/1; exec sleep 1000");
    const { result } = await compare(host, "--container", "far", "--with-data", "--no-remedies");
    const [far] = result.comparisons;
    expect([far?.verdict, far?.differences.map(({ rule }) => rule)]).toEqual(["broken", ["id-out-of-range"]]);
    expect(JSON.stringify(far?.observations["remapped"])).toContain("cannot be mapped to a host ID");

    const scratch = join(host.folder, "scratch");
    const words = [
      "compare",
      "--container",
      "far",
      "--with-data",
      "--network",
      "none",
      "--scratch",
      scratch,
      "--dockerd",
      join(programs, "dockerd"),
    ];
    const child = spawn(
      process.execPath,
      ["--import", loader, cli, ...words, "--docker", join(programs, "docker"), "--compose", compose?.path ?? ""],
      {
        env: { ...process.env, GITHUB_ACTIONS: "", GITHUB_EVENT_NAME: "", DOCKER_HOST: `unix://${host.reached}`, DOCKER_CONTEXT: "" },
        stdio: "ignore",
      },
    );
    const kept = () => spawnSync("find", [scratch, "-name", "0.tar", "-size", "+0"], { encoding: "utf8" }).stdout !== "";
    await vi.waitUntil(kept, { timeout: 60_000, interval: 100 });
    child.kill("SIGKILL");
    await vi.waitUntil(() => !existsSync(scratch) || readdirSync(scratch).length === 0, { timeout: 60_000, interval: 200 });
    expect(host.docker("exec", "far", "cat", "/jobs/1")).toBe("job-of-yesterday");
  });
  // Its image is made for the nightly stacks of real software.
  test.skipIf(notTonight ?? !existsSync(real))(
    "bring a real database with its rows",
    { timeout: 300_000, ...because(notTonight) },
    async () => {
      const host = await inUse();
      host.docker("load", "-i", real);
      const folder = join(host.folder, "shop");
      mkdirSync(folder);
      writeFileSync(join(folder, "compose.yaml"), database);
      host.must([compose?.path ?? "", "--project-directory", folder, "up", "--detach", "--wait"]);
      const sql = (text: string) => host.docker("exec", "shop-db-1", "psql", "-h", "localhost", "-U", "postgres", "-Atc", text);
      sql("create table notes (id int primary key, text text)");
      sql("insert into notes values (1, 'first'), (2, 'second')");
      const probe = "db/rows=psql -h localhost -U postgres -Atc 'select text from notes order by id'";
      const empty = await compare(host, "--project", "shop", "--probe", probe);
      const printed = ({ comparisons }: Compared, role: "baseline" | "remapped") =>
        comparisons[0]?.observations[role].find(({ probe }) => probe === "declared:rows")?.facts.map(({ key }) => key);
      expect(printed(empty.result, "baseline")).not.toContain("second");
      const { status, result } = await compare(host, "--project", "shop", "--with-data", "--probe", probe);
      expect(result.comparisons.map(({ subject, verdict }) => [subject, verdict])).toEqual([["db", "same"]]);
      for (const role of ["baseline", "remapped"] as const) expect(printed(result, role)).toEqual(["exit", "first", "second"]);
      expect(status).toBe(0);
      expect(sql("select count(*) from notes")).toBe("2");
    },
  );
});
