import { describe, expect, test } from "vitest";
import { compareSubject } from "../../src/comparison/comparison.js";
import { normaliseLine } from "../../src/comparison/normalize.js";
import type { Observation, Probe, Role, Stage, Watch } from "../../src/comparison/observation.js";
import { areKin } from "../../src/comparison/prediction.js";
import type { Subject } from "../../src/comparison/subject.js";
import { plainSubject } from "../../src/comparison/subject.js";
import { type RuleId, rules } from "../../src/rules/index.js";
import { subjectsOf } from "../../src/runs/input/subjects.js";

/** How a break shows on the remapped engine: the stage and words of a refusal, or what a container that ran logged, after which it exits. */
type Shown = readonly [Stage, string] | { readonly log: string; readonly exit?: number };

/** A rule, what the service asks for, and what real engines and programs showed (20.10.24, 26.1.5 and 28.5.2; see the rule's page). */
const breaks: readonly (readonly [rule: RuleId, asked: Partial<Subject>, shown: Shown])[] = [
  ["archive-ownership", {}, ["build", "container ID 70000 cannot be mapped to a host ID"]],
  ["docker-socket", bound("/var/run/docker.sock"), { log: "dial unix /var/run/docker.sock: connect: permission denied" }],
  ["docker-socket", bound("/run/containerd/containerd.sock"), { log: 'open "/run/containerd/containerd.sock": permission denied' }],
  ["domainname", { domainname: "x" }, ["start", "open /proc/sys/kernel/domainname: permission denied: unknown"]],
  ["host-device", { devices: [device("/dev/kvm")] }, { log: "sh: line 0: can't create /dev/kvm: Permission denied" }],
  ["host-device", bound("/dev/snd"), { log: "ALSA lib: open /dev/snd/pcmC0D0p: Permission denied" }],
  ["host-group", { devices: [device("/dev/dri/card0")], groupAdd: ["44"] }, { log: "open /dev/dri/card0: Permission denied" }],
  ["host-group", { ...bound("/srv/shared"), groupAdd: ["44"] }, { log: "touch: /srv/shared/x: Permission denied" }],
  ["host-ipc", { ipcMode: "host" }, ["start", 'error mounting "mqueue" to rootfs at "/dev/mqueue": … flags: 0xe: operation not permitted']],
  ["host-network", { networkMode: "host" }, ["create", "cannot share the host's network namespace when user namespaces are enabled"]],
  ["host-path-ownership", bound("/srv/data"), { log: "chown: changing ownership of '/srv/data': Operation not permitted" }],
  ["host-pid", { pidMode: "host" }, ["create", "cannot share the host PID namespace when user namespaces are enabled"]],
  ["id-out-of-range", { user: "70000" }, ["start", "unable to setup user: cannot set uid to unmapped user in user namespace: unknown"]],
  ["id-out-of-range", {}, { log: "chown: /data: Invalid argument" }],
  ["ineffective-capability", { capAdd: ["IPC_LOCK"] }, { log: "Error: failed to lock memory: mlockall: cannot allocate memory" }],
  ["ineffective-capability", { capAdd: ["IPC_LOCK"] }, { log: "Unable to lock JVM Memory: error=12, reason=Cannot allocate memory" }],
  ["ineffective-capability", { capAdd: ["SYS_NICE"] }, { log: "nice: setpriority(-5): Permission denied" }],
  ["ineffective-capability", { capAdd: ["SYS_NICE"] }, { log: "chrt: failed to set pid 0's policy: Operation not permitted" }],
  ["ineffective-capability", { capAdd: ["SYS_NICE"] }, { log: "ionice: ioprio_set failed: Operation not permitted" }],
  ["ineffective-capability", { capAdd: ["SYS_TIME"] }, { log: "date: cannot set date: Operation not permitted" }],
  ["ineffective-capability", { capAdd: ["SYSLOG"] }, { log: "dmesg: read kernel buffer failed: Operation not permitted" }],
  ["ineffective-capability", { capAdd: ["LINUX_IMMUTABLE"] }, { log: "chattr: Operation not permitted while setting flags on /f" }],
  ["ineffective-capability", { capAdd: ["SYS_ADMIN"] }, { log: "setfattr: /f: trusted.x: Operation not permitted" }],
  ["ineffective-capability", { capAdd: ["BPF"] }, { log: "libbpf: bpf(BPF_PROG_LOAD): Operation not permitted" }],
  ["mixed-user-namespaces", { networkMode: "service:a" }, ["start", "can't get final child's PID from pipe: EOF: unknown"]],
  ["mknod", {}, { log: "mknod: /n: Operation not permitted" }],
  ["mknod", {}, ["build", "tar: can't create node n: Operation not permitted"]],
  ["nested-containers", {}, { log: "newuidmap: write to uid_map failed: Operation not permitted" }],
  [
    "nonrecursive-bind",
    { mounts: [{ type: "bind", source: "/sys", target: "/m", readOnly: false, nonRecursive: true }] },
    ["start", 'error mounting "/sys" to rootfs at "/m": mount src=/sys, dst=/m, flags=MS_BIND: invalid argument'],
  ],
  ["privileged-container", { privileged: true }, ["create", "privileged mode is incompatible with user namespaces."]],
  ["privileged-hook", { hasPrivilegedHook: true }, ["start", "privileged mode is incompatible with user namespaces."]],
  ["privileged-operation", {}, { log: "losetup: /dev/loop5: failed to set up loop device: Permission denied" }],
  ["privileged-operation", {}, { log: "mount: mounting /dev/vdb on /mnt failed: Operation not permitted" }],
  [
    "renamed-device",
    { devices: [device("/dev/null", "/dev/mynull")] },
    [
      "start",
      "error creating device nodes: mount /dev/null:/x/merged/dev/mynull (via /proc/self/fd/9), flags: 0x1000: no such file or directory",
    ],
  ],
  [
    "secret-file-mode",
    { grants: [{ kind: "secret", file: "/stack/s", target: "/run/secrets/s" }] },
    { log: "cat: can't open '/run/secrets/s': Permission denied" },
  ],
  [
    "secret-file-mode",
    { handed: [{ kind: "config", source: "c", target: "/etc/app.conf", grantsWithoutOwner: [{ source: "c" }] }] },
    { log: "cat: can't open '/etc/app.conf': Permission denied" },
  ],
  ["setuid-under-userns-host", { usernsMode: "host" }, { log: "sudo: /usr/bin/sudo must be owned by uid 0 and have the setuid bit set" }],
  [
    "sysctl",
    { sysctls: new Map([["kernel.domainname", "x"]]) },
    ["start", "open sysctl kernel.domainname file: reopen fd 8: permission denied"],
  ],
  ["sysctl", {}, ["start", "write /proc/sys/net/ipv4/ping_group_range: invalid argument: unknown"]],
  ["systemd-init", {}, { log: "", exit: 255 }],
  ["unprivileged-ping", { user: "1000" }, { log: "ping: socket: Operation not permitted" }],
  ["unprivileged-ping", { capDrop: ["ALL"] }, { log: "ping: permission denied (are you root?)" }],
  ["userns-host", { usernsMode: "host" }, { log: "touch: /home/user/x: Permission denied" }],
  ["volume-driver", volumeOf({ type: "tmpfs", o: "uid=1000,mode=700" }), { log: "touch: /m/x: Permission denied" }],
  ["volume-driver", volumeOf({ type: "nfs", o: "addr=10.0.0.1" }), ["start", "failed to chmod on /m: lchown: operation not permitted"]],
  ["writable-cgroups", {}, ["start", "option WritableCgroups conflicts with user namespaces and rootless mode"]],
];

