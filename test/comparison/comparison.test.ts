import { describe, expect, test } from "vitest";
import type { Comparison } from "../../src/comparison/comparison.js";
import { compareSubject, isPuzzling, wantsSecondBaseline } from "../../src/comparison/comparison.js";
import { normaliseLine } from "../../src/comparison/normalize.js";
import type { Fact, Observation, Probe, Role, Stage, Watch } from "../../src/comparison/observation.js";
import type { Claim } from "../../src/comparison/prediction.js";
import { checkPrediction } from "../../src/comparison/prediction.js";
import type { Subject } from "../../src/comparison/subject.js";
import { plainSubject } from "../../src/comparison/subject.js";
import type { RuleId } from "../../src/rules/index.js";

/** What one side showed, written as a person would tell it. */
interface Told {
  readonly fails?: readonly [Stage, string];
  readonly waits?: string;
  readonly state?: string;
  readonly health?: string;
  readonly log?: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
  readonly devices?: Readonly<Record<string, string>>;
  readonly declared?: Readonly<Record<string, string>>;
  readonly sockets?: readonly string[];
  readonly unsettled?: boolean;
}

function watch(role: Role, told: Told, subject = "web"): Watch {
  const observations: Observation[] = [];
  const observed = (probe: Probe, facts: readonly Fact[]) => observations.push({ subject, probe, role, outcome: "observed", facts });
  const pairs = (record: Readonly<Record<string, string>>) => Object.entries(record).map(([key, value]) => ({ key, value }));
  for (const stage of ["load", "create", "start"] as const) {
    if (told.waits !== undefined && stage === "start") {
      observations.push({ subject, probe: stage, role, outcome: "skipped", facts: [], reason: told.waits });
      return observations;
    }
    if (told.fails?.[0] === stage) {
      observations.push({ subject, probe: stage, role, outcome: "failed", facts: [], reason: told.fails[1] });
      return observations;
    }
    observed(stage, []);
  }
  if (told.unsettled)
    observations.push({ subject, probe: "exit", role, outcome: "timed-out", facts: [], reason: "still restarting after 60 s" });
  else observed("exit", [{ key: "state", value: told.state ?? "running" }]);
  if (told.health) observed("health", [{ key: "status", value: told.health }]);
  observed(
    "log",
    (told.log ?? []).map((line) => ({ key: normaliseLine(line), value: "logged", shown: line })),
  );
  observed("files", pairs(told.files ?? {}));
  observed("devices", pairs(told.devices ?? {}));
  observed(
    "sockets",
    (told.sockets ?? []).map((key) => ({ key, value: "listening" })),
  );
  for (const [name, exit] of Object.entries(told.declared ?? {})) observed(`declared:${name}`, [{ key: "exit", value: exit }]);
  return observations;
}

const plain = plainSubject("web", "service", "web");
const bind = (target: string, source = "/stack/data", readOnly = false): Subject["mounts"][number] => ({
  type: "bind",
  source,
  target,
  readOnly,
  existed: true,
});

function compared(subject: Subject, baseline: Told, remapped: Told, ...more: Told[]): Comparison {
  const [again] = more;
  return compareSubject(subject, [watch("baseline", baseline), ...(again ? [watch("baseline", again)] : [])], [watch("remapped", remapped)])
    .comparison;
}

