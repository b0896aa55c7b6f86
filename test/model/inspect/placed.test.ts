import { describe, expect, test } from "vitest";
import { readInspect } from "../../../src/documents/inspect/inspect.js";
import { lintSelection } from "../../../src/lint/lint-selection.js";
import { selectAll } from "../../../src/lint/select.js";
import { composedBy } from "../../../src/model/inspect/composed-by.js";
import { SourceFile } from "../../../src/text/source-file.js";
import { memoryRepository } from "../../support/memory-repository.js";

const labels = (more: Readonly<Record<string, string>> = {}) => ({
  "com.docker.compose.service": "agent",
  "com.docker.compose.project.working_dir": "/srv/shop",
  "com.docker.compose.project.config_files": "/srv/shop/compose.yaml",
  ...more,
});

const container = (
  more: {
    readonly host?: object;
    readonly config?: object;
    readonly labels?: Readonly<Record<string, string>>;
    readonly mounts?: readonly object[];
  } = {},
) =>
  new SourceFile(
    "docker-inspect.json",
    `${JSON.stringify(
      [
        {
          Id: "a1",
          Name: "/shop-agent-1",
          Config: { Image: "agent", Labels: more.labels ?? labels(), ...more.config },
          HostConfig: { Privileged: true, CapAdd: ["CAP_SYS_TIME"], PidMode: "host", UsernsMode: "", ...more.host },
          Mounts: more.mounts ?? [],
        },
      ],
      undefined,
      4,
    )}\n`,
  );

const compose = `services:
  agent:
    image: agent
    privileged: true
    pid: host
    volumes:
      - ./data:/data
      - /etc/shadow:/shadow:ro
`;

/** Where findings are, and how they begin. */
function found(file: SourceFile, files: Readonly<Record<string, string>> = { "srv/shop/compose.yaml": compose }): string[] {
  const { findings, inputErrors } = lintSelection(
    selectAll([]),
    memoryRepository({}),
    {},
    {
      inspected: { file, seen: new Map(), posture: {} },
      openSystem: () => ({
        ...memoryRepository(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, { text }]))),
        root: "/",
      }),
    },
  );
  expect(inputErrors).toEqual([]);
  return findings.map(({ primary, rule, title }) => {
    const { line } = primary.file.position(primary.span.start);
    return `${primary.file.path}:${primary.file.path.endsWith(".json") ? primary.file.line(line)?.trim().split(":")[0] : line} ${rule} ${/`[^`]*`/.exec(title)?.[0]}`;
  });
}

describe("a container that Compose made", () => {
  test("is judged at the places of its service, in the words of its file", () => {
    expect(found(container())).toEqual([
      "srv/shop/compose.yaml:4 privileged-container `privileged: true`",
      "srv/shop/compose.yaml:5 host-pid `pid: host`",
    ]);
  });
  test("keeps the place where the engine shows it for what the file does not declare so", () => {
    expect(found(container(), { "srv/shop/compose.yaml": compose.replace("pid: host", "pid: service:x") })).toEqual([
      'docker-inspect.json:"PidMode" host-pid `pid: host`',
      "srv/shop/compose.yaml:4 privileged-container `privileged: true`",
    ]);
  });
  test("has its mounts where the file binds the same source to the same place", () => {
    const mounts = [
      { Type: "bind", Source: "/etc/shadow", Destination: "/shadow", RW: false },
      { Type: "bind", Source: "/srv/other", Destination: "/data", RW: true },
    ];
    expect(found(container({ mounts, host: { Privileged: false, PidMode: "", CapAdd: null } }))).toEqual([
      'docker-inspect.json:"Source" host-path-ownership `/srv/other`',
      "srv/shop/compose.yaml:8 host-path-ownership `/etc/shadow`",
    ]);
  });
  test.for([
    ["the file is not there", labels(), {}],
    ["the file is no compose file", labels(), { "srv/shop/compose.yaml": "root:x:0:0\n" }],
    ["the service is not in it", labels({ "com.docker.compose.service": "gone" }), undefined],
    ["it came from standard input", labels({ "com.docker.compose.project.config_files": "-" }), undefined],
    ["a path is relative", labels({ "com.docker.compose.project.working_dir": "shop" }), undefined],
  ] as const)("stays where the engine shows it when %s", ([, own, files]) => {
    expect(found(container({ labels: own }), files)).toEqual([
      'docker-inspect.json:"Privileged" privileged-container `--privileged`',
      'docker-inspect.json:"PidMode" host-pid `--pid host`',
    ]);
  });
});

test("labels of Compose name files, folder and service", () => {
  const [first] = readInspect(
    container({ labels: labels({ "com.docker.compose.project.environment_file": "/srv/a.env,/srv/b.env" }) }),
  ).containers;
  expect(first && composedBy(first)).toEqual({
    service: "agent",
    files: ["/srv/shop/compose.yaml"],
    directory: "/srv/shop",
    envFiles: ["/srv/a.env", "/srv/b.env"],
  });
});
