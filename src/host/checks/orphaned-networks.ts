import { deleteBridge, deleteMasquerade } from "../../advice/commands.js";
import { valueIn } from "../facts/fact.js";
import { advise, type Check, judgment, ofEngine, some, unread } from "./check.js";

/** A rule that lets a network out, as libnetwork writes it: source, and any way out but its own bridge. */
const masquerade = /^-A POSTROUTING -s (\S+) ! -o (\S+) -j MASQUERADE$/;

/** What networks from before a change of the mapping left on the host. */
export const orphanedNetworks: Check = {
  id: "orphaned-networks",
  phase: "both",
  question: "Is every bridge and every MASQUERADE rule one of a network that the engine knows?",
  why: "A bridge that is left over keeps its route. A network with the same subnet is made without an error, and the kernel sends its packets to the dead bridge.",
  judge: ofEngine(({ networks }, { network }) => {
    if ("unread" in networks) return unread(networks);
    if ("unread" in network.links) return unread(network.links);
    const names = new Set(
      networks.value.map(({ id, options }) => options.get("com.docker.network.bridge.name") ?? `br-${id.slice(0, 12)}`),
    );
    const bridges = network.links.value.filter((name) => /^br-[0-9a-f]{12}$/.test(name) && !names.has(name));
    const routes = (valueIn(network.routes) ?? []).filter(({ link }) => bridges.includes(link));
    const rules = (valueIn(network.postrouting) ?? []).flatMap((rule) => {
      const match = masquerade.exec(rule);
      const [, from = "", link = ""] = match ?? [];
      return match && /^br-[0-9a-f]{12}$/.test(link) && !names.has(link) ? [{ rule, from, link }] : [];
    });
    if (bridges.length + rules.length === 0)
      return "unread" in network.postrouting
        ? unread(network.postrouting)
        : judgment("ok", "Every bridge and every MASQUERADE rule belongs to a network that the engine knows.");
    const shadowed = networks.value.filter(({ subnets }) =>
      subnets.some((subnet) => routes.some((route) => overlaps(subnet, route.subnet))),
    );
    return judgment(
      shadowed.length > 0 ? "problem" : "warning",
      shadowed.length > 0
        ? `A bridge that was left over hides the network \`${shadowed[0]?.name}\`: nothing reaches it.`
        : "Bridges or rules are left over from before the mapping changed.",
      some([
        ...bridges.map((name) => `${name}: ${routes.find(({ link }) => link === name)?.subnet ?? "no route"}`),
        ...shadowed.map(({ name, subnets }) => `network ${name}: ${subnets.join(", ")}`),
        ...rules.map(({ rule }) => `iptables -t nat: ${rule}`),
      ]),
      advise("Delete them, if no other engine runs on this host; a reboot does so too.", [
        ...bridges.map(deleteBridge),
        ...rules.map(({ from, link }) => deleteMasquerade(from, link)),
      ]),
    );
  }),
};

/** Whether two IPv4 subnets share an address. */
function overlaps(a: string, b: string): boolean {
  const [first, second] = [bounds(a), bounds(b)];
  return first !== undefined && second !== undefined && first.start <= second.end && second.start <= first.end;
}

function bounds(subnet: string): { start: number; end: number } | undefined {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(subnet);
  if (!match) return undefined;
  const address = match.slice(1, 5).reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - Number(match[5]));
  const start = Math.floor(address / size) * size;
  return { start, end: start + size - 1 };
}