/** Title, what was asked, baseline, remapped, verdict, the rule of the cause. */
const cases: [string, Partial<Subject>, Told, Told, string, string | null | undefined][] = [
  ["a service that behaves alike is the same", {}, { log: ["ready at 12:00:01"] }, { log: ["ready at 12:00:07"] }, "same", undefined],
  [
    "a refused create is broken",
    { privileged: true },
    {},
    { fails: ["create", "privileged mode is incompatible with user namespaces.  You must"] },
    "broken",
    "privileged-container",
  ],
  [
    "a failed start is broken",
    { domainname: "x.y" },
    {},
    { fails: ["start", "open /proc/sys/kernel/domainname: permission denied: unknown"] },
    "broken",
    "domainname",
  ],
  [
    "an image that cannot be unpacked is broken",
    {},
    {},
    { fails: ["load", "Container ID 70000 cannot be mapped to a host ID"] },
    "broken",
    "id-out-of-range",
  ],
  [
    "an entry point that a bind mount hides is broken",
    { mounts: [bind("/app")] },
    {},
    { fails: ["start", 'exec: "/app/run.sh": permission denied'] },
    "broken",
    "host-path-ownership",
  ],
  [
    "a copy whose owner is lost is changed, and explained",
    { mounts: [bind("/from", "/stack/from", true), bind("/to", "/stack/to")] },
    { files: { "/to/x": "file 0644 1001:1001" } },
    { files: { "/to/x": "file 0644 65534:65534" } },
    "changed",
    "host-path-ownership",
  ],
  [
    "a program that checks who owns its configuration is broken, even when it runs on",
    { mounts: [bind("/etc/logrotate.d/app", "/stack/rotation", true)] },
    {},
    { log: ["error: Ignoring /etc/logrotate.d/app because the file owner is wrong (should be root or user with uid 0)."] },
    "broken",
    "host-path-ownership",
  ],
  [
    "a configuration that is named without its folder is found",
    { mounts: [bind("/usr/share/filebeat/filebeat.yml", "/stack/filebeat.yml", true), bind("/var/log", "/var/log", true)] },
    {},
    {
      state: "exited 1",
      log: ['error loading config file: config file ("filebeat.yml") must be owned by the user identifier (uid=0) or root'],
    },
    "broken",
    "host-path-ownership",
  ],
  [
    "work that is silently not done is explained by elimination",
    { mounts: [bind("/etc/cron.d/report", "/stack/report", true)] },
    { files: { "/out/report": "file 0644 0:0" } },
    {},
    "broken",
    "host-path-ownership",
  ],
  [
    "a file that is not written, with nothing to suspect, is a change that nothing explains",
    {},
    { files: { "/out/report": "file 0644 0:0" } },
    {},
    "changed",
    null,
  ],
  ["an error nobody knows is broken and unexplained", {}, {}, { fails: ["start", "the moon is in the wrong house"] }, "broken", null],
  [
    "a baseline that fails too gives no verdict",
    { privileged: true },
    { fails: ["start", "permission denied"] },
    { fails: ["create", "privileged mode is incompatible with user namespaces."] },
    "inconclusive",
    "privileged-container",
  ],
  ["a baseline that exits with 1 gives no verdict", {}, { state: "exited 1" }, { state: "exited 1" }, "inconclusive", undefined],
  ["an unhealthy baseline gives no verdict", {}, { health: "unhealthy" }, { health: "unhealthy" }, "inconclusive", undefined],
  ["what waits for a broken service gives no verdict", {}, {}, { waits: "waits for `db`, which is broken" }, "inconclusive", undefined],
  [
    "a chown in the entry point is explained by its line",
    { mounts: [bind("/data")] },
    { log: ["up"] },
    { state: "exited 1", log: ["chown: changing ownership of '/data': Operation not permitted"] },
    "broken",
    "host-path-ownership",
  ],
  [
    "a file that is not written breaks, even when the service runs on",
    { mounts: [bind("/data")] },
    { files: { "/data/out": "file 0644 0:0" } },
    { files: {} },
    "broken",
    "host-path-ownership",
  ],
  [
    "the docker socket breaks a client that only logs",
    { mounts: [bind("/var/run/docker.sock", "/var/run/docker.sock")] },
    { log: ["found 3"] },
    { log: ["dial unix /var/run/docker.sock: connect: permission denied"] },
    "broken",
    "docker-socket",
  ],
  [
    "the docker socket breaks a client that speaks of Docker alone",
    { mounts: [bind("/var/run/docker.sock", "/var/run/docker.sock")] },
    { log: ["docker: 3 containers"] },
    { log: ["cannot reach docker: [Errno 13] Permission denied"] },
    "broken",
    "docker-socket",
  ],
  [
    "a stack trace names the path before the refusal",
    { mounts: [{ ...bind("/var/run/docker.sock", "/var/run/docker.sock", true), existed: false }, bind("/data")] },
    { log: ["wrote configuration for 3 containers"] },
    {
      state: "exited 1",
      log: [
        "Traceback (most recent call last):",
        '  File "/usr/local/bin/docker-gen", line 6, in <module>',
        '    client.connect("/var/run/docker.sock")',
        "PermissionError: [Errno 13] Permission denied",
      ],
    },
    "broken",
    "docker-socket",
  ],
  [
    "a socket client that ends without a word is explained by elimination, on a machine without Docker too",
    { mounts: [{ ...bind("/var/run/docker.sock", "/var/run/docker.sock", true), existed: false }] },
    {},
    { state: "exited 1" },
    "broken",
    "docker-socket",
  ],
  [
    "a secret that cannot be read is broken",
    { grants: [{ kind: "secret", file: "/stack/s", target: "/run/secrets/s" }] },
    {},
    { state: "exited 1", log: ["cat: can't open '/run/secrets/s': Permission denied"] },
    "broken",
    "secret-file-mode",
  ],
  [
    "a device that cannot be opened is broken",
    { devices: [{ source: "/dev/kvm", target: "/dev/kvm", permissions: "rwm" }] },
    {},
    { state: "exited 1", log: ["dd: can't open '/dev/kvm': Permission denied"] },
    "broken",
    "host-device",
  ],
  [
    "a silently wrong device is broken",
    { devices: [{ source: "/dev/zero", target: "/dev/full", permissions: "rwm" }] },
    { devices: { "/dev/full": "c 1:5" } },
    { devices: { "/dev/full": "c 1:7" } },
    "broken",
    "renamed-device",
  ],
  [
    "a capability without effect changes a service that runs on",
    { capAdd: ["IPC_LOCK"] },
    {},
    { log: ["mlockall failed: Operation not permitted"] },
    "changed",
    "ineffective-capability",
  ],
  [
    "a health check that fails is broken, with the log's cause",
    { mounts: [bind("/data")] },
    { health: "healthy" },
    { health: "unhealthy", log: ["sh: can't create /data/ok: Permission denied"] },
    "broken",
    "host-path-ownership",
  ],
  [
    "a silent exit with one suspect is explained by elimination",
    { devices: [{ source: "/dev/kvm", target: "/dev/kvm", permissions: "rwm" }] },
    {},
    { state: "exited 1" },
    "broken",
    "host-device",
  ],
  [
    "an exit with one suspect and words about something else is unexplained",
    { mounts: [bind("/data")] },
    {},
    { state: "exited 1", log: ["listen tcp :9100: bind: address already in use"] },
    "broken",
    null,
  ],
  [
    "a silent exit with two suspects is unexplained",
    { mounts: [bind("/data")], capAdd: ["SYS_TIME"] },
    {},
    { state: "exited 1" },
    "broken",
    null,
  ],
  [
    "a read-only file system and a refusal are one thing",
    { mounts: [bind("/data")] },
    { log: ["touch: /proc/x: Read-only file system"] },
    { log: ["touch: /proc/x: Permission denied"] },
    "same",
    undefined,
  ],
  [
    "an owner outside the range is no difference",
    { mounts: [bind("/data")] },
    { files: { "/data/x": "file 0666 0:0" } },
    { files: { "/data/x": "file 0666 unmapped" } },
    "same",
    undefined,
  ],
  ["another mode is one", {}, { files: { "/v/x": "file 0666 0:0" } }, { files: { "/v/x": "file 0600 0:0" } }, "changed", null],
  [
    "a declared probe that fails is broken",
    { mounts: [bind("/data")] },
    { declared: { write: "0" } },
    { declared: { write: "1" } },
    "broken",
    "host-path-ownership",
  ],
  [
    "a program that rebukes its owner under userns_mode host is explained",
    { usernsMode: "host" },
    {},
    { state: "exited 1", log: ["sudo: /usr/bin/sudo must be owned by uid 0 and have the setuid bit set"] },
    "broken",
    "userns-host",
  ],
  [
    "a clock that cannot be set is explained",
    { capAdd: ["SYS_TIME"] },
    {},
    { state: "exited 1", log: ["date: cannot set date: Operation not permitted"] },
    "broken",
    "ineffective-capability",
  ],
  [
    "an unprivileged ping is explained",
    { user: "1000" },
    {},
    { state: "exited 1", log: ["ping: socket: Operation not permitted"] },
    "broken",
    "unprivileged-ping",
  ],
  ["a remapped run that never settles gives no verdict", {}, {}, { unsettled: true }, "inconclusive", undefined],
];

