import type { DockerCommand, DockerFlag, Runner } from "../../documents/docker-cli/command.js";
import type { Repository } from "../../documents/repository.js";
import { isOpen, partOfWord, type ShellWord } from "../../documents/shell/word.js";
import type { Variable } from "../../documents/variable.js";
import type { Located } from "../../text/location.js";
import { given } from "../given.js";
import type { Build, Device, Project, Workload } from "../workload.js";
import { dialectOf } from "./dialects.js";
import { mountOf, tmpfsOf, volumeOf } from "./mounts.js";

/** The folder that relative paths of commands start at, from the repository's root. */
export interface CommandScope {
  readonly directory: string;
  readonly repository: Repository;
}

/** Turns command lines of Docker's client into workloads, one for each container that they make. */
export function modelCommands(path: string, commands: readonly DockerCommand[], scope: CommandScope): Project {
  return { path, workloads: commands.flatMap((command) => workloadOf(command, scope) ?? []), volumes: [] };
}

/** The privileged container that an action of GitHub starts, as far as its source tells. */
export function modelAction(action: Located<string>, runner: Runner): Workload {
  const { at, value } = action;
  const nothing: DockerCommand = { verb: "run", at, body: at, flags: [], unknown: [], operands: [], runner };
  return { ...empty(nothing, value.replace(/@.*$/, "")), startedBy: action };
}

function workloadOf(command: DockerCommand, scope: CommandScope): Workload | undefined {
  const { verb, unknown } = command;
  if (verb === "run" || verb === "create" || verb === "service create") return containerOf(command, scope);
  const build = verb === "build" ? buildOf(command) : undefined;
  return unknown.length === 0 && !build
    ? undefined
    : { ...empty(command, nameOf(command)), unknownFlags: unknown, ...(build && { build }) };
}

/** What a build asks of the engine; one of a builder that is named is not the engine's. */
function buildOf({ flags, at }: DockerCommand): Build | undefined {
  const network = flags.findLast(({ name }) => name === "network")?.value;
  return network?.value === "host" && !flags.some(({ name }) => name === "builder") ? { at, network, entitlements: [] } : undefined;
}

function containerOf(command: DockerCommand, scope: CommandScope): Workload {
  const { flags, operands, verb } = command;
  const [image, ...words] = operands;
  const all = (name: string) => flags.flatMap((flag) => (flag.name === name && flag.value ? [flag.value] : []));
  const last = (name: string) => said(all(name).at(-1));
  const modes = all("network").map((mode) => networkOf(mode));
  // Swarm has no modes, but `host` is the engine's network of that name: a task that joins it shares the host's namespace.
  const isMode = verb === "service create" ? /^host$/ : /^(?:host|none|container:.+)$/;
  const mode = modes.filter(({ value }) => isMode.test(value)).at(-1);
  const entrypoint = last("entrypoint");
  const health = last("health-cmd");
  return {
    ...empty(command, nameOf(command)),
    ...given("containerName", last("name")),
    ...given("image", image && !isOpen(image) ? image : undefined),
    ...given("user", last("user")),
    groupAdd: all("group-add"),
    ...given("privileged", switchOf(flags, "privileged")),
    ...given("privilegedBy", flags.findLast(({ name }) => name === "privileged")?.by),
    ...given("runtime", last("runtime")),
    namespaces: {
      ...given("network", mode),
      ...given("pid", last("pid")),
      ...given("ipc", last("ipc")),
      ...given("uts", last("uts")),
      ...given("cgroup", last("cgroupns")),
      ...given("user", last("userns")),
    },
    networks: modes.filter((each) => each !== mode && !isOpen(each)).map(({ value, at }) => ({ at, engineName: value })),
    mounts: [
      ...all("volume").flatMap((word) => volumeOf(word, scope) ?? []),
      ...all("mount").flatMap((word) => mountOf(word, scope) ?? []),
      ...all("tmpfs").flatMap((word) => tmpfsOf(word)),
    ],
    devices: all("device").flatMap((word) => deviceOf(word) ?? []),
    deviceCgroupRules: all("device-cgroup-rule"),
    capabilities: { add: all("cap-add"), drop: all("cap-drop") },
    sysctls: all("sysctl").flatMap(pairOf),
    securityOptions: all("security-opt"),
    ulimits: all("ulimit").map((word) => pairOf(word)[0]?.key ?? word),
    ...given("domainname", last("domainname")),
    ...given("hostname", last("hostname")),
    ...given("useApiSocket", switchOf(flags, "use-api-socket")),
    volumesFrom: all("volumes-from"),
    command: words,
    entrypoint: entrypoint ? [entrypoint] : [],
    healthcheck: health ? [health] : [],
    environment: new Map(all("env").flatMap(variableOf)),
    unknownFlags: command.unknown,
  };
}

