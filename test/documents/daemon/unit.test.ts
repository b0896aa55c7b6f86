import { describe, expect, test } from "vitest";
import { readUnit } from "../../../src/documents/daemon/unit.js";
import { SourceFile } from "../../../src/text/source-file.js";

const flags = (text: string) =>
  readUnit(new SourceFile("docker.service", text)).flags.map(({ name, value, at }) => ({
    name,
    value,
    text: at.file.text.slice(at.span.start, at.span.end),
  }));

describe("a unit of dockerd", () => {
  test("gives each long flag with its value and place", () => {
    expect(flags("[Service]\nExecStart=-/usr/bin/dockerd -H fd:// --debug --userns-remap default --data-root='/srv/a b'\n")).toEqual([
      { name: "debug", value: "", text: "--debug" },
      { name: "userns-remap", value: "default", text: "--userns-remap default" },
      { name: "data-root", value: "/srv/a b", text: "--data-root='/srv/a b'" },
    ]);
  });

  test("may continue its command line, CRLF and comments included", () => {
    expect(
      flags("ExecStart=/usr/bin/dockerd \\\r\n  # why\r\n  ; and why\r\n  --userns-remap=a\\\r\n  --debug\r\n").map(({ name, value }) => [
        name,
        value,
      ]),
    ).toEqual([
      ["userns-remap", "a"],
      ["debug", ""],
    ]);
  });

  test("that runs something else says nothing", () => {
    expect(readUnit(new SourceFile("docker.service", "ExecStart=/usr/bin/podman --userns-remap=a\n"))).toMatchObject({
      flags: [],
      startsDockerd: false,
    });
  });

  test("is read in bounded time", () => {
    expect(flags(`ExecStart=/usr/bin/dockerd ${"--a \\\n".repeat(20_000)}`)).toHaveLength(20_000);
  });
});
