import { run } from "../../engines/command.js";
import { findProgram } from "../../engines/installation.js";
import { MigrateError } from "./migrate-error.js";

/** The name that dockerd gives to the bridge of a network that names no bridge. */
const made = /^br-[0-9a-f]{12}$/;

/** The rules by which dockerd lets the network of a bridge out, as iptables prints them. Any other rule is somebody else's, and stays. */
const shapes: readonly RegExp[] = [
  /^-A POSTROUTING -s \S+ ! -o (\S+) -j MASQUERADE$/,
  /^-A POSTROUTING -o (\S+) -m addrtype --src-type LOCAL -j MASQUERADE$/,
];

/** The name of the link of a bridge network: its option, else from its id. */
export function bridgeOf(id: string, options: ReadonlyMap<string, string>): string {
  return options.get("com.docker.network.bridge.name") ?? `br-${id.slice(0, 12)}`;
}

/** Deletes bridges that no engine knows any more, and the rules that let their networks out. What is already gone is not missed. */
export async function deleteBridges(links: readonly string[]): Promise<void> {
  const own = links.filter((link) => made.test(link));
  for (const link of own) {
    const ran = await run(["ip", "link", "delete", link], { timeoutMs: 10_000 });
    if (ran.code !== 0 && (await run(["ip", "link", "show", link], { timeoutMs: 10_000 })).code === 0)
      throw new MigrateError(`The bridge \`${link}\` cannot be deleted: ${ran.stderr.trim()}.`);
  }
  for (const program of ["iptables", "ip6tables"]) if (findProgram(program) !== undefined) await deleteRules(program, own);
}

async function deleteRules(program: string, links: readonly string[]): Promise<void> {
  const listed = await run([program, "--wait", "5", "-t", "nat", "-S", "POSTROUTING"], { timeoutMs: 10_000 });
  // A kernel without the table has no rules.
  if (listed.code !== 0) return;
  for (const line of listed.stdout.split("\n")) {
    const link = shapes.map((shape) => shape.exec(line)?.[1]).find((each) => each !== undefined);
    if (link === undefined || !links.includes(link)) continue;
    const ran = await run([program, "--wait", "5", "-t", "nat", "-D", ...line.split(" ").slice(1)], { timeoutMs: 10_000 });
    if (ran.code !== 0) throw new MigrateError(`The rule \`${line}\` cannot be deleted: ${ran.stderr.trim()}.`);
  }
}
