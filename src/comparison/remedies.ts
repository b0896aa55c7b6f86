import type { KnownPath } from "../advice/known-path.js";
import type { RuleId } from "../rules/index.js";
import { ownerRemedies } from "./owner-remedies.js";
import type { Subject } from "./subject.js";
import { joins } from "./subject.js";

/** A change to the host's files, made in the engine's copy of them only. */
export type HostChange =
  /** The ids named move to the host ids they have in containers. */
  | { readonly kind: "shift"; readonly path: KnownPath; readonly uids: readonly number[]; readonly gids: readonly number[] }
  /** An empty directory goes, so that the engine makes it. */
  | { readonly kind: "remove"; readonly path: string };

/** The id map of the deployment, one question at a time. */
export interface HostIds {
  /** The host id of a container's; undefined where it has none. */
  readonly uid: (id: number) => number | undefined;
  readonly gid: (id: number) => number | undefined;
  /** Whether a host id is a container's. */
  readonly isUid: (id: number) => boolean;
  readonly isGid: (id: number) => boolean;
}

/** What a remedy is for: the rule behind a break, or a break that nothing explains. */
export type Reason = RuleId | "unexplained";

/** A change that might help a broken subject; what it comes to is found by trying. */
export interface Remedy {
  readonly rule: Reason;
  readonly change: string;
  readonly cost: string;
  /** Whether it gives nothing up; `cost` says why. */
  readonly isFree?: true;
  /** Lines of a compose override for each service it touches; `!reset` and `!override` as compose-spec has them. */
  readonly overrides: ReadonlyMap<string, readonly string[]>;
  readonly hostChanges: readonly HostChange[];
  /** Whether it takes services out of the user namespace, and with it the protection. */
  readonly isHostNamespace?: true;
  /** Why it cannot be tried here; undefined when it can. */
  readonly untried?: string;
}

/** What remedies are worked out from. */
export interface RemedyContext {
  readonly subjects: readonly Subject[];
  readonly idMap: { readonly start: number; readonly size: number };
  readonly hostIds: HostIds;
  /** Paths as the user wrote them, for messages. */
  readonly shownPath: (path: string) => string;
  /** Whether the deployment lets a service leave the user namespace. */
  readonly allowsUsernsHost: (service: string) => boolean;
}

/** Remedies for a subject broken by a rule's conflict, the cheapest first. */
export function remediesFor(rule: Reason, subject: Subject, context: RemedyContext): Remedy[] {
  const make = (change: string, lines: readonly string[], cost: string, hostChanges: readonly HostChange[] = []): Remedy => ({
    rule,
    change,
    cost,
    overrides: lines.length > 0 ? new Map([[subject.name, lines]]) : new Map(),
    hostChanges,
  });
  const untried = (change: string, why: string): Remedy => ({ ...make(change, [], ""), untried: why });
  const host = hostUserNamespace(rule, subject, context);
  switch (rule) {
    case "host-path-ownership":
    case "secret-file-mode":
      return [...ownerRemedies(rule, subject, context), host];
    case "host-ipc":
      return [
        make(
          "`ipc: shareable` instead of `ipc: host`",
          ["ipc: shareable"],
          "the service shares its memory with services that join it (`ipc: service:…`), and no longer with the host",
        ),
        host,
      ];
    case "domainname": {
      const name = `${subject.hostname ?? subject.name}.${subject.domainname ?? ""}`;
      return [
        {
          ...make(
            `\`hostname: ${name}\` instead of \`domainname\``,
            ["domainname: !reset null", `hostname: ${JSON.stringify(name)}`],
            "none: the NIS domain name stays empty, the FQDN is the same",
          ),
          isFree: true,
        },
        host,
      ];
    }
    case "renamed-device":
      return [...devices(subject, make), host];
    case "ineffective-capability":
      return [...ulimits(subject, make), host];
    case "privileged-container":
      return [make("no `privileged` at all", ["privileged: false"], "only what this run did was seen to work without it"), host];
    case "unprivileged-ping":
      return [pingRange(make, context), host];
    case "sysctl": {
      const asksForMore = [...subject.sysctls.keys()].some((key) => key !== pingGroups);
      return [
        ...(subject.sysctls.has(pingGroups) ? [pingRange(make, context)] : []),
        ...(asksForMore ? [make("no `sysctls`", ["sysctls: !reset null"], "the kernel's own values apply")] : []),
        host,
      ];
    }
    case "id-out-of-range":
      return [
        untried(
          `a sub-id range larger than ${context.idMap.size}, or ids below it in the image`,
          "the range belongs to the engine; `--range-size` compares with another one",
        ),
        host,
      ];
    case "userns-host":
      return [{ ...make("no `userns_mode: host`", ["userns_mode: !reset null"], "none: the service is protected again"), isFree: true }];
    case "mknod":
    case "privileged-operation":
      return subject.builds
        ? [untried("do this on an engine without userns-remap, or in another way", "a build has no `userns_mode`"), host]
        : [host];
    default:
      return [host];
  }
}

type Make = (change: string, lines: readonly string[], cost: string, hostChanges?: readonly HostChange[]) => Remedy;

