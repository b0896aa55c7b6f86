import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { lintPaths } from "../../src/lint/lint.js";
import { writeJson } from "../../src/reporters/lint/json.js";
import { writeSarif } from "../../src/reporters/lint/sarif.js";
import { writeText } from "../../src/reporters/lint/text.js";
import { type Planted, plant } from "../support/tree.js";

async function lint(files: Record<string, Planted>, paths: string[] = ["."], more: { isExact?: boolean } = {}) {
  const root = plant({ ...files, ".git/HEAD": "ref: refs/heads/main\n" });
  const { report } = await lintPaths({ paths: paths.map((path) => join(root, path)), workingDirectory: root, ...more });
  return {
    findings: report.findings
      .filter(({ severity }) => severity !== "note")
      .map(({ rule, primary, subject }) => `${primary.file.path} ${subject} ${rule}`),
    errors: report.inputErrors.filter(({ level }) => level === "error").map(({ file, message }) => `${file}: ${message}`),
    counts: {
      composeProjects: report.counts.composeProjects,
      ...Object.fromEntries(report.counts.files.map(({ counter, count }) => [counter, count])),
    },
  };
}

const plain = "services:\n  web:\n    image: web\n";
const privileged = "services:\n  vpn:\n    image: vpn\n    privileged: true\n";
const network = "services:\n  web:\n    image: web\n    network_mode: host\n";
const remedy = "services:\n  web:\n    userns_mode: host\n";

describe("COMPOSE_FILE of a committed .env", () => {
  test("brings in the files that it names", async () => {
    const files = { ".env": "COMPOSE_FILE=docker-compose.yml:ext/vpn.yml\n", "docker-compose.yml": plain, "ext/vpn.yml": privileged };
    expect(await lint(files)).toMatchObject({
      findings: ["ext/vpn.yml vpn privileged-container"],
      errors: [],
      counts: { composeProjects: 1, composeFiles: 2 },
    });
  });
  test("makes one project of files that are not whole by themselves", async () => {
    const part = "services:\n  side:\n    image: side\n    network_mode: service:web\n";
    const files = {
      ".env": "COMPOSE_FILE=docker-compose.yml:ext/docker-compose.yml\n",
      "docker-compose.yml": plain,
      "ext/docker-compose.yml": part,
    };
    expect(await lint(files)).toMatchObject({ findings: [], errors: [] });
  });
  test("counts with its own separator, in a folder below, and when one of its files is named", async () => {
    const files = { "s/.env": "COMPOSE_PATH_SEPARATOR=,\nCOMPOSE_FILE=a.yml,b.yml\n", "s/a.yml": plain, "s/b.yml": privileged };
    for (const path of ["s", "s/a.yml"])
      expect(await lint(files, [path])).toMatchObject({ findings: ["s/b.yml vpn privileged-container"] });
  });
  test("that names a file which is not there is an error", async () => {
    const { errors } = await lint({ ".env": "COMPOSE_FILE=compose.yaml:gone.yaml\n", "compose.yaml": plain });
    expect(errors).toEqual([expect.stringContaining("gone.yaml: The file does not exist")]);
  });
});

describe("a file named by the user", () => {
  test("stands for the project of its folder", async () => {
    const files = { "compose.yaml": network, "compose.override.yaml": remedy };
    for (const path of ["compose.yaml", "compose.override.yaml"])
      expect(await lint(files, [path])).toMatchObject({ findings: [], errors: [] });
    expect(await lint(files, ["compose.yaml"], { isExact: true })).toMatchObject({ findings: ["compose.yaml web host-network"] });
  });
  test("brings the project that builds it, when it is a Dockerfile", async () => {
    const files = {
      "compose.yaml": "services:\n  web:\n    build: web\n    userns_mode: host\n",
      "web/Dockerfile": "FROM x\nUSER 200000\n",
      "web/compose.yaml": "services:\n  other:\n    image: other\n    privileged: true\n",
    };
    expect(await lint({ "web/Dockerfile": files["web/Dockerfile"] }, ["web/Dockerfile"])).toMatchObject({
      findings: ["web/Dockerfile web/Dockerfile id-out-of-range"],
    });
    expect(await lint(files, ["web/Dockerfile"])).toMatchObject({
      findings: [],
      errors: [],
      counts: { composeProjects: 1, dockerfiles: 1 },
    });
  });
  test("is an error when it has the name of dockerd's file and is another program's", async () => {
    const files = {
      "app/daemon.json": '{ "workers": 3 }',
      "docker-backup.service": "[Service]\nExecStart=/usr/bin/backup\n",
      "compose.yaml": plain,
    };
    expect(await lint(files)).toMatchObject({ errors: [], counts: { daemonFiles: 0, unitFiles: 0, composeFiles: 1 } });
    expect((await lint(files, ["app/daemon.json", "docker-backup.service"])).errors).toEqual([
      expect.stringMatching(/^app\/daemon.json: This looks like a JSON file without a key of dockerd/),
      expect.stringMatching(/^docker-backup.service: This looks like a systemd unit that does not start dockerd/),
    ]);
  });
  test("may be a pattern, whose matches count as in a folder that is searched", async () => {
    const files = {
      "examples/a/compose.yaml": privileged,
      "examples/b.yml": network,
      "examples/README.md": "# x",
      "examples/x.png": new Uint8Array([0, 1]),
    };
    expect(await lint(files, ["examples/*"])).toMatchObject({
      findings: ["examples/a/compose.yaml vpn privileged-container", "examples/b.yml web host-network"],
      errors: [],
    });
    expect(await lint(files, ["**/{compose,c}.yaml"])).toMatchObject({ findings: ["examples/a/compose.yaml vpn privileged-container"] });
    expect((await lint(files, ["none/*.yml"])).errors).toEqual([
      expect.stringContaining("none/*.yml: No file or folder matches this pattern"),
    ]);
  });
});

