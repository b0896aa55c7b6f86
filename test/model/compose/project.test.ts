import { describe, expect, test } from "vitest";
import { readProject } from "../../../src/documents/compose/project.js";
import { readDockerfile, readInlineDockerfile } from "../../../src/documents/dockerfile/dockerfile.js";
import type { ImageOf } from "../../../src/model/compose/build.js";
import { modelProject } from "../../../src/model/compose/project.js";
import { modelImage } from "../../../src/model/dockerfile/image.js";
import type { Project, Workload } from "../../../src/model/workload.js";
import type { Location } from "../../../src/text/location.js";
import { SourceFile } from "../../../src/text/source-file.js";
import { memoryRepository } from "../../support/memory-repository.js";

function model(files: Readonly<Record<string, string | { text: string; mode: number }>>): Project {
  const repository = memoryRepository(
    Object.fromEntries(Object.entries(files).map(([path, file]) => [path, typeof file === "string" ? { text: file } : file])),
  );
  const imageOf: ImageOf = (source, request) => {
    if (typeof source !== "string") return modelImage(readInlineDockerfile(source.text, source.at), repository, request);
    const file = repository.read(source);
    return file instanceof SourceFile ? modelImage(readDockerfile(file), repository, request) : undefined;
  };
  const request = { files: [Object.keys(files)[0] as string], environment: new Map(), profiles: ["*"] };
  const { project } = readProject(request, repository);
  if (!project) throw new Error("the project cannot be read");
  return modelProject(project, repository, imageOf);
}

function workload(project: Project, name: string): Workload {
  const found = project.workloads.find((each) => each.name === name);
  if (!found) throw new Error(`no workload ${name}`);
  return found;
}

/** The text at a location, as a reader of the file sees it. */
function written({ file, span }: Location): string {
  return file.text.slice(span.start, span.end);
}

