import { describe, expect, test } from "vitest";
import { readProject } from "../../../src/documents/compose/project.js";
import { partOf } from "../../../src/documents/compose/tree/places.js";
import { type ComposeNode, valueAt } from "../../../src/documents/compose/tree/tree.js";
import { memoryRepository } from "../../support/memory-repository.js";

function read(files: Record<string, string>, names = ["compose.yaml"]) {
  const repository = memoryRepository(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, { text }])));
  return readProject({ files: names, environment: new Map(), profiles: ["*"] }, repository);
}

function at(result: ReturnType<typeof read>, ...path: (string | number)[]): ComposeNode {
  let node: ComposeNode | undefined = result.project?.model;
  for (const key of path) node = typeof key === "number" ? (node?.kind === "sequence" ? node.items[key] : undefined) : valueAt(node, key);
  if (!node) throw new Error(`nothing at ${path.join(".")}`);
  return node;
}

/** The text a value points at, with its place. */
function pointed(node: ComposeNode): string {
  const { file, span } = node.at;
  const { line, column } = file.position(span.start);
  return `${file.path}:${line}:${column} ${file.text.slice(span.start, span.end)}`;
}

function journey(node: ComposeNode): string[] {
  return (node.at.via ?? []).map(
    ({ kind, note, at: place }) => `${kind}: ${note} (${place.file.path}:${place.file.position(place.span.start).line})`,
  );
}

describe("where a value of short syntax points", () => {
  const result = read({
    "compose.yaml": [
      "services:",
      "  web:",
      "    image: nginx",
      "    devices:",
      "      - /dev/x:/dev/y:rwm",
      '      - "/dev/z"',
      "    volumes:",
      "      - ./data:/var/lib/data:ro",
      "      - '${DATA:-/srv}/db:/db'",
      "",
    ].join("\n"),
  });

  test("at each part of a device", () => {
    expect(pointed(at(result, "services", "web", "devices", 0, "source"))).toBe("compose.yaml:5:9 /dev/x");
    expect(pointed(at(result, "services", "web", "devices", 0, "target"))).toBe("compose.yaml:5:16 /dev/y");
    expect(pointed(at(result, "services", "web", "devices", 0, "permissions"))).toBe("compose.yaml:5:23 rwm");
    expect(pointed(at(result, "services", "web", "devices", 1, "target"))).toBe("compose.yaml:6:10 /dev/z");
  });

  test("at each part of a volume, inside quotes and around variables", () => {
    expect(pointed(at(result, "services", "web", "volumes", 0, "source"))).toBe("compose.yaml:8:9 ./data");
    expect(pointed(at(result, "services", "web", "volumes", 0, "read_only"))).toBe("compose.yaml:8:30 ro");
    const source = at(result, "services", "web", "volumes", 1, "source");
    expect(pointed(source)).toBe("compose.yaml:9:10 ${DATA:-/srv}/db");
    expect(source.kind === "scalar" && source.value).toBe("/srv/db");
    expect(pointed(at(result, "services", "web", "volumes", 1, "target"))).toBe("compose.yaml:9:27 /db");
  });

  test("at a stretch that a caller asks for", () => {
    const source = at(result, "services", "web", "volumes", 0, "source");
    if (source.kind !== "scalar") throw new Error("no scalar");
    const part = partOf(source, 2, 6);
    expect(part.file.text.slice(part.span.start, part.span.end)).toBe("data");
  });
});

describe("the journey of a value", () => {
  test("names anchors, merge keys, variables and what it overrides", () => {
    const result = read(
      {
        ".env": "MODE=host\n",
        "compose.yaml":
          "x-base: &base\n  network_mode: ${MODE}\nservices:\n  web:\n    <<: *base\n    image: a\n    user: &u '1'\n  job:\n    image: b\n    user: *u\n",
        "compose.override.yaml": "services:\n  web:\n    image: c\n",
      },
      ["compose.yaml", "compose.override.yaml"],
    );
    expect(result.errors).toEqual([]);
    expect(journey(at(result, "services", "web", "network_mode"))).toEqual([
      "merge: merge key `<<: *base` (compose.yaml:5)",
      "interpolation: variable `MODE` (.env:1)",
    ]);
    expect(journey(at(result, "services", "job", "user"))).toEqual(["alias: alias `*u` (compose.yaml:10)"]);
    expect(journey(at(result, "services", "web", "image"))).toEqual(["override: overrides `compose.yaml` line 6 (compose.yaml:6)"]);
  });

  test("names extends and include", () => {
    const result = read({
      "compose.yaml": "include: [sub/compose.yaml]\nservices:\n  web:\n    extends: {file: base.yaml, service: base}\n",
      "base.yaml": "services:\n  base: {image: a, privileged: true}\n",
      "sub/compose.yaml": "services:\n  db: {image: b, volumes: ['./d:/d']}\n",
    });
    expect(result.errors).toEqual([]);
    expect(journey(at(result, "services", "web", "privileged"))).toEqual([
      "extends: `extends` of service `base` of `base.yaml` (compose.yaml:4)",
    ]);
    expect(journey(at(result, "services", "db", "image"))).toEqual(["include: `include` of `sub/compose.yaml` (compose.yaml:1)"]);
    const source = at(result, "services", "db", "volumes", 0, "source");
    expect(source.kind === "scalar" && source.value).toBe("/repository/sub/d");
  });
});