describe("a subject on both engines", () => {
  test.for(cases)("%s", ([, asked, baseline, remapped, verdict, rule]) => {
    const result = compared({ ...plain, ...asked }, baseline, remapped);
    expect(
      {
        verdict: result.verdict,
        rule: result.differences.find(({ isCause, effect }) => isCause || effect === "breaks")?.rule ?? result.differences[0]?.rule,
      },
      result.reason,
    ).toEqual({ verdict, rule });
  });
  test.for([
    [
      "its image is nowhere to be had",
      { fails: ["load", "no image archive holds `x`"] },
      "it has no image to run: no image archive holds `x`",
    ],
    ["it waits for one that failed", { waits: "it waits for `db`" }, "not reached on the plain engine: it waits for `db`"],
    ["it does not settle in time", { unsettled: true }, "it did not settle on the plain engine: still restarting after 60 s"],
  ] as const)("is not covered by the result when %s", ([, told, reason]) => {
    expect(compared(plain, told as Told, told as Told)).toMatchObject({ verdict: "inconclusive", isUncovered: true, reason });
  });
  test.for([
    ["it ends with a failure by itself", { state: "exited 1" }],
    ["the plain engine refuses it too", { fails: ["start", "no such device"] }],
    ["it is unhealthy by itself", { health: "unhealthy" }],
  ] as const)("is covered, without a verdict, when %s", ([, told]) => {
    const { verdict, isUncovered } = compared(plain, told as Told, told as Told);
    expect({ verdict, isUncovered }).toEqual({ verdict: "inconclusive", isUncovered: undefined });
  });
  test("says, where the baseline fails by itself, the last line of its log that tells why, else the last", () => {
    const told = (log: readonly string[]): Told => ({ state: "exited 1", log });
    const spoken = told(["starting", "nc: invalid option -- 'k'", "Usage: nc [-l] [-p PORT]"]);
    expect(compared(plain, spoken, spoken).reason).toBe("it ends with `exited 1` on the plain engine too: nc: invalid option -- 'k'");
    expect(compared(plain, told(["one", "two"]), told(["one", "two"])).reason).toBe("it ends with `exited 1` on the plain engine too: two");
    expect(compared(plain, told([]), told([])).reason).toBe("it ends with `exited 1` on the plain engine too");
  });
  test("whose remapped run did not settle is not covered, nor is one that waits for a broken one left uncovered by that", () => {
    expect(compared(plain, {}, { unsettled: true }).isUncovered).toBe(true);
    expect(compared(plain, {}, { waits: "it waits for `db`, which did not start" }).isUncovered).toBeUndefined();
  });
  test("says what the remapped engine refuses even where the plain one fails later", () => {
    const { reason } = compared(
      { ...plain, privileged: true },
      { fails: ["start", "error setting rlimits for ready process: operation not permitted"] },
      { fails: ["create", "privileged mode is incompatible with user namespaces."] },
    );
    expect(reason).toBe(
      "the plain engine fails too, at start: error setting rlimits for ready process: operation not permitted; the remapped engine stops earlier: it fails at create (privileged-container): privileged mode is incompatible with user namespaces.",
    );
  });
  test("has the program's words as the reason where a file that is not written gives the cause away", () => {
    const result = compared(
      { ...plain, mounts: [bind("/data")] },
      { files: { "/data": "directory 0755 999:0" } },
      { state: "exited 1", log: ["chown: changing ownership of '.': Operation not permitted"] },
    );
    expect(result.reason).toBe(
      "running on the plain engine, exited 1 on the remapped one (host-path-ownership): chown: changing ownership of '.': Operation not permitted",
    );
  });
  test("carries the engine's words as evidence and in its reason", () => {
    const result = compared(
      { ...plain, privileged: true },
      {},
      { fails: ["create", "Error response from daemon: privileged mode is incompatible with user namespaces.  You must run"] },
    );
    expect(result.differences[0]?.evidence).toBe(
      "Error response from daemon: privileged mode is incompatible with user namespaces.  You must run",
    );
    expect(result.reason).toContain("fails at create (privileged-container)");
  });
});

