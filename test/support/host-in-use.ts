import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { joinCgroupScript, mountCgroupsFunction } from "../../src/engines/cgroup-scripts.js";
import { systemPath } from "../../src/engines/command.js";

/** What a program in the host said and how it ended. */
export interface Told {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/** A whole host of its own: mounts, network, processes, /etc, /run and data root, with an engine that can be restarted in it. */
export interface HostInUse {
  /** A folder of this machine that is seen at the same place in the host. */
  readonly folder: string;
  readonly socket: string;
  /** The words that restart its engine. */
  readonly restart: string;
  /** Runs a program in the host; `input` goes to its stdin. */
  run(argv: readonly string[], options?: { readonly input?: string; readonly env?: Readonly<Record<string, string>> }): Told;
  /** As {@link HostInUse.run}, and throws when it fails; gives what it printed, without the last line break. */
  must(argv: readonly string[], input?: string): string;
  /** Starts a program in the host. */
  start(argv: readonly string[]): ChildProcess;
  /** The docker client against its engine; throws when it fails. */
  docker(...words: string[]): string;
  /** Ends everything in it. */
  end(): Promise<void>;
}

const script = `${mountCgroupsFunction}
set -eu
folder=$1 init=$2
mount --make-rprivate /
mount -t proc proc /proc
mkdir -p "$folder/keep" "$folder/etc-upper" "$folder/etc-work" "$folder/docker" "$folder/srv" "$folder/opt"
chmod 711 "$folder/docker"
mount --rbind /sys "$folder/keep"
mount -t sysfs sysfs /sys
mount_cgroups "$folder/keep/fs/cgroup"
umount -l "$folder/keep"
mount -t overlay overlay -o "lowerdir=/etc,upperdir=$folder/etc-upper,workdir=$folder/etc-work" /etc
mount -t tmpfs -o mode=755 tmpfs /run
[ -L /var/run ] || mount --bind /run /var/run
mkdir -p /var/lib/docker
mount --bind "$folder/docker" /var/lib/docker
mount --bind "$folder/srv" /srv
mount --bind "$folder/opt" /opt
mount --make-rshared /
ip link set lo up
cp "$folder/restart-engine" /run/restart-engine
chmod 755 /run/restart-engine
hostname host-in-use
touch "$folder/ready"
exec "$init" -s -- sleep infinity
`;

/** Makes a host with an engine of that folder of programs, and that daemon.json; undefined: the host has none. */
export async function hostInUse(engine: string, settings: string | undefined, more: readonly string[] = []): Promise<HostInUse> {
  const folder = mkdtempSync("/var/tmp/remap-ready-host-");
  chmodSync(folder, 0o711);
  const path = `${engine}:${systemPath}`;
  const flags = ["--exec-opt=native.cgroupdriver=cgroupfs", ...more].join(" ");
  writeFileSync(
    join(folder, "restart-engine"),
    `#!/bin/sh
pid=$(cat /var/run/docker.pid 2>/dev/null || true)
if [ -n "$pid" ] && kill "$pid" 2>/dev/null; then
  while [ -d "/proc/$pid" ]; do sleep 0.1; done
fi
rm -f /var/run/docker.pid
PATH=${path} setsid ${engine}/dockerd ${flags} >>"${folder}/dockerd.log" 2>&1 </dev/null &
`,
  );
  const cgroup = `remap-ready-host-${createHash("sha256").update(folder).digest("hex").slice(0, 8)}/host`;
  const namespaces = ["--cgroup", "--mount", "--net", "--pid", "--ipc", "--uts", "--fork", "--kill-child"];
  const holder = spawn(
    "setpriv",
    [
      ...["--pdeathsig", "KILL", "--", "sh", "-c", joinCgroupScript, "join", cgroup],
      ...["unshare", ...namespaces, "--", "sh", "-c", script, "host", folder, join(engine, "docker-init")],
    ],
    { stdio: ["ignore", "ignore", "pipe"], env: { PATH: systemPath } },
  );
  let said = "";
  holder.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  for (let tries = 0; tries < 200 && !existsSync(join(folder, "ready")) && holder.exitCode === null; tries++) await delay(50);
  if (!existsSync(join(folder, "ready"))) throw new Error(`the host does not start: ${said}`);
  // The first process of the namespaces is the only child of unshare, which the first shell has become.
  const pid = spawnSync("ps", ["--ppid", String(holder.pid), "-o", "pid="], { encoding: "utf8" }).stdout.trim();
  const enter = ["nsenter", "-t", pid, "-m", "-n", "-p", "-i", "-u", "-C", "--"];
  const words = (argv: readonly string[], env: Readonly<Record<string, string>> = {}): string[] => [
    ...[...enter.slice(1), "env", "-i", `PATH=${path}`, "HOME=/root", "LC_ALL=C.UTF-8", "NO_COLOR=1"],
    ...Object.entries(env).map(([name, value]) => `${name}=${value}`),
    ...argv,
  ];
  const run: HostInUse["run"] = (argv, { input, env } = {}) => {
    const ran = spawnSync("nsenter", words(argv, env), {
      encoding: "utf8",
      maxBuffer: 1 << 28,
      timeout: 300_000,
      ...(input !== undefined && { input }),
    });
    return { status: ran.status, signal: ran.signal, out: ran.stdout, err: ran.stderr };
  };
  const must = (argv: readonly string[], input?: string): string => {
    const { status, out, err } = run(argv, { ...(input !== undefined && { input }) });
    if (status !== 0) throw new Error(`${argv.join(" ").slice(0, 500)}: status ${status}: ${err || out}`);
    return out.trimEnd();
  };
  const host: HostInUse = {
    folder,
    socket: "/var/run/docker.sock",
    restart: "/run/restart-engine",
    run,
    must,
    start: (argv) => spawn("nsenter", words(argv), { stdio: ["ignore", "pipe", "pipe"] }),
    docker: (...argv) => must([join(engine, "docker"), ...argv]),
    end: async () => {
      const over = new Promise((resolve) => holder.once("close", resolve));
      spawnSync("kill", ["-KILL", pid]);
      await over;
      spawnSync("chattr", ["-R", "-i", "-a", folder], { stdio: "ignore" });
      for (let tries = 0; tries < 50; tries++) {
        try {
          rmSync(folder, { recursive: true, force: true });
          break;
        } catch {
          await delay(100);
        }
      }
      removeCgroups(cgroup.split("/")[0] ?? "");
    },
  };
  if (settings !== undefined) {
    must(["mkdir", "-p", "/etc/docker"]);
    must(["sh", "-c", "cat > /etc/docker/daemon.json"], settings);
  } else must(["rm", "-rf", "/etc/docker"]);
  must(["/run/restart-engine"]);
  await whenUp(host);
  return host;
}

/** Waits until the engine of a host answers. */
export async function whenUp(host: HostInUse): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (host.run(["docker", "version"]).status === 0) return;
    await delay(100);
  }
  throw new Error(`the engine does not answer: ${host.run(["tail", "-20", `${host.folder}/dockerd.log`]).out}`);
}

function removeCgroups(name: string): void {
  const root = "/sys/fs/cgroup";
  const roots = existsSync(join(root, "cgroup.controllers")) ? [root] : readdirSync(root).map((each) => join(root, each));
  for (const each of roots) {
    const top = join(each, name);
    if (existsSync(top)) spawnSync("find", [top, "-depth", "-type", "d", "-exec", "rmdir", "{}", ";"], { stdio: "ignore" });
  }
  mkdirSync("/var/tmp", { recursive: true });
}
