import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { type Random, randomOf } from "../../scripts/fuzz/mutate.js";
import { ArchiveError } from "../../src/archives/archive-error.js";
import { roomForLayers } from "../../src/archives/layer.js";
import { imagesAt } from "../../src/archives/read-images.js";
import { budgetForOne } from "../../src/budget.js";
import { modelArchivedImage } from "../../src/model/layers/image.js";
import { writeImageArchive } from "../stacks/image-archive.js";
import { plant } from "../support/tree.js";

const header = 512;

/** Cuts an archive short, changes any byte of it, or a byte of a header whose sum is then made right. */
function damage(good: Buffer, random: Random): Buffer {
  const bytes = Buffer.from(good);
  if (random(4) === 0) return bytes.subarray(0, random(bytes.length));
  for (let left = 1 + random(6); left > 0; left--) {
    const at = random(bytes.length);
    bytes[at] = random(256);
    const start = at - (at % header);
    if (random(2) === 0) continue;
    bytes.fill(" ", start + 148, start + 156);
    const sum = bytes.subarray(start, start + header).reduce((total, byte) => total + byte, 0);
    bytes.write(`${sum.toString(8).padStart(6, "0")}\0 `, start + 148, "latin1");
  }
  return bytes;
}

test("archives damaged at random are read or refused with a reason; nothing else is thrown", async () => {
  const root = plant({});
  const path = join(root, "images.tar");
  const files = [
    { path: "etc/passwd", content: "app:x:2000:2000::/:/bin/sh\n" },
    { path: "e", mode: 0o755, content: "#!/bin/sh\nchown 70000 /x\nexec gosu app x\n" },
    { path: `srv/${"long".repeat(30)}/x`, uid: 70000, gid: 70000, content: "x" },
    { path: "l", kind: "symlink", linkTo: "e" },
    { path: "usr/bin/sudo", mode: 0o4755, content: "x", capability: Buffer.alloc(20, 1) },
  ] as const;
  writeImageArchive(path, [{ name: "shop/app:1", files, config: { Entrypoint: ["/l"], User: "app", Volumes: { "/data": {} } } }]);
  const good = readFileSync(path);
  let refused = 0;
  for (let run = 0; run < 100; run++) {
    const random = randomOf(1, run);
    const bad = damage(good, random);
    writeFileSync(path, random(5) === 0 ? gzipSync(bad) : bad);
    try {
      for (const image of await imagesAt(path, "the archive", roomForLayers())) modelArchivedImage(image, path, budgetForOne());
    } catch (error) {
      expect(error, `run ${run}`).toBeInstanceOf(ArchiveError);
      refused++;
    }
  }
  expect(refused).toBeGreaterThan(30);
  expect(refused).toBeLessThan(95);
});
