import { execFileSync } from "node:child_process";
import {
  chmodSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { main } from "../../src/commands/main.js";
import { createContainer, startContainer, waitContainer } from "../../src/engines/containers.js";
import { loadImage } from "../../src/engines/images.js";
import { withEngines } from "../../src/engines/with-engines.js";
import { writeImages } from "../stacks/images.js";
import { busybox, composeAtHand, dockerd, whyNoStack } from "../support/parts.js";
import { because } from "../support/skips.js";
import { keptTerminal } from "../support/terminal.js";

const compose = await composeAtHand();
const whyNot = await whyNoStack();
const work = mkdtempSync(join(tmpdir(), "remap-ready-hostile-"));
/** Outside the workspace and everything that the engines have copies of. */
const canary = `/var/tmp/remap-ready-canary-${process.pid}`;
afterAll(() => rmSync(work, { recursive: true, force: true }));
beforeEach(() => rmSync(canary, { force: true }));

const archives = whyNot === undefined ? ["--image-archive", writeImages(join(work, "images"), busybox ?? "")] : [];
const tools = [...(dockerd ? ["--dockerd", dockerd] : []), "--docker", "/nonexistent/docker", "--quiet", "1", "--no-remedies", ...archives];

/** Runs compare on a project of these files. */
async function compare(
  name: string,
  files: Readonly<Record<string, string>>,
  {
    options = [],
    environment = {},
    program = compose?.path ?? "",
  }: {
    options?: readonly string[];
    environment?: NodeJS.ProcessEnv;
    program?: string;
  } = {},
) {
  const directory = join(work, name);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
    if (text.startsWith("#!")) chmodSync(join(directory, path), 0o755);
  }
  const { terminal, said } = keptTerminal(work, { PATH: process.env["PATH"], HOME: process.env["HOME"], ...environment });
  const status = await main(["compare", directory, "--compose", program, ...tools, ...options], terminal);
  return { status, ...said };
}

/** A program that a project would have root run: it opens the machine's disk for writing, and leaves a mark there. */
const evil = `#!/bin/sh
/usr/bin/mount -o remount,rw /
echo reached > ${canary}
`;

/** Does as Compose does where a project is read, and fails in the engine with what it was given: variables, capabilities, and whether it finds git. */
const telling = `#!/bin/sh
case " $* " in *" config "*|*" version "*) exec ${compose?.path} "$@";; esac
names=$(export -p | while read -r word name; do printf '%s ' "\${name%%=*}"; done)
while read -r key value; do case $key in CapEff:|NoNewPrivs:) names="$names $key$value";; esac; done < /proc/self/status
if command -v git sh mount; then names="$names finds-programs"; fi
echo "error: $names" >&2
exit 1
`;

