import { type Budget, budgetForOne } from "../../budget.js";
import type { ComposeProject } from "../../documents/compose/project.js";
import type { ComposeEntry, ComposeNode } from "../../documents/compose/tree/tree.js";
import { valueAt } from "../../documents/compose/tree/tree.js";
import type { Repository } from "../../documents/repository.js";
import type { Variable, Variables } from "../../documents/variable.js";
import type { Located, Location } from "../../text/location.js";
import { given } from "../given.js";
import type { Device, Hook, Project, Workload } from "../workload.js";
import { boundScriptsOf } from "./bound-scripts.js";
import { buildOf, type ImageOf } from "./build.js";
import { composeDialect } from "./dialect.js";
import { envFileVariables } from "./env-files.js";
import { grantsOf } from "./grants.js";
import { isExternal, type MountScope, mountsOf, volumesIn } from "./mounts.js";
import { entriesOf, flagIn, gapsIn, itemsOf, pairsIn, partOf, saidIn, textOf, textsIn, wordsIn } from "./values.js";
import { inheritMounts } from "./volumes-from.js";

/** What a service costs until it is in a report, and what each of its mounts does. */
const serviceSteps = 60;
const mountSteps = 15;

/** Turns an effective compose model into workloads, one per service; a service with a `provider` runs no container and is left out. */
export function modelProject(compose: ComposeProject, repository: Repository, imageOf: ImageOf, budget: Budget = budgetForOne()): Project {
  const { model, directory, name } = compose;
  const volumes = volumesIn(model, name, directory, repository);
  const scope: MountScope = { directory, repository, volumes };
  const workloads = [...entriesOf(valueAt(model, "services"))]
    .filter(([, { value }]) => value.kind === "mapping" && valueAt(value, "provider") === undefined)
    .map(([service, entry]) => {
      budget.spend(serviceSteps + mountSteps * itemsOf(valueAt(entry.value, "volumes")).length);
      return workloadOf(service, entry, model, name, scope, imageOf, budget);
    });
  const withScripts = inheritMounts(workloads).map((workload) => {
    const boundScripts = boundScriptsOf(workload, repository, budget);
    return boundScripts.length > 0 ? { ...workload, boundScripts } : workload;
  });
  return { path: compose.files[0]?.path ?? "", workloads: withScripts, volumes: [...volumes.values()] };
}

function workloadOf(
  name: string,
  { key, value: service }: ComposeEntry,
  model: ComposeNode,
  project: string,
  scope: MountScope,
  imageOf: ImageOf,
  budget: Budget,
): Workload {
  const text = (...keys: string[]) => saidIn(valueAt(service, ...keys));
  const build = buildOf(service, scope.directory, scope.repository, imageOf);
  const openText = (key: string): Located<string> | undefined => {
    const node = valueAt(service, key);
    const gaps = gapsIn(node);
    return node && gaps?.written !== undefined && /^\$(?:\w|\{\w+\})/.test(gaps.written) ? { value: gaps.written, at: node.at } : undefined;
  };
  const open = {
    ...given("domainname", openText("domainname")),
    ...given("network", openText("network_mode")),
    ...given("privileged", openText("privileged")),
  };
  const privileged = flagIn(valueAt(service, "privileged"));
  const useApiSocket = flagIn(valueAt(service, "use_api_socket"));
  const deploy = valueAt(service, "deploy")?.at;
  return {
    name,
    dialect: composeDialect,
    at: key,
    body: service.at,
    profiles: textsIn(valueAt(service, "profiles")).map(({ value }) => value),
    ...given("containerName", text("container_name")),
    ...given("image", text("image")),
    ...given("build", build),
    ...given("user", text("user")),
    groupAdd: textsIn(valueAt(service, "group_add")),
    ...given("privileged", privileged),
    ...(Object.keys(open).length > 0 && { open }),
    ...given("runtime", text("runtime")),
    namespaces: {
      ...given("network", text("network_mode")),
      ...given("pid", text("pid")),
      ...given("ipc", text("ipc")),
      ...given("uts", text("uts")),
      ...given("cgroup", text("cgroup")),
      ...given("user", text("userns_mode")),
    },
    networks: networksOf(service, key, model, project),
    mounts: mountsOf(service, scope),
    devices: itemsOf(valueAt(service, "devices")).flatMap((item) => deviceOf(item) ?? []),
    deviceCgroupRules: textsIn(valueAt(service, "device_cgroup_rules")),
    capabilities: { add: textsIn(valueAt(service, "cap_add")), drop: textsIn(valueAt(service, "cap_drop")) },
    sysctls: pairsIn(valueAt(service, "sysctls")),
    securityOptions: textsIn(valueAt(service, "security_opt")),
    ulimits: [...entriesOf(valueAt(service, "ulimits"))].map(([limit, entry]) => ({ value: limit, at: entry.key })),
    ...given("domainname", text("domainname")),
    ...given("hostname", text("hostname")),
    grants: grantsOf(service, model, scope.directory, scope.repository),
    hooks: hooksOf(service),
    ...given("useApiSocket", useApiSocket),
    volumesFrom: textsIn(valueAt(service, "volumes_from")),
    command: wordsIn(valueAt(service, "command")),
    entrypoint: wordsIn(valueAt(service, "entrypoint")),
    healthcheck: wordsIn(valueAt(service, "healthcheck", "test")),
    environment: environmentOf(service, scope, budget),
    ...given("deploy", deploy),
  };
}

