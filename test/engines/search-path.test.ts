import { chmodSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { run, searchPath } from "../../src/engines/command.js";
import { plant } from "../support/tree.js";

describe("where programs are looked for", () => {
  test("holds absolute folders alone, then the system's", () => {
    expect(searchPath(":/opt/x:.:bin::/usr/bin:")).toMatch(/^\/opt\/x:\/usr\/bin:\/usr\/local\/sbin:/);
    expect(searchPath("")).not.toMatch(/^:|::|:$/);
  });
  test("is never the folder that the run is about", async () => {
    const root = plant({ id: "#!/bin/sh\necho taken\n" });
    chmodSync(join(root, "id"), 0o755);
    const [path, directory] = [process.env["PATH"], process.cwd()];
    onTestFinished(() => {
      process.env["PATH"] = path;
      process.chdir(directory);
    });
    process.chdir(root);
    process.env["PATH"] = ".::";
    expect((await run(["id", "-u"])).stdout).toMatch(/^\d+\n$/);
  });
});
