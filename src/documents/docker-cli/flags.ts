/** The commands of Docker's client that declare how a container is made, run or built. */
export type Verb = "run" | "create" | "exec" | "build" | "service create";

/** The flags of a command: those that take a value, those that do not, and the letters that stand for some. */
export interface FlagTable {
  readonly valued: ReadonlySet<string>;
  readonly switches: ReadonlySet<string>;
  readonly letters: ReadonlyMap<string, string>;
}

function table(valued: string, switches: string, letters: string): FlagTable {
  const words = (text: string) => new Set(text.split(/\s+/).filter((word) => word !== ""));
  return {
    valued: words(valued),
    switches: words(switches),
    letters: new Map([...words(letters)].map((pair) => [pair.slice(0, 1), pair.slice(2)])),
  };
}

/** Of `run` and `create`. `net`, `net-alias` and `dns-opt` are taken and not in the help: github.com/docker/cli, cli/command/container/opts.go, addFlags. */
const container = `add-host annotation attach blkio-weight blkio-weight-device cap-add cap-drop cgroup-parent cgroupns cidfile cpu-count cpu-percent
  cpu-period cpu-quota cpu-rt-period cpu-rt-runtime cpu-shares cpus cpuset-cpus cpuset-mems device device-cgroup-rule device-read-bps device-read-iops
  device-write-bps device-write-iops dns dns-opt dns-option dns-search domainname entrypoint env env-file expose gpus group-add health-cmd health-interval
  health-retries health-start-interval health-start-period health-timeout hostname io-maxbandwidth io-maxiops ip ip6 ipc isolation kernel-memory label
  label-file link link-local-ip log-driver log-opt mac-address memory memory-reservation memory-swap memory-swappiness mount name net net-alias network
  network-alias oom-score-adj pid pids-limit platform publish pull restart runtime security-opt shm-size stop-signal stop-timeout storage-opt sysctl tmpfs
  ulimit user userns uts volume volume-driver volumes-from workdir`;
const containerSwitches =
  "disable-content-trust help init interactive no-healthcheck oom-kill-disable privileged publish-all quiet read-only rm tty use-api-socket";
const containerLetters =
  "a=attach c=cpu-shares e=env h=hostname i=interactive l=label m=memory p=publish P=publish-all q=quiet t=tty u=user v=volume w=workdir";

/** What each command takes, of engines 20 to 29 together; of `build`, that of the classic builder and of buildx. `npm run flags` holds it to the help of the clients at hand. */
export const flagTables: Readonly<Record<Verb, FlagTable>> = {
  run: table(`${container} detach-keys`, `${containerSwitches} detach sig-proxy`, `${containerLetters} d=detach`),
  create: table(container, containerSwitches, containerLetters),
  exec: table(
    "detach-keys env env-file user workdir",
    "detach help interactive privileged tty",
    "d=detach e=env i=interactive t=tty u=user w=workdir",
  ),
  build: table(
    `add-host allow annotation attest build-arg build-context builder cache-from cache-to call cgroup-parent cpu-period cpu-quota cpu-shares cpuset-cpus
    cpuset-mems file iidfile isolation label memory memory-swap metadata-file network no-cache-filter output platform policy progress provenance sbom secret
    security-opt shm-size ssh tag target ulimit`,
    "check compress debug disable-content-trust force-rm help load no-cache pull push quiet rm squash stream",
    "c=cpu-shares D=debug f=file m=memory o=output q=quiet t=tag",
  ),
  "service create": table(
    `cap-add cap-drop config constraint container-label credential-spec dns dns-option dns-search endpoint-mode entrypoint env env-file generic-resource group
    health-cmd health-interval health-retries health-start-interval health-start-period health-timeout host hostname isolation label limit-cpu limit-memory
    limit-pids log-driver log-opt max-concurrent memory-swap memory-swappiness mode mount name network oom-score-adj placement-pref publish replicas
    replicas-max-per-node reserve-cpu reserve-memory restart-condition restart-delay restart-max-attempts restart-window rollback-delay
    rollback-failure-action rollback-max-failure-ratio rollback-monitor rollback-order rollback-parallelism secret stop-grace-period stop-signal sysctl
    ulimit update-delay update-failure-action update-max-failure-ratio update-monitor update-order update-parallelism user workdir`,
    "detach help init no-healthcheck no-resolve-image quiet read-only tty with-registry-auth",
    "d=detach e=env l=label p=publish q=quiet t=tty u=user w=workdir",
  ),
};

/** The flags of `docker` itself, before the command. */
export const globalFlags: FlagTable = table(
  "config context host log-level tlscacert tlscert tlskey",
  "debug help tls tlsverify version",
  "c=context D=debug H=host l=log-level v=version",
);

/** Flags that are other names for one flag. */
export const sameFlag: ReadonlyMap<string, string> = new Map([
  ["net", "network"],
  ["net-alias", "network-alias"],
  ["dns-opt", "dns-option"],
]);

/** How commands are written, longest first: docs.docker.com/reference/cli/docker. */
export const spellings: readonly (readonly [readonly string[], Verb])[] = [
  [["service", "create"], "service create"],
  [["container", "run"], "run"],
  [["container", "create"], "create"],
  [["container", "exec"], "exec"],
  [["buildx", "build"], "build"],
  [["buildx", "b"], "build"],
  [["builder", "build"], "build"],
  [["image", "build"], "build"],
  [["run"], "run"],
  [["create"], "create"],
  [["exec"], "exec"],
  [["build"], "build"],
];
