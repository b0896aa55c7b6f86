import { composeFilesIn } from "../../../src/documents/compose/load/discover.js";
import { type ComposeProject, readProject } from "../../../src/documents/compose/project.js";
import { type ComposeNode, valueAt } from "../../../src/documents/compose/tree/tree.js";
import type { InputError } from "../../../src/text/input-error.js";
import { judge, judgedEnvironment, plainRepository } from "./judge.js";

/** One value that the two sides see differently. */
export interface Difference {
  readonly path: string;
  readonly compose: unknown;
  readonly ours: unknown;
}

/** How one project compares. `read` are the differences in what rules read, `whole` in everything else. */
export interface Comparison {
  readonly read: readonly Difference[];
  readonly whole: readonly Difference[];
  /** Whether both take the project or both refuse it. */
  readonly isSameAcceptance: boolean;
  readonly refusal?: string;
  readonly errors: readonly InputError[];
}

/** Attributes of a service that the workload model is made from. */
const readKeys = new Set([
  "build",
  "cap_add",
  "cap_drop",
  "cgroup",
  "command",
  "configs",
  "container_name",
  "device_cgroup_rules",
  "devices",
  "domainname",
  "entrypoint",
  "group_add",
  "healthcheck",
  "hostname",
  "image",
  "ipc",
  "network_mode",
  "networks",
  "pid",
  "post_start",
  "pre_start",
  "pre_stop",
  "privileged",
  "profiles",
  "secrets",
  "security_opt",
  "sysctls",
  "tmpfs",
  "ulimits",
  "use_api_socket",
  "user",
  "userns_mode",
  "uts",
  "volumes",
  "volumes_from",
]);

/** Reads a directory both ways and compares. */
export async function compareDirectory(binary: string, directory: string, files?: readonly string[]): Promise<Comparison> {
  const repository = plainRepository(directory);
  const names = files ?? composeFilesIn("", judgedEnvironment, repository);
  const verdict = await judge(binary, directory, files ?? []);
  const { project, errors } = readProject({ files: names, environment: judgedEnvironment, profiles: ["*"], isWhole: true }, repository);
  const refused = errors.some(({ level }) => level === "error");
  if ("refusal" in verdict) {
    const isSameAcceptance = refused || errors.some(isMilder) || newerThanJudge.test(verdict.refusal) || unread.test(verdict.refusal);
    return { read: [], whole: [], isSameAcceptance, refusal: verdict.refusal, errors };
  }
  const differences: Difference[] = [];
  diff(settled(verdict.model, true), project ? settled(plain(project), false) : undefined, "", differences);
  return {
    read: differences.filter(({ path }) => isRead(path)),
    whole: differences.filter(({ path }) => !isRead(path) && !isFromEnvFile(path, project)),
    isSameAcceptance: !refused,
    errors,
  };
}

/** What Compose refuses and we only warn of, because lint goes on: unknown keys, and variables that are not set. */
function isMilder({ message }: InputError): boolean {
  return / is not known to Compose | is read as empty\. /.test(message);
}

/** Keys that the judge does not know yet. */
const newerThanJudge = /additional properties (?:'(?:pre_start|image|per_replica)'(?:, )?)+ not allowed/;

/** Files that we do not read, because no rule needs them, and a fault of the judge's own printing. */
const unread = /env file .* not found|type types\.SSHKey/s;

function isRead(path: string): boolean {
  const [top, , key] = path.split("/").slice(1);
  return top === "services"
    ? key === undefined || readKeys.has(key)
    : ["", "name", "networks", "volumes", "secrets", "configs"].includes(top ?? "");
}

/** Whether a difference comes of env files, which Compose folds into `environment` and we do not read. */
function isFromEnvFile(path: string, project: ComposeProject | undefined): boolean {
  const [top, service = "", key] = path.split("/").slice(1);
  return (
    top === "services" &&
    (key === "environment" || key === "env_file") &&
    valueAt(project?.model, "services", service, "env_file") !== undefined
  );
}

