import { execFileSync } from "node:child_process";
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { main } from "../../src/commands/main.js";
import { loadImage } from "../../src/engines/images.js";
import { withEngines } from "../../src/engines/with-engines.js";
import { writeImages } from "../stacks/images.js";
import { busybox, docker, twinsAtHand, whyNoEngines } from "../support/parts.js";
import { because, missing } from "../support/skips.js";
import { keptTerminal } from "../support/terminal.js";

const whyNot = (await whyNoEngines()) ?? (docker === undefined ? missing("there is no docker client") : undefined);
const work = mkdtempSync(join(tmpdir(), "remap-ready-inspect-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

interface Finding {
  readonly rule: string;
  readonly subject: string;
  readonly location: Record<"start" | "end", { readonly line: number; readonly column: number }>;
}

describe.skipIf(whyNot)("containers of an engine in use", because(whyNot), () => {
  test("are judged from what docker inspect prints of them, each finding at its value", { timeout: 120_000 }, async () => {
    const archive = join(writeImages(join(work, "images"), busybox ?? ""), "stacks-shell.tar");
    const [baseline] = twinsAtHand();
    const printed = await withEngines([baseline], async ([engine]) => {
      expect(await loadImage([engine], createReadStream(archive))).toMatchObject([{ outcome: "loaded" }]);
      const ask = (...words: string[]) =>
        execFileSync(docker ?? "", ["--host", `unix://${engine.socket}`, ...words], {
          env: { ...process.env, DOCKER_CONFIG: join(work, "no-configuration"), DOCKER_CONTEXT: "" },
          encoding: "utf8",
        });
      ask("create", "--name", "exporter", "--network", "host", "--pid", "host", "stacks/shell");
      ask("create", "--name", "agent", "--privileged", "--device", "/dev/null", "--env", "TOKEN=x", "stacks/shell");
      ask("create", "--name", "owner", "--user", "70000:70000", "stacks/shell");
      ask("create", "--name", "quiet", "--volume", "data:/data", "--memory", "64m", "--publish", "127.0.0.1:8099:80", "stacks/shell");
      const asked = keptTerminal(work, { ...process.env, GITHUB_ACTIONS: "", DOCKER_HOST: `unix://${engine.socket}` });
      expect(await main(["lint", "--engine", "--format", "json"], asked.terminal)).toBe(1);
      const report = JSON.parse(asked.said.out) as { findings: Finding[]; inputErrors: unknown[] };
      expect(report.findings.map(({ subject, rule }) => `${subject} ${rule}`).sort()).toEqual([
        "agent privileged-container",
        "exporter host-network",
        "exporter host-pid",
        "owner id-out-of-range",
      ]);
      expect(report.inputErrors).toEqual([]);
      return ask("inspect", "exporter", "agent", "owner", "quiet");
    });
    writeFileSync(join(work, "running.inspect.json"), printed);
    const { terminal, said } = keptTerminal(work, { ...process.env, GITHUB_ACTIONS: "", GITHUB_EVENT_NAME: "" });
    const status = await main(["lint", "running.inspect.json", "--format", "json"], terminal);
    const lines = printed.split("\n");
    const { findings, inputErrors } = JSON.parse(said.out) as { findings: Finding[]; inputErrors: unknown[] };
    const shown = findings.map(({ rule, subject, location: { start, end } }) => {
      const line = lines[start.line - 1] ?? "";
      return [subject, rule, line.trim().split(":")[0], line.slice(start.column - 1, end.column - 1)];
    });
    expect(shown).toEqual([
      ["exporter", "host-network", '"NetworkMode"', '"host"'],
      ["exporter", "host-pid", '"PidMode"', '"host"'],
      ["agent", "privileged-container", '"Privileged"', "true"],
      ["owner", "id-out-of-range", '"User"', "70000"],
    ]);
    expect(inputErrors).toEqual([]);
    expect(status).toBe(1);
  });
  test("of an engine that does not answer are not an all-clear", async () => {
    const { terminal, said } = keptTerminal(work, { ...process.env, GITHUB_ACTIONS: "", DOCKER_HOST: `unix://${work}/no.sock` });
    expect(await main(["lint", "--engine"], terminal)).toBe(2);
    expect(said.err).toContain("cannot be asked: connect ENOENT");
    const remote = keptTerminal(work, { ...process.env, GITHUB_ACTIONS: "", DOCKER_HOST: "ssh://elsewhere" });
    expect(await main(["lint", "--engine"], remote.terminal)).toBe(2);
    expect(remote.said.err).toContain("asks only an engine on this machine");
  });
});
