import type { InputError } from "../../text/input-error.js";
import type { SourceFile } from "../../text/source-file.js";
import { readJenkinsfile } from "./jenkinsfile.js";
import { readJustfile } from "./justfile.js";
import { readMakefile } from "./makefile.js";
import { readPackageJson } from "./package-json.js";
import { readPowerShell } from "./powershell.js";
import { isWorkflowOrAction } from "./privileged-actions.js";
import type { Script } from "./script.js";
import { readServiceUnit } from "./service-unit.js";
import { readShellFile } from "./shell-file.js";
import { readYamlSteps } from "./yaml-steps.js";

const jenkinsfile = /(?:^|\/)[\w.-]*Jenkinsfile[\w.-]*$|\.jenkinsfile$/i;

/** Whether a path is that of a Jenkinsfile. */
export function isJenkinsfile(path: string): boolean {
  return jenkinsfile.test(path);
}

/** Files that hold commands, by name, and how their commands are taken out. */
const languages: readonly { readonly named: RegExp; readonly read: (file: SourceFile, errors: InputError[]) => readonly Script[] }[] = [
  { named: /\.(?:sh|bash|ksh|zsh)$/, read: readShellFile },
  { named: /\.ps1$/i, read: readPowerShell },
  { named: /(?:^|\/)(?:GNUm|M|m)akefile(?:\.[\w-]+)?$|\.(?:mk|mak)$/, read: readMakefile },
  { named: /(?:^|\/)\.?[jJ]ustfile$|\.just$/, read: readJustfile },
  { named: /(?:^|\/)package\.json$/, read: readPackageJson },
  { named: jenkinsfile, read: readJenkinsfile },
  { named: /\.service(?:\.in)?$|\.service\.d\/[^/]+\.conf$/, read: readServiceUnit },
  {
    named:
      /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$|(?:^|\/)action\.ya?ml$|(?:^|\/)\.gitlab-ci[\w.-]*\.ya?ml$|(?:^|\/)Taskfile(?:\.[\w-]+)?\.ya?ml$|(?:^|\/)\.(?:circleci\/config|travis|drone|woodpecker)\.ya?ml$|(?:^|\/)\.?(?:azure-)?pipelines(?:[\w.-]*|\/.+)\.ya?ml$|(?:^|\/)bitbucket-pipelines\.ya?ml$|(?:^|\/)\.buildkite\/.+\.ya?ml$/i,
    read: readYamlSteps,
  },
];

/** Whether a file holds commands by its name alone. */
export function isCommandFile(path: string): boolean {
  return languages.some(({ named }) => named.test(path));
}

/** Names without an ending may be shell scripts, which their first line says. */
const mayBeShell = /(?:^|\/)\.?[^/.]+$/;

/** Whether a file may hold commands, by its name. */
export function mayHoldCommands(path: string): boolean {
  return isCommandFile(path) || mayBeShell.test(path);
}

/** Whether the text of such a file runs Docker's client, as far as a look tells. */
export function mentionsDocker(path: string, text: string): boolean {
  // A workflow may declare containers and never mention Docker.
  if (/(?:^|\/)\.github\/workflows\//.test(path) && /^[ \t]+(?:container|services):/m.test(text)) return true;
  if (isWorkflowOrAction(path) && text.split("\n").some(usesEngine)) return true;
  if (!/docker/i.test(text)) return false;
  return isCommandFile(path) || /^#!.*\b(?:ba|da|a|k|z)?sh\b/.test(text);
}

/** Whether a line uses an action that may start containers; looks for its name once, however often `uses:` stands in the line. */
function usesEngine(line: string): boolean {
  const at = line.search(/\buses["']?[ \t]*:/);
  return at >= 0 && /\bkind\b|k3d|minikube|run-on-arch|\bqus\b/i.test(line.slice(at));
}

/** The scripts of a file; `errors` gets what keeps it from being read. */
export function readScripts(file: SourceFile, errors: InputError[] = []): readonly Script[] {
  const language = languages.find(({ named }) => named.test(file.path));
  return language ? language.read(file, errors) : readShellFile(file);
}