/** `userns_mode: host` for the subject and for every service that shares a namespace with it: mixed ones do not start. */
function hostUserNamespace(rule: Reason, subject: Subject, { subjects, idMap, allowsUsernsHost }: RemedyContext): Remedy {
  const others = subjects
    .filter((other) => joins(other).includes(subject.name) || joins(subject).includes(other.name))
    .map(({ name }) => name);
  const touched = [subject.name, ...others];
  const barred = touched.filter((name) => !allowsUsernsHost(name));
  const privileged = subject.privileged
    ? ""
    : `; its image's files belong to host id ${idMap.start}, so setuid programs and non-root users in it may fail`;
  return {
    rule,
    change:
      touched.length === 1
        ? subject.kind === "image"
          ? "`docker run --userns=host`"
          : "`userns_mode: host`"
        : `\`userns_mode: host\` for ${touched.map((name) => `\`${name}\``).join(" and ")}, which share namespaces`,
    cost: `no id mapping: its root is the host's root${privileged}`,
    overrides: new Map(touched.map((name) => [name, ["userns_mode: host"]])),
    isHostNamespace: true,
    hostChanges: [],
    ...(barred.length > 0 && { untried: `the settings forbid it (posture.userns-host): ${barred.join(", ")}` }),
  };
}

function devices(subject: Subject, make: Make): Remedy[] {
  const renamed = subject.devices.filter(({ source, target }) => source !== target);
  const kept = subject.devices
    .filter(({ source, target }) => source === target)
    .map(({ source, target, permissions }) => `${source}:${target}:${permissions}`);
  const same = subject.devices.map(({ source, permissions }) => `${source}:${source}:${permissions}`);
  const names = renamed.map(({ source, target }) => `\`${source}:${target}\``).join(", ");
  const rules = renamed.map(({ source, target }) => JSON.stringify(`${source}:${target}`));
  return [
    make(
      `a \`volumes:\` entry for ${names} instead of \`devices:\``,
      [`devices: !override ${JSON.stringify(kept)}`, `volumes: [${rules.join(", ")}]`],
      "the device cgroup does not allow the device by itself: add `device_cgroup_rules` for nodes other than null, zero, full, random, urandom, tty",
    ),
    make(
      `the same path on both sides: ${renamed.map(({ source }) => `\`${source}:${source}\``).join(", ")}`,
      [`devices: !override ${JSON.stringify(same)}`],
      "the program must look for the device under its host name",
    ),
  ];
}

function ulimits(subject: Subject, make: Make): Remedy[] {
  const has = (name: string) => subject.capAdd.some((each) => each.toUpperCase().replace(/^CAP_/, "") === name);
  const limits = [
    ...(has("IPC_LOCK") ? ["memlock: { soft: -1, hard: -1 }"] : []),
    ...(has("SYS_RESOURCE") ? ["nofile: { soft: 1048576, hard: 1048576 }"] : []),
    ...(has("SYS_NICE") ? ["rtprio: 99", "nice: 40"] : []),
  ];
  if (limits.length === 0) return [];
  return [
    make(
      `\`ulimits: { ${limits.join(", ")} }\` instead of the capability`,
      [`ulimits: { ${limits.join(", ")} }`],
      "the limit is set at start and cannot be raised later",
    ),
  ];
}

const pingGroups = "net.ipv4.ping_group_range";

function pingRange(make: Make, { idMap }: RemedyContext): Remedy {
  const setting = `${pingGroups}: "0 ${idMap.size - 1}"`;
  return {
    ...make(`\`sysctls: { ${setting} }\``, [`sysctls: { ${setting} }`], "none: every group of the container may ping"),
    isFree: true,
  };
}

/** Two remedies as one, for a subject that the first alone brought to its next failure. */
export function combined(first: Remedy, second: Remedy): Remedy {
  const overrides = new Map(first.overrides);
  for (const [name, lines] of second.overrides) overrides.set(name, [...new Set([...(overrides.get(name) ?? []), ...lines])]);
  const costs = new Set([first, second].flatMap(({ cost, isFree }) => (isFree || cost === "" ? [] : [cost])));
  return {
    rule: first.rule,
    change: `${first.change}, and ${second.change}`,
    cost: costs.size === 0 ? first.cost : [...costs].join("; and "),
    overrides,
    hostChanges: [...first.hostChanges, ...second.hostChanges],
    ...(first.isFree && second.isFree && { isFree: true }),
    ...((first.isHostNamespace || second.isHostNamespace) && { isHostNamespace: true }),
  };
}

/** A compose override of several remedies; later ones win where two speak of one service. */
export function overrideOf(remedies: readonly Pick<Remedy, "overrides">[]): string {
  const services = new Map<string, Set<string>>();
  for (const { overrides } of remedies) {
    for (const [name, lines] of overrides) services.set(name, new Set([...(services.get(name) ?? []), ...lines]));
  }
  const text = [...services].map(([name, lines]) => `  ${JSON.stringify(name)}:\n${[...lines].map((line) => `    ${line}`).join("\n")}`);
  return text.length === 0 ? "services: {}\n" : `services:\n${text.join("\n")}\n`;
}
