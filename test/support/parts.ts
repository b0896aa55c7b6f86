import { existsSync, readdirSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { EngineSpec } from "../../src/engines/engine.js";
import { findProgram } from "../../src/engines/installation.js";
import { findOutbound } from "../../src/engines/outbound.js";
import { preflight } from "../../src/engines/preflight.js";
import { twins } from "../../src/engines/with-engines.js";
import { type ComposeProgram, findCompose } from "../../src/runs/input/compose-program.js";
import { lackedByMachine, missing, notLinux, notRoot, type Skip } from "./skips.js";

/** Where scripts/engines.sh unpacks engines and programs: REMAP_READY_ENGINES, else `.engines` of the checkout. */
export const engines = process.env["REMAP_READY_ENGINES"] ?? fileURLToPath(new URL("../../.engines", import.meta.url));

/** The major versions of the engines unpacked there, the oldest first. */
export const generations: readonly string[] = (existsSync(engines) ? readdirSync(engines) : [])
  .filter((name) => /^\d+$/.test(name) && existsSync(join(engines, name, "dockerd")))
  .sort((a, b) => Number(a) - Number(b));

const newest = generations.at(-1);

/** A program by that name in the folders of what was unpacked, the machine's own otherwise; undefined where there is neither. */
function atHand(name: string, folder: string | undefined): string | undefined {
  const unpacked = folder === undefined ? undefined : join(engines, folder, name);
  return unpacked !== undefined && existsSync(unpacked) ? unpacked : findProgram(name);
}

/** The dockerd of tests that need one engine: the newest that was unpacked, else the machine's own. */
export const dockerd = atHand("dockerd", newest);
/** The docker client that belongs to it. */
export const docker = atHand("docker", newest);
/** The static busybox that the made-up images consist of. */
export const busybox = atHand("busybox", "busybox");

/** The docker compose v2 that was unpacked, else the machine's own. */
export async function composeAtHand(): Promise<ComposeProgram | undefined> {
  const unpacked = join(engines, "compose/docker-compose");
  return findCompose(existsSync(unpacked) ? unpacked : undefined, process.env);
}

/** Twins of the engine at hand. */
export function twinsAtHand(shared: Parameters<typeof twins>[0] = {}): ReturnType<typeof twins> {
  return twins({ ...(dockerd !== undefined && { dockerd }), ...shared });
}

/** Why engines cannot run in this process on this machine; undefined when they can. */
export async function whyNoEngines(specs: readonly EngineSpec[] = twinsAtHand()): Promise<Skip | undefined> {
  if (notLinux) return notLinux;
  const obstacles = await preflight(specs, { scratchRoot: "/var/lib/remap-ready", minFreeBytes: 1 << 30 });
  const lacking = obstacles.map(({ what, remedy }) => `${what}: ${remedy}`);
  if (busybox === undefined)
    lacking.push("there is no static busybox: `scripts/engines.sh busybox` unpacks one on Debian, else install busybox-static");
  return lacking.length > 0 ? (notRoot ?? missing(lacking.join("; "))) : undefined;
}

/** Why no stack can be compared on this machine; undefined when one can. */
export async function whyNoStack(): Promise<Skip | undefined> {
  const compose = (await composeAtHand())
    ? undefined
    : missing("there is no docker compose v2: `scripts/engines.sh compose` unpacks one on Debian");
  return notLinux ?? notRoot ?? (await whyNoEngines()) ?? compose;
}

/** An address of this machine that is not loopback, IPv4; undefined where it has none. */
export const ownAddress = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find(({ family, internal }) => family === "IPv4" && !internal)?.address;

/** Why engines have no way to the network on this machine; undefined when they have one. */
export async function whyNoWayOut(): Promise<Skip | undefined> {
  if (!existsSync("/dev/net/tun")) return lackedByMachine("it has no /dev/net/tun");
  if (ownAddress === undefined) return lackedByMachine("it has no address but loopback");
  return (await findOutbound()) ? undefined : missing("slirp4netns is not installed");
}
