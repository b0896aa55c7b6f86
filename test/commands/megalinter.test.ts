import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { main } from "../../src/commands/main.js";
import { keptTerminal } from "../support/terminal.js";
import { plant } from "../support/tree.js";

interface Descriptor {
  readonly linters: readonly [Readonly<Record<"cli_lint_extra_args" | "cli_sarif_args", readonly string[]>>];
}

const descriptor = new URL("../../mega-linter-plugin-remap-ready/remap-ready.megalinter-descriptor.yml", import.meta.url);

test("what MegaLinter runs writes SARIF where MegaLinter wants it", async () => {
  const root = plant({ "compose.yaml": "services:\n  a:\n    image: x\n    network_mode: host\n" });
  const [linter] = (parse(readFileSync(descriptor, "utf8")) as Descriptor).linters;
  const words = [...linter.cli_lint_extra_args, ...linter.cli_sarif_args].map((word) => word.replace("{{SARIF_OUTPUT_FILE}}", "out.sarif"));
  expect(await main(words, keptTerminal(root, {}).terminal)).toBe(1);
  expect(JSON.parse(readFileSync(join(root, "out.sarif"), "utf8")).runs[0].results).toMatchObject([{ ruleId: "host-network" }]);
});

test("and a repository without containers passes there", async () => {
  const [linter] = (parse(readFileSync(descriptor, "utf8")) as Descriptor).linters;
  expect(await main([...linter.cli_lint_extra_args], keptTerminal(plant({ "a.md": "" }), {}).terminal)).toBe(0);
});