/** Rules that speak of a conflict which shows as another's: the observation bears them out all the same. */
const namedFor: Readonly<Partial<Record<RuleId, readonly RuleId[]>>> = {
  "archive-ownership": ["id-out-of-range"],
  "host-group": ["host-device", "host-path-ownership"],
  "setuid-under-userns-host": ["userns-host"],
};

/** Rules that no run of a service can bear out, and why. */
const unseen: Readonly<Partial<Record<RuleId, string>>> = {
  "containerd-image-store": "both engines run without that store, as an engine with userns-remap does",
  "data-root-access": "the engines' own configuration, of which nothing is the user's",
  "default-ipc-mode": "the engines' own configuration, of which nothing is the user's",
  "flag-and-file": "the engines' own configuration, of which nothing is the user's",
  "ignored-by-swarm": "services are run by Compose, not by Swarm",
  "mount-propagation": "what the container mounts is missing on the host, at which no comparison looks",
  "moved-data-root": "the engines of a comparison have data roots of their own, and what others keep there is in neither",
  "no-such-flag": "no command line of Docker's client is run, only what Compose reads",
  "opt-out-unguarded": "states what others may do",
  "sub-id-range": "the engines' own configuration, of which nothing is the user's",
  "unknown-userns-mode": "the value does nothing: the service is remapped as it would be without it",
  "userns-remap-off": "the engines' own configuration, of which nothing is the user's",
  "userns-remap-value": "the engines' own configuration, of which nothing is the user's",
  "volume-across-user-namespaces": "a service is compared by itself, and the cause is what another one wrote to its volume",
};