function networksOf(service: ComposeNode, at: Location, model: ComposeNode, project: string): Workload["networks"] {
  const joined = valueAt(service, "networks");
  const keys: [string, Location][] =
    joined?.kind === "sequence"
      ? textsIn(joined).map((item) => [item.value, item.at])
      : [...entriesOf(joined)].map(([name, entry]) => [name, entry.key]);
  const isImplicit = keys.length === 0;
  if (isImplicit && valueAt(service, "network_mode") === undefined) keys.push(["default", at]);
  return keys.flatMap(([key, writtenAt]) => {
    // The reader gives the network that Compose implies the place of the whole service.
    const joinedAt = writtenAt.span === service.at.span ? at : writtenAt;
    const definition = valueAt(model, "networks", key);
    if (isImplicit && !definition) return [];
    const name = saidIn(valueAt(definition, "name")) ?? saidIn(valueAt(definition, "external", "name"));
    const isMadeElsewhere = definition !== undefined && isExternal(definition);
    const engineName = name?.value ?? (isMadeElsewhere ? key : `${project}_${key}`);
    const nameAt = name?.at ?? (isMadeElsewhere ? definition.at : undefined);
    return [{ at: joinedAt, engineName, ...(nameAt && { nameAt }) }];
  });
}

function deviceOf(item: ComposeNode): Device | undefined {
  if (item.kind === "scalar") {
    const text = saidIn(item);
    if (!text) return undefined;
    const first = text.value.indexOf(":");
    if (first < 0) return { source: text, target: text, at: item.at };
    const second = text.value.indexOf(":", first + 1);
    const target = partOf(item, first + 1, second < 0 ? text.value.length : second);
    return { source: partOf(item, 0, first), target, at: item.at };
  }
  const source = textOf(valueAt(item, "source"));
  const target = saidIn(valueAt(item, "target")) ?? source;
  return source && target?.value ? { source, target, at: item.at } : undefined;
}

/** What is not known here, because a variable of the project is not set or the value comes from the shell, is left out. */
function environmentOf(service: ComposeNode, { directory, repository }: MountScope, budget: Budget): Variables {
  const variables = new Map<string, Variable>(envFileVariables(service, directory, repository, budget));
  for (const [name, { value }] of entriesOf(valueAt(service, "environment"))) {
    const text = value.kind === "scalar" && !value.isUnknown ? textOf(value) : undefined;
    if (text) variables.set(name, { ...text, kind: "environment" });
    else variables.delete(name);
  }
  return variables;
}

function hooksOf(service: ComposeNode): Hook[] {
  return (["pre_start", "post_start", "pre_stop"] as const).flatMap((phase) =>
    itemsOf(valueAt(service, phase)).map((item) => ({
      phase,
      at: item.at,
      ...given("privileged", flagIn(valueAt(item, "privileged"))),
      ...given("user", saidIn(valueAt(item, "user"))),
      command: wordsIn(valueAt(item, "command")),
    })),
  );
}
