import { dirname } from "node:path";
import { inspectContainer, readLogs, waitContainer } from "../src/engines/containers.js";
import type { CommandSubject, ComposeSubject, Leg } from "./experiments/experiment.js";
import type { Observation } from "./judge.js";
import { engineOf, filledIn, folderOf, type Lab, settledWords, slugOf } from "./lab.js";

/** Brings a compose project up with Compose itself: created, started and waited for one after the other. */
export async function runComposeSubject(lab: Lab, id: string, subject: ComposeSubject, leg: Leg): Promise<Observation> {
  const { compose } = lab.tools;
  if (compose === undefined) return { result: "impossible", words: "there is no Compose here" };
  const engine = engineOf(lab, leg);
  const folder = folderOf(lab, id, leg);
  const project = `${slugOf(id)}-${leg.toLowerCase()}`;
  const yaml = leg === "optedOut" ? optedOut(subject.yaml) : subject.yaml;
  const env = { ...subject.env, DOCKER_CONFIG: `${folder}/docker` };
  const command = (...words: string[]) =>
    engine.exec([compose, "-p", project, "--ansi", "never", "-f", "compose.yaml", ...words], { cwd: folder, env });
  const wrote = await engine.exec([
    "sh",
    "-c",
    'mkdir -p "$1" && printf "%s" "$2" > "$1/compose.yaml"',
    "write",
    folder,
    filledIn(yaml, { dir: folder }),
  ]);
  if (wrote.code !== 0) throw new Error(`cannot write ${folder}/compose.yaml: ${wrote.stderr}`);
  try {
    const created = await command("create", "--pull", "never");
    if (created.code !== 0) return { result: "fails", stage: "create", words: wordsOf(created.stderr, folder) };
    const started = await command("start");
    if (started.code !== 0) return { result: "fails", stage: "start", words: wordsOf(started.stderr, folder) };
    const container = `${project}-${subject.service}-1`;
    const { Id } = await inspectContainer(engine.client, container);
    const code = await waitContainer(engine.client, Id, { timeoutMs: 60_000 });
    const { stdout, stderr } = await readLogs(engine.client, Id);
    const words = settledWords(`${stdout}${stderr}`, folder);
    return code === 0 ? { result: "works", words } : { result: "fails", stage: "run", words };
  } finally {
    await command("down", "--volumes", "--timeout", "0");
  }
}

/** Runs a script that uses the `docker` command. */
export async function runCommandSubject(lab: Lab, id: string, subject: CommandSubject, leg: Leg): Promise<Observation> {
  const { docker } = lab.tools;
  if (docker === undefined) return { result: "impossible", words: "there is no docker command here" };
  const folder = folderOf(lab, id, leg);
  const env = {
    PATH: `${dirname(docker)}:/usr/sbin:/usr/bin:/sbin:/bin`,
    DOCKER_CONFIG: `${folder}/docker`,
    userns: leg === "optedOut" ? "--userns=host" : "",
  };
  const ran = await engineOf(lab, leg).exec(["sh", "-c", `mkdir -p ${folder} && cd ${folder}\n${subject.script}`], { env });
  const words = settledWords(`${ran.stdout}${ran.stderr}`, folder);
  return ran.code === 0 ? { result: "works", words } : { result: "fails", stage: "run", words };
}

/** Every service of the lab with `userns_mode: host`, whatever it had. */
function optedOut(yaml: string): string {
  return yaml.replaceAll(/\n {4}userns_mode: .*/g, "").replaceAll("\n    image: lab", "\n    image: lab\n    userns_mode: host");
}

/** Compose prints progress, and last, once more, what the engine said. */
function wordsOf(stderr: string, folder: string): string {
  const mark = "Error response from daemon: ";
  return settledWords(stderr.includes(mark) ? stderr.slice(stderr.lastIndexOf(mark) + mark.length) : stderr, folder);
}
