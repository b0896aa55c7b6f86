import { chmodSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ownImages } from "../../../src/runs/images/host-docker.js";
import { because, notPosix } from "../../support/skips.js";
import { plant } from "../../support/tree.js";

const id = (letter: string) => `sha256:${letter.repeat(64)}`;
const row = (of: string, repository: string, tag: string, digest = "<none>") =>
  JSON.stringify({ ID: id(of), Repository: repository, Tag: tag, Digest: digest });

/** Asks a client that prints these lines. */
async function asked(lines: readonly string[], status = 0) {
  const root = plant({ docker: `#!/bin/sh\ncat <<'X'\n${lines.join("\n")}\nX\necho 'no daemon' >&2\nexit ${status}\n` });
  chmodSync(join(root, "docker"), 0o755);
  return ownImages({ docker: join(root, "docker"), environment: {} });
}

describe.skipIf(notPosix)("the images of the machine's own Docker", because(notPosix), () => {
  test("are found by name, by tag, by digest and by id; of a name with a tag and a digest the digest counts", async () => {
    const own = await asked([
      row("a", "redis", "7", id("d")),
      row("a", "cache", "<none>"),
      row("b", "<none>", "<none>"),
      row("c", "localhost:5000/x", "latest"),
    ]);
    if ("failed" in own) throw new Error(own.failed);
    const found = (reference: string) => own.find(reference)?.id.slice(7, 8);
    expect(["redis:7", "docker.io/library/redis:7", `redis@${id("d")}`, `redis:other@${id("d")}`, id("a")].map(found)).toEqual(
      Array(5).fill("a"),
    );
    expect(["localhost:5000/x", "localhost:5000/x:latest"].map(found)).toEqual(["c", "c"]);
    expect(["redis", "redis:8", `redis:7@${id("e")}`, "cache", "<none>:<none>"].map(found)).toEqual(Array(5).fill(undefined));
    expect(own.find(id("b"))).toEqual({ id: id("b"), name: undefined });
    expect(own.find(id("a"))?.name).toBe("redis:7");
  });
  test("are not guessed where the client fails, or is another's", async () => {
    expect(await asked([], 1)).toEqual({ failed: "no daemon" });
    const other = { failed: "it lists its images in a form that Docker does not have" };
    expect([await asked(['{"Id": "x"}']), await asked(["REPOSITORY TAG"]), await asked(["null"])]).toEqual([other, other, other]);
    expect(await ownImages({ docker: "/nonexistent/docker", environment: {} })).toHaveProperty("failed");
  });
});
