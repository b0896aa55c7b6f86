import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { main } from "../../src/commands/main.js";
import type { Prediction } from "../../src/comparison/prediction.js";
import { realArchives } from "../real-stacks/images.js";
import { layouts, systemLayer, writeLayouts } from "../real-stacks/layouts.js";
import { composeAtHand, engines, whyNoStack } from "../support/parts.js";
import { because, notTonight } from "../support/skips.js";
import { keptTerminal } from "../support/terminal.js";
import { generationsHere } from "./stacks.js";
import { whyNoImages } from "./why-no-images.js";

const whyNot = notTonight ?? (await whyNoStack()) ?? whyNoImages();
const compose = await composeAtHand();
const work = mkdtempSync(join(tmpdir(), "remap-ready-layouts-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));
const nameOf = (image: string) => image.replace("/", "-");
const asked = process.env["REMAP_READY_STACKS"]?.split(",");
const chosen = layouts.filter(({ image }) => asked === undefined || asked.includes(nameOf(image)));

describe.skipIf(whyNot)("what layers say of images with the layouts of public ones", because(whyNot), () => {
  for (const generation of generationsHere())
    test(`is what engine ${generation} shows`, { timeout: 3_600_000 }, async () => {
      const archives = realArchives(engines);
      archives.write();
      const made = writeLayouts(work, systemLayer(engines));
      for (const { image, service } of chosen) {
        mkdirSync(join(work, generation, nameOf(image)), { recursive: true });
        const remapped = { image, ...service };
        const services = { remapped, host: { ...remapped, userns_mode: "host" } };
        writeFileSync(join(work, generation, nameOf(image), "compose.yaml"), JSON.stringify({ services }));
      }
      const held = archives.of(chosen.map(({ image }) => `image: ${image}\n`).join(""));
      const { terminal, said } = keptTerminal(join(work, generation), { ...process.env, GITHUB_ACTIONS: "" });
      const results = join(work, `results-${generation}`);
      const argv = [
        "compare",
        "--all",
        "--pairs",
        "1",
        "--results",
        results,
        "--compose",
        compose?.path ?? "",
        "--docker",
        "/nonexistent/docker",
      ];
      const from = [...held, made].flatMap((path) => ["--image-archive", path]);
      await main([...argv, ...from, ...(generation === "installed" ? [] : ["--dockerd", join(engines, generation, "dockerd")])], terminal);
      const seen = readdirSync(results).map((file) => JSON.parse(readFileSync(join(results, file), "utf8")));
      const shown = chosen.map(({ image }) => {
        const result = seen.find(({ input }: { input: string }) => input === nameOf(image));
        const { confirmed, notObserved, missed } = result?.prediction ?? nothing;
        return { image, confirmed: list(confirmed), notObserved: list(notObserved), missed: list(missed) };
      });
      if (process.env["REMAP_READY_REPORTS"] !== undefined)
        writeFileSync(join(process.env["REMAP_READY_REPORTS"], `layouts-${generation}.json`), JSON.stringify({ shown, seen }, null, 1));
      expect(shown, said.err).toEqual(
        chosen.map(({ image, confirmed, notObserved = [] }) => ({ image, confirmed: [...confirmed].sort(), notObserved, missed: [] })),
      );
    });
});

const nothing: Pick<Prediction, "confirmed" | "notObserved" | "missed"> = { confirmed: [], notObserved: [], missed: [] };

function list(checked: Prediction["confirmed"]): string[] {
  return checked.map(({ rule, subject }) => `${rule} ${subject}`).sort();
}
