import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runContainer } from "../../../src/engines/containers.js";
import type { Engine } from "../../../src/engines/engine.js";
import { loadImage } from "../../../src/engines/images.js";
import { findOutbound } from "../../../src/engines/outbound.js";
import { twins, withEngines } from "../../../src/engines/with-engines.js";
import { fakeDockerds } from "../../engines/fake-dockerd.js";
import { busyboxArchive } from "../../engines/image-archive.js";
import { settled, snapshotMachine } from "../../engines/machine-snapshot.js";
import { ownAddress as own, twinsAtHand, whyNoEngines, whyNoWayOut } from "../../support/parts.js";
import { because, notTonight } from "../../support/skips.js";

const outbound = await findOutbound();
const whyNot = (await whyNoEngines()) ?? (await whyNoWayOut());
const fakes = fakeDockerds();
afterAll(() => fakes.remove());

describe.skipIf(whyNot).sequential("engines that are let out", { timeout: 90_000, ...because(whyNot) }, () => {
  const servers: Server[] = [];
  async function serve(address: string): Promise<string> {
    const server = createServer((_, answer) => answer.end(`served at ${address}`)).listen(0, address);
    servers.push(server);
    await once(server, "listening");
    return `${address} ${(server.address() as { port: number }).port}`;
  }
  let outside = "";
  let loopback = "";
  beforeAll(async () => {
    outside = await serve(own ?? "");
    loopback = await serve("127.0.0.1");
  });
  afterAll(() => {
    for (const server of servers) server.close();
  });

  const ask = (place: string) => `printf 'GET / HTTP/1.0\\r\\n\\r\\n' | nc -w 3 ${place} | tail -n 1; echo`;
  async function inContainer({ client }: Engine, network: string, ...places: string[]): Promise<string[]> {
    const Cmd = ["/bin/busybox", "sh", "-c", `${places.map(ask).join("; ")} 2>&1`];
    const { stdout, stderr } = await runContainer(client, { Image: "lab:1", Cmd, HostConfig: { NetworkMode: network } });
    return `${stdout}${stderr}`.split("\n").filter((line) => line !== "");
  }

  test("reach what a container of the host reaches, and neither its loopback nor a cloud's metadata; an internal network stays closed", async () => {
    const before = snapshotMachine();
    const gateway = "10.213.87.2";
    const seen = await withEngines(twinsAtHand(outbound && { outbound }), async (engines) => {
      await loadImage(engines, Readable.from([busyboxArchive("lab:1")]));
      return Promise.all(
        engines.map(async (engine) => {
          await engine.client.json("POST", "/networks/create", { body: { Name: "inside", Internal: true } });
          const [, port = ""] = loopback.split(" ");
          return {
            network: engine.facts.network,
            bridge: await inContainer(engine, "bridge", outside),
            forbidden: await inContainer(
              engine,
              "bridge",
              `${own} ${port}`,
              `${gateway} ${port}`,
              "169.254.169.254 80",
              "168.63.129.16 80",
            ),
            inside: await inContainer(engine, "inside", outside),
            resolver: (await engine.exec(["grep", "nameserver", "/etc/resolv.conf"])).stdout.trim(),
          };
        }),
      );
    });
    for (const each of seen) {
      expect(each.network).toBe(outbound?.name);
      expect(each.bridge).toEqual([`served at ${own}`]);
      expect(each.forbidden.join("\n")).not.toContain("served");
      // Refused at once; nobody waits for a timeout.
      expect(each.forbidden.filter((line) => line.includes("unreachable"))).toHaveLength(2);
      expect(each.inside.join("\n")).not.toContain("served");
      expect(each.resolver).toMatch(/^nameserver 10\.\d+\.\d+\.3$/);
    }
    expect(await settled(before, 5_000)).toEqual([]);
  });

  test("are void when the way out breaks off on one", async () => {
    const error = await withEngines(twins({ ...(outbound && { outbound }), dockerd: fakes.path("leaves-mounts") }), async ([baseline]) => {
      spawnSync("nsenter", ["-t", String(baseline.pid), "-n", "ip", "link", "del", "eth0"]);
    }).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ name: "EngineError", stage: "run" });
    expect(String(error)).toContain("the plain engine's way to the network broke off");
  });

  test.skipIf(notTonight)("are closed, both, when the way out does not come up, and say why", because(notTonight), async () => {
    const program = { path: "/bin/false", name: "false 1.0" };
    const facts = await withEngines(twins({ outbound: program, dockerd: fakes.path("leaves-mounts") }), async (engines) =>
      engines.map((engine) => engine.facts),
    );
    for (const { network, networkTrouble } of facts) {
      expect(network).toBe("none");
      expect(networkTrouble).toBe("false 1.0 did not come up: no interface came up within 5 s");
    }
  });
});
