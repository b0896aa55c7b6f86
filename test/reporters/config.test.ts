import { expect, test } from "vitest";
import { parse } from "yaml";
import { readProject } from "../../src/documents/compose/project.js";
import { writeConfig } from "../../src/reporters/config.js";
import { memoryRepository } from "../support/memory-repository.js";

function config(files: Record<string, string>): string {
  const repository = memoryRepository(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, { text }])));
  const names = Object.keys(files).filter((path) => path.endsWith(".yaml"));
  const { project } = readProject({ files: names, environment: new Map(), profiles: ["*"] }, repository);
  if (!project) throw new Error("nothing was read");
  return writeConfig(project);
}

test("every line says where its value is written and how it came here", () => {
  const printed = config({
    "compose.yaml":
      "x-base: &base {privileged: true}\nservices:\n  web:\n    <<: *base\n    image: nginx:${TAG}\n    volumes: ['./data:/data:ro']\n    network_mode: host\n",
    "compose.override.yaml": "services:\n  web:\n    image: nginx:2\n    command: echo $$HOME\n",
    ".env": "TAG=1\n",
  });
  expect(printed).toBe(`# compose.yaml, compose.override.yaml, .env
x-base: # compose.yaml:1
  privileged: true # compose.yaml:1
services: # compose.yaml:2
  web: # compose.yaml:3
    image: nginx:2 # compose.override.yaml:3, over compose.yaml:5
    volumes: # compose.yaml:6
      - type: bind # compose.yaml:6
        source: /repository/data # compose.yaml:6
        target: /data # compose.yaml:6
        read_only: true # compose.yaml:6
        bind: # compose.yaml:6
          create_host_path: true # compose.yaml:6
    network_mode: host # compose.yaml:7
    privileged: true # compose.yaml:1, through merge key \`<<: *base\` at compose.yaml:4
    command: # compose.override.yaml:4
      - echo # compose.override.yaml:4
      - $$HOME # compose.override.yaml:4
name: repository # compose.yaml:1
`);
});

test("what is printed is YAML with the same values, whatever the strings hold", () => {
  const texts = [
    "yes",
    "1",
    "0x1",
    ".5",
    "a: b",
    "a #b",
    "- a",
    "",
    " a ",
    "é\u202e\u0085",
    "tab\t",
    "q\"'",
    "null",
    "~",
    "a\nb",
    "!x",
    "*a",
    "&a",
    "<<",
    "a:",
  ];
  const labels = Object.fromEntries(texts.map((text, index) => [`k${index}`, text]));
  const printed = config({ "compose.yaml": `services: {web: {image: i, network_mode: host, labels: ${JSON.stringify(labels)}}}\n` });
  expect(parse(printed).services.web.labels).toEqual(labels);
});
