import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { EngineError } from "../../src/engines/engine-error.js";
import { preflight } from "../../src/engines/preflight.js";
import { twins, withEngines } from "../../src/engines/with-engines.js";
import { because, notLinux, notRoot } from "../support/skips.js";
import { fakeDockerds } from "./fake-dockerd.js";

const folder = mkdtempSync(join(tmpdir(), "remap-ready-preflight-"));
const fakes = fakeDockerds();
chmodSync(folder, 0o755);
const dockerd = fakes.path("never-ready");
const place = { scratchRoot: "/var/lib/remap-ready", minFreeBytes: 0 };
afterAll(() => {
  rmSync(folder, { recursive: true });
  fakes.remove();
});

/** What preflight says beyond what this machine lacks anyway. */
async function whatOf(...[specs, where]: Parameters<typeof preflight>): Promise<readonly string[]> {
  const always = new Set((await preflight(twins({ dockerd }), place)).map(({ what }) => what));
  return (await preflight(specs, where)).map(({ what }) => what).filter((what) => !always.has(what));
}

describe.skipIf(notLinux)("preflight", because(notLinux), () => {
  test("says everything at once, before anything is touched", async () => {
    const closed = join(folder, "closed");
    mkdirSync(closed, { mode: 0o700 });
    chmodSync(closed, 0o700);
    const specs = twins({ dockerd: "/nowhere/dockerd", idMap: { start: 0, size: 65536 }, copied: [{ source: "/nowhere/src" }] });
    const said = await whatOf(specs, { scratchRoot: join(closed, "scratch"), minFreeBytes: 2 ** 60 });
    expect(said).toEqual([
      "`/nowhere/dockerd` is not there, or cannot be executed",
      expect.stringContaining(`\`${closed}\` may not be entered by everybody`),
      expect.stringMatching(/has \d+ MiB free, 1099511627776 MiB are needed/),
      "0:65536 is not a range of ids",
      "`/nowhere/src` is not a directory",
    ]);
  });
  test("gives each obstacle a remedy, and throws them as one EngineError", async () => {
    const error = await withEngines(twins({ dockerd: "/nowhere/dockerd" }), async () => "used", { scratchRoot: "/run/scratch" }).catch(
      (cause: unknown) => cause,
    );
    expect(error).toBeInstanceOf(EngineError);
    expect(error).toMatchObject({ stage: "preflight" });
    const lines = String(error).split("\n");
    expect(lines[0]).toBe("EngineError: engines cannot run here:");
    expect(lines.join("\n")).toMatch(
      /^- `\/nowhere\/dockerd` is not there, or cannot be executed: install Docker Engine \(.+\), or name another dockerd$/m,
    );
    expect(lines.filter((line) => line.includes("lies under /run"))).toHaveLength(1);
  });
  test.each([
    ["a path with a space", "/var/my lib"],
    ["a relative path", "scratch"],
    ["a path with dots", "/var/lib/../scratch"],
    ["a path with a comma, which would be an overlay's option", "/var/a,b"],
  ])("refuses %s for the scratch", async (_, scratchRoot) => {
    expect(await whatOf(twins({ dockerd }), { ...place, scratchRoot })).toEqual([
      `the scratch directory \`${scratchRoot}\` is not a plain absolute path`,
    ]);
  });
  test("refuses a scratch whose socket would have too long a path", async () => {
    expect(await whatOf(twins({ dockerd }), { ...place, scratchRoot: `/var/lib/${"x".repeat(80)}` })).toEqual([
      expect.stringContaining("too long for a socket"),
    ]);
  });
  test("refuses to copy what holds the scratch", async () => {
    expect(await whatOf(twins({ dockerd, copied: [{ source: "/var" }] }), place)).toEqual([expect.stringContaining("lies in `/var`")]);
  });
  test("refuses a place for a copy that would have to be made on the host", async () => {
    const copied = [
      { source: folder, at: "/no/such/place" },
      { source: folder, at: "/run/workspace" },
    ];
    expect(await whatOf(twins({ dockerd, copied }), place)).toEqual([
      "`/no/such/place` does not exist, and making it would leave it on the machine",
    ]);
  });
  test.skipIf(notRoot)("knows a container and a user namespace for what they are", because(notRoot), () => {
    const program = `import("${new URL("../../src/engines/preflight.ts", import.meta.url).href}").then(async ({ preflight }) => {
      for (const { what } of await preflight([], ${JSON.stringify(place)})) console.log(what);
    });`;
    const inside = (...namespaces: string[]): string =>
      execFileSync(
        "unshare",
        [...namespaces, "--fork", "--mount-proc", process.execPath, "--import", "tsx", "--input-type=module", "-e", program],
        { encoding: "utf8" },
      );
    expect(inside("--pid")).toContain("this process is in a container");
    expect(inside("--user", "--map-root-user", "--pid")).toContain("this process is in a user namespace");
  });
});
