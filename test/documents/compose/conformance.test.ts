import { describe, expect, test } from "vitest";
import { because, missing } from "../../support/skips.js";
import { type Comparison, compareDirectory } from "./conformance.js";
import { generatedInputs, type Input } from "./generated.js";
import { known, randomInputs, writtenInputs } from "./inputs.js";
import { inDirectory, judgeBinary, twoAtATime } from "./judge.js";

const binary = judgeBinary();
const whyNot = binary ? undefined : missing("docker compose is not at hand: `scripts/engines.sh compose` unpacks it on Debian");

/** Compares all inputs and tells of each that differs what differs. */
async function differing(inputs: readonly Input[]): Promise<string[]> {
  const told = await twoAtATime(inputs, async (input) => {
    const result = await inDirectory(input.files, (directory) => compareDirectory(binary as string, directory));
    return known.has(input.name) ? [] : tell(input.name, result);
  });
  return told.flat();
}

function tell(name: string, { isSameAcceptance, refusal, errors, read, whole }: Comparison): string[] {
  const ours = errors.filter(({ level }) => level === "error").map(({ message }) => message);
  return [
    ...(isSameAcceptance ? [] : [`${name}: compose says ${refusal ?? "nothing"}; we say ${ours.join(" ") || "nothing"}`]),
    ...[...read, ...whole].map(
      ({ path, compose, ours: own }) => `${name}: ${path} is ${JSON.stringify(compose)}, we read ${JSON.stringify(own)}`,
    ),
  ];
}

describe.skipIf(whyNot)("our reading is that of docker compose config", { timeout: 300_000, ...because(whyNot) }, () => {
  test("for every project written by hand, mistakes included", async () => {
    expect(await differing(writtenInputs())).toEqual([]);
  });

  test("for every form of every attribute over every other", async () => {
    expect(await differing(generatedInputs(["override", "extends of another file"]))).toEqual([]);
  });

  test("for random projects", async () => {
    expect(await differing(randomInputs(40, 20261121))).toEqual([]);
  });
});