describe("a comparison names the rule", () => {
  test.for(breaks)("%s, of a service that asks for %j and shows %j", ([rule, asked, shown]) => {
    const subject = { ...plainSubject("web", "service", "web"), ...asked };
    const { comparison } = compareSubject(subject, [watch("baseline")], [watch("remapped", shown)]);
    const [named] = comparison.differences.filter(({ effect, isCause }) => isCause || effect === "breaks").map((each) => each.rule);
    expect(comparison.verdict).toBe("broken");
    expect(namedFor[rule] ?? [rule]).toContain(named);
    expect(named && areKin(named, rule)).toBe(true);
  });
  test("is shown for every rule that a run can bear out, and for no other", () => {
    const shown = new Set(breaks.map(([rule]) => rule));
    expect([...shown, ...Object.keys(unseen)].sort()).toEqual(rules.map(({ id }) => id).sort());
  });
});

function watch(role: Role, shown?: Shown): Watch {
  const observation = (probe: Probe, more: Partial<Observation> = {}): Observation => ({
    subject: "web",
    probe,
    role,
    outcome: "observed",
    facts: [],
    ...more,
  });
  const before: Observation[] = [];
  for (const stage of ["build", "load", "create", "start"] as const) {
    if (shown && "log" in shown === false && (shown as readonly [Stage, string])[0] === stage)
      return [...before, observation(stage, { outcome: "failed", reason: (shown as readonly [Stage, string])[1] })];
    before.push(observation(stage));
  }
  const lines = shown && "log" in shown && shown.log !== "" ? [shown.log] : [];
  const exit = shown && "log" in shown ? `exited ${shown.exit ?? 1}` : "running";
  return [
    ...before,
    observation("exit", { facts: [{ key: "state", value: exit }] }),
    observation("log", { facts: lines.map((line) => ({ key: normaliseLine(line), value: "logged", shown: line })) }),
    ...(role === "baseline"
      ? [observation("processes", { facts: [{ key: "/lib/systemd/systemd", value: "uid 0 gid 0" }] })]
      : [observation("processes", { outcome: "skipped" })]),
  ];
}

function bound(path: string): Partial<Subject> {
  return { mounts: [{ type: "bind", source: path, target: path, readOnly: false, existed: true }] };
}

function device(source: string, target = source): Subject["devices"][number] {
  return { source, target, permissions: "rwm" };
}

function volumeOf(options: Readonly<Record<string, string>>): Partial<Subject> {
  const volumes = { v: { driver_opts: options } };
  const services = { web: { image: "x", volumes: [{ type: "volume", source: "v", target: "/m" }] } };
  return { mounts: subjectsOf({ name: "p", services, volumes }, () => true)[0]?.mounts ?? [] };
}
