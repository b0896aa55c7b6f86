import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { HostInUse, Told } from "./host-in-use.js";

const cli = fileURLToPath(new URL("../../src/cli.ts", import.meta.url));
const loader = createRequire(import.meta.url).resolve("tsx");

/** The folder of the plan, in a host and for its commands. */
export const planFolder = "/srv/plan";
/** The data root of the old world, and of the new one. */
export const plainWorld = "/var/lib/docker";
export const newWorld = "/var/lib/docker/100000.100000";

/** The words that run a program of this checkout with words of its own. */
export function programWords(path: string, ...words: readonly string[]): string[] {
  return [process.execPath, "--import", loader, path, ...words];
}

/** The words of a command line of ours. */
export function cliWords(...words: readonly string[]): string[] {
  return programWords(cli, ...words);
}

/** Runs a command line of ours in a host. */
export function remapReady(host: HostInUse, ...words: readonly string[]): Told {
  return host.run(cliWords(...words));
}

/** Makes the plan of a host; throws unless it can be carried out. */
export function makePlan(host: HostInUse, ...options: readonly string[]): void {
  const restart = options.includes("--restart-command") ? [] : ["--restart-command", host.restart];
  const { status, out, err } = remapReady(host, "plan", "--output", planFolder, ...restart, ...options);
  if (status !== 0) throw new Error(`plan: status ${status}: ${out}${err}`);
}
