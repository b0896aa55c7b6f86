import { describe, expect, test } from "vitest";
import { hiddenValues, mentionedIn, passEnvironment } from "../../../src/runs/input/environment.js";

const trusted = { passed: [], isUntrusted: false };

describe("of the user's variables a project may ask for", () => {
  test.for([
    ["TAG", "1.27-alpine"],
    ["HOME", "/home/me"],
    ["PWD", "/home/me/project"],
    ["COMPOSE_PROFILES", "debug"],
    ["GITHUB_SHA", "0a1b2c3d"],
    ["HTTP_PROXY", "http://proxy.example:3128"],
    ["HOST_PORT", "8080"],
    ["KEYBOARD", "de"],
    ["MONKEY_COUNT", "3"],
    ["PATH_PREFIX", "/app"],
    ["AUTH_ENABLED", "true"],
    ["TOKENS_PER_MINUTE", "1"],
  ] as const)("%s", ([name, value]) => {
    expect(passEnvironment({ [name]: value }, trusted)).toEqual({ given: { [name]: value }, withheld: [] });
  });
  test.for([
    ["ACTIONS_RUNTIME_TOKEN", "x"],
    ["ACTIONS_CACHE_URL", "https://cache.example"],
    ["GITHUB_TOKEN", "ghs_x"],
    ["GITHUB_ENV", "/home/runner/env"],
    ["INPUT_PATHS", "."],
    ["RUNNER_TEMP", "/tmp"],
    ["AWS_REGION", "eu-west-1"],
    ["AZURE_CLIENT_ID", "x"],
    ["GOOGLE_APPLICATION_CREDENTIALS", "/key.json"],
    ["DB_PASSWORD", "hunter2"],
    ["POSTGRES_PASSWORD_FILE", "/secret"],
    ["STRIPE_SECRET_KEY", "sk_x"],
    ["NPM_AUTH_TOKEN", "x"],
    ["npm_token", "x"],
    ["SIGNING_KEY", "x"],
    ["SSH_AUTH_SOCK", "/tmp/agent"],
    ["DATABASE_URL", "x"],
    ["BROKER", "amqp://user:hunter2@queue:5672/"],
    ["LD_PRELOAD", "/x.so"],
  ] as const)("not %s", ([name, value]) => {
    expect(passEnvironment({ [name]: value }, trusted)).toEqual({ given: {}, withheld: [name] });
  });
  test("what the user passes on by name, whatever it is", () => {
    expect(passEnvironment({ DB_PASSWORD: "x", GITHUB_TOKEN: "y" }, { ...trusted, passed: ["DB_PASSWORD"] })).toEqual({
      given: { DB_PASSWORD: "x" },
      withheld: ["GITHUB_TOKEN"],
    });
  });
  test("when it is somebody else's: nothing but that, and where it runs", () => {
    const environment = { HOME: "/root", TAG: "1", DEPLOY: "blue" };
    expect(passEnvironment(environment, { passed: ["DEPLOY"], isUntrusted: true })).toEqual({
      given: { HOME: "/root", DEPLOY: "blue" },
      withheld: ["TAG"],
    });
  });
});

describe("a report hides", () => {
  const hidden = (environment: Record<string, string>, text = Object.keys(environment).join(" ")) =>
    hiddenValues(environment, mentionedIn([text], Object.keys(environment)));
  test("values of variables that the project speaks of, the longest first, each line too", () => {
    expect(hidden({ A: "blue", B: "blue-green", C: "first line\nsecond line" }, "${A} $B C: null")).toEqual([
      "first line\nsecond line",
      "second line",
      "blue-green",
      "first line",
      "blue",
    ]);
  });
  test("not those it does not speak of", () => expect(hidden({ A: "blue", AB: "green" }, "${AB}")).toEqual(["green"]));
  test.for(["80", "8080", "true", "abc", "latest", "1.27-alpine", "v2.3.4", "127.0.0.1", "production", "/srv", "", "2026-11-25"])(
    "nothing that stands everywhere: %j",
    (value) => expect(hidden({ A: value })).toEqual([]),
  );
  test("not the home folder", () => expect(hidden({ HOME: "/home/somebody", COMPOSE_PROJECT_NAME: "shop" })).toEqual([]));
});