/** Our model as plain values. */
function plain({ model }: ComposeProject): unknown {
  const value = (node: ComposeNode): unknown => {
    if (node.kind === "scalar") return node.value;
    if (node.kind === "sequence") return node.items.map(value);
    return Object.fromEntries([...node.entries].map(([key, entry]) => [key, value(entry.value)]));
  };
  return value(model);
}

/** What Compose's JSON leaves out is left out on both sides: empty values, extension fields, the spelling of unordered lists; `isEscaped` when every `$` is doubled. */
function settled(value: unknown, isEscaped: boolean, path: readonly string[] = []): unknown {
  const at = (pattern: string): boolean => matches(path, pattern);
  if (Array.isArray(value)) {
    const items = value.map((item, index) => settled(item, isEscaped, [...path, String(index)]));
    if (at("services.*.extra_hosts") || at("services.*.build.extra_hosts")) return hosts(items);
    return items.length === 0 && !at("services.*.command") && !at("services.*.entrypoint") ? undefined : items;
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value)
      .filter(([key]) =>
        path.length === 0
          ? !key.startsWith("x-") && key !== "models"
          : !key.startsWith("x-") || at("services") || at("volumes") || at("networks") || at("secrets") || at("configs"),
      )
      .map(([key, inner]) => [isEscaped ? key.replaceAll("$$", "$") : key, settled(inner, isEscaped, [...path, key])] as const)
      .filter(([key, inner]) => inner !== undefined || isNamed([...path, key]));
    if (at("services.*.build.ssh"))
      return Object.entries(value)
        .map(([id, file]) => (file === null || file === "" ? id : `${id}: ${file}`))
        .sort();
    return entries.length === 0 && !isNamed(path) ? undefined : Object.fromEntries(entries);
  }
  if (value === null || value === "" || value === false || value === 0 || value === "0")
    return isNamed(path) || at("services.*.environment.*") || at("services.*.labels.*") ? (value ?? null) : undefined;
  if (typeof value === "string" && isEscaped) return value.replaceAll("$$", "$");
  if (at("services.*.deploy.resources.*.devices.*.count") || at("services.*.gpus.*.count")) return value === "all" ? -1 : Number(value);
  return value;
}

/** Names the user gives, which count although nothing is said about them. */
function isNamed(path: readonly string[]): boolean {
  return ["services.*", "volumes.*", "networks.*", "secrets.*", "configs.*", "services.*.networks.*"].some((pattern) =>
    matches(path, pattern),
  );
}

function matches(path: readonly string[], pattern: string): boolean {
  const parts = pattern.split(".");
  return parts.length === path.length && parts.every((part, index) => part === "*" || part === path[index]);
}

function hosts(items: readonly unknown[]): unknown {
  const made = items.flatMap((item) => {
    const [, host = "", addresses = ""] = /^([^=:]*)[=:](.*)$/.exec(String(item)) ?? [];
    return addresses.split(",").map((address) => `${host}=${address.replace(/^\[(.*)\]$/, "$1")}`);
  });
  return made.length === 0 ? undefined : made.sort();
}

function diff(compose: unknown, ours: unknown, path: string, differences: Difference[]): void {
  if (Array.isArray(compose) && Array.isArray(ours) && compose.length === ours.length) {
    for (const [index, item] of compose.entries()) diff(item, ours[index], `${path}/${index}`, differences);
    return;
  }
  if (isMapping(compose) && isMapping(ours)) {
    for (const key of new Set([...Object.keys(compose), ...Object.keys(ours)]))
      diff(compose[key], ours[key], `${path}/${key}`, differences);
    return;
  }
  if (!Object.is(compose, ours) && JSON.stringify(compose) !== JSON.stringify(ours)) differences.push({ path, compose, ours });
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
