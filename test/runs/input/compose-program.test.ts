import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { findCompose } from "../../../src/runs/input/compose-program.js";
import { because, notPosix } from "../../support/skips.js";

const home = mkdtempSync(join(tmpdir(), "remap-ready-home-"));
afterAll(() => rmSync(home, { recursive: true }));
const folder = join(home, ".docker");
const plugins = join(folder, "cli-plugins");
mkdirSync(plugins, { recursive: true });
writeFileSync(join(plugins, "docker-compose"), "#!/bin/sh\necho 2.40.3\n", { mode: 0o755 });

describe.skipIf(notPosix)("of the user's docker settings, Compose is told", because(notPosix), () => {
  test("the proxies for builds and containers and where plugins are, and no logins", async () => {
    const proxies = { default: { httpProxy: "http://proxy.example:3128" } };
    const settings = {
      auths: { "registry.example": { auth: "c2VjcmV0" } },
      credsStore: "pass",
      proxies,
      cliPluginsExtraDirs: ["/opt/plugins"],
    };
    writeFileSync(join(folder, "config.json"), JSON.stringify(settings));
    const found = await findCompose(undefined, { HOME: home });
    expect(found).toMatchObject({
      path: join(plugins, "docker-compose"),
      config: { proxies, cliPluginsExtraDirs: [plugins, "/opt/plugins"] },
    });
    expect(JSON.stringify(found)).not.toContain("c2VjcmV0");
  });
  test("only where plugins are when the settings cannot be read", async () => {
    writeFileSync(join(folder, "config.json"), "{");
    expect(await findCompose(undefined, { HOME: home })).toMatchObject({ config: { cliPluginsExtraDirs: [plugins] } });
  });
});
