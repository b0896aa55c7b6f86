import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { main } from "../../src/commands/main.js";
import { compareMany, type StackEnd } from "../../src/compare/many.js";
import { writeImages } from "../stacks/images.js";
import { nothingElse } from "../support/compare-request.js";
import { busybox, composeAtHand, dockerd, engines, whyNoStack } from "../support/parts.js";
import { because, notTonight } from "../support/skips.js";
import { keptTerminal } from "../support/terminal.js";
import { type Expected, held, prepare } from "./run-stack.js";
import { generationsHere, stacksOf } from "./stacks.js";

const compose = await composeAtHand();
const whyNot = await whyNoStack();
const work = mkdtempSync(join(tmpdir(), "remap-ready-many-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));
const archives = whyNot === undefined ? writeImages(join(work, "images"), busybox ?? "") : "";

async function run(argv: readonly string[], workingDirectory: string) {
  const { terminal, said } = keptTerminal(workingDirectory, { ...process.env, GITHUB_EVENT_NAME: "", GITHUB_ACTIONS: "" });
  const status = await main(argv, terminal);
  return { status, ...said };
}

const tools = [
  ...(compose ? ["--compose", compose.path] : []),
  ...(dockerd ? ["--dockerd", dockerd] : []),
  ...["--docker", "/nonexistent/docker", "--idle-after", "1", "--image-archive", archives],
];

/** Writes compose projects, each in a folder of its name, and gives the folder of them all. */
function projects(name: string, texts: Readonly<Record<string, string>>): string {
  for (const [project, text] of Object.entries(texts)) {
    mkdirSync(join(work, name, project), { recursive: true });
    writeFileSync(join(work, name, project, "compose.yaml"), text);
  }
  return join(work, name);
}

function shell(command: string, more = ""): string {
  return `services:\n  web:\n    image: stacks/shell\n    command: ["sh", "-c", ${JSON.stringify(command)}]\n${more}`;
}

describe.skipIf(whyNot)("many stacks", because(whyNot), () => {
  test("give one report and a result each; what hangs, or cannot be read, costs its own line alone", { timeout: 300_000 }, async () => {
    const folder = projects("ten", {
      calm: shell("echo ready; exec sleep 1000"),
      agent: shell("mknod /node c 1 3 && exec sleep 1000", "    privileged: true\n"),
      stuck: shell("exec sleep 1000", "    healthcheck: {test: [CMD, 'false'], interval: 1s, retries: 1000}\n"),
      torn: "services:\n  web: {image: stacks/shell, depends_on: [nobody]}\n",
    });
    const before = readdirSync(join(folder, "calm"));
    const results = join(work, "results");
    const many = ["compare", "--all", ...tools, "--stack-timeout", "20", "--pairs", "2", "--results", results];
    const { status, out, err } = await run(many, folder);
    expect(err).toContain("4 of 4: ");
    expect(out).toMatch(/^1 broken, 1 not run, 1 without a verdict, 1 the same, of 3 services\.\n|^1 broken, .*of 3 services\.\n/);
    expect(out).toContain("agent web (engine ");
    expect(out).toMatch(/\n {2}torn: docker compose cannot read `torn`:/);
    expect(status).toBe(2);
    expect(readdirSync(join(folder, "calm"))).toEqual(before);
    const files = readdirSync(results).map((name) => join(results, name));
    expect(files).toHaveLength(4);
    const stuck = JSON.parse(readFileSync(files.find((name) => name.includes("/stuck-")) ?? "", "utf8"));
    expect(stuck).toMatchObject({ input: "stuck", exitStatus: 2 });
    expect(stuck.notices.map(({ text }: { text: string }) => text)).toContain("time was up after 20 s: the rest was not run");
    const joined = await run(["report", ...files], folder);
    expect(joined.out.split("\n")[0]).toBe(out.split("\n")[0]);
    expect(joined.out).toMatch(/\n {2}torn \(engine \d+\): docker compose cannot read `torn`:/);
    expect(joined.status).toBe(2);
    const again = await run([...many], folder);
    expect(again.err).toContain("is not empty. Give each run a folder of its own");
  });

  test("find nothing of each other on their engines", { timeout: 300_000 }, async () => {
    const shared = "networks: {default: {name: side}}\nvolumes: {kept: {name: kept}}\n";
    const mounts = `    volumes: [./data:/data, kept:/kept]\n${shared}`;
    const writes = shell("touch /data/left /kept/left; echo wrote; exec sleep 1000", mounts);
    const lists = "echo seen $(ls /data /kept); exec sleep 1000";
    const made = "    build: {context: ., dockerfile_inline: 'FROM stacks/shell'}\n";
    const memory = "    ipc: host\n";
    const folder = projects("traces", {
      one: `name: same\n${writes}`,
      two: `name: same\n${writes.replace("    image: stacks/shell\n", `    image: stacks/made\n${made}`)}`,
      three: `name: same\n${shell(lists, mounts)}`,
      four: "name: same\nservices:\n  web: {image: stacks/made, command: sleep 1000}\n",
      five: shell("touch /dev/shm/left; exec sleep 1000", memory),
      six: shell("echo seen $(ls /dev/shm); exec sleep 1000", memory),
    });
    const results = join(work, "traces-results");
    const names = ["one", "two", "three", "four", "five", "six"];
    const { err } = await run(["compare", ...tools, "--no-remedies", "--pairs", "1", "--results", results, "--", ...names], folder);
    const steps = err.split("\n").filter((line) => /starting two engines| of 6: /.test(line));
    // Only what cannot be taken away, a file in the engine's own shared memory, wants new engines.
    expect(steps.map((line) => line.replace(/^remap-ready: (?:\d of 6: (\w+).*|starting.*)$/, (_, name) => name ?? "start"))).toEqual([
      "start",
      ...names.slice(0, 5),
      "start",
      "six",
    ]);
    const files = readdirSync(results);
    const read = (name: string) => JSON.parse(readFileSync(join(results, files.find((each) => each.startsWith(`${name}-`)) ?? ""), "utf8"));
    const logs = (name: string): string[] =>
      ["baseline", "remapped"].map((role) => JSON.stringify(read(name).comparisons[0].observations[role]));
    expect(logs("one")[0]).toContain("wrote");
    for (const log of [...logs("three"), ...logs("six")]) expect(log).not.toContain("left");
    // `ipc: host` does not start on a remapped engine.
    for (const log of [...logs("three"), logs("six")[0]]) {
      expect(log).toContain("seen");
    }
    expect(read("four").comparisons[0]).toMatchObject({ verdict: "inconclusive", covered: false });
    expect(read("four").comparisons[0].reason).toContain("stacks/made");
    expect(readdirSync(join(folder, "one"))).toEqual(["compose.yaml"]);
  });

  test.skipIf(notTonight)(
    "get the verdicts that they get alone, all on shared engines",
    { timeout: 3_600_000, ...because(notTonight) },
    async () => {
      const source = new URL("../stacks/", import.meta.url).pathname;
      for (const generation of generationsHere()) {
        const folder = join(work, "all", generation);
        const names = stacksOf(source, []);
        const expected = new Map(
          names.map((name) => {
            cpSync(join(source, name), join(folder, name), { recursive: true });
            const each = JSON.parse(readFileSync(join(folder, name, "expected.json"), "utf8")) as Expected;
            prepare(join(folder, name), each);
            return [name, each] as const;
          }),
        );
        const environment = Object.assign({}, process.env, ...[...expected.values()].map((each) => each.environment ?? {}));
        const ends: StackEnd[] = [];
        const stacks = names.filter((name) => !expected.get(name)?.needsSysResourceOn?.includes(generation));
        await compareMany({
          ...nothingElse,
          stacks,
          archives: [archives],
          declared: [],
          dockerd: join(engines, generation, "dockerd"),
          compose: compose?.path ?? "",
          docker: "/nonexistent/docker",
          quietMs: 1500,
          busyMs: 6000,
          settleMs: 90_000,
          stackTimeoutMs: 300_000,
          triesRemedies: true,
          triesWorkarounds: false,
          workingDirectory: folder,
          environment,
          signal: new AbortController().signal,
          onProgress: () => {},
          onEnd: (end) => ends.push(end),
        });
        const wrong = ends.flatMap((end) => {
          if ("kind" in end) return [`${end.stack}: ${end.reason}`];
          const { seen, wanted } = held(end.report, expected.get(end.stack) as Expected);
          return JSON.stringify(seen) === JSON.stringify(wanted) ? [] : [`${end.stack}: ${JSON.stringify({ seen, wanted })}`];
        });
        expect(wrong).toEqual([]);
        expect(ends).toHaveLength(stacks.length);
      }
    },
  );
});
