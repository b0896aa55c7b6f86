import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { type TarEntry, writeTar } from "../../proving/tar.js";

/** Image archives that try to stall or exhaust whoever reads them, by name. */
export const hostileImages: Readonly<Record<string, () => Buffer>> = {
  "a layer that unpacks to gigabytes": () => {
    const zeros = gzipSync(Buffer.alloc(64 << 20), { level: 9 });
    return archive([Buffer.concat(Array.from({ length: 60 }, () => zeros))]);
  },
  "a layer of a million files": () => archive([repeated(1_000_000, (index) => ({ path: `d/${index}`, uid: 1000, gid: 1000 }))]),
  "a layer of very deep paths": () =>
    archive([repeated(20_000, (index) => ({ path: `${"a/".repeat(45)}${index}`, uid: 1000, gid: 1000 }))]),
  "a layer whose every file has another owner": () =>
    archive([repeated(300_000, (index) => ({ path: `d/${index}`, uid: 65536 + index, gid: 1 }))]),
  "a layer that removes what each layer before it brings": () =>
    archive(
      Array.from({ length: 50 }, (_, layer) =>
        repeated(4000, (index) => (layer % 2 === 0 ? { path: `d/${index}`, uid: 1000, gid: 1000 } : { path: `d/.wh.${index}` })),
      ),
    ),
  "indexes that multiply": () => {
    const digest = (name: string) => Buffer.from(name).toString("hex").padEnd(64, "0");
    const index = (name: string) => JSON.stringify({ manifests: Array(150).fill({ digest: `sha256:${digest(name)}` }) });
    const blobs = ["b", "c", "d"].map((name, at) => ({ path: `blobs/sha256/${digest("abc"[at] ?? "")}`, text: index(name) }));
    return writeTar([{ path: "index.json", text: index("a") }, ...blobs, { path: `blobs/sha256/${digest("d")}`, text: "{}" }]);
  },
  "a configuration of megabytes that two hundred images share": () => {
    const config = JSON.stringify({ os: "linux", config: { Env: Array(200_000).fill("A=b c d e f") }, rootfs: { diff_ids: [] } });
    const entries = Array.from({ length: 200 }, (_, index) => ({ Config: "c.json", RepoTags: [`a:${index}`], Layers: [] }));
    return writeTar([
      { path: "c.json", text: config },
      { path: "manifest.json", text: JSON.stringify(entries) },
    ]);
  },
  "scripts that run each other": () =>
    archive([repeated(20_000, (index) => ({ path: `s${index}`, mode: 0o755, text: `#!/bin/sh\n/s${index + 1}\n/s${index + 2}\n` }))]),
  "links of a megabyte each": () =>
    archive([repeated(800, (index) => ({ path: `l${index}`, kind: "symlink", target: "a".repeat(1_000_000) }), 10)]),
  "links that are as long as can be": () =>
    archive([repeated(60_000, (index) => ({ path: `l${index}`, kind: "symlink", target: `${"a".repeat(4000)}ł${index}` }), 1000)]),
  "files with capabilities of a megabyte each": () =>
    archive([repeated(800, (index) => ({ path: `c${index}`, capability: Buffer.alloc(1_000_000, 1) }), 10)]),
  "many files with capabilities": () =>
    archive([repeated(400_000, (index) => ({ path: `c${index}`, uid: index, capability: Buffer.alloc(20, 1) }))]),
  "scripts of 64 KiB in sixty layers": () =>
    archive(
      Array.from({ length: 60 }, (_, layer) =>
        repeated(190, (index) => ({ path: `s${layer}_${index}`, mode: 0o755, text: `#!/bin/sh\n${"# x".repeat(20_000)}` })),
      ),
    ),
  "an archive of links, packed": () =>
    gzipSync(
      writeTar(
        Array.from(
          { length: 50_000 },
          (_, index) => ({ path: `l${index}`, kind: "symlink", target: `${"a".repeat(900)}${index}` }) as const,
        ),
      ),
      { level: 1 },
    ),
  "links in circles": () =>
    archive([repeated(50_000, (index) => ({ path: `l${index}`, kind: "symlink" as const, target: `l${(index + 1) % 50_000}/x` }))]),
};

/** A packed layer of so many entries, made piece by piece. */
function repeated(count: number, entry: (index: number) => TarEntry, inPiece = 10_000): Buffer {
  const pieces: Buffer[] = [];
  for (let at = 0; at < count; at += inPiece) {
    const piece = writeTar(Array.from({ length: Math.min(inPiece, count - at) }, (_, index) => entry(at + index)));
    // Its end would end the archive.
    pieces.push(gzipSync(piece.subarray(0, piece.length - 1024), { level: 1 }));
  }
  return Buffer.concat([...pieces, gzipSync(Buffer.alloc(1024))]);
}

function archive(layers: readonly Buffer[]): Buffer {
  const digest = (data: Buffer | string) => createHash("sha256").update(data).digest("hex");
  const config = JSON.stringify({
    os: "linux",
    config: { Entrypoint: ["/s0"], Cmd: ["/l0/x"] },
    rootfs: { type: "layers", diff_ids: layers.map((layer) => `sha256:${digest(layer)}`) },
  });
  return writeTar([
    { path: "config.json", text: config },
    ...layers.map((bytes, index): TarEntry => ({ path: `${index}.tar`, bytes })),
    {
      path: "manifest.json",
      text: JSON.stringify([{ Config: "config.json", RepoTags: ["hostile:1"], Layers: layers.map((_, index) => `${index}.tar`) }]),
    },
  ]);
}
