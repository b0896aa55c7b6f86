import { expect, test } from "vitest";
import { sleepersIn } from "../../../src/runs/stack/asleep.js";

const id = "9ee5bbbf0ce347c3b9fbce43b23a08d230303450c3d96e1ed7019564e900eeac";
const stack = "0x7ffc19c295e0 0x40d792";
const accepts = `43 0x3 0x0 0x0 0x80000 0x0 0x0 ${stack}`;

/** Lines as the look at /proc prints them, of a container with one process. */
function seen(
  call: string,
  { state = "S (sleeping)", more = [] as string[], timers = ["timer_list:now at 35478175804011 nsecs"] } = {},
): string {
  return [
    "430/ns/net:net:[4026532299]",
    "431/ns/net:net:[4026532299]",
    `430/cgroup:9:name=systemd:/docker/${id}`,
    `430/task/430/status:State:\t${state}`,
    `430/task/430/syscall:${call}`,
    "500/ns/net:net:[4026532300]",
    `500/cgroup:9:name=systemd:/docker/${"a".repeat(64)}`,
    "500/task/500/status:State:\tR (running)",
    "500/task/500/syscall:running",
    ...more,
    ...timers,
  ].join("\n");
}

const alarm = (ns: number) => [
  "timer_list:now at 35478175804011 nsecs",
  "timer_list: #6: <0000000059d025ec>, it_real_fn, S:01",
  `timer_list: # expires at 35776207903793-35776207903793 nsecs [in ${ns} to ${ns} nsecs]`,
  "timer_list: #7: <0000000055f1ec60>, hrtimer_wakeup, S:01",
  "timer_list: # expires at 36060933662668-36061033662668 nsecs [in 5 to 6 nsecs]",
];

test.each([
  ["accepts connections", seen(accepts)],
  ["waits for events without a limit", seen(`281 0x4 0x7fee456a9584 0x80 0xffffffffffffffff 0x0 0x0 ${stack}`)],
  ["waits for events for a minute", seen(`232 0x4 0x7fee456a9584 0x80 0xea60 0x0 0x0 ${stack}`)],
  ["waits for a child that waits for another thread", seen(`61 0xffffffff 0x7ffdaee427fc 0x0 0x0 0x52 0x55672b1c7420 ${stack}`)],
  ["waits for a lock without a limit", seen(`202 0x12a6698 0x80 0x0 0x0 0x0 0x0 ${stack}`)],
  ["sleeps for long", seen(`230 0x0 0x0 0x7ffefc1a3480 0x7ffefc1a34c0 0x0 0x0 ${stack}`, { more: ["430/task/430/timespec:   1000    0"] })],
  ["has ended and was not reaped", seen("", { state: "Z (zombie)" })],
  ["accepts connections while an alarm of the machine ends later", seen(accepts, { timers: alarm(60e9) })],
])("a container whose only thread %s is asleep", (_, lines) => {
  expect(sleepersIn(lines).isAsleep(id, 1000, 3000)).toBe(true);
});

test.each([
  ["runs", seen("running", { state: "R (running)" })],
  ["waits for a disk", seen(`0 0x3 0x7f3c0014a000 0x20000 0x0 0x0 0x0 ${stack}`, { state: "D (disk sleep)" })],
  ["waits for events for a second", seen(`232 0x4 0x7fee456a9584 0x80 0x3e8 0x0 0x0 ${stack}`)],
  ["waits for a lock with a limit", seen(`202 0x12a8000 0x80 0x0 0x7f358579ed28 0x0 0x0 ${stack}`)],
  ["sleeps for a time that is not known", seen(`230 0x0 0x0 0x7ffefc1a3480 0x7ffefc1a34c0 0x0 0x0 ${stack}`)],
  ["sleeps for two seconds", seen(`35 0x7ffefc1a3480 0x0 0x0 0x0 0x0 0x0 ${stack}`, { more: ["430/task/430/timespec:   2   500000000"] })],
  ["sleeps until a moment", seen(`230 0x0 0x1 0x7ffefc1a3480 0x0 0x0 0x0 ${stack}`, { more: ["430/task/430/timespec:   35478175 0"] })],
  ["waits in io_uring_enter", seen(`426 0x4 0x1 0x1 0x1 0x0 0x8 ${stack}`)],
  ["is a program of 32 bits", seen("43 0x3 0x0 0x0 0x80000 0x0 0x0 0xff8295e0 0x40d792")],
  ["has a POSIX timer", seen(accepts, { more: ["430/timers:ID: 0"] })],
  ["has a timer among its files", seen(accepts, { more: ["430/fd/5:anon_inode:[timerfd]"] })],
  [
    "shares a network with a socket that waits for an answer",
    seen(accepts, { more: ["431/net/tcp:   1: 0200000A:9C40 0300000A:1538 01 00000000:00000000 00:00000000 00000000"] }),
  ],
  ["may get an alarm soon", seen(accepts, { timers: alarm(2e9) })],
  ["may get an alarm that the kernel does not show", seen(accepts, { timers: [] })],
])("a container whose only thread %s may wake", (_, lines) => {
  expect(sleepersIn(lines).isAsleep(id, 1000, 3000)).toBe(false);
});

test("how long a container has slept already is not known: its age counts as slept", () => {
  const lines = seen(`35 0x7ffefc1a3480 0x0 0x0 0x0 0x0 0x0 ${stack}`, { more: ["430/task/430/timespec:   10 0"] });
  expect(sleepersIn(lines).isAsleep(id, 6000, 3000)).toBe(true);
  expect(sleepersIn(lines).isAsleep(id, 8000, 3000)).toBe(false);
});

test("one thread that may wake is enough, and a container without a process is not asleep", () => {
  const two = seen(accepts, { more: ["430/task/431/status:State:\tR (running)", "430/task/431/syscall:running"] });
  expect(sleepersIn(two).isAsleep(id, 1000, 3000)).toBe(false);
  expect(sleepersIn(seen(accepts)).isAsleep("0".repeat(64), 1000, 3000)).toBe(false);
});
