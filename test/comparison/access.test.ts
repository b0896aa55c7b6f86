import { expect, test } from "vitest";
import { lostAccess, saidOfLoss } from "../../src/comparison/access.js";
import { compareSubject } from "../../src/comparison/comparison.js";
import type { Observation, Role, Watch } from "../../src/comparison/observation.js";
import { openQuestions } from "../../src/comparison/open-questions.js";
import { type Claim, checkPrediction } from "../../src/comparison/prediction.js";
import { plainSubject, type Subject } from "../../src/comparison/subject.js";

type Allowed = Readonly<Record<string, string>>;

const bind = (source: string, target: string): Subject["mounts"][number] => ({
  type: "bind",
  source,
  target,
  readOnly: false,
  existed: true,
});
const subject: Subject = {
  ...plainSubject("web", "service", "web"),
  mounts: [bind("/stack/data", "/data"), bind("/var/run/docker.sock", "/var/run/docker.sock")],
};

function watch(role: Role, allowed: Allowed | undefined, log: readonly string[] = []): Watch {
  const of = (probe: Observation["probe"], facts: Observation["facts"]): Observation => ({
    subject: "web",
    probe,
    role,
    outcome: "observed",
    facts,
  });
  return [
    of("load", []),
    of("create", []),
    of("start", []),
    of("exit", [{ key: "state", value: "running" }]),
    of(
      "log",
      log.map((line) => ({ key: line, value: "logged", shown: line })),
    ),
    ...(allowed
      ? [
          of(
            "access",
            Object.entries(allowed).map(([key, value]) => ({ key, value })),
          ),
        ]
      : []),
  ];
}

const lost = (before: Allowed, after: Allowed, of: Subject = subject) =>
  lostAccess(of, [watch("baseline", before)], [watch("remapped", after)]);

test("what the kernel allows on the plain engine only is lost", () => {
  expect(lost({ "0:0 /data": "read and write" }, { "0:0 /data": "read" })).toEqual([
    { rule: "host-path-ownership", path: "/data", ids: ["0:0"], need: "write", others: 0 },
  ]);
  expect(lost({ "0:0 /data": "read and write" }, { "0:0 /data": "nothing" })).toMatchObject([{ need: "read and write" }]);
});

test("what neither engine allows, and what both do, is not lost", () => {
  expect(lost({ "33:33 /data": "read" }, { "33:33 /data": "read" })).toEqual([]);
  expect(lost({ "33:33 /data": "read" }, { "33:33 /data": "read and write" })).toEqual([]);
});

test("what only one side has says nothing: a process or a file that is not there", () => {
  expect(lost({ "0:0 /data/new": "read and write" }, {})).toEqual([]);
  expect(lost({}, { "0:0 /data/new": "nothing" })).toEqual([]);
});

test("a mount is named once, at the path nearest to its root", () => {
  const before = { "0:0 /data/a/b": "read and write", "0:0 /data/a": "read and write", "0:0 /data/c": "read and write" };
  const after = { "0:0 /data/a/b": "read", "0:0 /data/a": "read", "0:0 /data/c": "read" };
  const [only, ...none] = lost(before, after);
  expect(none).toEqual([]);
  expect(only).toMatchObject({ path: "/data/a", others: 2 });
  expect(only && saidOfLoss(only)).toBe(
    "its processes with uid 0 and gid 0 can write `/data/a` and 2 more paths there on the plain engine, and not on the remapped one",
  );
});

test("processes of several users that lose the same are one entry", () => {
  const [only, ...none] = lost(
    { "0:0 /data": "read and write", "33:33 /data": "read and write" },
    { "0:0 /data": "read", "33:33 /data": "nothing" },
  );
  expect(none).toEqual([]);
  expect(only).toEqual({ rule: "host-path-ownership", path: "/data", ids: ["0:0", "33:33"], need: "read and write", others: 0 });
  expect(only && saidOfLoss(only)).toContain("with uid 0 and gid 0, or uid 33 and gid 33 can read and write `/data`");
});

test("a file that one plain run wrote, and another not yet, is missed where the kernel refuses it on the remapped engine", () => {
  const written = (role: Role, allowed: Allowed, files: readonly string[]): Watch => [
    ...watch(role, allowed),
    { subject: "web", probe: "files", role, outcome: "observed", facts: files.map((key) => ({ key, value: "file 0644 0:0" })) },
  ];
  const late = (after: Allowed) => {
    const before = { "0:0 /data": "read and write" };
    const baselines = [written("baseline", before, ["/data/report"]), written("baseline", before, [])];
    return compareSubject(subject, baselines, [written("remapped", after, [])]).comparison;
  };
  expect(late({ "0:0 /data": "read" })).toMatchObject({
    verdict: "broken",
    differences: [{ path: "/data/report", rule: "host-path-ownership" }],
  });
  expect(late({ "0:0 /data": "read and write" }).verdict).toBe("same");
});

