import type { Fact, Observation } from "../comparison/observation.js";
import { observed, type Running, skipped } from "./running.js";

/** Docker's own resolver listens on 127.0.0.11 in every network namespace, on ports of its choice. */
const resolver = "127.0.0.11";

/** What does it listen on? Read from /proc/<pid>/net of its first process. */
export async function probeSockets(running: Running): Promise<Observation> {
  const { engine, container } = running;
  if (!container.State.Running) return skipped(running, "sockets", "it no longer runs");
  const net = `/proc/${container.State.Pid}/net`;
  const { stdout } = await engine.exec(
    [
      "sh",
      "-c",
      `for t in tcp tcp6 udp udp6; do sed "s/^/$t /" ${net}/$t 2>/dev/null; done; sed 's/^/unix /' ${net}/unix 2>/dev/null; true`,
    ],
    { timeoutMs: 20_000, maxBytes: 4 << 20 },
  );
  const facts = new Map<string, Fact>();
  for (const line of stdout.split("\n")) {
    const key = line.startsWith("unix ") ? unixSocket(line) : internetSocket(line);
    if (key !== undefined && facts.size < 500) facts.set(key, { key, value: "listening" });
  }
  return observed(running, "sockets", [...facts.values()]);
}

/** A line of /proc/net/tcp and its kin: proc_pid_net(5); state 0A listens, 07 is an unconnected UDP socket. */
function internetSocket(line: string): string | undefined {
  const [kind = "", , local = "", , state] = line.trim().split(/\s+/);
  const [address = "", port] = local.split(":");
  if (port === undefined || !(kind.startsWith("tcp") ? state === "0A" : state === "07")) return undefined;
  const number = Number.parseInt(port, 16);
  // Ephemeral ports of UDP clients are nobody's promise.
  if (kind.startsWith("udp") && number >= 32768) return undefined;
  const ip =
    address.length === 8
      ? [6, 4, 2, 0].map((at) => Number.parseInt(address.slice(at, at + 2), 16)).join(".")
      : /^0+$/.test(address)
        ? "[::]"
        : `[${address}]`;
  return ip === resolver ? undefined : `${kind.replace("6", "")} ${ip}:${number}`;
}

/** A listening unix socket with a path: flag 00010000 is SO_ACCEPTCON. */
function unixSocket(line: string): string | undefined {
  const [, , , , flags, , , , path] = line.trim().split(/\s+/);
  if (flags !== "00010000" || !path?.startsWith("/")) return undefined;
  // In the host's network namespace the engine's own sockets are there too, with names of the day.
  return /\/run\/(?:docker|containerd)(?:\.sock$|\/)/.test(path) ? undefined : `unix ${path}`;
}
