import { describe, expect, test } from "vitest";
import { declaresServices, isTaskList } from "../../../src/documents/compose/declares-services.js";

describe("YAML under any name is a compose file", () => {
  test.each([
    ["with an image", "services:\n  web:\n    image: x\n"],
    ["with a build", "version: '3'\nservices:\n  web:\n    build: .\n"],
    ["with extends", "services:\n    web:\n        ports: []\n        extends:\n            service: a\n"],
    ["after other members", "services:\n  a:\n    ports: []\n  # comment\n\n  b:\n    'image': x\n"],
    ["with an anchor and a comment at the top", "x: &x {}\n'services': &all # here\n  web:\n    image: x\n"],
    ["in flow style", "services:\n  web: { build: ., ipc: host }\n"],
    ["in flow style throughout", "services: { web: { ports: [], image: x } }\n"],
    ["with what a mapping at the top has", "x-web: &web\n  image: x\n\nservices:\n  web:\n    <<: *web\n"],
    ["with an alias", "x-web: &web\n  ports: []\n  build: .\nservices:\n  web: *web\n"],
    ["with Windows line ends", "services:\r\n  web:\r\n    image: x\r\n"],
  ])("%s", (_, text) => {
    expect(declaresServices(text)).toBe(true);
  });
  test.each([
    ["services of a framework", "services:\n  app.mailer:\n    class: Mailer\n    arguments: [mail]\n"],
    ["a list of services", "services:\n  - postgres\n"],
    ["members without a mapping", "services:\n  web: x\n  image: y\n"],
    ["services deeper down", "jobs:\n  a:\n    services:\n      web:\n        image: x\n"],
    ["an image deeper down", "services:\n  web:\n    spec:\n      image: x\n"],
    ["an image after the services", "services:\n  web:\n    x: y\nimage: z\n"],
    ["flow style of a framework", "services:\n  _defaults: { autowire: true }\n  a: { class: B }\n"],
    ["a mapping at the top without a service's keys", "x: &x\n  class: A\nservices:\n  a:\n    <<: *x\n"],
    ["a manifest", "apiVersion: v1\nkind: Service\n"],
    ["nothing", ""],
  ])("and not for %s", (_, text) => {
    expect(declaresServices(text)).toBe(false);
  });
});

test("a list of tasks is another program's file, and a list of anything else a compose file that went wrong", () => {
  expect(isTaskList("---\n# tasks\n- name: up\n")).toBe(true);
  expect(isTaskList("-\n  hosts: all\n")).toBe(true);
  expect(isTaskList("- 1\n")).toBe(false);
  expect(isTaskList("services:\n  - a\n")).toBe(false);
});