describe.skipIf(whyNot)("what a project says is not obeyed outside its containers", because(whyNot), () => {
  test("not by what Compose starts: variables of .env that name programs, a remote build context, the old builder", {
    timeout: 120_000,
  }, async () => {
    const { err } = await compare("programs", {
      "x.sh": evil,
      ".env": `GIT_SSH_COMMAND=${work}/programs/x.sh\nGIT_SSH=${work}/programs/x.sh\nDOCKER_BUILDKIT=0\nGIT_EXEC_PATH=${work}/programs\nPATH=${work}/programs\n`,
      "compose.yaml": [
        "services:",
        "  web: {image: stacks/shell, command: sleep 100, secrets: [a, b, c, d]}",
        "  built: {build: {context: 'git@127.0.0.1:x/y.git'}, secrets: [a, b, c, d]}",
        "  added: {build: {context: 'https://127.0.0.1:9/y.git#main'}}",
        "secrets:",
        "  a: {environment: GIT_SSH_COMMAND}",
        "  b: {environment: GIT_SSH}",
        "  c: {environment: DOCKER_BUILDKIT}",
        "  d: {environment: PATH}",
        "",
      ].join("\n"),
    });
    expect(err).not.toMatch(/has a bug/);
    expect(existsSync(canary)).toBe(false);
  });
  test("Compose gets what it needs: no variable of the project's choice, no power of root, no other program", {
    timeout: 120_000,
  }, async () => {
    const program = join(work, "telling");
    writeFileSync(program, telling, { mode: 0o755 });
    const { out } = await compare(
      "telling-project",
      {
        ".env": "LD_PRELOAD=/evil.so\nDOCKER_HOST=tcp://evil\n",
        "compose.yaml":
          "services: {web: {image: stacks/shell, secrets: [a, b]}}\nsecrets: {a: {environment: LD_PRELOAD}, b: {environment: DOCKER_HOST}}\n",
      },
      { program, options: ["--format", "json"], environment: { DOCKER_BUILDKIT: "0", GIT_SSH: "/evil", HTTP_PROXY: "http://evil" } },
    );
    const { reason } = JSON.parse(out).comparisons[0];
    const [, words = ""] = /error: (.*)/.exec(reason) ?? [];
    const names = words.split(/\s+/).filter((word) => !word.startsWith("REMAP_READY_VALUE_"));
    expect(names.sort()).toEqual([
      "BUILDX_GIT_INFO",
      "COMPOSE_DISABLE_ENV_FILE",
      "COMPOSE_STATUS_STDOUT",
      "CapEff:0000000000000004",
      "DOCKER_CONFIG",
      "DOCKER_HOST",
      "HOME",
      "LC_ALL",
      "NoNewPrivs:1",
      "PATH",
      "PWD",
      "TMPDIR",
    ]);
    expect(words).toContain("REMAP_READY_VALUE_");
  });
  test("nothing is fetched for a project, nor left in the home folder, and where it is named is said", async () => {
    const home = join(work, "home");
    mkdirSync(home);
    const files = {
      "compose.yaml": "services:\n  web: {image: x}\n  more:\n    extends: {file: 'https://127.0.0.1:9/r.git', service: a}\n",
    };
    const { status, err } = await compare("remote", files, { environment: { HOME: home } });
    expect(err).toContain("takes parts of the project from the network (`compose.yaml:4`)");
    expect(status).toBe(2);
    const included = await compare(
      "included",
      { "compose.yaml": "include: ['git://127.0.0.1:9/r.git']\n" },
      { environment: { HOME: home } },
    );
    expect(included.status).toBe(2);
    // Named where only Compose looks.
    const hidden = await compare("hidden", { ".env": "COMPOSE_FILE=git://127.0.0.1:9/r.git\n" }, { environment: { HOME: home } });
    expect(hidden.status).toBe(2);
    expect(readdirSync(home)).toEqual([]);
  });
});

describe.skipIf(whyNot)("the user's variables", because(whyNot), () => {
  test("reach the stack but for the runner's and secrets, and stand neither in a report nor on a command line", {
    timeout: 120_000,
  }, async () => {
    const secrets = { GITHUB_TOKEN: "ghs_0123456789abcdef", ACTIONS_RUNTIME_TOKEN: "eyJhbGciOiJub25lIn0", AWS_REGION: "eu-west-77" };
    const values = { DEPLOY_NAME: "blue-lagoon-42", LICENCE: "two\nlines of a licence" };
    const shown = [...Object.values(secrets), "blue-lagoon-42", "lines of a licence"];
    const seen = new Set<string>();
    const watch = setInterval(() => {
      for (const pid of readdirSync("/proc").filter((each) => /^\d+$/.test(each))) {
        try {
          const line = readFileSync(`/proc/${pid}/cmdline`, "utf8");
          for (const value of shown) if (line.includes(value)) seen.add(line);
        } catch {
          // It has ended.
        }
      }
    }, 5);
    const environment = { ...secrets, ...values, DB_PASSWORD: "correct horse battery", FLAVOUR: "true" };
    const report = join(work, "report.html");
    const { out, err } = await compare(
      "variables",
      {
        "compose.yaml": [
          "services:",
          "  web:",
          "    image: stacks/shell",
          "    secrets: [licence]",
          "    environment: [GITHUB_TOKEN, DEPLOY_NAME, DB_PASSWORD, FLAVOUR]",
          "    command: [sh, -c, 'echo runs as $$DEPLOY_NAME $$DB_PASSWORD token=$$GITHUB_TOKEN $${ACTIONS:-no actions} ${AWS_REGION:-no region} $$FLAVOUR; cat /run/secrets/licence; id -u 200000; sleep 100']",
          "secrets:",
          "  licence: {environment: LICENCE}",
          "",
        ].join("\n"),
      },
      {
        environment,
        options: ["--format", "json", "--report", report, "--env", "DB_PASSWORD", "--probe", "web=cat /proc/1/mounts /run/secrets/licence"],
      },
    ).finally(() => clearInterval(watch));
    expect([...seen]).toEqual([]);
    for (const text of [out, err, readFileSync(report, "utf8")])
      for (const value of [...shown, environment.DB_PASSWORD]) expect(text).not.toContain(value);
    const { problems } = JSON.parse(out);
    expect(problems.join("\n")).toContain(
      "kept from the project, which names them: `GITHUB_TOKEN`, `AWS_REGION`. Pass a variable on with --env",
    );
    expect(out).toContain("runs as *** *** token= no actions no region true");
    expect(out).toContain("***");
  });
});

