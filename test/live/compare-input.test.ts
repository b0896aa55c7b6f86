import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { main } from "../../src/commands/main.js";
import { writeImages } from "../stacks/images.js";
import { busybox, composeAtHand, dockerd, whyNoStack } from "../support/parts.js";
import { because, missing, notTonight } from "../support/skips.js";
import { keptTerminal } from "../support/terminal.js";

const compose = await composeAtHand();
const noCompose = compose ? undefined : missing("there is no docker compose v2");
const whyNot = await whyNoStack();
const work = mkdtempSync(join(tmpdir(), "remap-ready-input-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

async function run(argv: readonly string[], environment: NodeJS.ProcessEnv = {}, workingDirectory = work) {
  const { terminal, said } = keptTerminal(workingDirectory, {
    ...process.env,
    GITHUB_EVENT_NAME: "",
    GITHUB_ACTIONS: "",
    ...environment,
  });
  const status = await main(["compare", ...argv], terminal);
  return { status, ...said };
}

function project(name: string, text: string): string {
  mkdirSync(join(work, name), { recursive: true });
  writeFileSync(join(work, name, "compose.yaml"), text);
  return name;
}

const tools = [
  ...(compose ? ["--compose", compose.path] : []),
  ...(dockerd ? ["--dockerd", dockerd] : []),
  "--docker",
  "/nonexistent/docker",
  "--idle-after",
  "1",
];
const archives = whyNot === undefined ? ["--image-archive", writeImages(join(work, "images"), busybox ?? "")] : [];

describe("compare refuses, with what to do", () => {
  test.for([
    [["nowhere", ...tools], {}, "`nowhere` does not exist"],
    [["a", "b", "--image", "x"], {}, "`--image` is for the comparison of one stack, and many are asked for"],
    [["a", "--format", "junit"], {}, "`--format junit` is for many stacks, and one is asked for"],
    [["a", "--shard", "3"], {}, "is not a part and the number of parts, such as 3/8"],
    [["a", "--shard", "2/2"], {}, "is empty: there is only 1 stack"],
    [["a", "--pairs", "many"], {}, "is not a whole number from 1 to 32"],
    [["--all"], {}, "There is no compose project with services below the paths"],
    [["--format", "xml"], {}, "is not known. Did you mean `html`? Choose one of text, json, html"],
    [["--timeout", "soon"], {}, "is not a number of seconds"],
    [["--timeout", "-5"], {}, "`--timeout` needs a value, and `-5` looks like an option. If it is the value, write `--timeout=-5`"],
    [["--timeout=-5"], {}, "is not a number of seconds"],
    [["--id-range", "many"], {}, "is not two numbers; give a start and a size, for example 100000:65536"],
    [["--id-range", "0:1"], {}, "begins at the host's root"],
    [["--id-range", "100000:0"], {}, "is empty"],
    [["--id-range", "4294930000:65536"], {}, "ends after the last id, 4294967294"],
    [["-f", "compose.yaml", "--image", "x"], {}, "A path and images are both given"],
    [["--report", "."], {}, "it is a directory"],
    [["--probe", "web"], {}, "`service=command`"],
    [[".", ...tools], { GITHUB_EVENT_NAME: "pull_request_target" }, "does not run on `pull_request_target`"],
    [[".", ...tools], { GITHUB_EVENT_NAME: "workflow_run" }, "executes the code that it compares"],
    [[".", "--compose", "/nonexistent/docker-compose"], {}, "there is no such file"],
    [[".", "--compose", "/bin/true"], {}, "`--compose /bin/true` is not docker compose v2: asked for its version"],
  ] as const)("%j %j", async ([argv, environment, words]) => {
    const { status, err } = await run(argv, environment);
    expect(err).toContain(words);
    expect(err).not.toContain("\\n");
    expect(err).not.toMatch(/\n\s*\n/);
    expect(status).toBe(2);
    expect(err).not.toMatch(/^\s+at /m);
  });
  test.skipIf(noCompose)("a project without an active service, naming the profiles there are", because(noCompose), async () => {
    const name = project("profiles", "services:\n  a: {image: x, profiles: [debug]}\n  b: {image: x, profiles: [tools]}\n");
    const { status, err } = await run([name, ...tools]);
    expect(err).toBe(
      "remap-ready: `profiles` has services, and each needs a profile. Its profiles are `debug`, `tools`: choose with --profile, once for each.\n",
    );
    expect(status).toBe(2);
    expect((await run([name, ...tools, "--profile", "debgu"])).err).toContain(
      "none of them is in `debgu`. Its profiles are `debug`, `tools`",
    );
    expect((await run([project("empty", "volumes: {a: {}}\n"), ...tools])).err).toContain("`empty` has no services");
  });
  test.skipIf(noCompose)("a project that Compose refuses, in its words", because(noCompose), async () => {
    const { status, err } = await run([project("invalid", "services:\n  web: {image: x, privilegd: true}\n"), ...tools]);
    expect(err).toContain("docker compose cannot read `invalid`");
    expect(err).toContain("privilegd");
    expect(status).toBe(2);
  });
});

describe.skipIf(whyNot)("compare on engines", because(whyNot), () => {
  test("one side after the other, and lets pass what a comment allows", { timeout: 120_000 }, async () => {
    const name = project(
      "allowed",
      "services:\n  exporter:\n    image: stacks/shell\n    command: sleep 100\n    # remap-ready: allow host-pid because it is replaced before\n    pid: host\n",
    );
    const { status, out, err } = await run([name, ...tools, ...archives, "--sequential", "--no-remedies", "--format", "json"]);
    const { comparisons, exitStatus } = JSON.parse(out);
    expect(comparisons).toMatchObject([{ subject: "exporter", verdict: "broken", allowed: "it is replaced before" }]);
    expect([status, exitStatus]).toEqual([0, 0]);
    expect(err).toContain("one engine after the other");
  });
  test("takes single images without Compose or a workspace, and says which image cannot be had and which file is not an archive", {
    timeout: 120_000,
  }, async () => {
    const notAnArchive = join(work, "not-an-archive.tar");
    writeFileSync(notAnArchive, "hello\n");
    const scratch = "/var/tmp/remap-ready-input-test/deep";

    const images = ["stacks/static", "stacks/high-id", "stacks/none"].flatMap((image) => ["--image", image]);
    const withoutCompose = tools.filter((_, index) => tools[index] !== "--compose" && tools[index - 1] !== "--compose");
    const { status, out, err } = await run(
      [
        ...images,
        ...withoutCompose,
        "--compose",
        "/nonexistent/docker-compose",
        ...archives,
        "--image-archive",
        notAnArchive,
        "--scratch",
        scratch,
        "--report",
        "/dev/full",
        "--format",
        "json",
      ],
      {},
      "/",
    );
    expect(existsSync("/var/tmp/remap-ready-input-test")).toBe(false);
    expect(err).not.toMatch(/^\s+at /m);
    expect(err).toContain("`/dev/full` cannot be written: the disk is full");
    const report = JSON.parse(out);
    const verdicts = report.comparisons.map(({ subject, verdict }: { subject: string; verdict: string }) => `${subject} ${verdict}`);
    expect(verdicts).toEqual(["stacks/static same", "stacks/high-id broken", "stacks/none inconclusive"]);
    expect(report.comparisons[1].differences[0]).toMatchObject({ probe: "load", rule: "id-out-of-range" });
    expect(report.comparisons[2].reason).toContain("this machine's Docker cannot provide it");
    expect(report.comparisons[2].covered).toBe(false);
    expect(report.problems.join()).toContain("remedies are tried with docker compose");
    expect(report.problems.join()).toContain(`the image archive \`${notAnArchive}\` gives no image`);
    expect(status).toBe(2);
  });
  test("ends with a report when time is up, and leaves the workspace as it was", { timeout: 120_000 }, async () => {
    const name = project(
      "slow",
      "services:\n  never:\n    image: stacks/shell\n    volumes: [./made:/made]\n    command: sh -c 'touch /made/file; sleep 1000'\n    healthcheck: {test: [CMD, 'false'], interval: 1s, retries: 1000}\n",
    );
    const before = readdirSync(join(work, name));
    const { status, out } = await run([name, ...tools, ...archives, "--timeout", "15"]);
    expect(out).toMatch(/never \(\S*compose.yaml:2\): inconclusive, not compared: it did not settle on the plain engine/);
    expect(out).toContain("time was up after 15 s");
    expect(status).toBe(2);
    expect(readdirSync(join(work, name))).toEqual(before);
  });
  test.skipIf(notTonight)(
    "ends on Ctrl-C with its status and what was seen by then, and leaves nothing",
    { timeout: 120_000, ...because(notTonight) },
    async () => {
      const scratch = "/var/tmp/remap-ready-interrupt-test";
      const name = project(
        "agent",
        "services:\n  agent: {image: stacks/shell, privileged: true, command: sh -c 'mknod /n c 1 3 && sleep 1000'}\n",
      );
      const cli = new URL("../../src/cli.ts", import.meta.url).pathname;
      const child = spawn(
        process.execPath,
        ["--import", "tsx", cli, "compare", join(work, name), ...tools, ...archives, "--scratch", scratch],
        {
          cwd: new URL("../..", import.meta.url).pathname,
          env: { ...process.env, GITHUB_EVENT_NAME: "", GITHUB_ACTIONS: "" },
          stdio: ["ignore", "pipe", "pipe"],
        },
      );
      let out = "";
      let err = "";
      child.stdout.on("data", (chunk: Buffer) => {
        out += chunk;
      });
      child.stderr.on("data", (chunk: Buffer) => {
        const isFirst = !err.includes("trying");
        err += chunk;
        if (isFirst && err.includes("trying")) child.kill("SIGINT");
      });
      const status = await new Promise((resolve) => child.on("close", resolve));
      expect(err).toContain("interrupted; both engines are stopped, and the machine is as it was.");
      expect(out).toContain("interrupted: what had not been run or tried by then is not in this report");
      expect(out).toContain("agent: broken");
      expect(status).toBe(130);
      expect(existsSync(scratch)).toBe(false);
    },
  );
});
