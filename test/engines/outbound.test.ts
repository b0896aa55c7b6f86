import { describe, expect, test } from "vitest";
import { planOutbound } from "../../src/engines/outbound.js";

const program = { path: "/usr/bin/slirp4netns", name: "slirp4netns 1.2.0" };
const header = "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT";

/** Lines as /proc/net/route has them. */
function plan(routes: readonly { device: string; to: string; via?: string; mask: string }[], bridges: readonly string[] = []) {
  const hex = (address: string) => Buffer.from(address.split(".").map(Number).reverse()).toString("hex").toUpperCase();
  const lines = routes.map(
    ({ device, to, via = "0.0.0.0", mask }) => `${device}\t${hex(to)}\t${hex(via)}\t0001\t0\t0\t0\t${hex(mask)}\t0\t0\t0`,
  );
  return planOutbound(program, { routes: [header, ...lines, ""].join("\n"), isBridge: (device) => bridges.includes(device) });
}

const byDefault = { device: "eth0", to: "0.0.0.0", via: "192.0.2.1", mask: "0.0.0.0" };

describe("the engines' side of the way out", () => {
  test("is a /24 of its own, with an address, a gateway and a name server", () => {
    expect(plan([byDefault])).toMatchObject({
      subnet: "10.213.87.0/24",
      address: "10.213.87.100",
      gateway: "10.213.87.2",
      nameserver: "10.213.87.3",
    });
  });
  test("is another /24 where the host has a route to it", () => {
    expect(plan([byDefault, { device: "tun0", to: "10.0.0.0", via: "10.9.9.1", mask: "255.0.0.0" }]).subnet).toBe("100.115.203.0/24");
    expect(plan([byDefault, { device: "eth1", to: "10.213.87.128", mask: "255.255.255.192" }]).subnet).toBe("10.178.41.0/24");
  });
  test("is not moved by a default route that a VPN client has cut in two", () => {
    const halves = [
      { device: "tun0", to: "0.0.0.0", via: "10.9.9.1", mask: "128.0.0.0" },
      { device: "tun0", to: "128.0.0.0", via: "10.9.9.1", mask: "128.0.0.0" },
    ];
    expect(plan([byDefault, ...halves]).subnet).toBe("10.213.87.0/24");
  });
  test("leads neither to where clouds hand out credentials, nor to the machine's other containers", () => {
    const routes = [
      byDefault,
      { device: "docker0", to: "172.17.0.0", mask: "255.255.0.0" },
      { device: "br-1f2e3d4c5b6a", to: "192.168.16.0", mask: "255.255.240.0" },
    ];
    expect(plan(routes, ["docker0", "br-1f2e3d4c5b6a"]).closed).toEqual([
      "169.254.0.0/16",
      "168.63.129.16/32",
      "172.17.0.0/16",
      "192.168.16.0/20",
    ]);
  });
  test("leads to the machine's own network when that is on a bridge", () => {
    const routes = [
      { ...byDefault, device: "br0" },
      { device: "br0", to: "192.168.1.0", mask: "255.255.255.0" },
    ];
    expect(plan(routes, ["br0"]).closed).toEqual(["169.254.0.0/16", "168.63.129.16/32"]);
  });
});
