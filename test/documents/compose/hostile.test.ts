import { describe, expect, test } from "vitest";
import { readProject } from "../../../src/documents/compose/project.js";
import { valueAt } from "../../../src/documents/compose/tree/tree.js";
import { memoryRepository } from "../../support/memory-repository.js";

function read(files: Record<string, string>) {
  const repository = memoryRepository(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, { text }])));
  const started = process.cpuUsage();
  const result = readProject({ files: ["compose.yaml"], environment: new Map(), profiles: ["*"] }, repository);
  const { user, system } = process.cpuUsage(started);
  expect((user + system) / 1000, "milliseconds of processor time").toBeLessThan(10_000);
  return result;
}

const service = "services:\n  web:\n    image: i\n";
const messages = (result: ReturnType<typeof read>) => result.errors.map(({ message }) => message);

describe("hostile input is bounded and reported", { timeout: 60_000 }, () => {
  test("aliases that unfold to billions", () => {
    const levels = Array.from({ length: 30 }, (_, at) => `x-${at + 1}: &a${at + 1} [${Array(10).fill(`*a${at}`).join(", ")}]`);
    const result = read({ "compose.yaml": `x-0: &a0 [lol]\n${levels.join("\n")}\n${service}` });
    expect(messages(result)).toEqual([expect.stringContaining("unfold to more than 100000 values")]);
    expect(valueAt(result.project?.model, "services", "web", "image")).toMatchObject({ value: "i" });
  });

  test("an anchor that holds itself", () => {
    expect(messages(read({ "compose.yaml": `x-a: &a [*a]\n${service}` }))).toEqual([
      expect.stringContaining("contains an alias to itself"),
    ]);
  });

  test("nesting a hundred thousand deep", () => {
    for (const text of [
      "[".repeat(100_000),
      `x-a: ${"[".repeat(1000)}${"]".repeat(1000)}\n${service}`,
      `x-a: ${"{a: ".repeat(1000)}1${"}".repeat(1000)}\n${service}`,
    ])
      expect(messages(read({ "compose.yaml": text })).length).toBeGreaterThan(0);
  });

  test("a list and a mapping of a hundred thousand", () => {
    const list = Array.from({ length: 100_000 }, (_, at) => `      - CAP_${at}\n`).join("");
    const labels = Array.from({ length: 100_000 }, (_, at) => `      k${at}: v\n`).join("");
    const result = read({ "compose.yaml": `${service}    cap_add:\n${list}    labels:\n${labels}` });
    expect(result.errors).toEqual([]);
    expect(valueAt(result.project?.model, "services", "web", "cap_add")).toMatchObject({ items: { length: 100_000 } });
  });

  test("a hundred thousand volumes and ranges of ports", () => {
    const volumes = Array.from({ length: 100_000 }, (_, at) => `      - ./d:/m${at}\n`).join("");
    expect(read({ "compose.yaml": `${service}    volumes:\n${volumes}` }).errors).toEqual([]);
    const ports = Array.from({ length: 1000 }, () => '      - "1-65535:1-65535"\n').join("");
    expect(messages(read({ "compose.yaml": `${service}    ports:\n${ports}` }))[0]).toContain("ranges contain more than");
  });

  test("keys that name a prototype", () => {
    const result = read({
      "compose.yaml": "services:\n  __proto__:\n    image: i\n    privileged: true\n    labels: {__proto__: x, constructor: y}\n",
    });
    expect(result.errors).toEqual([]);
    expect(valueAt(result.project?.model, "services", "__proto__", "privileged")).toMatchObject({ value: true });
    expect(({} as Record<string, unknown>)["privileged"]).toBeUndefined();
  });

  test("circles of extends and of includes", () => {
    const circle = {
      "compose.yaml": "include: [a.yaml]\nservices:\n  web: {extends: {file: b.yaml, service: x}, image: i}\n",
      "a.yaml": "include: [compose.yaml]\nservices: {a: {image: a}}\n",
    };
    const result = read({
      ...circle,
      "b.yaml": "services:\n  x: {extends: {file: c.yaml, service: y}}\n",
      "c.yaml": "services:\n  y: {extends: {file: b.yaml, service: x}}\n",
    });
    expect(messages(result)).toEqual(
      expect.arrayContaining([expect.stringContaining("includes itself"), expect.stringContaining("extends itself")]),
    );
    expect(valueAt(result.project?.model, "services", "web", "image")).toMatchObject({ value: "i" });
  });

  test("a chain of a thousand extends, and a thousand services of one base", () => {
    const chain = Array.from(
      { length: 1000 },
      (_, at) => `  s${at}: {${at > 0 ? `extends: s${at - 1}` : "image: i"}, labels: {l${at}: x}}\n`,
    ).join("");
    expect(messages(read({ "compose.yaml": `services:\n${chain}` })).length).toBeLessThan(1000);
    const fan = Array.from({ length: 1000 }, (_, at) => `  s${at}: {extends: {file: base.yaml, service: b}}\n`).join("");
    expect(read({ "compose.yaml": `services:\n${fan}`, "base.yaml": "services: {b: {image: i, volumes: [./a:/a]}}\n" }).errors).toEqual([]);
  });

  test("variables nested and repeated without end", () => {
    const nested = `${"${A:-".repeat(20_000)}x${"}".repeat(20_000)}`;
    expect(messages(read({ "compose.yaml": `${service}    hostname: "${nested}"\n` }))[0]).toContain("nested too deeply");
    expect(messages(read({ "compose.yaml": `${service}    hostname: "${"${A:-".repeat(50_000)}"\n` })).length).toBeGreaterThan(0);
    expect(read({ "compose.yaml": `${service}    hostname: "${"${A:-b}$$".repeat(50_000)}"\n` }).errors).toEqual([]);
    const growing = Array.from({ length: 60 }, (_, at) => `V${at + 1}=\${V${at}}\${V${at}}`).join("\n");
    expect(messages(read({ ".env": `V0=xxxxxxxxxx\n${growing}\n`, "compose.yaml": `${service}    hostname: "$V60"\n` })).join()).toContain(
      "too long",
    );
  });

  test("a command of a hundred thousand words, with and without variables", () => {
    for (const word of ["w ", "${A:-w} "]) {
      const result = read({ "compose.yaml": `${service}    command: "${word.repeat(100_000)}"\n` });
      expect(result.errors).toEqual([]);
      expect(valueAt(result.project?.model, "services", "web", "command")).toMatchObject({ items: { length: 100_000 } });
    }
    expect(read({ "compose.yaml": `${service}    volumes: ["a:/b:${"ro,".repeat(50_000)}ro"]\nvolumes: {a: {}}\n` }).errors).toEqual([]);
  });

  test("paths that leave the repository", () => {
    const result = read({
      "compose.yaml": `include: [../../etc/compose.yaml, /etc/passwd]\n${service}    extends: {file: ../../../x.yaml, service: a}\n`,
    });
    expect(messages(result)).toEqual(Array(3).fill(expect.stringContaining("leads out of the repository")));
  });

  test("ten thousand documents", () => {
    const result = read({ "compose.yaml": service + "---\nservices: {web: {labels: {a: b}}}\n".repeat(3000) });
    expect(result.errors).toEqual([]);
  });

  test("remote includes are named, and the rest is read", () => {
    const result = read({ "compose.yaml": `include: ["oci://example.org/x:1", "https://example.org/x.git"]\n${service}` });
    expect(result.errors.map(({ level }) => level)).toEqual(["warning", "warning"]);
    expect(valueAt(result.project?.model, "services", "web", "image")).toMatchObject({ value: "i" });
  });
});
