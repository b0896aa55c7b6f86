import type { Engine } from "../../engines/engine.js";

/** What one look at the processes of an engine's containers shows. */
export interface Sleepers {
  /**
   * Whether a container is sure to do nothing within `forMs` unless something outside of it happens: each of its threads waits in a call without a limit of time, or for
   * longer; it has no other timer, no alarm of any process of the machine ends, and no socket waits for an answer. `ageMs` is the container's age. False where it cannot be
   * known.
   */
  isAsleep(containerId: string, ageMs: number, forMs: number): boolean;
}

/** Which argument of a call limits its time: `ms` is a signed number of 32 bits, negative for no limit; `pointer` is 0 for no limit; `sleep` points to the time that it takes. */
interface Limit {
  readonly argument: number;
  readonly kind: "ms" | "pointer" | "sleep";
}

type Call = readonly [x64: number | null, arm64: number | null, limit: Limit | null];

/** Calls in which a thread waits, by number (`syscall_64.tbl` of arch/x86 and `include/uapi/asm-generic/unistd.h` of Linux). What is not here, as io_uring, may end by itself. */
const calls: readonly Call[] = [
  [0, 63, null], // read
  [43, 202, null], // accept
  [288, 242, null], // accept4
  [61, 260, null], // wait4
  [247, 95, null], // waitid
  [34, null, null], // pause
  [130, 133, null], // rt_sigsuspend
  [7, null, { argument: 2, kind: "ms" }], // poll
  [232, null, { argument: 3, kind: "ms" }], // epoll_wait
  [281, 22, { argument: 3, kind: "ms" }], // epoll_pwait
  [23, null, { argument: 4, kind: "pointer" }], // select
  [270, 72, { argument: 4, kind: "pointer" }], // pselect6
  [271, 73, { argument: 2, kind: "pointer" }], // ppoll
  [441, 441, { argument: 3, kind: "pointer" }], // epoll_pwait2
  [202, 98, { argument: 3, kind: "pointer" }], // futex
  [128, 137, { argument: 2, kind: "pointer" }], // rt_sigtimedwait
  [35, 101, { argument: 0, kind: "sleep" }], // nanosleep
  [230, 115, { argument: 2, kind: "sleep" }], // clock_nanosleep
];

function limitsOn(architecture: string): ReadonlyMap<number, Limit | null> {
  const column = architecture === "x64" ? 0 : architecture === "arm64" ? 1 : undefined;
  if (column === undefined) return new Map();
  return new Map(calls.flatMap((call): [number, Limit | null][] => (call[column] === null ? [] : [[call[column], call[2]]])));
}

/**
 * Prints lines of /proc with their files before them, of the processes of containers: cgroups, states and calls of threads, POSIX timers, network namespaces, and of each
 * of these the sockets that wait for an answer (proc_net_tcp: 01 established, also a UDP socket with a peer; 02 SYN sent). Then files that are timers or make calls of their own, when the
 * timers of the kernel end, of which it_real_fn are the alarms of setitimer and alarm, and for each thread that sleeps the struct timespec. Arguments are the numbers of nanosleep
 * and clock_nanosleep.
 */
const script = `cd /proc || exit
of= fds= calls= spaces= nets= seen=
for each in $(grep -slE '[0-9a-f]{64}' [0-9]*/cgroup); do
  pid=\${each%/cgroup}
  of="$of $pid/cgroup $pid/timers $pid/task/[0-9]*/status"; calls="$calls $pid/task/[0-9]*/syscall"; fds="$fds $pid/fd"; spaces="$spaces $pid/ns/net"
done
[ -n "$of" ] || exit
spaces=$(find $spaces -printf '%p:%l\\n' 2>/dev/null); printf '%s\\n' "$spaces"
set -f
for each in $spaces; do
  case $seen in
    *"\${each#*:}"*) ;;
    *) seen="$seen \${each#*:}"; pid=\${each%%/*}; nets="$nets $pid/net/tcp $pid/net/tcp6 $pid/net/udp $pid/net/udp6";;
  esac
done
set +f
grep -sH -E '[0-9a-f]{64}|^State:|^(running|-?[0-9]+ 0x)|^ID:|: [0-9A-F]+:[0-9A-F]+ [0-9A-F]+:[0-9A-F]+ 0[12] |^now at|it_real_fn|^ # expires at' \\
  $of $calls $nets timer_list
find $fds '(' -lname 'anon_inode:*timerfd*' -o -lname 'anon_inode:*io_uring*' ')' -printf '%p:%l\\n' 2>/dev/null
grep -sH -E "^($1|$2) " $calls | while read -r call first second third rest; do
  file=\${call%%:*}; [ "\${call#*:}" = "$1" ] && at=$first || at=$third
  printf '%s/timespec:%s\\n' "\${file%/*}" "$(dd "if=\${file%%/*}/mem" bs=16 count=1 iflag=skip_bytes "skip=$(($at))" 2>/dev/null | od -An -t d8)"
done`;