function empty({ verb, at, body, place, flags, runner }: DockerCommand, name: string): Workload {
  return {
    name,
    dialect: dialectOf({ verb, flags, ...(place && { place }) }),
    at,
    body,
    ...(runner && { runner }),
    profiles: [],
    groupAdd: [],
    namespaces: {},
    networks: [],
    mounts: [],
    devices: [],
    deviceCgroupRules: [],
    capabilities: { add: [], drop: [] },
    sysctls: [],
    securityOptions: [],
    ulimits: [],
    grants: [],
    hooks: [],
    volumesFrom: [],
    command: [],
    entrypoint: [],
    healthcheck: [],
    environment: new Map(),
  };
}

/** The container's name, else its image's, else the command itself. */
function nameOf({ flags, operands, verb, place }: DockerCommand): string {
  const name = flags.findLast((flag) => flag.name === "name")?.value?.value ?? operands[0]?.value;
  return name === undefined || (isOpen({ value: name }) && !place) ? `docker ${verb}` : name;
}

/** What is said: a value that is empty, or not known at all, says nothing. */
function said(word: ShellWord | undefined): ShellWord | undefined {
  return word === undefined || word.value === "" || isOpen(word) ? undefined : word;
}

/** A switch: on where it stands alone, else what it is set to, as Go's ParseBool reads it. */
function switchOf(flags: readonly DockerFlag[], name: string): Located<boolean> | undefined {
  const flag = flags.findLast((each) => each.name === name);
  if (!flag) return undefined;
  if (!flag.value) return { value: true, at: flag.at };
  if (/^(?:1|t|true)$/i.test(flag.value.value)) return { value: true, at: flag.at };
  return /^(?:0|f|false)$/i.test(flag.value.value) ? { value: false, at: flag.at } : undefined;
}

/** `--network` takes a name, or `name=x,alias=y`. */
function networkOf(word: ShellWord): ShellWord {
  const match = /(?:^|,)name=([^,]*)/.exec(word.value);
  if (!match) return word;
  const start = match.index + match[0].length - (match[1] as string).length;
  return partOfWord(word, start, start + (match[1] as string).length);
}

function pairOf(word: ShellWord): { key: Located<string>; value: Located<string> }[] {
  const equals = word.value.indexOf("=");
  return equals < 1 ? [] : [{ key: partOfWord(word, 0, equals), value: partOfWord(word, equals + 1) }];
}

function variableOf(word: ShellWord): (readonly [string, Variable])[] {
  return pairOf(word).flatMap(({ key, value }) => (isOpen(value) ? [] : [[key.value, { ...value, kind: "environment" }] as const]));
}

/** `path[:path in the container[:permissions]]`; a CDI name is one word. */
function deviceOf(word: ShellWord): Device | undefined {
  const { value, at } = word;
  const first = value.indexOf(":");
  const source = first < 0 ? word : partOfWord(word, 0, first);
  if (source.value === "" || isOpen(source)) return undefined;
  if (first < 0) return { source, target: source, at };
  const second = value.indexOf(":", first + 1);
  const target = partOfWord(word, first + 1, second < 0 ? value.length : second);
  return { source, target: /^[rwm]{1,3}$/.test(target.value) ? source : target, at };
}
