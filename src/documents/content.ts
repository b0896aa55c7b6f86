import type { SourceFile } from "../text/source-file.js";
import { hasContainerTask, runsDockerInTask } from "./ansible/tasks.js";
import { mayWriteEngineFiles } from "./candidates.js";
import { declaresServicesAsJson, isComposeJson } from "./compose/declares-services.js";
import { readDaemonJson } from "./daemon/daemon-json.js";
import { readUnit } from "./daemon/unit.js";
import { configuresRunners, isRunnerConfig } from "./gitlab-runner/runners.js";
import { looksInspected } from "./inspect/inspect.js";
import type { Kind } from "./kinds.js";
import { mayHoldCommands, mentionsDocker } from "./scripts/scripts.js";

/** What a file with an unknown name declares, from its text; undefined when lint does not read its kind. A JSON object is a daemon.json when its keys are dockerd's. */
export function kindOfContent(file: SourceFile): Kind | undefined {
  const start = file.text.slice(0, 100_000);
  if (looksInspected(start)) return "inspect";
  if (/^\[(?:Unit|Service)\]\s*$/m.test(start) && readUnit(file).startsDockerd) return "unit";
  if (/\.(?:sh|bash|ksh|zsh|dash)$|(?:^|\/)[^./]+$/.test(file.path) && mayWriteEngineFiles(file.text, file.path)) return "script";
  if (mayHoldCommands(file.path) && mentionsDocker(file.path, file.text)) return "commands";
  if (isRunnerConfig(file.path) && configuresRunners(file.text)) return "gitlab-runner";
  if (/\.ya?ml$/i.test(file.path) && (hasContainerTask(file.text) || runsDockerInTask(file.text))) return "ansible";
  if (isComposeJson(file.path) && declaresServicesAsJson(file.text)) return "compose";
  if (/^\s*\{/.test(start)) return readDaemonJson(file).daemon && "daemon";
  if (/^\[(?:Unit|Service)\]\s*$/m.test(start)) return undefined;
  if (/^["']?(?:services|include)["']?\s*:/m.test(start)) return "compose";
  const lines = start.split(/\r?\n/).filter((line) => !/^\s*(?:#.*)?$/.test(line));
  const first = lines.find((line) => !/^\s*ARG\s/i.test(line));
  if (first !== undefined && /^\s*FROM\s+\S/i.test(first)) return "dockerfile";
  return lines.length > 0 && lines.every((line) => /^[^:\s]+:[^:]*:[^:]*$/.test(line)) ? "sub-ids" : undefined;
}
