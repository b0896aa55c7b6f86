import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { release } from "node:os";
import type { Engine, EngineFacts } from "../src/engines/engine.js";
import { withEngines } from "../src/engines/with-engines.js";
import type { Experiment, HostFile, Leg } from "./experiments/experiment.js";
import { expectedOf } from "./experiments/experiment.js";
import { type Judgement, judge, type Observation } from "./judge.js";
import { filledIn, folderOf, type Lab, layoutScript, numbersOf } from "./lab.js";
import { imageArchive, labLayer } from "./lab-image.js";
import { runBuildSubject } from "./run-build.js";
import { runCommandSubject, runComposeSubject } from "./run-command.js";
import { loadArchive, runContainerSubject, runImageSubject } from "./run-container.js";
import { dockerdOf, runDaemonSubject } from "./run-daemon.js";
import type { Generation, Tools } from "./tools.js";

/** One experiment on one engine. */
export interface Proof extends Judgement {
  readonly experiment: Experiment;
  readonly observed: Readonly<Partial<Record<Leg, Observation>>>;
}

/** All experiments on one engine generation. */
export interface GenerationProof {
  readonly generation: Generation;
  readonly facts: EngineFacts;
  readonly proofs: readonly Proof[];
}

const legs: readonly Leg[] = ["baseline", "remapped", "optedOut"];

/** Runs experiments on a pair of engines of one generation, a few at a time, and judges them. Those that say nothing about the generation are left out. */
export async function proveOn(
  generation: Generation,
  tools: Tools,
  experiments: readonly Experiment[],
  { log = () => {}, signal: cancelled }: { readonly log?: (proof: Proof) => void; readonly signal?: AbortSignal } = {},
): Promise<GenerationProof> {
  const directory = await mkdtemp("/tmp/remap-ready-lab-");
  const spec = { ...(generation.dockerd !== undefined && { dockerd: generation.dockerd }), copied: [{ source: directory }] };
  try {
    return await withEngines(
      [
        { role: "baseline", ...spec },
        { role: "remapped", ...spec },
      ],
      async ([baseline, remapped], signal) => {
        const image = imageArchive("lab:latest", [labLayer(tools)]);
        const { stdout: group } = await baseline.exec(["stat", "-c", "%g", "/var/run/docker.sock"]);
        const lab: Lab = { tools, baseline, remapped, directory, image, socketGroup: Number(group) };
        for (const engine of [baseline, remapped]) {
          const loaded = await loadArchive(engine.client, image);
          if (loaded.result !== "works") throw new Error(`the lab's image does not load into the ${engine.role} engine: ${loaded.words}`);
          await layOut(lab, engine, experiments);
        }
        const major = Number.parseInt(remapped.facts.version, 10);
        const dockerd = await dockerdOf(baseline, generation.dockerd);
        const about = experiments.filter(({ expect }) => legs.some((leg) => expect[leg] && expectedOf(expect[leg], major)));
        const proofs: Proof[] = [];
        const queue = about.entries();
        const work = async (): Promise<void> => {
          for (const [index, experiment] of queue) {
            signal.throwIfAborted();
            const proof = await proveOne(lab, dockerd, experiment, major);
            proofs[index] = proof;
            log(proof);
          }
        };
        await Promise.all([work(), work(), work(), work()]);
        return { generation, facts: remapped.facts, proofs };
      },
      cancelled ? { signal: cancelled } : {},
    );
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function proveOne(lab: Lab, dockerd: string, experiment: Experiment, major: number): Promise<Proof> {
  const { expect, kernel } = experiment;
  if (kernel && isOlder(release(), kernel))
    return { experiment, observed: {}, verdict: "inconclusive here", reason: `the kernel is older than ${kernel.join(".")}` };
  const observed: Partial<Record<Leg, Observation>> = {};
  await Promise.all(
    legs.map(async (leg) => {
      if (!expect[leg] || !expectedOf(expect[leg], major)) return;
      observed[leg] = await observe(lab, dockerd, experiment, leg).catch(unobserved);
    }),
  );
  const numbers = numbersOf(lab.remapped);
  return { experiment, observed, ...judge(experiment, observed, major, (text) => filledIn(text, numbers)) };
}

/** A deadline missed or a tool gone decides nothing about the claim. */
function unobserved(error: unknown): Observation {
  return { result: "impossible", words: `could not be observed: ${error instanceof Error ? error.message : String(error)}` };
}

async function observe(lab: Lab, dockerd: string, { id, subject }: Experiment, leg: Leg): Promise<Observation> {
  if (lab.tools.probe === undefined && JSON.stringify(subject).includes("probe"))
    return { result: "impossible", words: "there is no C compiler here for the probe" };
  switch (subject.kind) {
    case "container":
      return runContainerSubject(lab, id, subject, leg);
    case "image":
      return runImageSubject(lab, id, subject, leg, (tag) =>
        imageArchive(tag, [labLayer(lab.tools), subject.layer, ...(subject.upper ? [subject.upper] : [])], subject.config),
      );
    case "build":
      return runBuildSubject(lab, id, subject, leg);
    case "compose":
      return runComposeSubject(lab, id, subject, leg);
    case "command":
      return runCommandSubject(lab, id, subject, leg);
    case "daemon":
      return runDaemonSubject(lab, dockerd, id, subject);
  }
}

/** Lays out every experiment's files at once, in the engine's own copy of the lab's directory. */
async function layOut(lab: Lab, engine: Engine, experiments: readonly Experiment[]): Promise<void> {
  const { base = 0 } = numbersOf(lab.remapped);
  const scripts = experiments.flatMap(({ id, subject, expect }) => {
    const files: readonly HostFile[] = "files" in subject ? (subject.files ?? []) : [];
    return legs
      .filter((leg) => expect[leg] && subject.kind !== "daemon" && (leg === "baseline") === (engine.role === "baseline"))
      .map((leg) => layoutScript(folderOf(lab, id, leg), files, base));
  });
  const path = `${lab.directory}/layout-${engine.role}.sh`;
  await writeFile(path, `set -eu\numask 022\nchmod 0755 '${lab.directory}'\n${scripts.join("\n")}\n`);
  const ran = await engine.exec(["sh", path]);
  if (ran.code !== 0) throw new Error(`cannot lay out the files of the experiments: ${ran.stderr}`);
}

function isOlder(kernel: string, [major, minor]: readonly [number, number]): boolean {
  const [own = 0, ownMinor = 0] = kernel.split(".").map((part) => Number.parseInt(part, 10));
  return own < major || (own === major && ownMinor < minor);
}
