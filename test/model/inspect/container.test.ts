import { describe, expect, test } from "vitest";
import { looksInspected, readInspect } from "../../../src/documents/inspect/inspect.js";
import { modelContainers } from "../../../src/model/inspect/container.js";
import type { Workload } from "../../../src/model/workload.js";
import type { Located } from "../../../src/text/location.js";
import { SourceFile } from "../../../src/text/source-file.js";

/** One container as engines 26 to 28 print it, shortened to what is read and to what surrounds it. */
const output = `[
    {
        "Id": "724e98816d83903ebd9a70a81eec0772581f57f88557d080964a99f6d5522967",
        "Name": "/web",
        "HostConfig": {
            "NetworkMode": "host",
            "PidMode": "host",
            "IpcMode": "private",
            "UTSMode": "",
            "UsernsMode": "",
            "Privileged": true,
            "CapAdd": ["CAP_SYS_TIME"],
            "CapDrop": null,
            "GroupAdd": ["44"],
            "Tmpfs": { "/t": "uid=5,mode=700" },
            "Sysctls": { "kernel.domainname": "example" },
            "Devices": [{ "PathOnHost": "/dev/dri", "PathInContainer": "/dev/dri", "CgroupPermissions": "rwm" }],
            "Ulimits": [{ "Name": "memlock", "Hard": -1, "Soft": -1 }],
            "Mounts": [{ "Type": "bind", "Source": "/tmp", "Target": "/m", "BindOptions": { "NonRecursive": true } }]
        },
        "Mounts": [
            { "Type": "bind", "Source": "/srv/data", "Destination": "/data", "RW": false, "Propagation": "rprivate" },
            { "Type": "bind", "Source": "/srv/pool", "Destination": "/pool", "RW": true, "Propagation": "rshared" },
            { "Type": "bind", "Source": "/tmp", "Destination": "/m", "RW": true, "Propagation": "rslave" },
            { "Type": "volume", "Name": "books", "Source": "/var/lib/docker/volumes/books/_data", "Destination": "/v", "Driver": "local", "RW": true },
            { "Type": "volume", "Name": "${"89e643e25da61182".repeat(4)}", "Destination": "/anonymous", "Driver": "local", "RW": true }
        ],
        "Config": {
            "User": "1000:1000",
            "Domainname": "",
            "Env": ["PUID=70000", "EMPTY="],
            "Cmd": ["sleep", "99"],
            "Entrypoint": null,
            "Image": "registry.example.com/web:1"
        },
        "NetworkSettings": { "Networks": { "host": {} } }
    }
]
`;
const file = new SourceFile("web.json", output);
const only = (text = output): Workload => {
  const [workload] = modelContainers("web.json", readInspect(new SourceFile("web.json", text))).workloads;
  if (!workload) throw new Error("there is no container");
  return workload;
};
const written = (value: Pick<Located<unknown>, "at"> | undefined) => value && file.text.slice(value.at.span.start, value.at.span.end);

describe("a container that docker inspect shows", () => {
  const web = only();
  test("is a workload with the words of docker run", () => {
    expect([web.name, web.dialect.noun, web.dialect.write("privileged", "true")]).toEqual(["web", "container", "`--privileged`"]);
    expect(web.dialect.write("cap-add", "SYS_TIME")).toBe("`--cap-add SYS_TIME`");
  });
  test("keeps every value with the place where it is printed", () => {
    expect(written(web.privileged)).toBe("true");
    expect(written(web.namespaces.network)).toBe('"host"');
    expect(written(web.capabilities.add[0])).toBe('"CAP_SYS_TIME"');
    expect(written(web.environment.get("PUID"))).toBe("70000");
    expect(written(web.mounts.find(({ type }) => type === "tmpfs")?.options[0])).toBe("uid=5");
  });
  test("has no value for what the engine prints as empty", () => {
    expect([web.namespaces.user, web.namespaces.uts, web.domainname, web.entrypoint]).toEqual([undefined, undefined, undefined, []]);
  });
  test("mounts what is mounted: binds, volumes by name, anonymous volumes without one", () => {
    expect(web.mounts.map(({ type, source, target, readOnly }) => [type, source?.value, target.value, readOnly])).toEqual([
      ["bind", "/srv/data", "/data", true],
      ["bind", "/srv/pool", "/pool", false],
      ["bind", "/tmp", "/m", false],
      ["volume", "books", "/v", false],
      ["volume", undefined, "/anonymous", false],
      ["tmpfs", undefined, "/t", false],
    ]);
  });
  test("has the propagation that was asked for, not the one that every bind has", () => {
    expect(web.mounts.map(({ bind }) => [bind?.propagation?.value, bind?.recursive?.value]).slice(0, 3)).toEqual([
      [undefined, undefined],
      ["rshared", undefined],
      [undefined, "disabled"],
    ]);
  });
  test("joins a network by name unless it shares a namespace", () => {
    const bridged = only(output.replace('"NetworkMode": "host"', '"NetworkMode": "shop"').replace('"host": {}', '"shop": {}'));
    expect([bridged.namespaces.network, bridged.networks.map(({ engineName }) => engineName)]).toEqual([undefined, ["shop"]]);
  });
});

describe("output of docker inspect", () => {
  test.for([
    ["a list of containers", output, true],
    ["one container alone", output.slice(1, -2), true],
    ["an image", '[{ "Id": "sha256:1", "Config": {} }]', false],
    ["a daemon.json", '{ "userns-remap": "default" }', false],
  ] as const)("is told by its content: %s", ([, text, isInspected]) => {
    expect(looksInspected(text)).toBe(isInspected);
  });
  test("that is cut off is an input error at the place, and what is whole is read", () => {
    const { containers, errors } = readInspect(new SourceFile("x.json", output.slice(0, output.indexOf('"Config"'))));
    expect(containers).toHaveLength(1);
    expect(errors.map(({ level, message }) => [level, message])).toEqual([
      ["error", "This output of `docker inspect` is not valid JSON: it ends too early."],
    ]);
  });
  test.for(["[]", '{"a":1}', '[{"Id":"sha256:1"}]'])("without a container is an input error: %s", (text) => {
    expect(readInspect(new SourceFile("x.json", text)).errors.map(({ level, message }) => [level, message.slice(0, 29)])).toEqual([
      ["error", "No container is in this file."],
    ]);
  });
  test("that holds images and volumes too says how many objects it left out", () => {
    const { containers, errors } = readInspect(new SourceFile("x.json", output.replace(/\]\s*$/, ', { "Id": "sha256:1" }]')));
    expect([containers.length, errors[0]?.message]).toEqual([1, "1 object is neither a container nor a volume and was left out."]);
  });
});