/** Looks once at every process of an engine's containers. */
async function readSleepers(engine: Engine, signal: AbortSignal): Promise<Sleepers> {
  const limits = limitsOn(process.arch);
  const sleeps = [...limits].flatMap(([number, limit]) => (limit?.kind === "sleep" ? [String(number)] : []));
  const { stdout, end } = await engine.exec(["sh", "-c", script, "remap-ready-asleep", ...sleeps], {
    timeoutMs: 10_000,
    maxBytes: 4 << 20,
    signal,
  });
  return sleepersIn(end === "exited" && stdout.length < 4 << 20 ? stdout : "", limits);
}

/** Looks at an engine for several containers at once: what was seen a moment ago is not looked at again. */
export function sharedSleepers(engine: Engine, signal: AbortSignal): () => Promise<Sleepers> {
  let last: { readonly at: number; readonly seen: Promise<Sleepers> } | undefined;
  return () => {
    if (!last || performance.now() - last.at > 200) last = { at: performance.now(), seen: readSleepers(engine, signal) };
    return last.seen;
  };
}

interface Thread {
  /** The text of /proc/<pid>/task/<tid>/syscall. */
  call: string;
  state: string;
  sleepMs: number | undefined;
}

/** What the lines of the script show. */
export function sleepersIn(lines: string, limits: ReadonlyMap<number, Limit | null> = limitsOn("x64")): Sleepers {
  const cgroups = new Map<string, string>();
  const threads = new Map<string, Map<string, Thread>>();
  /** Processes with a timer of another kind, and network namespaces with a socket that waits. */
  const restless = new Set<string>();
  const spaces = new Map<string, string>();
  for (const line of lines.split("\n")) {
    const [, pid, file = "", text = ""] = /^(\d+)\/([^:]+):(.*)$/.exec(line) ?? [];
    if (pid === undefined) continue;
    if (file === "cgroup") cgroups.set(pid, `${cgroups.get(pid) ?? ""}${text}\n`);
    else if (file === "ns/net") spaces.set(pid, text);
    const [, tid, about] = /^task\/(\d+)\/(\w+)$/.exec(file) ?? [];
    if (tid === undefined) {
      if (file !== "cgroup" && file !== "ns/net") restless.add(file.startsWith("net/") ? (spaces.get(pid) ?? "") : pid);
      continue;
    }
    const own = threads.get(pid) ?? new Map<string, Thread>();
    threads.set(pid, own);
    const thread = own.get(tid) ?? { call: "", state: "", sleepMs: undefined };
    own.set(tid, thread);
    if (about === "syscall") thread.call = text;
    else if (about === "timespec") thread.sleepMs = durationMs(text);
    else thread.state = text.replace("State:", "").trim()[0] ?? "";
  }
  const alarmMs = nextAlarmMs(lines);
  return {
    isAsleep: (containerId, ageMs, forMs) => {
      const pids = [...cgroups].flatMap(([pid, cgroup]) => (cgroup.includes(containerId) ? [pid] : []));
      const isEndless = (thread: Thread) => thread.state === "Z" || (thread.state === "S" && waitMs(thread, limits) - ageMs >= forMs);
      return (
        alarmMs >= forMs &&
        pids.length > 0 &&
        pids.every(
          (pid) =>
            threads.has(pid) &&
            !restless.has(pid) &&
            !restless.has(spaces.get(pid) ?? "") &&
            [...(threads.get(pid)?.values() ?? [])].every(isEndless),
        )
      );
    },
  };
}

/** For how long a thread waits in all; 0 where that is not known. */
function waitMs({ call, sleepMs }: Thread, limits: ReadonlyMap<number, Limit | null>): number {
  const [number = "", ...words] = call.split(" ");
  const limit = /^\d+$/.test(number) ? limits.get(Number(number)) : undefined;
  const stack = BigInt(words.at(-2) ?? 0);
  // Programs of 32 bits count calls differently.
  if (limit === undefined || stack < 1n << 32n) return 0;
  if (limit === null) return Number.POSITIVE_INFINITY;
  const value = BigInt(words[limit.argument] ?? 0);
  if (limit.kind === "sleep") return isUntil(words, limit) ? 0 : (sleepMs ?? 0);
  if (limit.kind === "pointer") return value === 0n ? Number.POSITIVE_INFINITY : 0;
  const signed = Number(BigInt.asIntN(32, value));
  return signed < 0 ? Number.POSITIVE_INFINITY : signed;
}

/** Whether clock_nanosleep is given a moment, and not a duration: TIMER_ABSTIME. */
function isUntil(words: readonly string[], { argument }: Limit): boolean {
  return argument > 0 && BigInt(words[1] ?? 1) !== 0n;
}

function durationMs(text: string): number | undefined {
  const [seconds, nanoseconds] = text.trim().split(/\s+/).map(Number);
  return nanoseconds === undefined || seconds === undefined ? undefined : seconds * 1000 + nanoseconds / 1e6;
}

/** In how long the next alarm on the machine ends; 0 where the kernel does not say. */
function nextAlarmMs(lines: string): number {
  if (!/^timer_list:now at \d/m.test(lines)) return 0;
  const inNs = [...lines.matchAll(/it_real_fn[^\n]*\ntimer_list: # expires at [^\n]*\[in (-?\d+) to/g)].map(([, ns]) => Number(ns));
  return Math.min(...inNs, Number.POSITIVE_INFINITY) / 1e6;
}
