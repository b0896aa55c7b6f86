import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeTar } from "../../proving/tar.js";
import { nodes, runBundle } from "../support/entry.js";
import { plant } from "../support/tree.js";

/** The first Node that can pack and unpack zstd: 22.15 and newer. */
const able = nodes.filter(
  ([, node]) => execFileSync(node, ["-p", "typeof zlib.zstdCompressSync"], { encoding: "utf8" }).trim() === "function",
);

/** An OCI layout whose one layer is packed with zstd and holds a file of uid 70000. */
function layout(): string {
  const packer = able[0]?.[1];
  if (packer === undefined) throw new Error("No Node here can pack zstd; `bash scripts/node.sh 24` brings one.");
  const root = plant({});
  mkdirSync(join(root, "blobs/sha256"), { recursive: true });
  const put = (bytes: Buffer, mediaType: string) => {
    const hex = createHash("sha256").update(bytes).digest("hex");
    writeFileSync(join(root, "blobs/sha256", hex), bytes);
    return { mediaType, digest: `sha256:${hex}`, size: bytes.length };
  };
  const json = (value: unknown) => Buffer.from(JSON.stringify(value));
  const tar = writeTar([{ path: "srv/x", uid: 70000, gid: 70000, text: "x" }]);
  const packed = execFileSync(packer, ["-e", "process.stdout.write(zlib.zstdCompressSync(fs.readFileSync(0)))"], { input: tar });
  const oci = "application/vnd.oci.image";
  const layer = put(packed, `${oci}.layer.v1.tar+zstd`);
  const diffId = `sha256:${createHash("sha256").update(tar).digest("hex")}`;
  const config = put(
    json({ architecture: "amd64", os: "linux", config: {}, rootfs: { type: "layers", diff_ids: [diffId] } }),
    `${oci}.config.v1+json`,
  );
  const manifest = put(
    json({ schemaVersion: 2, mediaType: `${oci}.manifest.v1+json`, config, layers: [layer] }),
    `${oci}.manifest.v1+json`,
  );
  writeFileSync(join(root, "oci-layout"), json({ imageLayoutVersion: "1.0.0" }));
  writeFileSync(join(root, "index.json"), json({ schemaVersion: 2, manifests: [manifest] }));
  return root;
}

test.for(nodes)("a layer that is packed with zstd is read, or what it takes is said, on %s", ([name, node]) => {
  const ended = runBundle("cli.js", ["lint", "--format", "json", "--image", layout()], { node });
  const { findings, inputErrors } = JSON.parse(ended.stdout);
  if (able.some(([each]) => each === name)) {
    expect(findings.map(({ rule }: { rule: string }) => rule)).toEqual(["id-out-of-range"]);
    expect([ended.status, inputErrors]).toEqual([1, []]);
  } else {
    expect([ended.status, findings]).toEqual([2, []]);
    expect(inputErrors[0].message).toContain("takes Node 22.15 or newer");
  }
});