/** What of the machine a hostile stack asks for, with what it is told of it. */
const ways = [
  ["  a: {image: stacks/shell, privileged: true}", "is privileged"],
  ["  b: {image: stacks/shell, volumes: ['/run:/r']}", "mounts `/run`, where the engine's socket is"],
  ["  c: {image: stacks/shell, volumes: ['/:/h:ro']}", "mounts `/`, where the engine's socket is"],
  ["  d: {image: stacks/shell, pid: host, cap_add: [SYS_PTRACE]}", "sees the engine's processes (`pid: host`) and has SYS_PTRACE"],
  [
    "  e: {image: stacks/shell, network_mode: host, cap_add: [NET_ADMIN]}",
    "is in the engine's network (`network_mode: host`) and has NET_ADMIN",
  ],
  ["  f: {image: stacks/shell, devices: ['/dev/loop-control']}", "uses the machine's device `/dev/loop-control`"],
  ["  g: {image: stacks/shell, device_cgroup_rules: ['b 254:* rwm']}", "may use the machine's devices `b 254:* rwm`"],
  ["  h: {image: stacks/shell, volumes: ['../outside:/o:ro']}", "which is not in the project's folder"],
  ["  i: {image: stacks/shell, volumes: ['./link:/o']}", "where the engine's socket is"],
  ["  j: {build: /usr/share/doc}", "is built from `/usr/share/doc`"],
  ["  k: {image: stacks/shell, secrets: [shadow]}", "gets `/etc/shadow`"],
  ["  l: {image: stacks/shell, volumes: ['disk:/d']}", "mounts the volume `disk`, which is `/dev/vda` (ext4) and no copy"],
] as const;

describe.skipIf(whyNot)("ways past the engine", because(whyNot), () => {
  test("are refused with --untrusted, every one with its line, before anything is started", async () => {
    mkdirSync(join(work, "outside"), { recursive: true });
    mkdirSync(join(work, "ways"), { recursive: true });
    symlinkSync("/var/run/docker.sock", join(work, "ways/link"));
    const rest = "secrets: {shadow: {file: /etc/shadow}}\nvolumes: {disk: {driver_opts: {type: ext4, device: /dev/vda}}}\n";
    const text = `services:\n${ways.map(([line]) => line).join("\n")}\n${rest}`;
    const { status, err } = await compare("ways", { "compose.yaml": text }, { options: ["--untrusted"] });
    expect(status).toBe(2);
    expect(err).not.toContain("starting");
    ways.forEach(([line, what], index) => {
      if (!line.includes("disk:")) expect(err).toMatch(new RegExp(`compose\\.yaml:${index + 2}: \`${line.trim()[0]}\` `));
      expect(err).toContain(what);
    });
    const envFile = { "compose.yaml": "services:\n  a:\n    image: stacks/shell\n    env_file: /etc/shadow\n" };
    const other = await compare("ways-env-file", envFile, { options: ["--untrusted"] });
    expect(other.err).toContain("takes env or label files that are not in its folder: `compose.yaml:4`");
    expect(other.err).not.toContain("root:");
    const labels = { "compose.yaml": "services:\n  a:\n    image: stacks/shell\n    label_file: [/etc/shadow]\n" };
    expect((await compare("ways-label-file", labels, { options: ["--untrusted"] })).err).toContain("`compose.yaml:4`");
  });
  test("that cannot be closed are named before the run; those that can be are closed", { timeout: 120_000 }, async () => {
    const hadQueues = existsSync("/dev/mqueue");
    if (!hadQueues) mkdirSync("/dev/mqueue");
    execFileSync("mount", ["-t", "mqueue", "mqueue", "/dev/mqueue"]);
    try {
      const script = [
        "echo states: $$(ls /state /h/var/lib/remap-ready | tr '\\n' ' ').",
        "echo terminals: $$(ls /d/pts | tr '\\n' ' ').",
        "echo console: $$(stat -c %t:%T /d/console).",
        "echo queue: $$(touch /q/remap-ready-queue && ls /q).",
        "sleep 100",
      ].join("; ");
      const service = `{image: stacks/shell, command: [sh, -c, "${script}"], volumes: ['/:/h:ro', '/var/lib/remap-ready:/state:ro', '/dev:/d', '/dev/mqueue:/q']}`;
      const report = join(work, "closed.html");
      const { err } = await compare("closed", { "compose.yaml": `services:\n  web: ${service}\n` }, { options: ["--report", report] });
      const lines = readFileSync(report, "utf8");
      expect(lines).toContain("states: /h/var/lib/remap-ready: /state: .");
      expect(lines).toContain("terminals: ptmx .");
      expect(lines).toContain("console: 1:3.");
      expect(lines).toContain("queue: remap-ready-queue.");
      expect(readdirSync("/dev/mqueue")).not.toContain("remap-ready-queue");
      expect(err.indexOf("warning: `web` has powers over this machine")).toBeGreaterThan(-1);
      expect(err.indexOf("warning: `web` has powers over this machine")).toBeLessThan(err.indexOf("starting both engines"));
    } finally {
      execFileSync("umount", ["/dev/mqueue"]);
      if (!hadQueues) rmdirSync("/dev/mqueue");
    }
  });
});