describe("runs that are repeated", () => {
  const remaps = (...all: Told[]) =>
    compareSubject(
      plain,
      [watch("baseline", { health: "healthy" })],
      all.map((told) => watch("remapped", told)),
    ).comparison;
  test("agree that a service does not work, whether it is found restarting, running or unhealthy", () => {
    const loop = remaps(
      { state: "restarting", health: "starting" },
      { state: "running", health: "unhealthy" },
      { state: "restarting", health: "unhealthy" },
    );
    expect(loop.verdict).toBe("broken");
  });
  test("disagree where one works and another does not", () => {
    expect(remaps({ state: "exited 1", health: "unhealthy" }, { health: "healthy" }).verdict).toBe("inconclusive");
  });
  test("disagree where one is refused by the engine and another starts", () => {
    expect(remaps({ fails: ["start", "no"] }, { state: "exited 1" }).verdict).toBe("inconclusive");
  });
});

describe("noise", () => {
  test("is what the baseline's own two runs disagree about", () => {
    const result = compared(plain, { log: ["seed apple", "ready"] }, { log: ["seed pear", "ready"] }, { log: ["seed plum", "ready"] });
    expect(result).toMatchObject({ verdict: "same", differences: [] });
    expect(result.noise).toBeGreaterThan(0);
  });
  test("never hides a refusal behind a line of the same form", () => {
    const result = compared(
      { ...plain, mounts: [bind("/data")] },
      { log: ["open /data/1 ok"] },
      { log: ["open /data/3 Permission denied"] },
      { log: ["open /data/2 ok"] },
    );
    expect(result.verdict).toBe("broken");
  });
  test("makes a flaky service inconclusive, not broken", () => {
    expect(compared(plain, {}, { state: "exited 1" }, { state: "exited 1" })).toMatchObject({
      verdict: "inconclusive",
      reason: expect.stringContaining("flaky"),
    });
  });
  test("includes remapped runs that do not agree", () => {
    const { comparison } = compareSubject(
      plain,
      [watch("baseline", {})],
      [watch("remapped", { state: "exited 1" }), watch("remapped", {})],
    );
    expect(comparison.verdict).toBe("inconclusive");
  });
  test("asks for a repeat when nothing certain explains a break", () => {
    const doubtful = (asked: Partial<Subject>, told: Told) =>
      compareSubject({ ...plain, ...asked }, [watch("baseline", {})], [watch("remapped", told)]).isDoubtful;
    expect(doubtful({}, { state: "exited 1" })).toBe(true);
    expect(doubtful({}, { fails: ["create", "cannot share the host PID namespace when user namespaces are enabled"] })).toBe(false);
  });
  test("is a change that does not come again on the remapped engine", () => {
    const late = "FATAL: the database system is starting up";
    const { comparison } = compareSubject(
      plain,
      [watch("baseline", {}), watch("baseline", {})],
      [watch("remapped", { log: [late] }), watch("remapped", {})],
    );
    expect(isPuzzling(compared(plain, {}, { log: [late] }))).toBe(true);
    expect(comparison.verdict).toBe("same");
  });
  test("is what any of the baseline's further runs shows", () => {
    const runs = [
      watch("baseline", { log: ["ready"] }),
      watch("baseline", { log: ["ready"] }),
      watch("baseline", { log: ["ready", "swapped"] }),
    ];
    expect(compareSubject(plain, runs, [watch("remapped", { log: ["ready", "swapped"] })]).comparison.verdict).toBe("same");
  });
  test("asks for a second baseline only when there is something to subtract", () => {
    expect(wantsSecondBaseline(compared(plain, {}, {}))).toBe(false);
    expect(wantsSecondBaseline(compared(plain, { log: ["a"] }, { log: ["b"] }))).toBe(true);
    expect(
      wantsSecondBaseline(
        compared(plain, {}, { fails: ["create", "cannot share the host PID namespace when user namespaces are enabled"] }),
      ),
    ).toBe(false);
  });
});

