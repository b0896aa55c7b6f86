import { createHash } from "node:crypto";
import { closeSync, fstatSync, mkdirSync, openSync, readFileSync, readSync, renameSync, writeSync } from "node:fs";
import { dirname } from "node:path";

/** A file of an image: what a Dockerfile would have put there. */
export interface ImageFile {
  readonly path: string;
  readonly kind?: "file" | "directory" | "symlink";
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly content?: string | Buffer;
  readonly linkTo?: string;
  /** Value of the xattr security.capability. */
  readonly capability?: Buffer;
}

/** A layer that lies in a file: a tar, and the sha256 of it in hexadecimal. */
export interface Layer {
  readonly path: string;
  readonly digest: string;
}

/** An image made of files: no registry, no Dockerfile, no engine. */
export interface ImageSpec {
  readonly name: string;
  /** Layers below the files. */
  readonly base?: readonly Layer[];
  readonly files: readonly ImageFile[];
  readonly config?: Readonly<Record<string, unknown>>;
}

/** Writes an archive of images as `docker save` does; layers that several share are in it once. */
export function writeImageArchive(path: string, specs: readonly ImageSpec[]): void {
  mkdirSync(dirname(path), { recursive: true });
  const archive = openSync(`${path}.part`, "w");
  const add = (...files: ImageFile[]) => writeSync(archive, Buffer.concat(files.flatMap(entry)));
  const written = new Set<string>();
  const manifest = specs.map((spec) => {
    const top = tar(spec.files);
    const digests = [...(spec.base ?? []).map((layer) => layer.digest), digest(top)];
    const config = Buffer.from(
      JSON.stringify({
        architecture: { x64: "amd64", arm64: "arm64" }[process.arch as "x64"] ?? process.arch,
        os: "linux",
        config: { Env: ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"], ...spec.config },
        rootfs: { type: "layers", diff_ids: digests.map((each) => `sha256:${each}`) },
        history: digests.map(() => ({ created_by: "test/stacks" })),
      }),
    );
    const id = digest(config);
    add({ path: `${id}.json`, content: config });
    for (const layer of spec.base ?? []) {
      if (written.has(layer.digest)) continue;
      written.add(layer.digest);
      add({ path: layer.digest, kind: "directory" });
      copyInto(archive, layer);
    }
    if (!written.has(digest(top))) {
      written.add(digest(top));
      add({ path: digest(top), kind: "directory" }, { path: layerPath(digest(top)), content: top });
    }
    return {
      Config: `${id}.json`,
      RepoTags: [spec.name.includes(":") ? spec.name : `${spec.name}:latest`],
      Layers: digests.map(layerPath),
    };
  });
  add({ path: "manifest.json", content: JSON.stringify(manifest) });
  writeSync(archive, Buffer.alloc(1024));
  closeSync(archive);
  renameSync(`${path}.part`, path);
}

function layerPath(of: string): string {
  return `${of}/layer.tar`;
}

/** Copies a layer into an archive piece by piece: it may be larger than a buffer can be. */
function copyInto(archive: number, { path, digest: of }: Layer): void {
  const source = openSync(path, "r");
  const { size } = fstatSync(source);
  writeSync(archive, header({ path: layerPath(of) }, size, "0"));
  const buffer = Buffer.alloc(8 << 20);
  for (let count = readSync(source, buffer); count > 0; count = readSync(source, buffer)) writeSync(archive, buffer, 0, count);
  writeSync(archive, padding(size));
  closeSync(source);
}

/** The files of a small system around one static busybox: a shell, a passwd, a home of user 1000. */
export function busyboxFiles(busybox: string): ImageFile[] {
  return [
    ...["bin", "etc", "home", "root", "run", "var", "usr", "usr/bin", "sbin", "opt"].map(
      (path): ImageFile => ({ path, kind: "directory" }),
    ),
    { path: "tmp", kind: "directory", mode: 0o1777 },
    { path: "home/app", kind: "directory", uid: 1000, gid: 1000 },
    { path: "bin/busybox", mode: 0o755, content: readFileSync(busybox) },
    ...[
      "sh",
      "cat",
      "ls",
      "echo",
      "sleep",
      "touch",
      "chown",
      "mkdir",
      "id",
      "test",
      "httpd",
      "wget",
      "nc",
      "date",
      "mknod",
      "ping",
      "hostname",
      "stat",
      "true",
      "false",
      "od",
      "head",
      "su",
      "ulimit",
      "chmod",
      "rm",
      "kill",
      "env",
    ].map((name): ImageFile => ({ path: `bin/${name}`, kind: "symlink", linkTo: "busybox" })),
    { path: "etc/passwd", content: "root:x:0:0:root:/root:/bin/sh\napp:x:1000:1000:app:/home/app:/bin/sh\ndb:x:999:999:db:/var:/bin/sh\n" },
    { path: "etc/group", content: "root:x:0:\napp:x:1000:\ndb:x:999:\n" },
  ];
}

/** VFS_CAP_REVISION_2 with effective bit: linux/capability.h. */
export function fileCapability(bit: number): Buffer {
  const data = Buffer.alloc(20);
  data.writeUInt32LE(0x02000001, 0);
  data.writeUInt32LE(1 << bit, 4);
  return data;
}

function digest(data: Buffer): string {
  return createHash("sha256").update(data).digest("hex");
}

function tar(files: readonly ImageFile[]): Buffer {
  return Buffer.concat([...files.flatMap(entry), Buffer.alloc(1024)]);
}

function entry(file: ImageFile): Buffer[] {
  const data = typeof file.content === "string" ? Buffer.from(file.content) : (file.content ?? Buffer.alloc(0));
  const pax = file.capability ? paxHeader("SCHILY.xattr.security.capability", file.capability) : [];
  return [...pax, header(file, data.length, { file: "0", directory: "5", symlink: "2" }[file.kind ?? "file"]), data, padding(data.length)];
}

function paxHeader(key: string, value: Buffer): Buffer[] {
  let length = key.length + value.length + 3;
  while (String(length).length + key.length + value.length + 3 !== length) length = String(length).length + key.length + value.length + 3;
  const record = Buffer.concat([Buffer.from(`${length} ${key}=`), value, Buffer.from("\n")]);
  return [header({ path: "pax" }, record.length, "x"), record, padding(record.length)];
}

function padding(size: number): Buffer {
  return Buffer.alloc((512 - (size % 512)) % 512);
}

function header(
  { path, kind = "file", mode = kind === "file" ? 0o644 : 0o755, uid = 0, gid = 0, linkTo = "" }: ImageFile,
  size: number,
  type: string,
): Buffer {
  const block = Buffer.alloc(512);
  const octal = (value: number, at: number, length: number) => block.write(value.toString(8).padStart(length - 1, "0"), at, "latin1");
  const name = kind === "directory" ? `${path}/` : path;
  const isLong = name.length > 100;
  block.write(isLong ? name.slice(name.lastIndexOf("/", 100) + 1) : name, 0, 100, "latin1");
  if (isLong) block.write(name.slice(0, name.lastIndexOf("/", 100)), 345, 155, "latin1");
  octal(mode, 100, 8);
  octal(uid, 108, 8);
  octal(gid, 116, 8);
  octal(size, 124, 12);
  octal(0, 136, 12);
  block.fill(" ", 148, 156);
  block.write(type, 156, "latin1");
  block.write(linkTo, 157, 100, "latin1");
  block.write("ustar\u000000", 257, "latin1");
  octal(
    block.reduce((sum, byte) => sum + byte, 0),
    148,
    7,
  );
  return block;
}
