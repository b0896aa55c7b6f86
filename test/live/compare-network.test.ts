import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { main } from "../../src/commands/main.js";
import { writeImages } from "../stacks/images.js";
import { busybox, composeAtHand, dockerd, ownAddress as own, whyNoStack, whyNoWayOut } from "../support/parts.js";
import { because, notTonight } from "../support/skips.js";
import { keptTerminal } from "../support/terminal.js";

const compose = await composeAtHand();
const whyNot = (await whyNoStack()) ?? (await whyNoWayOut());

describe.skipIf(whyNot).sequential("a stack that fetches from the network", { timeout: 120_000, ...because(whyNot) }, () => {
  const work = mkdtempSync(join(tmpdir(), "remap-ready-network-"));
  const home = join(work, "home");
  let asked: string[] = [];
  const server = createServer(({ url }, answer) => {
    asked.push(url ?? "");
    answer.end("fetched\n");
  });
  beforeAll(async () => {
    server.listen(0, own);
    await once(server, "listening");
    const place = `http://${own}:${(server.address() as { port: number }).port}`;
    mkdirSync(home);
    mkdirSync(join(work, "shop"));
    const compose = `services:
  web:
    build:
      context: .
      pull: true
      dockerfile_inline: |
        FROM stacks/shell
        RUN wget -qO /fetched ${place}/in-a-build
    command: sh -c 'cat /fetched; wget -qO- ${place}/in-a-service; exec sleep 1000'
  without:
    build:
      context: .
      dockerfile_inline: |
        FROM stacks/nowhere
        RUN wget -qO /fetched ${place}/from-nowhere
`;
    writeFileSync(join(work, "shop/compose.yaml"), compose);
  });
  afterAll(() => {
    server.close();
    rmSync(work, { recursive: true });
  });

  async function run(...argv: string[]) {
    asked = [];
    const tools = [
      ...(compose ? ["--compose", compose.path] : []),
      ...(dockerd ? ["--dockerd", dockerd] : []),
      "--docker",
      "/nonexistent/docker",
    ];
    const archives = ["--image-archive", writeImages(join(work, "images"), busybox ?? "")];
    const { terminal, said } = keptTerminal(work, { ...process.env, HOME: home, GITHUB_EVENT_NAME: "", GITHUB_ACTIONS: "" });
    await main(["compare", "shop", ...tools, ...archives, "--idle-after", "1", "--format", "json", ...argv], terminal);
    const report = JSON.parse(said.out);
    const of = (name: string) => report.comparisons.find(({ subject }: { subject: string }) => subject === name);
    return { report, web: of("web"), without: of("without") };
  }

  test("builds and runs on both engines; an image that nobody has is pulled by neither", async () => {
    const before = existsSync("/root/.docker/buildx");
    const { report, web, without } = await run();
    expect(report.engines.map(({ network }: { network: string }) => network)).toEqual([
      expect.stringContaining("slirp4netns"),
      expect.stringContaining("slirp4netns"),
    ]);
    expect(web).toMatchObject({ verdict: "same" });
    expect(asked.filter((url) => url === "/in-a-build")).toHaveLength(2);
    expect(asked.filter((url) => url === "/in-a-service").length).toBeGreaterThanOrEqual(2);
    expect(without).toMatchObject({ verdict: "inconclusive" });
    expect(without.reason).toContain("its base image `stacks/nowhere` cannot be loaded");
    expect(report.problems.join()).not.toContain("network");
    expect(existsSync("/root/.docker/buildx")).toBe(before);
  });

  test.skipIf(notTonight)("does neither where the engines are closed on purpose, and the report says so", because(notTonight), async () => {
    const { report, web } = await run("--network", "none");
    expect(report.engines.map(({ network }: { network: string }) => network)).toEqual(["none", "none"]);
    expect(web).toMatchObject({ verdict: "inconclusive" });
    expect(asked).toEqual([]);
    expect(report.problems.join()).toContain("the engines have no way to the network, as was asked, which shows in `web`");
  });
});
