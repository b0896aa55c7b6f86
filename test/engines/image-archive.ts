import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { busybox } from "../support/parts.js";

/** A file of a hand-made layer. */
export interface LayerFile {
  readonly path: string;
  readonly content?: Buffer | string;
  /** Target of a symbolic link. */
  readonly link?: string;
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
}

/** An archive as `docker save` writes one, with one layer that holds busybox as `sh` and friends, and the files given. */
export function busyboxArchive(tag: string, files: readonly LayerFile[] = [], config: Readonly<Record<string, unknown>> = {}): Buffer {
  if (busybox === undefined) throw new Error("no static busybox on this machine");
  const applets = [
    "sh",
    "cat",
    "chown",
    "echo",
    "grep",
    "id",
    "ls",
    "mkdir",
    "mount",
    "nc",
    "sleep",
    "stat",
    "touch",
    "true",
    "trap",
    "wc",
  ];
  const layer = tar([
    { path: "bin/busybox", content: readFileSync(busybox), mode: 0o755 },
    ...applets.map((name) => ({ path: `bin/${name}`, link: "busybox" })),
    { path: "etc/passwd", content: "root:x:0:0::/:/bin/sh\n" },
    ...files,
  ]);
  return imageArchive(tag, layer, config);
}

/** A `docker save` archive of one given layer. */
export function imageArchive(tag: string, layer: Buffer, config: Readonly<Record<string, unknown>> = {}): Buffer {
  const image = JSON.stringify({
    architecture: process.arch === "arm64" ? "arm64" : "amd64",
    os: "linux",
    config: { Env: ["PATH=/bin"], Cmd: ["sh"], ...config },
    rootfs: { type: "layers", diff_ids: [`sha256:${sha256(layer)}`] },
    history: [{ created_by: "remap-ready test" }],
  });
  const name = `${sha256(Buffer.from(image))}.json`;
  return tar([
    { path: name, content: image },
    { path: "layer.tar", content: layer },
    { path: "manifest.json", content: JSON.stringify([{ Config: name, RepoTags: [tag], Layers: ["layer.tar"] }]) },
  ]);
}

/** A ustar archive. */
export function tar(files: readonly LayerFile[]): Buffer {
  const blocks = files.flatMap((file) => {
    const content = Buffer.from(file.content ?? "");
    return [header(file, content.length), content, Buffer.alloc((512 - (content.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

function header({ path, link, mode = 0o644, uid = 0, gid = 0 }: LayerFile, sizeBytes: number): Buffer {
  const block = Buffer.alloc(512);
  const octal = (value: number, length: number): string => `${value.toString(8).padStart(length - 1, "0")}\0`;
  block.write(path, 0);
  block.write(octal(mode, 8), 100);
  block.write(octal(uid, 8), 108);
  block.write(octal(gid, 8), 116);
  block.write(octal(sizeBytes, 12), 124);
  block.write(octal(0, 12), 136);
  block.write(" ".repeat(8), 148);
  block.write(link === undefined ? (path.endsWith("/") ? "5" : "0") : "2", 156);
  block.write(link ?? "", 157);
  block.write("ustar\x0000", 257);
  block.write(
    `${octal(
      block.reduce((sum, byte) => sum + byte, 0),
      7,
    )} `,
    148,
  );
  return block;
}

function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}
