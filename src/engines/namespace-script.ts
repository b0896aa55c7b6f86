import { mountCgroupsFunction } from "./cgroup-scripts.js";
import { wayOutFunction } from "./network-script.js";

/**
 * The shell that holds an engine's life: it runs its arguments from the fourth on with SIGKILL set for its own death, passes on signals read from
 * stdin (`TERM <pid>`), and at the end of stdin, which comes when the tool dies however it dies, kills what is left. Being the parent, it
 * cannot kill a process number that was given to somebody else. `open <words>` starts the way out, with the words after the script (argument 1)
 * that runs it and its log at argument 2, and `close` ends it; argument 3 is its cgroup.
 */
export const watchdogScript = `
script=$1 log=$2 cgroup=$3; shift 3
setpriv --pdeathsig KILL -- "$@" &
child=$! way_out=
exec >&- 2>&-
while read -r word pid words; do
  case $word in
    open)
      setpriv --pdeathsig KILL -- sh -c "$script" remap-ready-network "$pid" "$cgroup" $words >"$log" 2>&1 &
      way_out=$!;;
    close) kill -s KILL "$way_out";;
    *) kill -s "$word" "$pid";;
  esac
done
kill -s KILL "$child"
if [ -n "$way_out" ]; then kill -s KILL "$way_out"; wait "$way_out"; fi
wait "$child"
`;

/**
 * What runs first in the new namespaces. Says `init <host pid>` and `step <name>` on stdout, then becomes dockerd, which writes to stderr only.
 * Arguments: scratch of the engine, PATH, init or "", then pairs of source and target of copied
 * directories, then `--` and dockerd's command line.
 */
export const namespaceScript = `${mountCgroupsFunction}${wayOutFunction}
set -eu
# /proc is still the host's, and so is the number in it.
read -r pid rest < /proc/self/stat
echo "init $pid"
scratch=$1 path=$2 init=$3; shift 3

echo "step mount /proc and /sys"
mount -t proc proc /proc
mount --rbind /sys "$scratch/keep"
mount -t sysfs sysfs /sys
mount_cgroups "$scratch/keep/fs/cgroup"
for dir in fs/bpf fs/pstore kernel/debug kernel/tracing kernel/config; do
  if mountpoint -q "$scratch/keep/$dir"; then mount --rbind "$scratch/keep/$dir" "/sys/$dir"; fi
done
# AppArmor only where dockerd's profile is loaded already: loading it would leave it in the host's kernel.
if grep -q '^docker-default ' "$scratch/keep/kernel/security/apparmor/profiles" 2>/dev/null; then
  mount --rbind "$scratch/keep/kernel/security" /sys/kernel/security
fi
umount -l "$scratch/keep"

echo "step protect the host's files"
mount --bind "$scratch" "$scratch"
while read -r a b c d at rest; do
  case $at in "$scratch"|/proc|/proc/*|/sys|/sys/*|/dev/*) continue;; esac
  # One that went away, or lies under another, is not missed; the root is.
  mount -o remount,bind,ro "$(printf '%b' "$at")" 2>/dev/null || [ "$at" != / ]
done < /proc/self/mountinfo

echo "step copy directories"
resolv=$(cat /etc/resolv.conf 2>/dev/null || true)
number=0
for word in "$@"; do
  if [ "$word" = -- ]; then break; fi
  number=$((number + 1))
  if [ $((number % 2)) = 1 ]; then mount --bind "$word" "$scratch/copies/$((number / 2))/lower"; fi
done
while read -r at; do
  mkdir -p "$scratch/seen$at"
  # One that went away in the meantime is not missed.
  mount --rbind "$at" "$scratch/seen$at" || true
done < "$scratch/mounts"
mount -t tmpfs -o mode=755 tmpfs /run
if [ ! -L /var/run ]; then mount --bind /run /var/run; fi
# The scratch may lie below a copied directory, which is about to cover it.
hold=/run/remap-ready
mkdir "$hold"
mount --rbind "$scratch" "$hold"
# Shared memory is the engine's own, as its ipc namespace is.
if [ -d /dev/shm ]; then mount -t tmpfs -o mode=1777,nosuid,nodev tmpfs /dev/shm; fi
# So are message queues and terminals; nothing writes to the machine's console.
if [ -d /dev/mqueue ]; then mount -t mqueue -o nosuid,nodev,noexec mqueue /dev/mqueue; fi
if [ -d /dev/pts ]; then mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5,nosuid,noexec devpts /dev/pts; fi
if [ -c /dev/console ]; then mount --bind /dev/null /dev/console; fi
number=0
while [ "$1" != -- ]; do
  copy=$hold/copies/$number; number=$((number + 1))
  case $2 in /run/*|/dev/shm/*) mkdir -p "$2";; esac
  mount -t overlay overlay -o "lowerdir=$copy/lower,upperdir=$copy/upper,workdir=$copy/work" "$2"
  shift 2
done
shift
while read -r at; do
  if mountpoint -q "$hold/seen$at"; then mount --rbind "$hold/seen$at" "$at"; fi
done < "$hold/mounts"
mkdir -p "$scratch"
mount --rbind "$hold" "$scratch"
umount -l "$hold"
rmdir "$hold"

echo "step write accounts"
rm -f /etc/resolv.conf
printf '%s\\n' "$resolv" > /etc/resolv.conf
while IFS='|' read -r file line; do
  if [ -s "/etc/$file" ] && [ -n "$(tail -c 1 "/etc/$file")" ]; then echo >> "/etc/$file"; fi
  printf '%s\\n' "$line" >> "/etc/$file"
done < "$scratch/accounts"

echo "step bind the data root"
# The host's own one, if it exists, is hidden.
if [ -L /var/lib/docker ]; then rm /var/lib/docker; fi
mkdir -p /var/lib/docker
mount --bind "$scratch/data" /var/lib/docker

echo "step start the network"
ip link set lo up
if [ -s "$scratch/network" ]; then
  if way_out "$scratch/network" "$resolv" >>"$scratch/network.log" 2>&1; then echo "network open"; fi
fi
# As on a systemd host, where / is shared, so that containers may ask for shared mounts.
mount --make-rshared /
cd /
if [ -n "$init" ]; then set -- "$init" -s -- "$@"; fi
echo "step start dockerd"
exec env -i PATH="$path" HOME=/root TMPDIR=/run LC_ALL=C.UTF-8 "$@" 1>&2
`;
