import type { Budget } from "../../budget.js";
import type { InputError } from "../../text/input-error.js";
import type { SourceFile } from "../../text/source-file.js";
import { isTaskList } from "../compose/declares-services.js";
import type { Node } from "../compose/tree/node.js";
import { mappedText } from "../compose/tree/places.js";
import { readYaml } from "../compose/yaml/read.js";
import { type DockerCommand, readDockerCommand } from "../docker-cli/command.js";
import { commandOf, mountWord, splitOptions } from "../docker-cli/declared.js";
import { flagsOf, pairsOf, valueAt, wordsOf } from "../docker-cli/key-flags.js";
import { withExpressions } from "../scripts/yaml-steps.js";
import { parseShell } from "../shell/shell.js";
import type { ShellWord } from "../shell/word.js";

const task = /^(?:(?:community\.(?:docker|general)|ansible\.(?:builtin|legacy))\.)?(docker_container|docker_swarm_service)$/;

/** Whether text has a task that makes a container, as far as a look tells. */
export function hasContainerTask(text: string): boolean {
  return /^[ \t]*(?:-[ \t]+)?["']?(?:[\w.]+\.)?docker_(?:container|swarm_service)["']?[ \t]*:/m.test(text);
}

/** Whether YAML is a list of tasks or plays of which one may run Docker's client, as far as a look tells. */
export function runsDockerInTask(text: string): boolean {
  return (
    /^[ \t]*(?:-[ \t]+)?["']?(?:ansible\.\w+\.)?(?:shell|command)["']?[ \t]*:/m.test(text) &&
    /\bdocker[ \t]+(?:run|(?:service[ \t]+)?create)\b/.test(text) &&
    isTaskList(text)
  );
}

const shell = /^(?:ansible\.(?:builtin|legacy)\.)?(?:shell|command)$/;

/**
 * The containers that tasks of Ansible make: docs.ansible.com, community.docker.docker_container and docker_swarm_service; those of a state `absent` are not made. With them
 * what `shell` and `command` run. What is not YAML has none, and a warning says so.
 */
export function readContainerTasks(file: SourceFile, budget: Budget, errors: InputError[]): readonly DockerCommand[] {
  const found: DockerCommand[] = [];
  const wrong: InputError[] = [];
  const roots = readYaml(file, wrong, budget);
  const [first] = wrong;
  if (first && roots.length === 0) {
    const message =
      "The file cannot be read as YAML from here on, so the containers of its tasks are not judged. Mend it, or list it under `exclude` in the settings.";
    errors.push({ file: file.path, ...(first.at && { at: first.at }), level: "warning", message });
  }
  for (const root of roots) visit(root, found, budget);
  return found;
}

function visit(node: Node, found: DockerCommand[], budget: Budget): void {
  if (node.kind === "sequence") for (const item of node.items) visit(item, found, budget);
  if (node.kind !== "mapping") return;
  for (const [key, { key: at, value }] of node.entries) {
    // Values for tasks elsewhere: docs.ansible.com, "Module defaults".
    if (key === "module_defaults") continue;
    const [, made] = task.exec(key) ?? [];
    const script = shell.test(key) ? (valueAt(value, "cmd") ?? value) : undefined;
    if (script?.kind === "scalar" && /docker/.test(String(script.value)))
      found.push(...parseShell(withExpressions(script), new Map(), budget).flatMap((command) => readDockerCommand(command) ?? []));
    else if (!made) visit(value, found, budget);
    else if (value.kind === "mapping" && !/^absent$/.test(textAt(value, "state")))
      found.push(containerOf(value, at, made === "docker_container"));
  }
}

type Mapping = Extract<Node, { kind: "mapping" }>;

function containerOf(node: Mapping, at: Node["at"], isContainer: boolean): DockerCommand {
  const [image] = wordsOf(valueAt(node, "image"));
  const command = valueAt(node, "command");
  return commandOf({
    place: isContainer ? "ansible" : "ansible-service",
    verb: isContainer ? "create" : "service create",
    name: textAt(node, "name") || (image?.value ?? "container"),
    at,
    body: node.at,
    keys: isContainer ? ofContainer(node) : ofService(node),
    ...(image && { image }),
    command: command?.kind === "scalar" ? wordsOf(command).flatMap((word) => splitOptions(word.text())) : wordsOf(command),
  });
}

function ofContainer(node: Mapping) {
  const flags = flagsOf(node, [
    ["network", "network_mode", wordsOf],
    ["network", "networks", namesOf],
    ["pid", "pid_mode", wordsOf],
    ["ipc", "ipc_mode", wordsOf],
    ["userns", "userns_mode", wordsOf],
    ["uts", "uts", wordsOf],
    ["cgroupns", "cgroupns_mode", wordsOf],
    ["runtime", "runtime", wordsOf],
    ["user", "user", wordsOf],
    ["group-add", "groups", wordsOf],
    ["cap-add", "capabilities", wordsOf],
    ["cap-drop", "cap_drop", wordsOf],
    ["device", "devices", wordsOf],
    ["device-cgroup-rule", "device_cgroup_rules", wordsOf],
    ["security-opt", "security_opts", wordsOf],
    ["sysctl", "sysctls", pairsOf],
    ["ulimit", "ulimits", ulimitsOf],
    ["hostname", "hostname", wordsOf],
    ["domainname", "domainname", wordsOf],
    ["tmpfs", "tmpfs", wordsOf],
    ["volumes-from", "volumes_from", wordsOf],
    ["volume", "volumes", wordsOf],
    ["mount", "mounts", mountsOf],
    ["env", "env", pairsOf],
  ]);
  const privileged = valueAt(node, "privileged");
  return isTrue(privileged) ? [...flags, { name: "privileged", at: privileged.at }] : flags;
}

function ofService(node: Mapping) {
  return flagsOf(node, [
    ["network", "networks", namesOf],
    ["user", "user", wordsOf],
    ["group-add", "groups", wordsOf],
    ["cap-add", "cap_add", wordsOf],
    ["cap-drop", "cap_drop", wordsOf],
    ["sysctl", "sysctls", pairsOf],
    ["hostname", "hostname", wordsOf],
    ["mount", "mounts", mountsOf],
    ["env", "env", pairsOf],
  ]);
}

/** What Ansible takes for true: docs.ansible.com, "YAML Syntax". */
function isTrue(node: Node | undefined): node is Node {
  return node?.kind === "scalar" && /^(?:true|yes|on|1|y|t)$/i.test(String(node.value));
}

function textAt(node: Mapping, key: string): string {
  const value = valueAt(node, key);
  return value?.kind === "scalar" && value.value !== null ? String(value.value) : "";
}

/** Networks are names, or mappings with a `name`. */
function namesOf(node: Node | undefined): ShellWord[] {
  if (node?.kind !== "sequence") return [];
  return node.items.flatMap((item) => wordsOf(item.kind === "mapping" ? valueAt(item, "name") : item));
}

/** `name:soft:hard`, of which `--ulimit` writes the first colon as `=`. */
function ulimitsOf(node: Node | undefined): ShellWord[] {
  return wordsOf(node).map((word) => ({ ...word, value: word.value.replace(":", "=") }));
}

/** A mount is a mapping: `source`, `target`, `type` (a volume where none is given), `read_only` (`readonly` of services), `propagation`. */
function mountsOf(node: Node | undefined): ShellWord[] {
  if (node?.kind !== "sequence") return [];
  return node.items.flatMap((item) => {
    const at = (key: string) => {
      const value = valueAt(item, key);
      return value?.kind === "scalar" && value.value !== null ? mappedText(value) : undefined;
    };
    const isReadOnly = isTrue(valueAt(item, "read_only")) || isTrue(valueAt(item, "readonly"));
    const word = mountWord(
      [
        ["type", at("type")],
        ["source", at("source")],
        ["target", at("target")],
        ["bind-propagation", at("propagation")],
        ["readonly", isReadOnly ? (at("read_only") ?? at("readonly")) : undefined],
      ],
      item.at,
    );
    return word ?? [];
  });
}
