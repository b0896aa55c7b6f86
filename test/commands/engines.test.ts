import { expect, test } from "vitest";
import { main } from "../../src/commands/main.js";
import { keptTerminal } from "../support/terminal.js";
import { plant } from "../support/tree.js";

const compose = "services:\n  web:\n    image: x\n";

async function saidOf(files: Readonly<Record<string, string>>, ...args: string[]) {
  const { terminal, said } = keptTerminal(plant({ "compose.yaml": compose, ...files }), {});
  await main(["lint", "--format", "json", ...args], terminal);
  const { inputErrors } = JSON.parse(said.out) as { inputErrors: { file: string; level: string; message: string }[] };
  return inputErrors.map(({ file, level, message }) => `${file} ${level}: ${message}`);
}

const none = "remap-ready was tried on engines 20 to 29, and on none of those asked for: what is said here need not hold for them.";
const some = "remap-ready was tried on engines 20 to 29: what is said here need not hold for the others that are asked for.";

test.each([
  ["99", [`. warning: ${none}`]],
  ["30-40", [`. warning: ${none}`]],
  ["-19", [`. warning: ${none}`]],
  ["31-", [`. warning: ${none}`]],
  ["28-31", [`. warning: ${some}`]],
  ["18-", [`. warning: ${some}`]],
  ["25-", []],
  ["20-29", []],
])("engines that nobody has tried are named: %s", async (engines, expected) => {
  expect(await saidOf({}, `--engines=${engines}`)).toEqual(expected);
});

test("engines of the settings are too, unless others are stated", async () => {
  const settings = { ".remap-ready.yml": "posture:\n  engines: 30-40\n" };
  expect(await saidOf(settings)).toEqual([`.remap-ready.yml warning: ${none}`]);
  expect(await saidOf(settings, "--engines", "28")).toEqual([]);
});
