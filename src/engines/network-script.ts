/**
 * Becomes the program that lets an engine out, in the host's network, with SIGKILL set for its parent's death. Arguments: host pid of a process in the engine's
 * network namespace, the cgroup to join (below any hierarchy's root), the program, the subnet.
 */
export const networkScript = `
set -eu
# Held open: a process number may be given to somebody else in the meantime.
exec 5<"/proc/$1/ns/net"
cgroup=$2 program=$3 subnet=$4
for dir in "/sys/fs/cgroup/$cgroup" /sys/fs/cgroup/*/"$cgroup"; do
  if { echo $$ > "$dir/cgroup.procs"; } 2>/dev/null; then break; fi
done
exec setpriv --pdeathsig KILL -- "$program" --mtu=1500 "--cidr=$subnet" --disable-host-loopback --enable-sandbox --enable-seccomp \
  --netns-type=path /proc/self/fd/5 eth0
`;

/**
 * Shell function for the engine's namespaces: waits for the interface and makes it the way out, as the lines of the file given say (\`address\`,
 * \`gateway\`, \`nameserver\`, \`closed\`). The rules come after the engine's own networks and before its default route, and are hidden from
 * who looks at the routes, as dockerd does to find free networks. The second argument is the host's resolv.conf.
 */
export const wayOutFunction = `
way_out() {
  tries=0
  until [ -e /sys/class/net/eth0 ]; do
    tries=$((tries + 1))
    if [ $tries -gt 250 ]; then echo "no interface came up within 5 s"; return 1; fi
    sleep 0.02
  done
  ip rule add priority 32000 lookup main suppress_prefixlength 0 || return 1
  echo 1 > /proc/sys/net/ipv6/conf/eth0/disable_ipv6 || true
  while read -r word value; do
    case $word in
      closed) ip rule add priority 32001 to "$value" unreachable || return 1;;
      # Alike on both engines, as services print it.
      address) ip link set dev eth0 address 02:00:00:00:00:64 mtu 1500 up && ip address add "$value/24" dev eth0 || return 1;;
      gateway) ip route add default via "$value" dev eth0 || return 1;;
      nameserver) nameserver=$value;;
    esac
  done < "$1"
  { echo "nameserver $nameserver"; printf '%s\\n' "$2" | grep -E '^(search|domain|options)[[:space:]]' || true; } > /etc/resolv.conf
}
`;