describe.skipIf(whyNot)("a run has limits", because(whyNot), () => {
  test("for processes and memory, which the engine itself survives", { timeout: 120_000 }, async () => {
    const limits = { memoryBytes: 256 << 20, processes: 200 };
    const spec = { role: "baseline", limits, ...(dockerd && { dockerd }) } as const;
    await withEngines([spec], async ([engine]) => {
      await loadImage(
        [engine],
        createReadStream(join(archives[1] ?? "", readdirSync(archives[1] ?? "").find((name) => name.includes("shell")) ?? "")),
      );
      const run = async (command: string) => {
        const id = await createContainer(engine.client, { Image: "stacks/shell", Cmd: ["sh", "-c", command] });
        await startContainer(engine.client, id);
        return waitContainer(engine.client, id, { timeoutMs: 60_000 });
      };
      expect(await run("exit 0")).toBe(0);
      expect(await engine.reachedLimits()).toEqual([]);
      expect(await run("busybox dd if=/dev/zero of=/dev/null bs=400M count=1")).not.toBe(0);
      expect(await engine.reachedLimits()).toEqual(["256 MiB of memory"]);
      await run("i=0; while [ $i -lt 400 ]; do sleep 20 & i=$((i+1)); done; exit 0");
      expect(await engine.reachedLimits()).toEqual(["200 processes", "256 MiB of memory"]);
      expect(await run("exit 0")).toBe(0);
    });
  });
  test("for the disk: a run that fills it is ended, and its verdict is open", { timeout: 120_000 }, async () => {
    const scratch = "/var/tmp/remap-ready-small";
    mkdirSync(scratch, { recursive: true });
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=1400m,mode=755", "tmpfs", scratch]);
    try {
      const files = { "compose.yaml": "services: {web: {image: stacks/shell, command: busybox dd if=/dev/zero of=/full bs=1M}}\n" };
      const { status, out } = await compare("disk", files, { options: ["--scratch", scratch, "--format", "json", "--sequential"] });
      expect(JSON.parse(out).problems.join()).toContain("had less than 512 MiB left, and the run was ended");
      expect(status).toBe(2);
      expect(readdirSync(scratch)).toEqual([]);
    } finally {
      execFileSync("umount", [scratch]);
      rmdirSync(scratch);
    }
  });
});

describe.skipIf(whyNot)("a workspace", because(whyNot), () => {
  test("may have a colon in its path", { timeout: 120_000 }, async () => {
    const files = { "compose.yaml": "services: {web: {image: stacks/shell, command: sleep 100}}\n" };
    const { status, out } = await compare("with:colon", files, { options: ["--format", "json"] });
    expect(JSON.parse(out).canary.filter(({ isMet }: { isMet: boolean }) => !isMet)).toEqual([]);
    expect(JSON.parse(out).problems).toEqual([]);
    expect(status).toBe(0);
  });
});
