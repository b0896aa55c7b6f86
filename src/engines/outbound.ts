import { existsSync, readFileSync } from "node:fs";
import { run } from "./command.js";
import { findProgram } from "./installation.js";

/** slirp4netns, which lets a network namespace out through ordinary sockets of the host: no interface, address, route or rule of the host is touched. */
export interface Outbound {
  readonly path: string;
  /** What it calls itself, `slirp4netns 1.2.0`. */
  readonly name: string;
}

/** The engine's side of its way out: an interface `eth0` in a /24 that is nobody's here. */
export interface OutboundPlan {
  readonly program: Outbound;
  /** The /24 with its length, `10.213.87.0/24`. */
  readonly subnet: string;
  readonly address: string;
  readonly gateway: string;
  /** Passes questions on to the host's first name server. */
  readonly nameserver: string;
  /** Networks that are not to be reached, in CIDR notation. */
  readonly closed: readonly string[];
}

/** A route of the host: proc(5), /proc/net/route. */
interface Route {
  readonly device: string;
  readonly start: number;
  readonly mask: number;
  readonly hasGateway: boolean;
}

/** Finds the program for the engines' way out; undefined where it, or /dev/net/tun, is missing. */
export async function findOutbound(): Promise<Outbound | undefined> {
  const path = findProgram("slirp4netns");
  // The watchdog gets it as words.
  if (path === undefined || /\s/.test(path) || !existsSync("/dev/net/tun")) return undefined;
  const said = await run([path, "--version"], { timeoutMs: 10_000 }).catch(() => undefined);
  const version = /^slirp4netns version (\S+)/.exec(said?.stdout ?? "")?.[1];
  return { path, name: version === undefined ? "slirp4netns" : `slirp4netns ${version}` };
}

/**
 * Lays out the engines' side: the first subnet that none of the host's routes touches, and the networks that stay closed. Those are link-local
 * and 168.63.129.16, where clouds hand out a machine's own credentials, and the networks of the machine's other containers. A container of the
 * host's own Docker is kept from them by rules for what is forwarded, which do not see what a process of the host sends.
 */
export function planOutbound(program: Outbound, host: HostNetwork = readHostNetwork()): OutboundPlan {
  const routes = host.routes.split("\n").flatMap(routeOf);
  // A route as wide as half the internet is a default route cut in two, as VPN clients do.
  const isTaken = (start: number) =>
    routes.some(({ start: other, mask }) => mask >>> 24 === 0xff && ((start ^ other) & mask & 0xffff_ff00) === 0);
  const start = subnets.find((each) => !isTaken(each)) ?? subnets[0];
  const bridges = routes.filter(
    ({ device, mask }) => mask !== 0 && host.isBridge(device) && !routes.some((other) => other.device === device && other.hasGateway),
  );
  const at = (offset: number) => dotted(start + offset);
  return {
    program,
    subnet: `${at(0)}/24`,
    address: at(100),
    gateway: at(2),
    nameserver: at(3),
    closed: ["169.254.0.0/16", "168.63.129.16/32", ...new Set(bridges.map((route) => `${dotted(route.start)}/${lengthOf(route.mask)}`))],
  };
}

/** What of the host's own network matters here. */
export interface HostNetwork {
  /** Text of /proc/net/route. */
  readonly routes: string;
  readonly isBridge: (device: string) => boolean;
}

function readHostNetwork(): HostNetwork {
  return { routes: readFileSync("/proc/net/route", "utf8"), isBridge: (device) => existsSync(`/sys/class/net/${device}/bridge`) };
}

/** Outside the pools that Docker takes networks from (172.17-31, 192.168), and away from what people write into compose files. */
const subnets = [number(10, 213, 87), number(10, 178, 41), number(100, 115, 203)] as const;

function number(a: number, b: number, c: number): number {
  return ((a << 24) | (b << 16) | (c << 8)) >>> 0;
}

function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join(".");
}

function lengthOf(mask: number): number {
  return 32 - Math.log2(2 ** 32 - mask);
}

/** The file has addresses as the machine's words, least byte first on all that engines run on. */
function routeOf(line: string): Route[] {
  const [device, destination = "", gateway = "", , , , , mask = ""] = line.split("\t");
  if (device === undefined || !/^[0-9A-F]{8}$/.test(destination) || !/^[0-9A-F]{8}$/.test(mask.trim())) return [];
  const read = (hex: string) => Buffer.from(hex.trim(), "hex").readUInt32LE();
  return [{ device, start: read(destination), mask: read(mask), hasGateway: read(gateway) !== 0 }];
}
