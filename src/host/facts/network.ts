import { readFileSync } from "node:fs";
import { run } from "../../engines/command.js";
import { findProgram } from "../../engines/installation.js";
import { attempt, attemptLater, type Fact } from "./fact.js";

/** An IPv4 route of the host's main table. */
export interface Route {
  readonly link: string;
  /** `10.77.0.0/24`. */
  readonly subnet: string;
}

/** What lies on the host's own network that engines put there. */
export interface NetworkFacts {
  /** Names of all links, `br-0123456789ab` and others. */
  readonly links: Fact<readonly string[]>;
  readonly routes: Fact<readonly Route[]>;
  /** The rules of the nat table's POSTROUTING chain, as `iptables -S` writes them. */
  readonly postrouting: Fact<readonly string[]>;
}

/** Reads links, routes and the rules that masquerade, of the network namespace that we run in. */
export async function readNetwork(): Promise<NetworkFacts> {
  return {
    links: attempt("/proc/net/dev", () =>
      readFileSync("/proc/net/dev", "utf8")
        .split("\n")
        .slice(2)
        .flatMap((line) => /^\s*(\S+?):/.exec(line)?.[1] ?? []),
    ),
    routes: attempt("/proc/net/route", () =>
      readFileSync("/proc/net/route", "utf8")
        .split("\n")
        .slice(1)
        .flatMap((line) => routeOf(line.split("\t"))),
    ),
    postrouting: await attemptLater("iptables -t nat -S POSTROUTING", readPostrouting),
  };
}

/** A line of /proc/net/route: link, destination, gateway, …, mask; addresses are hexadecimal, lowest byte first. */
function routeOf([link, destination, , , , , , mask]: readonly string[]): Route[] {
  if (!link || !destination || !mask) return [];
  const bytes = (text: string) => (text.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)).reverse();
  const length = bytes(mask).reduce((sum, byte) => sum + byte.toString(2).replaceAll("0", "").length, 0);
  return [{ link, subnet: `${bytes(destination).join(".")}/${length}` }];
}

async function readPostrouting(): Promise<readonly string[]> {
  const program = findProgram("iptables");
  if (program === undefined) throw new Error("there is no iptables");
  const ran = await run([program, "--wait", "5", "-t", "nat", "-S", "POSTROUTING"], { timeoutMs: 10_000 });
  if (ran.code !== 0) throw new Error(ran.stderr.trim().split("\n")[0] || `iptables ended with status ${ran.code}`);
  return ran.stdout.split("\n").filter((line) => line.startsWith("-A "));
}
