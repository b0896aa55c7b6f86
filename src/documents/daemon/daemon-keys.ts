/** Keys that only dockerd has (docker/cli and moby `daemon/config`, 1.12 to 29). */
const own =
  "allow-direct-routing allow-nondistributable-artifacts api-cors-header authorization-plugins bip bip6 bridge-accept-fwmark cdi-spec-dirs cgroup-parent " +
  "cluster-advertise cluster-store cluster-store-opts containerd-namespace containerd-plugin-namespace containerd-plugins-namespace cpu-rt-period " +
  "cpu-rt-runtime cri-containerd data-root default-address-pools default-cgroupns-mode default-gateway default-gateway-v6 default-ipc-mode " +
  "default-network-opts default-runtime default-shm-size default-ulimit default-ulimits deprecated-key-path disable-legacy-registry dns-opts dns-search " +
  "exec-opts exec-root firewall-backend fixed-cidr fixed-cidr-v6 host-gateway-ip host-gateway-ips icc init-path insecure-registries ip-forward " +
  "ip-forward-no-drop ip-masq ip6tables live-restore log-driver log-opts max-concurrent-downloads max-concurrent-uploads max-download-attempts " +
  "min-api-version network-control-plane-mtu network-diagnostic-port no-new-privileges node-generic-resources oom-score-adjust raw-logs registry-mirrors " +
  "seccomp-profile selinux-enabled shutdown-timeout storage-driver storage-opts swarm-default-advertise-addr tlscacert tlscert tlskey tlsverify " +
  "userland-proxy userland-proxy-path userns-remap";

/** Keys of dockerd that the configuration of any other daemon may have too. */
const common =
  "bridge builder containerd debug dns experimental features graph group hosts http-proxy https-proxy init ip iptables ipv6 labels log-format log-level " +
  "metrics-addr mtu no-proxy pidfile proxies runtimes tls validate";

const has = (words: string, key: string): boolean => key !== "" && !key.includes(" ") && ` ${words} `.includes(` ${key} `);

/** Whether a top-level key looks like a misspelled `userns-remap`: other separators, other case, or a word more or less. */
export function isMisspelledRemap(key: string): boolean {
  if (key === "userns-remap") return false;
  const letters = key.toLowerCase().replace(/[^a-z0-9]/g, "");
  return /^(?:usernsremap|usersremap|userremap|usernsremaps|usernamespaceremap|usernamespacesremap|usernsremapping|remapuserns|userns)$/.test(
    letters,
  );
}

/** Whether an object with these keys is dockerd's: one key of its own, or nothing but its keys. A path through a folder named docker needs only one known key. */
export function isDockerd(keys: readonly string[], path: string): boolean {
  if (keys.some((key) => has(own, key) || isMisspelledRemap(key))) return true;
  const known = keys.filter((key) => has(common, key)).length;
  return isInDockerFolder(path) ? keys.length === 0 || known > 0 : known > 0 && known === keys.length;
}

/** Whether the path alone says that a daemon.json is dockerd's. */
export function isInDockerFolder(path: string): boolean {
  return /(?:^|\/)\.?docker\/daemon\.json$/.test(path);
}
