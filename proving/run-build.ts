import { Readable } from "node:stream";
import type { Engine } from "../src/engines/engine.js";
import type { BuildSubject, Leg } from "./experiments/experiment.js";
import type { Observation } from "./judge.js";
import { engineOf, folderOf, type Lab, settledWords, slugOf } from "./lab.js";
import { refused, runScript } from "./run-container.js";
import { writeTar } from "./tar.js";

/** Builds a Dockerfile with the builder asked for, then runs the result where the subject says so. */
export async function runBuildSubject(lab: Lab, id: string, subject: BuildSubject, leg: Leg): Promise<Observation> {
  const engine = engineOf(lab, leg);
  const tag = `lab-build:${slugOf(id)}-${leg.toLowerCase()}`;
  const context = writeTar([{ path: "Dockerfile", text: subject.dockerfile }, ...(subject.context ?? [])]);
  const built =
    subject.builder === "classic"
      ? await buildClassic(engine, tag, subject, context)
      : await buildWithBuildkit(lab, engine, tag, subject, context, folderOf(lab, id, leg));
  if (built.result !== "works" || subject.run === undefined) return built;
  return runScript(engine.client, tag, subject.run, leg, subject.user);
}

async function buildClassic(engine: Engine, tag: string, subject: BuildSubject, context: Buffer): Promise<Observation> {
  try {
    const said = await engine.client.bytes("POST", "/build", {
      query: { t: tag, networkmode: subject.network ?? "none", version: 1, forcerm: 1 },
      stream: Readable.from([context]),
    });
    const messages = said
      .toString("utf8")
      .split("\n")
      .flatMap((line) => (line.trim() ? [JSON.parse(line) as { stream?: string; error?: string }] : []));
    const error = messages.find((message) => message.error !== undefined)?.error;
    const printed = messages.map(({ stream = "" }) => stream).join("");
    const complaints = printed.split("\n").filter((line) => !/^( --->|Step |Remov|$)/.test(line.replaceAll(/\u001b\[[0-9;]*m/g, "")));
    if (error !== undefined) return { result: "fails", stage: "build", words: settledWords(`${complaints.join(" ")} ${error}`) };
    return { result: "works", words: "" };
  } catch (error) {
    return refused("build", error);
  }
}

async function buildWithBuildkit(
  lab: Lab,
  engine: Engine,
  tag: string,
  subject: BuildSubject,
  context: Buffer,
  folder: string,
): Promise<Observation> {
  if (lab.tools.buildx === undefined) return { result: "impossible", words: "there is no buildx here" };
  const allow = subject.dockerfile.includes("--network=host") ? ["--allow", "network.host"] : [];
  const network = subject.network ? ["--network", subject.network] : [];
  // The context comes as octal escapes: exec gives a command no input.
  const script = `mkdir -p ${folder} && cd ${folder} && printf '%s' "$CONTEXT" | base64 -d | exec ${lab.tools.buildx} build --progress plain --provenance=false ${[...allow, ...network].join(" ")} -t ${tag} -`;
  const env = { CONTEXT: context.toString("base64"), BUILDX_CONFIG: `${folder}/buildx`, DOCKER_CONFIG: `${folder}/docker`, NO_COLOR: "1" };
  const ran = await engine.exec(["sh", "-c", script], { env, timeoutMs: 60_000 });
  return ran.code === 0
    ? { result: "works", words: "" }
    : { result: "fails", stage: "build", words: settledWords(complaintsOf(ran.stderr)) };
}

/** BuildKit says each thing several times, with step numbers and times before it. */
function complaintsOf(progress: string): string {
  const lines = progress.split("\n").flatMap((line) => {
    const text = line
      .replace(/^#\d+ /, "")
      .replace(/^[\d.]+ /, "")
      .replace(/^ERROR: (failed to build: failed to solve: )?/, "");
    return /error|failed|denied|not permitted|invalid|cannot|did not complete|unable/i.test(text) ? [text.trim()] : [];
  });
  const distinct = [...new Set(lines)];
  return distinct.filter((line) => !distinct.some((other) => other !== line && other.startsWith(line))).join(" ") || progress;
}
