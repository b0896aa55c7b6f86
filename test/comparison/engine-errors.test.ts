import { describe, expect, test } from "vitest";
import { ruleOfEngineWords } from "../../src/comparison/engine-errors.js";
import type { Stage } from "../../src/comparison/observation.js";
import { causeOfRefusal } from "../../src/comparison/refusal.js";
import type { Subject } from "../../src/comparison/subject.js";
import { plainSubject } from "../../src/comparison/subject.js";

const plain = plainSubject("web", "service", "web");
const renaming: Subject = { ...plain, devices: [{ source: "/dev/null", target: "/dev/mynull", permissions: "rwm" }] };
const joining: Subject = { ...plain, networkMode: "service:agent" };
const joiningTwo: Subject = { ...plain, networkMode: "container:b", ipcMode: "container:c" };

/** Engine, stage, what was asked, the engine's exact words, the rule. */
const sayings: [string, Stage, Subject, string, string | undefined][] = [
  [
    "all",
    "create",
    plain,
    "Error response from daemon: privileged mode is incompatible with user namespaces.  You must run the container in the host namespace when running privileged mode",
    "privileged-container",
  ],
  [
    "all",
    "create",
    { ...plain, hasPrivilegedHook: true },
    "privileged mode is incompatible with user namespaces.  You must run",
    "privileged-hook",
  ],
  ["all", "create", plain, "cannot share the host's network namespace when user namespaces are enabled", "host-network"],
  ["1.10", "create", plain, "Cannot share the host or a container's network namespace when user namespaces are enabled.", "host-network"],
  ["all", "create", plain, "cannot share the host PID namespace when user namespaces are enabled", "host-pid"],
  ["28.5", "start", plain, "option WritableCgroups conflicts with user namespaces and rootless mode", "writable-cgroups"],
  ["20.10", "load", plain, "Error processing tar file(exit status 1): Container ID 70000 cannot be mapped to a host ID", "id-out-of-range"],
  ["28.5", "load", plain, "container ID 70000 cannot be mapped to a host ID", "id-out-of-range"],
  [
    "26.1",
    "create",
    plain,
    "mount callback failed on /tmp/containerd-mount1: container ID 70000 cannot be mapped to a host ID",
    "id-out-of-range",
  ],
  ["20.10", "start", plain, "unable to setup user: cannot set uid to unmapped user in user namespace: unknown", "id-out-of-range"],
  [
    "28.5",
    "start",
    plain,
    "error during container init: unable to setup user: cannot setuid to unmapped uid 100000 in user namespace",
    "id-out-of-range",
  ],
  ["28.5", "start", plain, "error during container init: unable to setup user: setgroups: invalid argument", "id-out-of-range"],
  [
    "20.10",
    "start",
    plain,
    'error during container init: error mounting "tmpfs" to rootfs at "/t": mount tmpfs:/t (via /proc/self/fd/9), flags: 0xe, data: uid=70000: invalid argument: unknown',
    "id-out-of-range",
  ],
  [
    "28.5",
    "start",
    plain,
    'error mounting "tmpfs" to rootfs at "/t": mount src=tmpfs, dst=/t, dstFd=/proc/thread-self/fd/11, flags=MS_NOSUID|MS_NODEV|MS_NOEXEC, data=uid=70000: invalid argument',
    "id-out-of-range",
  ],
  [
    "28.5",
    "build",
    plain,
    "unable to convert uid/gid chown string to host mapping: unable to convert uid/gid to host mapping: container ID 70000 cannot be mapped to a host ID",
    "id-out-of-range",
  ],
  ["28.5", "build", plain, "tar: f: Cannot change ownership to uid 70000, gid 70000: Invalid argument", "id-out-of-range"],
  ["26.1", "start", plain, "error during container init: open /proc/sys/kernel/domainname: permission denied: unknown", "domainname"],
  ["28.5", "start", plain, "error during container init: open sysctl kernel.domainname file: reopen fd 8: permission denied", "domainname"],
  [
    "26.1",
    "start",
    plain,
    'error mounting "mqueue" to rootfs at "/dev/mqueue": mount mqueue:/dev/mqueue (via /proc/self/fd/10), flags: 0xe: operation not permitted: unknown',
    "host-ipc",
  ],
  [
    "28.5",
    "start",
    plain,
    'error mounting "mqueue" to rootfs at "/dev/mqueue": mount src=mqueue, dst=/dev/mqueue, dstFd=/proc/thread-self/fd/11, flags=MS_NOSUID|MS_NODEV|MS_NOEXEC: operation not permitted',
    "host-ipc",
  ],
  [
    "28.5",
    "start",
    renaming,
    "configuring container /dev: error creating device nodes: mount src=/dev/mynull, dst=/x/merged/dev/mynull, dstFd=/proc/thread-self/fd/11, flags=MS_BIND: no such file or directory",
    "renamed-device",
  ],
  [
    "20.10",
    "start",
    renaming,
    "error creating device nodes: mount /dev/mynull:/x/merged/dev/mynull (via /proc/self/fd/9), flags: 0x1000: no such file or directory: unknown",
    "renamed-device",
  ],
  [
    "28.5",
    "start",
    joining,
    "user namespaces enabled, but both namespace path and non-matching mapping specified -- you may only provide one",
    "mixed-user-namespaces",
  ],
  ["20.10", "start", joining, "can't get final child's PID from pipe: EOF: unknown", "mixed-user-namespaces"],
  ["20.10", "start", plain, "can't get final child's PID from pipe: EOF: unknown", undefined],
  [
    "28.5",
    "start",
    joiningTwo,
    'error mounting "sysfs" to rootfs at "/sys": mount src=sysfs, dst=/sys: operation not permitted',
    "mixed-user-namespaces",
  ],
  [
    "26.1",
    "build",
    plain,
    '#5 0.069 runc run failed: error mounting "sysfs" to rootfs at "/sys": mount sysfs:/sys (via /proc/self/fd/8), flags: 0xf: operation not permitted',
    "host-network",
  ],
  ["20.10", "start", plain, "error during container init: write /proc/sys/net/ipv4/ping_group_range: invalid argument: unknown", "sysctl"],
  [
    "28.5",
    "start",
    plain,
    'failed to write sysctl net.ipv4.ping_group_range = "0 2147483647": write fsmount:fscontext:proc/./sys/net/ipv4/ping_group_range: invalid argument',
    "sysctl",
  ],
  ["any, older kernels", "start", plain, "open /proc/sys/net/core/somaxconn: no such file or directory", "sysctl"],
  [
    "28.5",
    "start",
    { ...plain, mounts: [{ type: "bind", source: "/srv", target: "/m", readOnly: false, nonRecursive: true }] },
    'error mounting "/srv" to rootfs at "/m": mount src=/srv, dst=/m, flags=MS_BIND: invalid argument',
    "nonrecursive-bind",
  ],
  ["28.5", "build", plain, "mknod: /n: Operation not permitted", "mknod"],
  ["all", "build", plain, "tar: dev/tty6: Cannot mknod: Operation not permitted", "mknod"],
  ["all", "start", plain, 'exec: "/missing": stat /missing: no such file or directory', undefined],
  ["all", "create", plain, "Conflict. The container name is already in use", undefined],
];

