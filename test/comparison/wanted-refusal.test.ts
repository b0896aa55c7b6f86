import { describe, expect, test } from "vitest";
import { compareSubject } from "../../src/comparison/comparison.js";
import { normaliseLine } from "../../src/comparison/normalize.js";
import type { Observation, Probe, Role, Watch } from "../../src/comparison/observation.js";
import { compareExitStatus } from "../../src/comparison/report.js";
import { plainSubject, type Subject, type SubjectMount } from "../../src/comparison/subject.js";

const bind = (source: string, target: string): SubjectMount => ({ type: "bind", source, target, readOnly: true, existed: true });

function watch(role: Role, state: string, lines: readonly string[]): Watch {
  const observed = (probe: Probe, facts: Observation["facts"]): Observation => ({
    subject: "web",
    probe,
    role,
    outcome: "observed",
    facts,
  });
  return [
    observed("start", []),
    observed("exit", [{ key: "state", value: state }]),
    observed(
      "log",
      lines.map((line) => ({ key: normaliseLine(line), value: "logged", shown: line })),
    ),
  ];
}

function compared(mounts: readonly SubjectMount[], lines: readonly string[], state = "exited 1", more: Partial<Subject> = {}) {
  const subject = { ...plainSubject("web", "service", "web"), mounts, ...more };
  const plain = watch("baseline", state === "running" ? "running" : "exited 0", []);
  return compareSubject(subject, [plain], [watch("remapped", state, lines)]).comparison;
}

const protectedAt = (path: string, whose: string) =>
  `userns-remap keeps the container out of \`${path}\`, ${whose}: this is the protection working`;
const root = "which only the host's root may read";
const users = "which the host keeps to its own users";

describe("what userns-remap refuses on purpose is the protection working", () => {
  test.for([
    ["/", "/mnt", "cat: can't open '/mnt/etc/shadow': Permission denied", protectedAt("/etc/shadow", root)],
    ["/", "/host", "open /host/root/.ssh/id_rsa: permission denied", protectedAt("/root/.ssh/id_rsa", root)],
    ["/etc/shadow", "/shadow", "cat: /shadow: Permission denied", protectedAt("/etc/shadow", root)],
    ["/root", "/r", "ls: cannot open directory '/r': Permission denied", protectedAt("/root", users)],
    ["/", "/host", "touch: /host/etc/cron.d/job: Read-only file system: Permission denied", protectedAt("/etc/cron.d/job", users)],
  ] as const)("of %s at %s: %s", ([source, target, line, said]) => {
    const running = compared([bind(source, target)], [line], "running");
    expect(running).toMatchObject({ verdict: "changed", isProtection: true, reason: said });
    const ended = compared([bind(source, target)], [line]);
    expect(ended).toMatchObject({
      verdict: "changed",
      reason: `${said}; the service ends because of it (exited 0 on the plain engine, exited 1 on the remapped one)`,
    });
    expect(ended.differences.every(({ rule, effect }) => rule === "host-path-ownership" && effect === "changes")).toBe(true);
    expect(compareExitStatus({ comparisons: [ended], notices: [], lint: { failOn: "error" } as never })).toBe(0);
  });
  test.for([
    ["a folder of the stack", "/srv/app/data", "/data", "touch: /data/x: Permission denied"],
    ["a project in root's home", "/root/stack/data", "/data", "touch: /data/x: Permission denied"],
    ["a folder of one program's data", "/var/lib/postgres", "/data", "touch: /data/x: Permission denied"],
  ])("but %s is broken as ever", ([, source = "", target = "", line = ""]) => {
    expect(compared([bind(source, target)], [line])).toMatchObject({ verdict: "broken" });
  });
  test("but a service that ends silently is broken: that it wanted something protected is a guess", () => {
    expect(compared([bind("/", "/mnt")], [])).toMatchObject({ verdict: "broken" });
    expect(compared([bind("/", "/mnt")], ["Permission denied"])).toMatchObject({ verdict: "changed", isProtection: true });
  });
  test("and it excuses nothing that breaks for a reason of its own", () => {
    const lines = ["cat: can't open '/mnt/etc/shadow': Permission denied", "touch: /data/x: Permission denied"];
    expect(compared([bind("/", "/mnt"), bind("/srv/data", "/data")], lines)).toMatchObject({ verdict: "broken" });
    expect(compared([bind("/", "/mnt"), bind("/srv/data", "/data")], [])).toMatchObject({ verdict: "broken" });
  });
});

describe("ids that a program shows", () => {
  const shown = (before: string, after: string, more: Partial<Subject> = {}) =>
    compareSubject(
      { ...plainSubject("web", "service", "web"), ...more },
      [watch("baseline", "running", [before])],
      [watch("remapped", "running", [after])],
    ).comparison;
  const host = { usernsMode: "host" };
  const listed = (owners: string, at = "Nov 25 13:12") => `-rwxr-xr-x    1 ${owners}       2 ${at} /bin/f`;
  test.for([
    ["a listing", listed("0 0"), listed("100000 100000"), host, "userns-host"],
    ["names in a listing", listed("root root"), listed("100000 100000"), host, "userns-host"],
    ["a listing made later", listed("0 0"), listed("100999 100999", "Nov 25 13:13"), host, "userns-host"],
    ["`stat`", "0:0", "100000:100000", host, "userns-host"],
    ["`stat` of a host file", "0:0", "65534:65534", { mounts: [bind("/srv", "/srv")] }, "host-path-ownership"],
  ] as const)("differ where the two sides show different ones: %s", ([, before, after, asked, rule]) => {
    const { verdict, differences } = shown(before, after, asked);
    expect(verdict).toBe("changed");
    expect(differences).toMatchObject([{ rule, baseline: before, remapped: after, effect: "changes", isCause: true }]);
  });
  test.for([
    ["are the same", listed("0 0"), listed("0 0", "Nov 25 13:13")],
    ["have no id in the container", listed("0 0"), listed("65534 65534")],
    ["have no name in the container", listed("root root"), listed("nobody nogroup")],
  ])("do not count in a listing where they %s", ([, before = "", after = ""]) => {
    expect(shown(before, after, { mounts: [bind("/srv", "/srv")] }).verdict).toBe("same");
  });
  test("are no excuse for other numbers, which nothing explains", () => {
    expect(shown("workers: 4", "workers: 8", host).differences.map(({ rule }) => rule)).not.toContain("userns-host");
  });
});
