import { isIP } from "node:net";
import { type Preparation, refuseValue } from "../prepare/context.js";
import { part } from "../prepare/parts.js";
import { mappingAt, type Node, type ScalarNode, scalarAt, sequenceAt } from "../tree/node.js";
import { textOf } from "../tree/places.js";

/** Most ports that the ranges of one project may contain. */
const mostPorts = 70_000;

/** `[[ip:]published:]target[/protocol]`, ranges written out, as go-connections reads it. */
export function ports(node: Node, preparation: Preparation): Node | undefined {
  if (node.kind !== "scalar") return node;
  const text = textOf(node);
  const slash = text.indexOf("/", text.lastIndexOf(":") + 1);
  const specEnd = slash < 0 ? text.length : slash;
  const protocol = slash < 0 || slash === text.length - 1 ? "tcp" : text.slice(slash + 1).toLowerCase();
  const targetStart = text.lastIndexOf(":", specEnd - 1) + 1;
  const publishedStart = targetStart === 0 ? 0 : text.lastIndexOf(":", targetStart - 2) + 1;
  const rawIp = publishedStart > 0 ? text.slice(0, publishedStart - 1) : "";
  const ip = rawIp.startsWith("[") && rawIp.endsWith("]") ? rawIp.slice(1, -1) : rawIp;
  const published = targetStart > 0 ? text.slice(publishedStart, targetStart - 1) : "";
  const target = range(text.slice(targetStart, specEnd));
  const host = published === "" ? undefined : range(published);
  const fail = (problem: string): undefined =>
    refuseValue(preparation, node, `the port \`${text}\` ${problem}; write \`published:target\`, for example \`8080:80\`.`);
  if (!target) return fail("names no port of the container");
  if (published !== "" && !host) return fail(`publishes \`${published}\`, which is not a port`);
  if (ip !== "" && isIP(ip.replace(/%.*$/, "")) === 0) return fail(`binds to \`${ip}\`, which is not an IP address`);
  if (!["tcp", "udp", "sctp"].includes(protocol)) return fail(`has the protocol \`${protocol}\``);
  const count = target[1] - target[0];
  if (host && host[1] - host[0] !== count && count > 0) return fail("has ranges of different lengths");
  preparation.expanded.count += count + 1;
  if (preparation.expanded.count > mostPorts) return fail(`is left out: the project's ranges contain more than ${mostPorts} ports`);
  const made: { key: string; node: Node }[] = [];
  for (let index = 0; index <= count; index++) {
    const number = target[0] + index;
    const entries: [string, Node][] = [
      ["mode", scalarAt("ingress", node.at)],
      ["target", { ...part(node, targetStart, specEnd), value: number }],
      ["protocol", scalarAt(protocol, node.at)],
    ];
    if (ip !== "") entries.push(["host_ip", { ...part(node, 0, rawIp.length), value: ip }]);
    if (host) {
      const value = count === 0 && host[1] !== host[0] ? `${host[0]}-${host[1]}` : String(host[0] + index);
      entries.push(["published", { ...part(node, publishedStart, targetStart - 1), value } satisfies ScalarNode]);
    }
    made.push({ key: `${number}/${protocol}`, node: mappingAt(node.at, entries) });
  }
  if (made.length > 1) made.sort((a, b) => (a.key < b.key ? -1 : 1));
  return sequenceAt(
    node.at,
    made.map((each) => each.node),
  );
}

function range(text: string): [number, number] | undefined {
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text);
  if (!match) return undefined;
  const start = Number(match[1]);
  const end = match[2] === undefined ? start : Number(match[2]);
  return start <= end && end <= 65535 ? [start, end] : undefined;
}
