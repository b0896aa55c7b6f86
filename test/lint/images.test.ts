import { spawnSync } from "node:child_process";
import { appendFileSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { lintPaths } from "../../src/lint/lint.js";
import type { Posture } from "../../src/model/posture.js";
import { readNamedImages } from "../../src/named-images.js";
import { writeJson } from "../../src/reporters/lint/json.js";
import { writeText } from "../../src/reporters/lint/text.js";
import { type ImageFile, type ImageSpec, writeImageArchive } from "../stacks/image-archive.js";
import { plant } from "../support/tree.js";

interface Asked {
  readonly files?: Readonly<Record<string, string>>;
  readonly paths?: readonly string[];
  readonly names?: readonly string[];
  readonly posture?: Partial<Posture>;
  /** Changes the archive before it is read. */
  readonly spoil?: (archive: string) => void;
}

/** Lints an archive `images.tar` of these images. */
async function lint(specs: readonly ImageSpec[], { files = {}, paths = [], names = ["images.tar"], posture = {}, spoil }: Asked = {}) {
  const root = plant(files);
  writeImageArchive(join(root, "images.tar"), specs);
  spoil?.(join(root, "images.tar"));
  const images = await readNamedImages({ names, workingDirectory: root, environment: {} });
  const { report } = await lintPaths({ paths: paths.map((path) => join(root, path)), workingDirectory: root, posture, ...images });
  return {
    report,
    said: report.findings.map(({ rule, severity, subject, primary: { file } }) =>
      [
        severity,
        rule,
        subject,
        file.inside ? `layer ${file.inside.layer?.number ?? "-"} ${file.inside.path ?? "configuration"}` : file.path,
      ].join(" "),
    ),
    errors: report.inputErrors.map(({ level, file, message }) => `${level} ${file}: ${message}`),
    json: JSON.parse(writeJson(report)),
  };
}

const shell: ImageFile = { path: "bin/sh", mode: 0o755, content: "\x7fELF" };
const image = (files: readonly ImageFile[], config: ImageSpec["config"] = {}, name = "shop/app:1"): ImageSpec => ({
  name,
  files: [shell, ...files],
  config,
});
const owned = (id: number, path = "srv/x"): ImageFile => ({ path, uid: id, gid: id, content: "x" });

describe("ids in layers", () => {
  test("outside of the range are an error at layer and path", async () => {
    const { said, json, report } = await lint([image([owned(70000)])]);
    expect(said).toEqual(["error id-out-of-range shop/app:1 layer 1 /srv/x"]);
    const [finding] = json.findings;
    expect(finding.location).toMatchObject({ file: "images.tar", inside: { image: "shop/app:1", layer: 1, path: "/srv/x" } });
    expect(finding.files).toEqual({
      count: 1,
      first: [
        {
          image: "shop/app:1",
          layer: 1,
          digest: expect.stringMatching(/^sha256:/),
          path: "/srv/x",
          uid: 70000,
          gid: 70000,
          removedLater: false,
        },
      ],
    });
    expect(finding.title).toBe("`/srv/x` has uid `70000`, outside the 65536 ids that userns-remap maps (0 to 65535).");
    expect(writeText(report, { color: false, from: report.root })).toContain(
      "\n  shop/app:1 layer 1 /srv/x\n    1 | -rw-r--r-- 70000/70000 /srv/x\n      |            ^^^^^^^^^^^\n",
    );
  });
  test("the last one inside of it is quiet, and a shorter range is judged as it is", async () => {
    expect((await lint([image([owned(65535)])])).said).toEqual([]);
    expect((await lint([image([owned(1000)])], { posture: { rangeSize: 1000 } })).said).toEqual([
      "error id-out-of-range shop/app:1 layer 1 /srv/x",
    ]);
  });
  test("a group alone counts", async () => {
    const { json } = await lint([image([{ path: "srv/x", gid: 70000, content: "" }])]);
    expect(json.findings[0].title).toMatch(/^`\/srv\/x` has gid `70000`/);
  });
  test("of a thousand files are one finding with a count and the first few", async () => {
    const many = Array.from({ length: 1000 }, (_, index) => owned(70000 + (index % 3), `srv/${index}`));
    const { json } = await lint([image(many)]);
    expect(json.findings).toHaveLength(1);
    expect(json.findings[0].title).toBe("1000 files have ids up to `70002`, outside the 65536 ids that userns-remap maps (0 to 65535).");
    expect(json.findings[0].files.count).toBe(1000);
    expect(json.findings[0].files.first).toHaveLength(10);
  });
  test("are said once for all images together", async () => {
    const { report, json } = await lint([image([owned(200000)], {}, "a"), image([owned(1000)], {}, "b"), image([], { User: "300" }, "c")]);
    expect(json.images).toEqual({ count: 3, leastIds: 200001 });
    expect(writeText(report, { color: false, from: report.root })).toContain(
      "in 3 images; container ids 0-65535 are host ids 100000-165535. These 3 images need at least 200001 ids.",
    );
  });
});

describe("the user of an image", () => {
  const passwd = (line: string): ImageFile => ({ path: "etc/passwd", content: `root:x:0:0::/root:/bin/sh\n${line}\n` });
  test("by name has the id that the image's own passwd gives it", async () => {
    const { said, json } = await lint([image([passwd("app:x:70001:70001::/home/app:/bin/sh")], { User: "app" })]);
    expect(said).toEqual(["error id-out-of-range shop/app:1 layer - configuration"]);
    expect(json.findings[0].related[0].location).toMatchObject({ inside: { path: "/etc/passwd" }, start: { line: 2, column: 7 } });
    expect(json.images.leastIds).toBe(70002);
  });
  test("inside of the range is quiet", async () => {
    expect((await lint([image([passwd("app:x:1000:1000::/:/bin/sh")], { User: "app" })])).said).toEqual([]);
  });
});

describe("the scripts of an image", () => {
  test("are read where entrypoint, command and health check run them, by path or by name, through links and other scripts", async () => {
    const script = (path: string, text: string): ImageFile => ({ path, mode: 0o755, content: `#!/bin/sh\nset -e\n${text}\n` });
    const { said } = await lint([
      image(
        [
          script("usr/local/bin/entry.sh", "/opt/more"),
          script("opt/real", "chown 70000 /srv"),
          { path: "opt/more", kind: "symlink", linkTo: "real" },
          script("check", "mknod /dev/x c 1 3"),
          script("never/run", "chown 70000 /srv"),
        ],
        { Entrypoint: ["entry.sh"], Cmd: ["sleep", "1"], Healthcheck: { Test: ["CMD", "/check"] }, Env: ["PATH=/usr/local/bin:/bin"] },
      ),
    ]);
    expect(said).toEqual(["warning mknod shop/app:1 layer 1 /check", "warning id-out-of-range shop/app:1 layer 1 /opt/real"]);
  });
  test("that take an id from the environment of a service are judged with it", async () => {
    const entry: ImageFile = { path: "e", mode: 0o755, content: '#!/bin/sh\nusermod -o -u "$PUID" app\nchown -R "$PUID" /config\n' };
    const files = { "compose.yaml": "services:\n  web:\n    image: shop/app:1\n    environment: { PUID: 70000 }\n" };
    const { said } = await lint([image([entry], { Entrypoint: ["/e"] })], { files, paths: ["."] });
    expect(said.join("\n")).toMatch(/id-out-of-range web/);
  });
  test("cannot allow findings themselves", async () => {
    const { said } = await lint([
      image([{ path: "e", mode: 0o755, content: "#!/bin/sh\n# remap-ready: allow id-out-of-range because I say so\nchown 70000 /srv\n" }], {
        Entrypoint: ["/e"],
      }),
    ]);
    expect(said).toEqual(["warning id-out-of-range shop/app:1 layer 1 /e"]);
  });
  test("that are too long to be read are said", async () => {
    const { errors } = await lint([
      image([{ path: "e", mode: 0o755, content: `#!/bin/sh\n${"#".repeat(70_000)}\n` }], { Entrypoint: ["/e"] }),
    ]);
    expect(errors).toEqual(["warning images.tar: `/e` of the image `shop/app:1` is too long to be read, so what it runs is not judged."]);
  });
});

describe("an image that a compose file uses", () => {
  const files = { "compose.yaml": "services:\n  web:\n    image: docker.io/shop/app:1\n" };
  test("is related to its services", async () => {
    const { json } = await lint([image([owned(70000)])], { files, paths: ["."] });
    expect(json.counts.files).toMatchObject({ composeFiles: 1, images: 1 });
    expect(json.findings[0].related).toEqual([
      { location: expect.objectContaining({ file: "compose.yaml" }), note: "service `web` uses the image" },
    ]);
  });
  test("is allowed by the settings of the folder, by the path of the archive", async () => {
    const settings = "ignore:\n  - { rule: id-out-of-range, path: images.tar, reason: old }\n";
    const { json } = await lint([image([owned(70000)])], { files: { ...files, ".remap-ready.yml": settings }, paths: ["."] });
    expect(json.findings[0].suppressed).toBe("old");
  });
});

describe("an image that a Dockerfile builds on", () => {
  const passwd: ImageFile = { path: "etc/passwd", content: "app:x:2000:2000::/:/bin/sh\n" };
  const files = (dockerfile: string, more = "") => ({
    Dockerfile: dockerfile,
    "compose.yaml": `services:\n  web:\n    build: .\n    volumes: [./data:/data]\n${more}`,
    "data/x": "",
  });
  const messages = async (dockerfile: string, more = "", held: readonly ImageFile[] = [passwd]) =>
    (await lint([image(held, { User: "app" })], { files: files(dockerfile, more), paths: ["."] })).json.findings
      .map(({ message }: { message: string }) => message)
      .join("\n");
  test("gives it its user and its accounts, over any number of stages", async () => {
    expect(await messages("FROM shop/app:1\n")).toContain("102000:102000");
    expect(await messages("FROM shop/app:1 AS one\nFROM one AS two\nRUN true\nFROM two\n")).toContain("102000:102000");
    expect(await messages("FROM scratch\nUSER app\n")).not.toContain("102000");
    expect(await messages("FROM shop/app:1\nUSER root\n")).not.toContain("102000");
    expect(await messages("FROM debian\nUSER app\n", "", [passwd])).not.toContain("102000");
  });
  test("is not what an earlier stage of that name is", async () => {
    expect(await messages("FROM debian AS shop/app:1\nFROM shop/app:1\n")).not.toContain("102000");
  });
  test("holds what its user cannot write in the host's user namespace", async () => {
    const home: ImageFile = { path: "srv/own", kind: "directory", uid: 2000, gid: 2000 };
    expect(await messages("FROM shop/app:1\n", "    userns_mode: host\n", [passwd, home])).toContain(
      "user 2000 cannot write the files that the image made for it",
    );
  });
});

describe("names of images", () => {
  const compose = (name: string) => ({ "compose.yaml": `services:\n  web:\n    image: ${name}\n    userns_mode: host\n` });
  const sudo: ImageFile = { path: "usr/bin/sudo", mode: 0o4755, content: "\x7fELF" };
  const isFound = async (name: string) => {
    const { json } = await lint([image([sudo])], { files: compose(name), paths: ["."] });
    return json.findings.some(({ title }: { title: string }) => title.includes("sudo"));
  };
  const digest = `sha256:${"a".repeat(64)}`;
  test("with a digest of which the archive knows nothing are found by their tag", async () => {
    expect(await isFound(`shop/app:1@${digest}`)).toBe(true);
    expect(await isFound(`shop/app@${digest}`)).toBe(false);
    expect(await isFound(digest)).toBe(false);
  });
});

describe("a service in the host's user namespace", () => {
  const files = (more = "") => ({ "compose.yaml": `services:\n  web:\n    image: shop/app:1\n    userns_mode: host\n${more}` });
  const setuid = (path: string): ImageFile => ({ path, mode: 0o4755, content: "\x7fELF" });
  const home: ImageFile = { path: "home/app", kind: "directory", uid: 1000, gid: 1000 };
  const said = async (held: readonly ImageFile[], config: ImageSpec["config"] = {}, more = "") => {
    const { json } = await lint([image(held, config)], { files: files(more), paths: ["."] });
    const found = json.findings.filter(({ severity }: { severity: string }) => severity === "warning");
    return found.map(({ title, related }: { title: string; related: { location: { inside?: { path: string } } }[] }) =>
      [title.replace(/.* userns-remap /, ""), ...related.map(({ location }) => location.inside?.path)].join(" | "),
    );
  };
  test("runs a setuid program of the image: named at its layer where it is not one of every distribution", async () => {
    expect(await said([setuid("usr/bin/sudo"), setuid("usr/bin/su")])).toEqual(["`sudo` does not become root. | /usr/bin/sudo"]);
    expect(await said([setuid("opt/tool")], { Cmd: ["tool"] })).toEqual(["`tool` does not become root. | "]);
  });
  test("is quiet about what every distribution has, until the container runs it", async () => {
    expect(await said([setuid("usr/bin/su"), setuid("usr/bin/mount")])).toEqual([]);
    expect(await said([setuid("usr/bin/su")], { Cmd: ["su", "app"] })).toEqual(["`su` does not become root. | "]);
  });
  test("is quiet about a program that has no setuid bit in the image", async () => {
    expect(await said([{ path: "usr/bin/su", mode: 0o755, content: "x" }], { Cmd: ["su", "app"] })).toEqual([]);
  });
  test("cannot write what its user owns in the image; a declared volume is named first", async () => {
    const data: ImageFile = { path: "srv/data", kind: "directory", uid: 1000, gid: 1000 };
    const cannot = "user 1000 cannot write the files that the image made for it.";
    expect(await said([home, data], { User: "1000", Volumes: { "/srv/data": {} } })).toEqual([
      expect.stringMatching(/user 1000 cannot write .* \| {2}\| \/srv\/data \| \/home\/app$/),
    ]);
    const passwd: ImageFile = { path: "etc/passwd", content: "app:x:1000:1000::/home/app:/bin/sh\n" };
    expect(await said([home, passwd], {}, "    user: app\n")).toEqual([expect.stringContaining(cannot)]);
  });
  test("is quiet about a user that owns nothing in the image, and about root", async () => {
    expect(await said([home], { User: "2000" })).toEqual([]);
    expect(await said([home], {})).toEqual([]);
  });
});

describe("an archive that cannot be read", () => {
  const good = () => [image([owned(1000)])];
  const cases: Readonly<Record<string, [(archive: string) => void, RegExp]>> = {
    "cut short": [(archive) => truncateSync(archive, 2000), /cut short/],
    "no archive": [(archive) => writeFileSync(archive, "hello\n"), /cut short|not a tar archive/],
    empty: [(archive) => writeFileSync(archive, ""), /is not an image archive/],
    "without its layer": [
      (archive) => {
        const text = readFileSync(archive, "latin1");
        writeFileSync(archive, text.replace(/("Layers":\[")[0-9a-f]{8}/, "$100000000"), "latin1");
      },
      /lacks the layer/,
    ],
    "with a manifest that is not JSON": [
      (archive) => writeFileSync(archive, readFileSync(archive, "latin1").replace('[{"Config"', '[{"Config}'), "latin1"),
      /is not valid JSON/,
    ],
  };
  for (const [name, [spoil, message]] of Object.entries(cases))
    test(`${name} is status 2 with its reason`, async () => {
      const { json } = await lint(good(), { spoil });
      expect(json.exitStatus).toBe(2);
      expect(json.inputErrors).toEqual([
        expect.objectContaining({ file: "images.tar", level: "error", message: expect.stringMatching(message) }),
      ]);
    });
  test("does not keep others from being read", async () => {
    const { json } = await lint(good(), { names: ["images.tar", "./none.tar"] });
    expect(json.counts.files.images).toBe(1);
    expect(json.inputErrors).toEqual([
      expect.objectContaining({ level: "error", message: expect.stringContaining("There is no `./none.tar`") }),
    ]);
  });
  test("packed as a whole is read", async () => {
    const { json } = await lint(good(), { spoil: (archive) => writeFileSync(archive, gzipSync(readFileSync(archive))) });
    expect(json.inputErrors).toEqual([]);
    expect(json.counts.files.images).toBe(1);
  });
});

describe("an OCI layout", () => {
  const layout = (archive: string) => {
    // From the parts of an archive: GNU tar unpacks it.
    const folder = `${archive}.d`;
    const blobs = join(folder, "blobs/sha256");
    mkdirSync(blobs, { recursive: true });
    spawnSync("tar", ["-xf", archive, "-C", folder]);
    const [{ Config, Layers }] = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
    const digestOf = (path: string) => /[0-9a-f]{64}/.exec(path)?.[0] ?? "";
    for (const path of [Config, ...Layers])
      writeFileSync(
        join(blobs, digestOf(path)),
        path === Config ? readFileSync(join(folder, path)) : gzipSync(readFileSync(join(folder, path))),
      );
    const manifest = JSON.stringify({
      config: { digest: `sha256:${digestOf(Config)}` },
      layers: Layers.map((path: string) => ({ digest: `sha256:${digestOf(path)}` })),
    });
    const name = "1".repeat(64);
    writeFileSync(join(blobs, name), manifest);
    const attestation = { digest: `sha256:${"2".repeat(64)}`, platform: { os: "unknown", architecture: "unknown" } };
    const platform = { os: "linux", architecture: "amd64" };
    const index = {
      manifests: [{ digest: `sha256:${name}`, platform, annotations: { "io.containerd.image.name": "docker.io/shop/app:1" } }, attestation],
    };
    writeFileSync(join(folder, "index.json"), JSON.stringify(index));
    return folder;
  };
  test("is read as a folder and as an archive", async () => {
    const { said, json } = await lint([image([owned(70000)])], { names: ["images.tar.d"], spoil: layout });
    expect(json.inputErrors).toEqual([]);
    expect(said).toEqual(["error id-out-of-range docker.io/shop/app:1 layer 1 /srv/x"]);
    const packed = await lint([image([owned(70000)])], {
      spoil: (archive) => {
        const folder = layout(archive);
        spawnSync("tar", ["-cf", archive, "-C", folder, "index.json", "blobs"]);
        appendFileSync(archive, Buffer.alloc(0));
      },
    });
    expect(packed.said).toEqual(said);
  });
});