describe("a .env that cannot be read", () => {
  test("is an error, because it may name variables and files; a folder and a link to nothing are no .env for Compose either", async () => {
    const said = async (link: string, put = (_root: string): void => {}) => {
      const root = plant({ "a/compose.yaml": plain, ...(link !== "" && { "a/.env": { link } }), ".git/HEAD": "" });
      put(root);
      const { report } = await lintPaths({ paths: [root], workingDirectory: root });
      return report.inputErrors.map(({ file, level, message }) => `${file} ${level}: ${message}`);
    };
    expect(await said("/etc/hostname")).toEqual([
      expect.stringMatching(/^a\/.env error: A symbolic link leads out of .* Compose reads it: the variables that it sets/),
    ]);
    expect(await said("", (root) => execFileSync("mkfifo", [join(root, "a/.env")]))).toEqual([
      expect.stringMatching(/^a\/.env error: A regular file is expected here/),
    ]);
    expect(await said("gone")).toEqual([]);
    expect(await said("", (root) => mkdirSync(join(root, "a/.env")))).toEqual([]);
  });
});

describe("a project of which all lies on the network", () => {
  test("is an error: nothing of it is checked; with services of its own it is a warning", async () => {
    const include = "include: [https://example.com/a/b.git]\n";
    expect((await lint({ "compose.yaml": include })).errors).toEqual([expect.stringContaining("Nothing of this project is checked")]);
    expect((await lint({ "compose.yaml": include + plain })).errors).toEqual([]);
  });
});

describe("host files and stacks in one run", () => {
  test("find the same in a stack as it alone: what lies in it belongs to it, builds too", async () => {
    const stack = plant({
      "compose.yaml": "services:\n  db:\n    image: postgres\n    volumes: [./data:/var/lib/postgresql/data]\n  web:\n    build: web\n",
      "data/x": "",
      "web/Dockerfile": "FROM x\nUSER 70000\n",
    });
    const host = plant({ "etc/subuid": "dockremap:100000:65536\n" });
    const lintAll = async (...paths: string[]) => (await lintPaths({ paths, workingDirectory: stack })).report;
    const said = ({ findings }: Awaited<ReturnType<typeof lintAll>>) =>
      findings.map(({ rule, severity, title, primary }) => `${severity} ${rule} ${basename(primary.file.path)}: ${title}`);
    const both = await lintAll(stack, "/etc/passwd", join(host, "etc/subuid"));
    expect(both.root).toBe("/");
    expect(said(both)).toEqual(said(await lintAll(stack)));
    expect(said(both)).toHaveLength(2);
    expect(both.findings.flatMap(({ handOver }) => handOver?.folders ?? [])).toEqual([join(stack, "data")]);
  });
  test("keep absolute paths, and nothing beside the named files is read", async () => {
    const stack = plant({ "compose.yaml": "include: [/etc/hostname]\nservices:\n  vpn:\n    image: vpn\n    privileged: true\n" });
    const { report } = await lintPaths({ paths: ["/usr/share/none", "/etc/passwd", stack], workingDirectory: "/" });
    expect(report.root).toBe("/");
    expect(report.findings.map(({ primary }) => primary.file.path)).toContain(`${stack}/compose.yaml`);
    expect(report.inputErrors.map(({ file }) => file)).toEqual(expect.arrayContaining(["/usr/share/none", "/etc/passwd"]));
    const file = JSON.parse(writeJson(report));
    expect([file.root, file.findings[0].location.file]).toEqual(["/", `${stack}/compose.yaml`]);
    expect(writeSarif(report)).toContain(`"uri": "file://${stack}/compose.yaml"`);
    expect(writeText(report, { color: false, from: "/nowhere" })).toContain(`${stack}/compose.yaml:`);
  });
  test("a path that does not exist is shown as it was given", async () => {
    const root = plant({ "compose.yaml": plain });
    const { report } = await lintPaths({ paths: ["/nope"], workingDirectory: root });
    expect(writeText(report, { color: false, from: root })).toMatch(/^\/nope input error/m);
  });
});