test.each([
  ["a mount of the engine's socket", "/var/run/docker.sock", "docker-socket"],
  ["a file in a bind mount", "/data/key", "host-path-ownership"],
] as const)("%s has its rule", (_, path, rule) => {
  expect(lost({ [`0:0 ${path}`]: "read and write" }, { [`0:0 ${path}`]: "nothing" })).toMatchObject([{ rule }]);
});

test("a device and a secret have the rules that their paths stand for", () => {
  const of: Subject = {
    ...subject,
    devices: [{ source: "/dev/kvm", target: "/dev/kvm", permissions: "rwm" }],
    grants: [{ kind: "secret", file: "/stack/s", target: "/run/secrets/s" }],
  };
  const before = { "0:0 /dev/kvm": "read and write", "0:0 /run/secrets/s": "read" };
  expect(lost(before, { "0:0 /dev/kvm": "nothing", "0:0 /run/secrets/s": "nothing" }, of).map(({ rule }) => rule)).toEqual([
    "host-device",
    "secret-file-mode",
  ]);
});

test("what userns-remap protects of the host is not lost", () => {
  const of: Subject = { ...subject, mounts: [bind("/etc", "/host/etc")] };
  expect(lost({ "0:0 /host/etc/shadow": "read" }, { "0:0 /host/etc/shadow": "nothing" }, of)).toEqual([]);
});

test("every run must agree", () => {
  const before = [watch("baseline", { "0:0 /data": "read and write" }), watch("baseline", { "0:0 /data": "read" })];
  expect(lostAccess(subject, before, [watch("remapped", { "0:0 /data": "read" })])).toEqual([]);
});

const claim: Claim = { rule: "host-path-ownership", subject: "web", severity: "warning", stage: "run" };

function questions(before: Allowed | undefined, after: Allowed | undefined, claims: readonly Claim[], remappedLog: readonly string[] = []) {
  const { comparison } = compareSubject(subject, [watch("baseline", before)], [watch("remapped", after, remappedLog)]);
  const prediction = checkPrediction(claims, [comparison]);
  return { comparison, prediction, open: openQuestions([comparison], prediction, claims) };
}

test("a service that is the same, and has lost what lint predicts, is no all-clear: the prediction is confirmed, and the question open", () => {
  const { comparison, prediction, open } = questions({ "0:0 /data": "read and write" }, { "0:0 /data": "read" }, [claim]);
  expect(comparison.verdict).toBe("same");
  expect(prediction.confirmed).toMatchObject([{ rule: "host-path-ownership", reason: expect.stringContaining("can write `/data`") }]);
  expect(open).toMatchObject([{ subject: "web", rule: "host-path-ownership", text: expect.stringContaining("this run did not need it") }]);
});

test("writing that is lost and that nobody predicts is no question: much is mounted for writing and never written", () => {
  expect(questions({ "0:0 /data": "read and write" }, { "0:0 /data": "read" }, []).open).toEqual([]);
});

test("reading that is lost is a question whoever predicts it", () => {
  expect(questions({ "0:0 /data/key": "read" }, { "0:0 /data/key": "nothing" }, []).open).toHaveLength(1);
});

test("a prediction about access that the kernel answers is not observed, and no question", () => {
  const { prediction, open } = questions({ "0:0 /data": "read and write" }, { "0:0 /data": "read and write" }, [claim]);
  expect(prediction.notObserved).toHaveLength(1);
  expect(open).toEqual([]);
});

test("a prediction that nothing exercised, and that the kernel was not asked about, is a question", () => {
  const ping: Claim = { rule: "unprivileged-ping", subject: "web", severity: "warning", stage: "run" };
  expect(questions({ "0:0 /data": "read" }, { "0:0 /data": "read" }, [ping]).open).toMatchObject([{ rule: "unprivileged-ping" }]);
  expect(questions(undefined, undefined, [claim]).open).toMatchObject([{ rule: "host-path-ownership" }]);
});

test("what the user allows, and what has shown, is no question", () => {
  const before = { "0:0 /data": "read and write" };
  const after = { "0:0 /data": "read" };
  expect(questions(before, after, [{ ...claim, allowed: "it never writes" }]).open).toEqual([]);
  expect(questions(before, after, [claim], ["touch: /data/x: Permission denied"]).open).toEqual([]);
});
