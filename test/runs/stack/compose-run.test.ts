import { expect, test } from "vitest";
import type { Engine } from "../../../src/engines/engine.js";
import { stackOf } from "../../../src/runs/input/stack.js";
import { startStack } from "../../../src/runs/stack/compose-run.js";

const stack = stackOf({ name: "shop", services: { agent: { image: "a" }, web: { image: "w" } } }, "/srv/shop", undefined, {});
const options = { overrides: [], left: new Map(), timeoutMs: 1000, signal: new AbortController().signal };

/** An engine where Compose, asked for some services, ends with what each call of it says on its error stream. */
function engineSaying(answer: (services: readonly string[], call: number) => string): Engine {
  let call = 0;
  const exec = async (argv: readonly string[]) => {
    const stderr = argv.includes("up") ? answer(argv.slice(argv.indexOf("never") + 1), call++) : "";
    return { code: stderr === "" ? 0 : 1, stdout: "", stderr, end: "exited" };
  };
  return { role: "remapped", exec, client: { json: async () => [] } } as unknown as Engine;
}

const refused = "Error response from daemon: privileged mode is incompatible with user namespaces.";
const taken = 'Error response from daemon: Conflict. The container name "/shop-web-1" is already in use by container "4dfe".';

test("a service that the engine is still making, when the refusal of another ends Compose, is created when it is asked for again", async () => {
  const engine = engineSaying((services, call) => (services.includes("agent") ? refused : call < 4 ? taken : ""));
  const { observations } = await startStack(engine, stack, options);
  const created = (name: string) => observations.get(name)?.find(({ probe }) => probe === "create")?.outcome;
  expect([created("agent"), created("web")]).toEqual(["failed", "observed"]);
});