describe("modelProject", () => {
  test("makes one workload of each service, and none of a provider", () => {
    const { workloads } = model({
      "compose.yaml": "services: { web: { image: web }, db: { provider: { type: cloud } }, tool: { image: tool, profiles: [dev] } }",
    });
    expect(workloads.map(({ name, profiles, at }) => [name, profiles, written(at)])).toEqual([
      ["web", [], "web"],
      ["tool", ["dev"], "tool"],
    ]);
  });

  test("keeps the places a value came through", () => {
    const { namespaces } = workload(
      model({
        "compose.yaml": "services:\n  web:\n    extends: { file: base.yaml, service: base }\n",
        "base.yaml": "services:\n  base:\n    image: web\n    pid: host\n",
      }),
      "web",
    );
    expect(namespaces.pid?.at.file.path).toBe("base.yaml");
    expect(namespaces.pid?.at.via?.map(({ kind, at }) => [kind, at.file.path])).toEqual([["extends", "compose.yaml"]]);
  });

  test("reads short and long mounts alike, with the place of each part", () => {
    const { mounts } = workload(
      model({
        "compose.yaml": [
          "services:",
          "  web:",
          "    image: web",
          "    volumes:",
          "      - ./conf/web.conf:/etc/web.conf:ro",
          "      - { type: bind, source: /srv, target: /srv, bind: { recursive: disabled } }",
          "      - data:/data",
          "      - /anonymous",
          "volumes: { data: {} }",
          "",
        ].join("\n"),
        "conf/web.conf": { text: "", mode: 0o600 },
      }),
      "web",
    );
    expect(mounts.map(({ type, source, target, readOnly }) => [type, source && written(source.at), target.value, readOnly])).toEqual([
      ["bind", "./conf/web.conf", "/etc/web.conf", true],
      ["bind", "/srv", "/srv", false],
      ["volume", "data", "/data", false],
      ["volume", undefined, "/anonymous", false],
    ]);
    expect(mounts.map(({ hostPath }) => hostPath)).toEqual([
      {
        path: "conf/web.conf",
        inRepository: true,
        named: "./conf/web.conf",
        entry: { kind: "file", mode: 0o600 },
        known: "./conf/web.conf",
        real: "/repository/conf/web.conf",
        unset: [],
        assumed: [],
      },
      { path: "/srv", inRepository: false, known: "/srv", real: "/srv", unset: [], assumed: [] },
      undefined,
      undefined,
    ]);
    expect(mounts[1]?.bind?.recursive?.value).toBe("disabled");
    expect(mounts[2]?.volume?.name).toBe("data");
  });

  test("finds the host path behind a local volume that is a bind", () => {
    const { mounts } = workload(
      model({
        "compose.yaml": [
          "services: { web: { image: web, volumes: ['one:/a', 'two:/b', 'nfs:/c'] } }",
          "volumes:",
          "  one: { driver: local, driver_opts: { type: none, o: bind, device: /srv/a } }",
          "  two: { driver_opts: { type: none, o: 'ro,bind', device: /srv/b } }",
          "  nfs: { driver_opts: { type: nfs, o: 'addr=nas,rw', device: ':/c' } }",
          "",
        ].join("\n"),
      }),
      "web",
    );
    expect(mounts.map(({ hostPath }) => hostPath?.path)).toEqual(["/srv/a", "/srv/b", undefined]);
  });

  test("splits the options of a tmpfs", () => {
    const { mounts } = workload(
      model({ "compose.yaml": "services: { web: { image: web, tmpfs: ['/run:uid=1000,mode=755', /tmp] } }" }),
      "web",
    );
    expect(mounts.map(({ type, target, options }) => [type, written(target.at), options.map(({ at }) => written(at))])).toEqual([
      ["tmpfs", "/run", ["uid=1000", "mode=755"]],
      ["tmpfs", "/tmp", []],
    ]);
  });

  test("adds the socket that Compose binds for use_api_socket", () => {
    const { mounts } = workload(model({ "compose.yaml": "services: { tool: { image: tool, use_api_socket: true } }" }), "tool");
    expect(mounts.map(({ source, at }) => [source?.value, written(at)])).toEqual([["/var/run/docker.sock", "true"]]);
  });

  test("takes over the mounts of volumes_from, one's own first, and says so", () => {
    const { mounts } = workload(
      model({
        "compose.yaml": [
          "services:",
          "  one: { image: one, volumes: ['/a:/a', '/b:/b'] }",
          "  two: { image: two, volumes_from: [one], volumes: ['/other:/a'] }",
          "  three: { image: three, volumes_from: ['two:ro'] }",
          "",
        ].join("\n"),
      }),
      "three",
    );
    expect(mounts.map(({ source, target, readOnly }) => [source?.value, target.value, readOnly])).toEqual([
      ["/other", "/a", true],
      ["/b", "/b", true],
    ]);
    expect(mounts[1]?.at.via?.map(({ kind, note }) => `${kind}: ${note}`)).toEqual([
      "volumes_from: `volumes_from` of service `two`",
      "volumes_from: `volumes_from` of service `three`",
    ]);
  });

  test("ends when services take volumes from each other in a circle", () => {
    const { workloads } = model({
      "compose.yaml":
        "services: { one: { image: one, volumes_from: [two], volumes: ['/a:/a'] }, two: { image: two, volumes_from: [one], volumes: ['/b:/b'] } }",
    });
    expect(workloads.map(({ mounts }) => mounts.map(({ target }) => target.value))).toEqual([["/a", "/b"], ["/b"]]);
  });

  test("joins secrets and configs with their definitions", () => {
    const { grants } = workload(
      model({
        "compose.yaml": [
          "services: { web: { image: web, secrets: [key, { source: token, uid: '70000' }], configs: [page] } }",
          "secrets: { key: { file: ./key.pem }, token: { environment: TOKEN } }",
          "configs: { page: { content: hello } }",
          "",
        ].join("\n"),
        "key.pem": { text: "", mode: 0o600 },
      }),
      "web",
    );
    expect(grants.map(({ kind, name, fileMode, injected, uid }) => [kind, name, fileMode, injected, uid?.value])).toEqual([
      ["secret", "key", 0o600, false, undefined],
      ["secret", "token", undefined, true, "70000"],
      ["config", "page", undefined, true, undefined],
    ]);
  });

  test("names networks as the engine does", () => {
    const { workloads } = model({
      "compose.yaml": [
        "name: shop",
        "services:",
        "  web: { image: web, networks: [front, lan] }",
        "  db: { image: db }",
        "  lone: { image: lone, network_mode: none }",
        "networks: { front: {}, lan: { external: true, name: corporate } }",
        "",
      ].join("\n"),
    });
    expect(workloads.map(({ networks }) => networks.map(({ engineName }) => engineName))).toEqual([
      ["shop_front", "corporate"],
      ["shop_default"],
      [],
    ]);
  });

  test("joins a build with its Dockerfile, inline or a file, as the service builds it", () => {
    const { workloads } = model({
      "compose.yaml": [
        "services:",
        "  web: { build: { context: ./web, dockerfile: prod.Dockerfile, args: { BASE: alpine }, network: host, entitlements: [network.host] } }",
        "  tool:",
        "    build:",
        "      dockerfile_inline: |",
        "        FROM debian",
        "        RUN --network=host true",
        "  far: { build: 'https://example.com/far.git' }",
        "",
      ].join("\n"),
      "web/prod.Dockerfile": "ARG BASE\nFROM $BASE\n",
    });
    expect(workloads.map(({ build }) => build?.image?.stages.map(({ base }) => base.value))).toEqual([["alpine"], ["debian"], undefined]);
    expect(workloads[0]?.build?.network?.value).toBe("host");
    const network = workloads[1]?.build?.image?.stages[0]?.runs[0]?.network;
    expect(network && [network.at.file.path, written(network.at)]).toEqual(["compose.yaml", "host"]);
  });

  test("reads devices, hooks, limits and lists, leaving empty values out", () => {
    const web = workload(
      model({
        "compose.yaml": [
          "services:",
          "  web:",
          "    image: web",
          "    devices: ['/dev/a:/dev/b:r', /dev/c]",
          "    post_start: [{ command: [warm], privileged: 'true', user: root }]",
          "    ulimits: { memlock: -1 }",
          "    sysctls: [net.core.somaxconn=1024]",
          '    domainname: ""',
          "    group_add: [44, video]",
          "    command: run --fast",
          "    userns_mode: host",
          "",
        ].join("\n"),
      }),
      "web",
    );
    expect(web.devices.map(({ source, target }) => [written(source.at), written(target.at)])).toEqual([
      ["/dev/a", "/dev/b"],
      ["/dev/c", "/dev/c"],
    ]);
    expect(web.hooks.map(({ phase, privileged, user }) => [phase, privileged?.value, user?.value])).toEqual([["post_start", true, "root"]]);
    expect(web.ulimits.map(({ value }) => value)).toEqual(["memlock"]);
    expect(web.sysctls.map(({ key, value }) => [written(key.at), written(value.at)])).toEqual([["net.core.somaxconn", "1024"]]);
    expect(web.domainname).toBeUndefined();
    expect(web.groupAdd.map(({ value }) => value)).toEqual(["44", "video"]);
    expect(web.command.length).toBeGreaterThan(0);
    expect(web.namespaces.user?.value).toBe("host");
  });
});
