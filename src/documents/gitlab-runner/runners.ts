import type { Budget } from "../../budget.js";
import type { InputError } from "../../text/input-error.js";
import type { SourceFile } from "../../text/source-file.js";
import type { DockerCommand, DockerFlag } from "../docker-cli/command.js";
import { commandOf, joinedWord, replaced } from "../docker-cli/declared.js";
import { knownWord, type ShellWord } from "../shell/word.js";
import { readToml, type TomlEntry, type TomlTable, type TomlValue } from "./toml.js";

/** What `[runners.docker]` says as flags of `docker create`: docs.gitlab.com/runner/configuration/advanced-configuration, "The [runners.docker] section". */
const flags: readonly (readonly [flag: string, key: string])[] = [
  ["cap-add", "cap_add"],
  ["cap-drop", "cap_drop"],
  ["device", "devices"],
  ["device-cgroup-rule", "device_cgroup_rules"],
  ["group-add", "group_add"],
  ["hostname", "hostname"],
  ["network", "network_mode"],
  ["runtime", "runtime"],
  ["security-opt", "security_opt"],
  ["user", "user"],
  ["userns", "userns_mode"],
  ["volume", "volumes"],
  ["volumes-from", "volumes_from"],
];
/** Those that are tables of their own. */
const tables: readonly (readonly [flag: string, key: string, separator: string])[] = [
  ["sysctl", "sysctls", "="],
  ["ulimit", "ulimit", "="],
  ["tmpfs", "tmpfs", ":"],
];

/** Whether a name may be that of a runner's configuration: `config.toml`, and copies and templates of it. */
export function isRunnerConfig(path: string): boolean {
  return /(?:^|\/)[\w.-]*(?:config|runners?)[\w.-]*\.toml$/i.test(path);
}

/** Whether text configures GitLab runners that start containers, as far as a look tells. */
export function configuresRunners(text: string): boolean {
  return /^[ \t]*\[[ \t]*runners[ \t]*\.[ \t]*docker[ \t]*\]/m.test(text);
}

/** The containers that the runners of a config.toml start for jobs; another executor than Docker's starts none. What is not TOML has none, and a warning says so. */
export function readRunners(file: SourceFile, _budget: Budget, errors: InputError[]): readonly DockerCommand[] {
  const all = readToml(file);
  if ("brokenAt" in all) {
    const message =
      "The file is not valid TOML from here on, so the containers of its runners are not judged. Mend it, or list it under `exclude` in the settings.";
    errors.push({ file: file.path, at: all.brokenAt, level: "warning", message });
    return [];
  }
  const found: DockerCommand[] = [];
  let runner: TomlTable | undefined;
  for (const [index, table] of all.entries()) {
    const name = table.name.join(".");
    if (name === "runners") runner = table;
    if (name !== "runners.docker") continue;
    const executor = valueAt(runner?.entries ?? [], "executor");
    if (executor?.kind === "text" && !/^docker(?:\+machine|-autoscaler|-ssh(?:\+machine)?)?$/.test(executor.text.text)) continue;
    const below: TomlTable[] = [];
    for (const each of all.slice(index + 1)) {
      if (each.name.slice(0, 2).join(".") !== "runners.docker" || each.name.length < 3) break;
      below.push(each);
    }
    found.push(...containersOf(table, below, nameOf(runner) ?? "runner"));
  }
  return found;
}

function containersOf({ at, entries }: TomlTable, below: readonly TomlTable[], name: string): DockerCommand[] {
  const [image] = wordsOf(valueAt(entries, "image"));
  const keys: DockerFlag[] = flags.flatMap(([flag, key]) =>
    wordsOf(valueAt(entries, key)).map((value) => ({ name: flag, at: value.at, value })),
  );
  for (const [flag, key, separator] of tables) {
    const inline = valueAt(entries, key);
    const inner = below.find((table) => table.name[2] === key)?.entries ?? (inline?.kind === "table" ? inline.entries : []);
    for (const entry of inner) {
      const word =
        entry.value.kind === "text"
          ? joinedWord([replaced(entry.at, `${entry.keys.join(".")}${separator}`), entry.value.text], entry.value.at)
          : undefined;
      if (word) keys.push({ name: flag, at: word.at, value: word });
    }
  }
  const jobs = valueAt(entries, "privileged");
  const services = valueAt(entries, "services_privileged");
  const isOn = (value: TomlValue | undefined) => value?.kind === "other" && value.written === "true";
  if (jobs && isOn(jobs)) keys.push({ name: "privileged", at: jobs.at });
  const [userns] = keys.filter((key) => key.name === "userns");
  const declared = { place: "gitlab-runner" as const, at, body: at, ...(image && { image }) };
  return [
    commandOf({ ...declared, name, keys }),
    // Where jobs are privileged already, one finding says it.
    ...(services && isOn(services) && !isOn(jobs)
      ? [
          commandOf({
            ...declared,
            name: `services of ${name}`,
            keys: [{ name: "privileged", at: services.at }, ...(userns ? [userns] : [])],
          }),
        ]
      : []),
  ];
}

function nameOf(runner: TomlTable | undefined): string | undefined {
  const name = runner && valueAt(runner.entries, "name");
  return name?.kind === "text" && name.text.text !== "" ? name.text.text : undefined;
}

function valueAt(entries: readonly TomlEntry[], key: string): TomlValue | undefined {
  return entries.findLast(({ keys }) => keys.length === 1 && keys[0] === key)?.value;
}

function wordsOf(value: TomlValue | undefined): ShellWord[] {
  if (value?.kind === "list") return value.items.flatMap(wordsOf);
  return value?.kind === "text" ? [knownWord(value.text)] : [];
}