describe("the engine's words", () => {
  test.for(sayings)("engine %s at %s: %o", ([, stage, subject, words, rule]) => {
    expect(ruleOfEngineWords(stage, words, subject)?.rule).toBe(rule);
  });
  test("are matched without regard to case and given back as evidence, line by line", () => {
    expect(ruleOfEngineWords("load", "loading\nCONTAINER ID 70000 CANNOT BE MAPPED TO A HOST ID\nend", plain)).toEqual({
      rule: "id-out-of-range",
      evidence: "CONTAINER ID 70000 CANNOT BE MAPPED TO A HOST ID",
    });
  });
  test("take bounded time on hostile text", () => {
    const hostile = `error mounting "tmpfs"${" data=".repeat(20_000)}${"mqueue ".repeat(20_000)}${"mknod".repeat(20_000)}`;
    const before = performance.now();
    for (const stage of ["build", "load", "create", "start"] as const) ruleOfEngineWords(stage, hostile, renaming);
    expect(performance.now() - before).toBeLessThan(3000);
  });
});

/** Words of programs about an id that the user namespace does not have, as their sources or a run have them. */
const ofPrograms: readonly string[] = [
  "setpriv: setresuid failed: Invalid argument",
  "setpriv: setgroups failed: Invalid argument",
  "nginx: [emerg] setgid(70000) failed (22: Invalid argument)",
  "2026/11/25 10:00:00 [emerg] 7#7: initgroups(www, 70000) failed (22: Invalid argument)",
  "(22)Invalid argument: AH02156: setgid: unable to set group id to Group 70000",
  "(22)Invalid argument: AH02162: setuid: unable to change to uid: 70000",
  "postfix/master[1]: fatal: set_eugid: euid 70000: Invalid argument",
  'error: failed switching to "app": invalid argument',
  "su-exec: setgroups(70000): Invalid argument",
  "s6-applyuidgid: fatal: unable to set supplementary group list: Invalid argument",
  "chpst: fatal: unable to setgroups: Invalid argument",
  "runuser: cannot set user id: Invalid argument",
  "su: cannot set groups: Invalid argument",
  "sudo: unable to change to root gid: Invalid argument",
  "fatal: setresgid 70000: Invalid argument",
  'rsync: [receiver] chown "/data/x" failed: Invalid argument (22)',
  "tar: x: Cannot change ownership to uid 70000, gid 70000: Invalid argument",
  "cp: failed to preserve ownership for 'x': Invalid argument",
  "chown: changing ownership of '/data': Invalid argument",
  "lchown /data: invalid argument",
  "Error: EINVAL: invalid argument, chown '/data'",
  "OSError: [Errno 22] Invalid argument: os.setuid(70000)",
  "cannot setuid to unmapped uid 70000 in user namespace",
];

test.each(ofPrograms)("a program says of an id out of range: %s", (text) => {
  expect(causeOfRefusal(text, plain)?.rule).toBe("id-out-of-range");
});

test.each([
  "mount: /data: Invalid argument",
  "invalid argument: --owner needs a value",
  "error: invalid argument to set of options",
  "setsockopt: Invalid argument",
  "chown: invalid user: 'app'",
])("and of something else: %s", (text) => {
  expect(causeOfRefusal(text, plain)?.rule).not.toBe("id-out-of-range");
});