describe("predicted against observed", () => {
  const claim = (rule: RuleId, subject: string, more: Partial<Claim> = {}): Claim => ({
    rule,
    subject,
    severity: "error",
    stage: "run",
    ...more,
  });
  const on = (subject: string, asked: Partial<Subject>, baseline: Told, remapped: Told) =>
    compareSubject({ ...plain, ...asked, name: subject }, [watch("baseline", baseline, subject)], [watch("remapped", remapped, subject)])
      .comparison;
  const comparisons = [
    on("agent", { privileged: true }, {}, { fails: ["create", "privileged mode is incompatible with user namespaces."] }),
    on("db", { mounts: [bind("/data")] }, {}, { state: "exited 1", log: ["chown: /data: Operation not permitted"] }),
    on("web", {}, {}, {}),
    on("odd", {}, { state: "exited 1" }, { state: "exited 1" }),
    on("app", { domainname: "x" }, {}, { fails: ["start", "open /proc/sys/kernel/domainname: permission denied"] }),
  ];
  const prediction = checkPrediction(
    [
      claim("privileged-container", "agent", { stage: "create" }),
      claim("docker-socket", "agent"),
      claim("host-path-ownership", "db", { severity: "warning" }),
      claim("docker-socket", "db"),
      claim("host-path-ownership", "web", { severity: "warning" }),
      claim("userns-host", "web", { severity: "note" }),
      claim("sysctl", "odd", { stage: "start" }),
      claim("sub-id-range", "etc/subuid", { stage: "daemon" }),
      claim("privileged-container", "agent", { stage: "create" }),
      claim("ignored-by-swarm", "web", { severity: "warning", stage: "create" }),
    ],
    comparisons,
  );
  const names = (checked: readonly { rule: string | null; subject: string }[]) => checked.map(({ rule, subject }) => `${rule} ${subject}`);
  test("confirms what broke as it was said to", () => {
    expect(names(prediction.confirmed)).toEqual(["privileged-container agent", "host-path-ownership db"]);
  });
  test("says what was not observed", () => {
    expect(names(prediction.notObserved)).toEqual(["host-path-ownership web"]);
  });
  test("is confirmed by what bears it out, not by whatever the verdict is about", () => {
    const claims: Claim[] = [
      { rule: "host-path-ownership", subject: "web", severity: "warning", stage: "run" },
      { rule: "docker-socket", subject: "web", severity: "warning", stage: "run" },
    ];
    const asked = { ...plain, mounts: [bind("/data"), bind("/var/run/docker.sock", "/var/run/docker.sock")] };
    const log = ["touch: /data/x: Permission denied", "dial unix /var/run/docker.sock: connect: permission denied"];
    const { confirmed } = checkPrediction(claims, [compared(asked, {}, { log })]);
    expect(confirmed.map(({ reason }) => reason)).toEqual(log);
  });
  test("says what this run cannot show, and why", () => {
    expect(names(prediction.notTestable)).toEqual([
      "docker-socket agent",
      "docker-socket db",
      "userns-host web",
      "sysctl odd",
      "sub-id-range etc/subuid",
      "ignored-by-swarm web",
    ]);
    expect(prediction.notTestable[0]?.reason).toBe("the service stops at create, before this could show");
    expect(prediction.notTestable[1]?.reason).toBe("the service ends for another reason, before this could show");
  });
  test("counts as missed what broke without being said", () => {
    expect(names(prediction.missed)).toEqual(["domainname app"]);
  });
});
