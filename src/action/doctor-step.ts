import { existsSync, readlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { engineSocket } from "../commands/engine-socket.js";
import { Failure } from "../commands/failure.js";
import { asRoot, run } from "../engines/command.js";
import { findProgram } from "../engines/installation.js";
import { type Diagnosis, diagnose } from "../host/diagnosis.js";
import { readHost } from "../host/facts/host.js";
import { writeDoctorGithub } from "../reporters/doctor/github.js";
import { writeDoctorJson } from "../reporters/doctor/json.js";
import { writeDoctorSummary } from "../reporters/doctor/summary.js";
import { writeDoctorText } from "../reporters/doctor/text.js";
import { type Step, writeFileNamed } from "./step.js";
import { fenced } from "./workflow.js";

/** Number of the machine's first pid namespace: PROC_PID_INIT_INO in include/linux/proc_ns.h. */
const initialPidNamespace = "pid:[4026531836]";
/** Much more than a host says of itself. */
const mostBytes = 16 << 20;

/** Judges the machine of the runner: text in the log, annotations, the summary, the outputs and the JSON file. Rejects with a Failure where it is not the machine that the step runs on. */
export async function doctorStep(step: Step): Promise<Diagnosis> {
  const { workflow, terminal, values } = step;
  if (process.platform !== "linux") throw new Failure("refused", `doctor judges a Linux host; this is ${process.platform}.`);
  if (existsSync("/.dockerenv") && readlinkSync("/proc/self/ns/pid") !== initialPidNamespace)
    throw new Failure("refused", "doctor judges the runner's machine, and this is a container job. Leave `container:` out of this job.");
  const diagnosis = await terminal.untilStopped((signal) => diagnosed(step, signal));
  terminal.out(fenced(writeDoctorText(diagnosis, { color: terminal.color })), "commands");
  terminal.out(writeDoctorGithub(diagnosis), "commands");
  await workflow.addSummary(writeDoctorSummary(diagnosis));
  const count = (outcome: string) => diagnosis.checks.filter((each) => each.outcome === outcome).length;
  const outputs = {
    "doctor-answer": diagnosis.answer,
    "doctor-problems": count("problem"),
    "doctor-warnings": count("warning"),
    "doctor-unknown": count("unknown"),
    "doctor-json-path": writeFileNamed(step, values["doctor-json-file"], () => writeDoctorJson(diagnosis)),
  };
  for (const [name, value] of Object.entries(outputs)) workflow.setOutput(name, value);
  return diagnosis;
}

async function diagnosed({ terminal: { environment } }: Step, signal: AbortSignal): Promise<Diagnosis> {
  const socket = engineSocket(environment);
  const asked = process.getuid?.() === 0 ? undefined : await askAsRoot(socket, signal);
  return asked ?? diagnose(await readHost({ ...(socket !== undefined && { socket }), signal }));
}

/** What the command line beside the action says as root: a runner is rarely root, and much of a host is closed to others. Undefined where there is no way to be root. */
async function askAsRoot(socket: string | undefined, signal: AbortSignal): Promise<Diagnosis | undefined> {
  const cli = join(dirname(process.argv[1] ?? ""), "cli.js");
  if (!findProgram("sudo") || !existsSync(cli)) return undefined;
  const host = socket === undefined ? [] : ["env", `DOCKER_HOST=unix://${socket}`];
  const ran = await run(asRoot([...host, process.execPath, cli, "doctor", "--format", "json"]), {
    timeoutMs: 120_000,
    maxBytes: mostBytes,
    signal,
  });
  signal.throwIfAborted();
  try {
    // What this version of it prints is a diagnosis but for what stands for nothing.
    const { checks, ...rest } = JSON.parse(ran.stdout) as Omit<Diagnosis, "isMachine">;
    return { ...rest, isMachine: true, checks: checks.map(({ remedy, ...each }) => ({ ...each, ...(remedy && { remedy }) })) };
  } catch {
    return undefined;
  }
}
