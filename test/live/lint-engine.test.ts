import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { writeTar } from "../../proving/tar.js";
import { writeImages } from "../stacks/images.js";
import { type HostInUse, hostInUse, whenUp } from "../support/host-in-use.js";
import { busybox, composeAtHand, dockerd, whyNoStack } from "../support/parts.js";
import { because } from "../support/skips.js";

const whyNot = await whyNoStack();
const cli = fileURLToPath(new URL("../../src/cli.ts", import.meta.url));
const loader = createRequire(import.meta.url).resolve("tsx");

interface Finding {
  readonly rule: string;
  readonly title: string;
  readonly subject: string;
  readonly confidence: string;
  readonly message: string;
  readonly suppressed: string | null;
  readonly location: { readonly file: string; readonly start: { readonly line: number } };
}

function lint(host: HostInUse): readonly Finding[] {
  const { out, err } = host.run([process.execPath, "--import", loader, cli, "lint", "--engine", "--format", "json"]);
  const { findings, inputErrors } = JSON.parse(out) as { findings: Finding[]; inputErrors: unknown[] };
  expect([inputErrors, err]).toEqual([[], ""]);
  return findings;
}

const start = async (): Promise<HostInUse> => {
  const host = await hostInUse(dirname(dockerd ?? ""), "{}");
  onTestFinished(() => host.end());
  load(host);
  return host;
};
const compose = await composeAtHand();
const load = (host: HostInUse) => {
  host.docker("load", "-i", join(writeImages(join(host.folder, "images"), busybox ?? ""), "stacks-shell.tar"));
};

/** What each container binds, who runs in it, what it does there, and whether a remapped engine lets it. */
const uses = [
  { name: "writer", bind: "/srv/db:/data", user: "999:999", does: "echo x >> /data/rows", works: false },
  { name: "log", bind: "/srv/log:/log", user: "0:0", does: "echo x >> /log/app", works: false },
  { name: "reader", bind: "/srv/pages:/pages:ro", user: "33:33", does: "cat /pages/index.html", works: true },
  { name: "prepared", bind: "/srv/data/uploads:/uploads", user: "33:33", does: "echo x > /uploads/new", works: true },
  { name: "shared", bind: "/srv/data/open:/open", user: "0:0", does: "echo x > /open/new", works: true },
  { name: "key", bind: "/srv/key:/run/key:ro", user: "0:0", does: "cat /run/key", works: false },
] as const;

