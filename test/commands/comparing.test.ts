import { describe, expect, test } from "vitest";
import { comparingBy } from "../../src/commands/comparing.js";
import { inUseBy } from "../../src/commands/in-use.js";

describe("containers that run", () => {
  test.for([
    [{ project: "shop", container: ["web"] }, undefined, "`--project` and `--container` are both given"],
    [{ project: "shop" }, ".", "`--project` compares what runs on this machine, and takes nothing from the path `.`."],
    [
      { container: ["web"], image: ["nginx"] },
      undefined,
      "`--container` compares what runs on this machine, and takes nothing from `--image`.",
    ],
    [{ project: "shop", "env-file": ["a"] }, undefined, "takes nothing from `--env-file`."],
    [{ project: "shop", untrusted: true }, undefined, "`--untrusted` says nothing about it."],
    [{ "with-data": true }, ".", "`--with-data` is for `--project` and `--container`"],
  ] as const)("are an input of their own: %j with %s", ([values, path, message]) => {
    expect(() => comparingBy(values, path, "/")).toThrow(message);
  });
  test("are asked for at the engine of this machine alone", () => {
    expect(inUseBy({ project: "shop", "with-data": true }, {})).toEqual({
      socket: "/var/run/docker.sock",
      project: "shop",
      containers: [],
      withData: true,
    });
    expect(inUseBy({ container: ["a", "b"] }, { DOCKER_HOST: "unix:///x.sock" })).toEqual({
      socket: "/x.sock",
      containers: ["a", "b"],
      withData: false,
    });
    expect(inUseBy({}, { DOCKER_HOST: "tcp://elsewhere" })).toBeUndefined();
    expect(() => inUseBy({ project: "shop" }, { DOCKER_HOST: "tcp://elsewhere" })).toThrow("asks only an engine on this machine");
  });
});
