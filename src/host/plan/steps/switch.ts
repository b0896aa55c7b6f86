import { createHash } from "node:crypto";
import type { Command } from "../../../advice/command.js";
import { knownPath } from "../../../advice/known-path.js";
import {
  putFile,
  removeFile,
  restartService,
  restartUnit,
  runLine,
  startContainers,
  stopContainers,
} from "../../../advice/switch-commands.js";
import { counted } from "../../checks/check.js";
import { valueIn } from "../../facts/fact.js";
import { inOrder } from "../carried.js";
import { withRemap } from "../daemon-json.js";
import type { PlanInput } from "../input.js";
import type { RemapDecision } from "../remap.js";
import type { Restart, Step, StopContainers, Switch } from "../step.js";
import { allOrNone, inPlan } from "./parts.js";

const usualMode = 0o644;

/** What is done while nothing runs, and the files that it puts in place, by their paths in the folder of the plan. */
export function switchSteps(
  input: PlanInput,
  decision: RemapDecision,
): { readonly steps: readonly Step[]; readonly files: ReadonlyMap<string, string> } {
  const running = inOrder((valueIn(input.engine.containers) ?? []).filter(({ isRunning }) => isRunning));
  const configuration = valueIn(input.facts.configuration);
  const before = configuration?.file?.text;
  const after = withRemap(before, decision.remap.value);
  const files = new Map([["files/daemon.json", after], ...(before === undefined ? [] : [["files/daemon.json.before", before] as const])]);
  const { path, at } = { path: configuration?.real ?? "/etc/docker/daemon.json", at: configuration?.at };
  const owner = { uid: at?.uid ?? 0, gid: at?.gid ?? 0 };
  const mode = at?.mode ?? usualMode;
  const restart = restartOf(input);
  const restarts = restartCommand(restart);
  const target = knownPath(path);
  const put = (file: string): Command | undefined => target && putFile(inPlan(file), target, { owner, mode });
  const switching: Switch = {
    kind: "switch",
    id: "switch",
    title: `Set \`userns-remap\` to \`${decision.remap.value}\` and restart dockerd`,
    phase: "down",
    commands: allOrNone([put("files/daemon.json"), restarts]),
    byHand: null,
    undo: allOrNone([before === undefined ? target && removeFile(target) : put("files/daemon.json.before"), restarts]),
    daemonJson: {
      path,
      before: before === undefined ? null : sha256(before),
      after: sha256(after),
      file: "files/daemon.json",
      ...owner,
      mode,
    },
    restart,
  };
  return { steps: [...(running.length > 0 ? [stopStep(running)] : []), switching], files };
}

function stopStep(running: StopContainers["containers"]): StopContainers {
  const names = running.map(({ name }) => name);
  return {
    kind: "stop-containers",
    id: "stop-containers",
    title: `Stop ${counted(running.length, "container")}`,
    phase: "down",
    commands: allOrNone([stopContainers(names)]),
    byHand: null,
    undo: allOrNone([startContainers(names)]),
    containers: running.map(({ id, name }) => ({ id, name })),
  };
}

function restartOf({ facts, answers }: PlanInput): Restart {
  if (answers.restartCommand !== undefined) return { by: "command", command: answers.restartCommand };
  const supervisor = facts.running && valueIn(facts.running.supervisor);
  if (!supervisor || supervisor.by === "unknown") throw new Error("a plan without a way to restart dockerd has a refusal, and no steps");
  return supervisor;
}

function restartCommand(restart: Restart): Command | undefined {
  if (restart.by === "systemd") return restartUnit(restart.unit);
  return restart.by === "service" ? restartService(restart.name) : runLine(restart.command);
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
