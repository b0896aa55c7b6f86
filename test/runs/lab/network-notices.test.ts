import { describe, expect, test } from "vitest";
import { speaksOfNetwork } from "../../../src/comparison/normalize.js";
import type { Observation } from "../../../src/comparison/observation.js";
import { howToInstall } from "../../../src/engines/packages.js";
import type { ComposeService } from "../../../src/runs/input/compose-model.js";
import { networkNotices } from "../../../src/runs/lab/network-notices.js";

const fetching = "apt: Temporary failure resolving 'deb.debian.org'";

/** What is said of a stack of one service, `web`, whose plain run said the words. */
function said(words: string, facts: { network: string; networkTrouble?: string }, service: ComposeService = {}, isClosedOnPurpose = false) {
  const log: Observation = {
    subject: "web",
    probe: "log",
    role: "baseline",
    outcome: "observed",
    facts: [{ key: words, value: "logged" }],
  };
  const comparisons = [{ subject: "web", evidence: { baseline: [log], remapped: [] } }];
  const notices = networkNotices({ facts, isClosedOnPurpose, model: { name: "shop", services: { web: service } }, comparisons });
  return notices.map(({ text }) => text);
}

describe("of the network, the report says", () => {
  test("nothing where nothing needed it", () => {
    expect(said("listening", { network: "none" })).toEqual([]);
    expect(said(fetching, { network: "slirp4netns 1.2.0" })).toEqual([]);
  });
  test("that there is no way to it, and what to install, where a service speaks of it", () => {
    expect(said(fetching, { network: "none" })).toEqual([
      `the engines have no way to the network, which shows in \`web\`: slirp4netns, which gives them one, is not on this machine: ${howToInstall(["slirp4netns"])}`,
    ]);
  });
  test("that there is no way to it where something is built", () => {
    expect(said("listening", { network: "none" }, { build: { context: "." } })).toEqual([
      expect.stringContaining("no build can download anything"),
    ]);
  });
  test("why its program did not come up", () => {
    const facts = { network: "none", networkTrouble: "slirp4netns 1.2.0 did not come up: open /dev/net/tun: No such device" };
    expect(said(fetching, facts)).toEqual([expect.stringContaining("did not come up: open /dev/net/tun: No such device")]);
  });
  test("that it was to be closed, only where a service speaks of it", () => {
    expect(said(fetching, { network: "none" }, {}, true)).toEqual([
      "the engines have no way to the network, as was asked, which shows in `web`",
    ]);
    expect(said("listening", { network: "none" }, { build: { context: "." } }, true)).toEqual([]);
  });
  test("that a proxy on the machine's loopback is out of reach", () => {
    const service = {
      environment: { HTTPS_PROXY: "http://user@127.0.0.1:3128", no_proxy: "localhost" },
      build: { context: ".", args: { http_proxy: "http://localhost:3128/", https_proxy: "http://proxy.example:3128" } },
    };
    expect(said("listening", { network: "slirp4netns 1.2.0" }, service)).toEqual([
      "the proxy `http://user@127.0.0.1:3128` is on this machine's loopback, which neither builds nor containers reach",
      "the proxy `http://localhost:3128/` is on this machine's loopback, which neither builds nor containers reach",
    ]);
  });
});

describe("words about the network", () => {
  test.each([
    fetching,
    "wget: bad address 'deb.debian.org'",
    "curl: (6) Could not resolve host: example.com",
    "npm error code EAI_AGAIN",
    "getaddrinfo ENOTFOUND registry.npmjs.org",
    "connect: network is unreachable",
    "E: Failed to fetch http://deb.debian.org/debian/dists/bookworm/InRelease",
    "Could not fetch URL https://pypi.org/simple/: connection timed out",
    "lookup proxy.golang.org: no such host",
    "read: connection reset by peer",
  ])("are %s", (words) => expect(speaksOfNetwork(words)).toBe(true));
  test.each(["chown: /data: Operation not permitted", "connection refused", "no such file or directory", "server listening"])(
    "are not %s",
    (words) => expect(speaksOfNetwork(words)).toBe(false),
  );
});