describe.skipIf(whyNot)("containers of an engine in use", because(whyNot), () => {
  test("are judged by what their host shows, and a remapped engine then does as was said", { timeout: 180_000 }, async () => {
    const host = await start();
    const script = [
      "mkdir -p /srv/db /srv/log /srv/pages /srv/data/uploads /srv/data/open",
      "touch /srv/db/rows /srv/log/app; chown -R 999:999 /srv/db; chmod 700 /srv/db; chmod 600 /srv/db/rows",
      "echo hello > /srv/pages/index.html; chmod 755 /srv /srv/data /srv/log /srv/pages; chmod 644 /srv/pages/index.html /srv/log/app",
      "chown 100033:100033 /srv/data/uploads; chmod 750 /srv/data/uploads; chmod 1777 /srv/data/open",
      "echo secret > /srv/key; chmod 600 /srv/key",
    ];
    host.must(["sh", "-ec", script.join("\n")]);
    for (const { name, bind, user } of uses) {
      const opens = { writer: "/data/rows", log: "/log/app" }[name as string];
      const sleeps = opens === undefined ? "exec sleep 1000" : `exec sleep 1000 >> ${opens}`;
      host.docker(
        "run",
        "-d",
        "--name",
        name,
        "--user",
        name === "prepared" ? "0:0" : user,
        "-v",
        bind,
        "stacks/shell",
        "sh",
        "-c",
        sleeps,
      );
    }
    host.docker("run", "--rm", "-v", "jobs:/jobs", "stacks/shell", "sh", "-c", "touch /jobs/1; chown 70000:7 /jobs/1");
    host.docker("run", "-d", "--name", "far", "-v", "jobs:/jobs", "stacks/shell", "sleep", "1000");
    host.docker("run", "-d", "--name", "agent", "-v", "/var/run/docker.sock:/var/run/docker.sock", ...["stacks/shell", "sleep", "1000"]);
    const found = lint(host);
    expect(found.map(({ subject, rule, confidence }) => `${subject} ${rule} ${confidence}`).sort()).toEqual([
      "agent docker-socket certain",
      "far id-out-of-range certain",
      "key host-path-ownership certain",
      "log host-path-ownership certain",
      "writer host-path-ownership certain",
    ]);
    const said = (name: string) => found.find(({ subject }) => subject === name)?.message;
    expect(said("writer")).toContain("It is 999:999, mode 0700.");
    expect(said("log")).toContain("`sleep` has `/log/app` open for writing now.");
    expect(said("log")).toContain("give what belongs to 0:0 to host owner 100000:100000");
    expect(said("far")).toMatch(/`\/var\/lib\/docker\/volumes\/jobs\/_data\/1` in the volume `jobs` belongs to it\./);

    const names = [...uses.map(({ name }) => name), "far", "agent"];
    host.docker("rm", "-f", ...names);
    host.must(["sh", "-c", "for f in /etc/subuid /etc/subgid; do echo dockremap:100000:65536 > $f; done"]);
    host.must(["sh", "-c", "cat > /etc/docker/daemon.json"], '{"userns-remap": "default"}');
    host.must([host.restart]);
    await whenUp(host);
    load(host);
    const docker = join(dirname(dockerd ?? ""), "docker");
    for (const { name, bind, user, does, works } of uses) {
      const { status, err } = host.run([docker, "run", "--rm", "--user", user, "-v", bind, "stacks/shell", "sh", "-ec", does]);
      expect([name, status === 0, works ? "" : /denied|not permitted/i.exec(err)?.[0]?.toLowerCase()]).toEqual([
        name,
        works,
        works ? "" : "denied",
      ]);
    }
    // What a remapped engine runs is judged by the ids that it maps.
    for (const { name, bind } of uses) host.docker("run", "-d", "--name", name, "-v", bind, "stacks/shell", "sleep", "1000");
    expect(lint(host).map(({ subject, rule }) => `${subject} ${rule}`)).toEqual([
      "key host-path-ownership",
      "log host-path-ownership",
      "writer host-path-ownership",
    ]);
  });
  test("that Compose made are judged at the lines of its file that hold, and else where the engine shows them", {
    timeout: 120_000,
  }, async () => {
    const host = await start();
    host.must(["sh", "-ec", "mkdir -p /srv/shop/data; chmod 755 /srv /srv/shop; chown 0:0 /srv/shop/data; chmod 700 /srv/shop/data"]);
    const write = (text: string) => host.must(["sh", "-c", "cat > /srv/shop/compose.yaml"], text);
    const project = `services:
  agent:
    image: stacks/shell
    command: sleep 1000
    # remap-ready: allow host-pid because it watches the host
    pid: host
    privileged: \${PRIVILEGED}
    volumes:
      - ./data:/data:ro
`;
    write(project);
    host.must(["sh", "-c", "echo PRIVILEGED=true > /srv/shop/.env"]);
    host.must([compose?.path ?? "", "--project-directory", "/srv/shop", "up", "-d"]);
    const places = () =>
      lint(host)
        .map(
          ({ rule, location: { file: path, start }, suppressed }) =>
            `${rule} ${path}${path.endsWith(".yaml") ? `:${start.line}` : ""}${suppressed ? " allowed" : ""}`,
        )
        .sort();
    expect(places()).toEqual([
      "host-path-ownership /srv/shop/compose.yaml:9",
      "host-pid /srv/shop/compose.yaml:6 allowed",
      "privileged-container /srv/shop/compose.yaml:7",
    ]);
    // Changed since, so that it says something else than what runs.
    host.must(["sh", "-c", "echo PRIVILEGED=false > /srv/shop/.env"]);
    write(project.replace("./data:/data:ro", "/srv/shop/data:/elsewhere"));
    expect(places()).toEqual([
      "host-path-ownership docker-inspect.json",
      "host-pid /srv/shop/compose.yaml:6 allowed",
      "privileged-container docker-inspect.json",
    ]);
    host.docker("rm", "-f", ...host.docker("ps", "-aq").split("\n"));

    // Images that are used are read where the engine has them, by what the file names or the container was made from.
    const passwd = { path: "etc/passwd", text: "app:x:2000:2000::/:/bin/sh\n" };
    const fill = (name: string, uid: number) => {
      writeFileSync(join(host.folder, "image.tar"), writeTar([passwd, { path: "bin/sh" }, { path: "srv/x", uid }]));
      return host.docker("import", "-c", "USER app", "-c", 'CMD ["sh"]', join(host.folder, "image.tar"), name);
    };
    const id = fill("shop/old:1", 70001);
    host.docker("create", "--name", "old", "shop/old:1");
    fill("shop/old:1", 0);
    fill("localhost:5000/shop/base:1", 70000);
    fill("shop/unused:1", 70002);
    host.must(["sh", "-c", "mkdir -p /srv/app/data; cat > /srv/app/Dockerfile"], "FROM localhost:5000/shop/base:1\nRUN true\n");
    const services = ["none:\n    image: shop/none:1", `pinned:\n    image: ${id}`, "app:\n    build: .\n    volumes: [./data:/data]"];
    host.must(["sh", "-c", "cat > /srv/app/compose.yaml"], `services:\n  ${services.join("\n  ")}\n`);
    const read = (...words: string[]) => {
      const env = { PATH: `${dirname(dockerd ?? "")}:/usr/bin:/bin` };
      const argv = [process.execPath, "--import", loader, cli, "lint", "--local-images", "--format", "json", ...words];
      const { findings, inputErrors, images } = JSON.parse(host.run(argv, { env }).out);
      return {
        images,
        noted: inputErrors.map(({ level, message }: { level: string; message: string }) => `${level} ${message}`),
        found: findings.map(({ title, message }: Finding) => title + (/ \d+:\d+/.exec(message)?.[0] ?? "")).sort(),
      };
    };
    const outside = (uid: number) => `\`/srv/x\` has uid \`${uid}\`, outside the 65536 ids that userns-remap maps (0 to 65535).`;
    expect(read("/srv/app")).toEqual({
      images: { count: 2, leastIds: 70002 },
      noted: [expect.stringContaining("note This machine's Docker does not have `shop/none:1`")],
      // The user of the base image is the one who writes.
      found: [expect.stringMatching(/^`\.\/data` keeps its owner on the host\. 102000:102000$/), outside(70000), outside(70001)],
    });
    expect(read("--engine")).toEqual({ images: { count: 1, leastIds: 70002 }, noted: [], found: [outside(70001)] });
  });
});
