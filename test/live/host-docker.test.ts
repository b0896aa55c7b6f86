import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { main } from "../../src/commands/main.js";
import { readArchive } from "../../src/runs/images/image-archive.js";
import { writeImages } from "../stacks/images.js";
import { busybox, docker as client, composeAtHand, dockerd as engine, whyNoStack } from "../support/parts.js";
import { because, missing, notTonight } from "../support/skips.js";
import { keptTerminal } from "../support/terminal.js";

const compose = await composeAtHand();
const [docker, dockerd] = [client ?? "", engine ?? ""];
const whyNot = notTonight ?? (await whyNoStack()) ?? (docker === "" ? missing("there is no docker client") : undefined);

/** A registry that gives one image to who has logged in, and counts what is asked for. */
async function startRegistry(archivePath: string) {
  const archive = await readArchive(archivePath);
  const image = archive?.images[0];
  if (!archive || !image) throw new Error("no image");
  const blobs = new Map<string, Buffer>();
  const put = (data: Buffer, mediaType: string) => {
    const digest = `sha256:${createHash("sha256").update(data).digest("hex")}`;
    blobs.set(digest, data);
    return { mediaType, digest, size: data.length };
  };
  const bytesOf = (name: string) => {
    const { offset = 0, sizeBytes = 0 } = archive.index.places.get(name) ?? {};
    return readFileSync(archivePath).subarray(offset, offset + sizeBytes);
  };
  const mediaType = "application/vnd.oci.image.manifest.v1+json";
  const { digest } = put(
    Buffer.from(
      JSON.stringify({
        schemaVersion: 2,
        mediaType,
        config: put(bytesOf(image.entry.Config), "application/vnd.oci.image.config.v1+json"),
        layers: image.entry.Layers.map((name) => put(bytesOf(name), "application/vnd.oci.image.layer.v1.tar")),
      }),
    ),
    mediaType,
  );
  const asked = new Map<string, number>();
  const server = createServer((request, response) => {
    if (request.headers.authorization !== `Basic ${Buffer.from("user:pass").toString("base64")}`) {
      response.writeHead(401, { "WWW-Authenticate": 'Basic realm="test"' }).end();
      return;
    }
    const name = request.url?.split("/").at(-1) ?? "";
    const wanted = name === "1" ? digest : name;
    const data = blobs.get(wanted);
    if (request.url !== "/v2/" && !data) return void response.writeHead(404).end();
    if (request.method === "GET" && data) asked.set(wanted, (asked.get(wanted) ?? 0) + 1);
    const type = wanted === digest ? mediaType : "application/octet-stream";
    response.writeHead(200, { "Content-Type": type, "Content-Length": data?.length ?? 0, "Docker-Content-Digest": wanted });
    response.end(request.method === "HEAD" ? undefined : data);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, digest, asked, at: `localhost:${(server.address() as AddressInfo).port}` };
}

describe.skipIf(whyNot)("images of the machine's own Docker", because(whyNot), () => {
  const work = whyNot === undefined ? mkdtempSync("/var/tmp/remap-ready-host-") : "";
  const socket = join(work, "docker.sock");
  const config = join(work, "config");
  const environment = { ...process.env, DOCKER_HOST: `unix://${socket}`, DOCKER_CONFIG: config, GITHUB_EVENT_NAME: "", GITHUB_ACTIONS: "" };
  const ask = (...words: string[]) => execFileSync(docker, words, { env: environment, encoding: "utf8" });
  const images = writeImagesWhenAsked(work);
  let registry: Awaited<ReturnType<typeof startRegistry>>;
  let host: ReturnType<typeof spawn>;
  beforeAll(async () => {
    chmodSync(work, 0o711);
    registry = await startRegistry(join(images, "stacks-shell.tar"));
    mkdirSync(config);
    const auth = Buffer.from("user:pass").toString("base64");
    writeFileSync(join(config, "config.json"), JSON.stringify({ auths: { [registry.at]: { auth } } }));
    writeFileSync(join(work, "daemon.json"), "{}");
    const places = ["--config-file", "daemon.json", "--data-root", "data", "--exec-root", "exec", "-p", "pid", "-H", `unix://${socket}`];
    const words = places.map((word) => (/^(?:daemon\.json|data|exec|pid)$/.test(word) ? join(work, word) : word));
    host = spawn(dockerd, [...words, "--bridge=none", "--iptables=false", "--ip6tables=false"], {
      env: { ...process.env, PATH: `${dockerd.replace(/\/[^/]+$/, "")}:${process.env["PATH"]}` },
      stdio: "ignore",
    });
    for (let tries = 0; tries < 300 && !existsSync(join(work, "pid")); tries++) await delay(100);
    for (let tries = 0; tries < 100 && !existsSync(socket); tries++) await delay(100);
    ask("load", "--input", join(images, "stacks-static.tar"));
    ask("tag", "stacks/static", "stacks/static:other");
  }, 60_000);
  afterAll(async () => {
    registry?.server.close();
    registry?.server.closeAllConnections();
    const ended = new Promise((resolve) => host?.once("exit", resolve));
    if (host?.kill("SIGTERM")) await ended;
    if (work) rmSync(work, { recursive: true, force: true });
  }, 60_000);

  test("come by name, by digest and by id, for services and for builds, pulled once with the user's login", {
    timeout: 240_000,
  }, async () => {
    const { at, digest, asked } = registry;
    const id = ask("image", "inspect", "--format", "{{.Id}}", "stacks/static").trim();
    const project = join(work, "project");
    mkdirSync(project);
    writeFileSync(
      join(project, "compose.yaml"),
      `services:
  name: {image: stacks/static}
  id: {image: "${id}"}
  tag: {image: "${at}/shell:1", command: sleep 1000}
  digest: {image: "${at}/shell@${digest}", command: sleep 1000}
  build: {build: {dockerfile_inline: "FROM ${at}/shell@${digest}\\nRUN touch /made\\nCMD [\\"sleep\\", \\"1000\\"]\\n", pull: true}}
  same-image: {image: project/built, build: {dockerfile_inline: "FROM stacks/static\\n"}}
  user-of-it: {image: project/built}
`,
    );
    const containers = ask("ps", "--all", "--idle-after");
    const { terminal, said } = keptTerminal(project, environment);
    const tools = ["--compose", compose?.path ?? "", "--dockerd", dockerd, "--docker", docker, "--idle-after", "1", "--format", "json"];
    await main(["compare", ".", ...tools], terminal);
    const { comparisons } = JSON.parse(said.out) as { comparisons: { subject: string; verdict: string; reason: string }[] };
    expect(comparisons.filter(({ verdict }) => verdict !== "same")).toEqual([]);
    expect(comparisons).toHaveLength(7);
    expect(Math.max(...[...asked].filter(([blob]) => blob !== digest).map(([, times]) => times))).toBe(1);
    expect(ask("images", "--format", "{{.Repository}}").split("\n")).not.toContain("remap-ready/pinned");
    expect(ask("ps", "--all", "--idle-after")).toBe(containers);
  });
});

function writeImagesWhenAsked(work: string): string {
  return work === "" ? "" : writeImages(join(work, "images"), busybox ?? "");
}
