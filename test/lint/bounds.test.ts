import { describe, expect, test } from "vitest";
import { readDirectives } from "../../src/documents/directives.js";
import { lintSelection } from "../../src/lint/lint-selection.js";
import type { Selection } from "../../src/lint/select.js";
import { suppress } from "../../src/lint/suppress.js";
import { noSettings } from "../../src/settings/settings.js";
import { SourceFile } from "../../src/text/source-file.js";
import { memoryRepository } from "../support/memory-repository.js";

const good = "services: { good: { image: x, network_mode: host } }\n";
const doubling = `x-0: &a0 [x, x]\n${Array.from({ length: 16 }, (_, at) => `x-${at + 1}: &a${at + 1} [*a${at}, *a${at}]\n`).join("")}${good}`;

function lint(files: Readonly<Record<string, string>>, selection: Partial<Selection>) {
  const texts = Object.fromEntries(Object.entries(files).map(([path, text]) => [path, { text }]));
  const started = process.cpuUsage();
  const result = lintSelection({ projects: [], files: new Map(), ...selection }, memoryRepository(texts), {});
  const { user, system } = process.cpuUsage(started);
  return {
    ...result,
    cpuSeconds: (user + system) / 1e6,
    over: result.inputErrors.filter(({ message }) => message.includes("takes more work")),
  };
}

describe("one budget for a run", { timeout: 60_000 }, () => {
  test("ends for a page that shows thousands of compose files", () => {
    const block = "```yaml\nservices:\n  a:\n    image: x\n```\n";
    const files = new Map([["documentation" as const, ["README.md"]]]);
    const show = (count: number) => lint({ "README.md": `docker\n${block.repeat(count)}` }, { files });
    expect(show(200).over).toEqual([]);
    const { over, cpuSeconds } = show(20_000);
    expect(over.map(({ file, level }) => `${level} ${file}`)).toEqual(["error README.md"]);
    expect(cpuSeconds).toBeLessThan(15);
  });
  test("ends for a hundred files whose aliases multiply, each named; the other files are checked, wherever they stand", () => {
    const paths = Array.from({ length: 100 }, (_, at) => `${at}/compose.yaml`);
    const files = { ...Object.fromEntries(paths.map((path) => [path, doubling])), "a.yaml": good, "z.yaml": good };
    const projects = ["a.yaml", ...paths, "z.yaml"].map((path) => ({ files: [path] }));
    const { findings, over, cpuSeconds } = lint(files, { projects });
    expect(over.map(({ file, level }) => `${level} ${file}`)).toEqual(
      expect.arrayContaining(paths.slice(5).map((path) => `error ${path}`)),
    );
    expect(findings.map(({ primary }) => primary.file.path)).toEqual(expect.arrayContaining(["a.yaml", "z.yaml"]));
    expect(cpuSeconds).toBeLessThan(15);
  });
  test("ends for a Dockerfile that three thousand services build differently; the Dockerfile itself is checked", () => {
    const steps = Array.from({ length: 300 }, (_, at) => `RUN mknod /dev/x${at} c 1 $V\n`).join("");
    const services = Array.from({ length: 3000 }, (_, at) => `  s${at}: { build: { context: ., args: { V: "${at}" } } }\n`).join("");
    const files = { "compose.yaml": `services:\n${services}`, Dockerfile: `FROM busybox\nARG V\n${steps}` };
    const { findings, over, cpuSeconds } = lint(files, {
      projects: [{ files: ["compose.yaml"] }],
      files: new Map([["dockerfile", ["Dockerfile"]]]),
    });
    expect(over.map(({ file }) => file)).toEqual(["compose.yaml"]);
    expect(findings.filter(({ rule }) => rule === "mknod")).toHaveLength(300);
    expect(cpuSeconds).toBeLessThan(15);
  });
  test("is not touched by arguments that the Dockerfile does not take", () => {
    const steps = Array.from({ length: 300 }, (_, at) => `RUN mknod /dev/x${at} c 1 2\n`).join("");
    const services = Array.from({ length: 1000 }, (_, at) => `  s${at}: { build: { context: ., args: { V: "${at}" } } }\n`).join("");
    const files = { "compose.yaml": `services:\n${services}`, Dockerfile: `FROM busybox\nARG W\n${steps}` };
    const { inputErrors } = lint(files, { projects: [{ files: ["compose.yaml"] }] });
    expect(inputErrors).toEqual([]);
  });
  test("is not touched by three hundred projects of usual size, and one of two thousand services", () => {
    const usual = `services:\n${Array.from({ length: 20 }, (_, at) => `  s${at}:\n    image: x\n    network_mode: host\n    volumes: ["./a:/a", "b:/b"]\n    labels: { a: b, c: d }\n`).join("")}volumes: { b: {} }\n`;
    const big = `x-common: &common\n  network_mode: host\n  labels: { a: b, c: d }\nservices:\n${Array.from({ length: 2000 }, (_, at) => `  s${at}:\n    <<: *common\n    image: x\n    volumes: ["/srv/a${at}:/a"]\n`).join("")}`;
    const paths = Array.from({ length: 300 }, (_, at) => `${at}/compose.yaml`);
    const files = { ...Object.fromEntries(paths.map((path) => [path, usual])), "big.yaml": big };
    const { inputErrors } = lint(files, { projects: ["big.yaml", ...paths].map((path) => ({ files: [path] })) });
    expect(inputErrors).toEqual([]);
  });
});

describe("comments that allow", () => {
  test("are read in time that grows with their number, thirty thousand above one line", () => {
    const started = process.cpuUsage();
    const directives = readDirectives(
      new SourceFile("compose.yaml", `${"# remap-ready: allow host-network because x\n".repeat(30_000)}a: b\n`),
    );
    const { inputErrors } = suppress([], {
      directives,
      settingsOf: () => noSettings,
      whole: [],
      ruleIds: ["host-network"],
      isActive: () => true,
      isWholeFile: () => true,
    });
    const { user, system } = process.cpuUsage(started);
    expect(directives.every(({ lines }) => lines?.first === 30_001 && lines.last === 30_001)).toBe(true);
    expect(inputErrors).toHaveLength(30_000);
    expect((user + system) / 1e6).toBeLessThan(10);
  });
  test("speak about all lines of an instruction, and from between its lines about those that follow", () => {
    const text =
      "# remap-ready: allow mknod because a\nRUN a \\\n  # remap-ready: allow mknod because b\n  b \\\n  c\nRUN d\n# remap-ready: allow mknod because c\n";
    expect(readDirectives(new SourceFile("Dockerfile", text)).map(({ lines }) => lines)).toEqual([
      { first: 2, last: 5 },
      { first: 4, last: 5 },
      undefined,
    ]);
  });
});
