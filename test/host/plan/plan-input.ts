import { diagnose } from "../../../src/host/diagnosis.js";
import type { Contents } from "../../../src/host/facts/contents.js";
import { type Known, valueIn } from "../../../src/host/facts/fact.js";
import type { VolumeData } from "../../../src/host/facts/holdings.js";
import type { RunningFacts } from "../../../src/host/facts/host.js";
import type { PlanInput } from "../../../src/host/plan/input.js";
import { decideRemap } from "../../../src/host/plan/remap.js";
import { type Answers, engineOf, factsOf, usualFiles } from "../../support/host-facts.js";
import type { Made } from "../../support/host-tree.js";

export const known = <T>(value: T, source = "test"): Known<T> => ({ value, source });

/** An id that is told from others by a digit. */
export const idOf = (digit: string) => digit.repeat(64);
export const imageId = `sha256:${idOf("1")}`;

/** A running container as the engine shows it, by what is special about it. */
export function container(
  digit: string,
  name: string,
  { host = {}, labels = {}, ...more }: { host?: object; labels?: object; [key: string]: unknown } = {},
) {
  return {
    Id: idOf(digit),
    Name: `/${name}`,
    Image: imageId,
    State: { Running: true, Pid: 4000 },
    Config: { Image: "shop/shell:1", Labels: labels },
    HostConfig: { NetworkMode: "bridge", ...host },
    Mounts: [],
    ...more,
  };
}

/** What lies in a volume of that many bytes, all of it within the range. */
export function volumeData(bytes: number, contents: Partial<Contents> = {}): VolumeData {
  return {
    contents: known({ entries: 3, bytes, outside: 0, firstOutside: [], ...contents }),
    obstacles: known([]),
  };
}

const rates = {
  writes: { least: 100e6, most: 200e6 },
  hashes: { least: 0.5e9, most: 1e9 },
  fileSeconds: { least: 0.0001, most: 0.0003 },
};

/** A usual host with an engine of these answers, and all that a plan is made from; what is given counts instead. */
export async function planInput(
  answers: Answers = {},
  {
    files = {},
    running = {},
    ...given
  }: Partial<Omit<PlanInput, "facts" | "engine">> & {
    readonly files?: Readonly<Record<string, Made>>;
    readonly running?: Partial<RunningFacts>;
  } = {},
): Promise<PlanInput> {
  const images = known([{ id: imageId, tags: ["shop/shell:1"], digests: [], sizeBytes: 5_000_000 }]);
  const answered = valueIn(engineOf(answers));
  if (!answered) throw new Error("this engine always answers");
  const engine = { ...answered, images };
  const facts = await factsOf({ ...usualFiles, "etc/docker/daemon.json": "{}", ...files }, { engine: known(engine), ...running });
  return {
    facts,
    engine,
    checks: diagnose(facts).checks,
    decision: decideRemap(facts, "/var/lib/docker"),
    holdings: { volumes: new Map(), writableLayers: new Map(), layerOwners: known([]), mountVersion: known("2.38.1") },
    conflicts: [],
    answers: { acceptLoss: [], acceptBroken: [], leaveBehind: [], restartCommand: undefined },
    folder: { freeBytes: 1e12, isOnDataRoot: true, sharesBlocks: false, ...rates },
    id: "0a1b2c3d",
    created: "2026-01-02T03:04:05.000Z",
    toolVersion: "0.1.0",
    ...given,
  };
}
