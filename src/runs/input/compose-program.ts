import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../engines/command.js";
import { findProgram } from "../../engines/installation.js";

/** A docker compose v2 program that can be run by itself. */
export interface ComposeProgram {
  readonly path: string;
  readonly version: string;
  /** What Compose is to know of the user's config.json: proxies for builds and containers, and where plugins are. No logins: it pulls nothing. */
  readonly config: Readonly<Record<string, unknown>>;
}

/** Where the docker CLI looks for its plugins: docker/cli, cli-plugins/manager. */
const pluginFolders = [
  "/usr/local/lib/docker/cli-plugins",
  "/usr/local/libexec/docker/cli-plugins",
  "/usr/lib/docker/cli-plugins",
  "/usr/libexec/docker/cli-plugins",
];

/** Finds docker compose v2: a path, else the docker CLI's plugin, else `docker-compose` in PATH; undefined when none was found, or only v1. */
export async function findCompose(named: string | undefined, environment: NodeJS.ProcessEnv): Promise<ComposeProgram | undefined> {
  const config = environment["DOCKER_CONFIG"] ?? (environment["HOME"] && join(environment["HOME"], ".docker"));
  const folders = [...(config ? [join(config, "cli-plugins")] : []), ...pluginFolders];
  const places =
    named !== undefined ? [named] : [...folders.map((folder) => join(folder, "docker-compose")), findProgram("docker-compose")];
  for (const path of places) {
    if (path === undefined || !existsSync(path)) continue;
    const asked = await run([path, "version", "--short"], { timeoutMs: 20_000 }).catch(() => undefined);
    const version = /^v?(\d+)\.\d+\.\S+$/m.exec(asked?.stdout ?? "");
    if (version && Number(version[1]) >= 2)
      return { path, version: version[0].replace(/^v/, ""), config: config === undefined ? {} : readConfig(config) };
  }
  return undefined;
}

function readConfig(folder: string): Record<string, unknown> {
  const folders = [join(folder, "cli-plugins")];
  try {
    const { proxies, cliPluginsExtraDirs } = JSON.parse(readFileSync(join(folder, "config.json"), "utf8")) as Record<string, unknown>;
    const more = Array.isArray(cliPluginsExtraDirs) ? cliPluginsExtraDirs : [];
    return { cliPluginsExtraDirs: [...folders, ...more], ...(proxies !== undefined && { proxies }) };
  } catch {
    // None, or one that the user's own client would complain about.
    return { cliPluginsExtraDirs: folders };
  }
}
