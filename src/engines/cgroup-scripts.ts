/** Shell functions: the roots of the machine's cgroup hierarchies, one a line (one for v2, one per controller for v1); and handing a v2 cgroup's controllers, those that containers are given, to its children. */
const hierarchies = `
hierarchies() {
  if [ -f /sys/fs/cgroup/cgroup.controllers ]; then echo /sys/fs/cgroup; return; fi
  for dir in /sys/fs/cgroup/*; do if [ -f "$dir/cgroup.procs" ] && [ ! -L "$dir" ]; then echo "$dir"; fi; done
}
delegate() {
  if [ ! -f "$1/cgroup.controllers" ]; then return; fi
  for controller in $(cat "$1/cgroup.controllers"); do
    case $controller in cpu|cpuset|io|memory|pids|hugetlb) echo "+$controller" > "$1/cgroup.subtree_control" || true;; esac
  done 2>/dev/null
}
`;

/**
 * Makes the engine's own cgroup (argument 1, below the run's, "remap-ready-<id>/<engine>") in every hierarchy, and one for its way out beside it, joins it and becomes the rest of its arguments.
 * In a cgroup namespace made right after, it is the root: whatever a subject asks for as cgroup_parent lies in it, and goes with it.
 */
export const joinCgroupScript = `${hierarchies}
set -eu
echo "step join a cgroup of its own"
name=$1; shift
roots=$(hierarchies)
made=
for root in $roots; do delegate "$root"; made="$made $root/$name $root/$name-network"; done
# One process, which the run's clean-up finds by what it makes.
mkdir -p $made
for root in $roots; do
  delegate "$root/\${name%/*}"
  # v1 cpusets start empty, and take no process while they are.
  if [ ! -f "$root/cgroup.controllers" ] && [ -f "$root/cpuset.cpus" ]; then
    for file in cpuset.cpus cpuset.mems; do
      read -r ids < "$root/$file"
      echo "$ids" > "$root/\${name%/*}/$file"
      echo "$ids" > "$root/$name/$file"
    done
  fi
  echo $$ > "$root/$name/cgroup.procs"
done
exec "$@"
`;

/** Moves from the engine's cgroup to a leaf of it, since a v2 cgroup that hands out controllers holds no processes ("No Internal Process Constraint", cgroup-v2.rst);
 * and limits to bytes of memory and a number of processes (arguments 2 and 3; empty is no limit) what containers lie in, and, with something to spare for the engine, all of it.
 * Then becomes the rest of its arguments. */
export const leafCgroupScript = `${hierarchies}
set -eu
name=$1 memory=$2 processes=$3; shift 3
limit() { if [ -f "$1/$2" ]; then echo "$3" > "$1/$2" || true; fi; }
limit_all() {
  # Memory with swap after memory, which it may not be below.
  limit "$1" memory.max "$2"
  limit "$1" memory.swap.max 0
  limit "$1" memory.limit_in_bytes "$2"
  limit "$1" memory.memsw.limit_in_bytes "$2"
  limit "$1" pids.max "$3"
}
for root in $(hierarchies); do
  if [ -f "$root/cgroup.controllers" ]; then
    mkdir -p "$root/$name/init"
    echo $$ > "$root/$name/init/cgroup.procs"
    delegate "$root/$name"
  fi
  if [ -n "$memory" ] && { [ -f "$root/$name/memory.max" ] || [ -f "$root/$name/memory.limit_in_bytes" ] || [ -f "$root/$name/pids.max" ]; }; then
    mkdir -p "$root/$name/docker"
    limit_all "$root/$name/docker" "$memory" "$processes"
    limit_all "$root/$name" $((memory + memory / 8)) $((processes + 2048))
  fi
done
exec "$@"
`;

/** Shell function for the namespaces: mounts on /sys/fs/cgroup what is mounted in the directory given, as the cgroup namespace shows it. */
export const mountCgroupsFunction = `
mount_cgroups() {
  if [ -f "$1/cgroup.controllers" ]; then mount -t cgroup2 cgroup2 /sys/fs/cgroup; return; fi
  mount -t tmpfs -o mode=755 tmpfs /sys/fs/cgroup
  for dir in "$1"/*; do if [ -L "$dir" ]; then ln -s "$(readlink "$dir")" "/sys/fs/cgroup/\${dir##*/}"; fi; done
  while read -r device at type options rest; do
    case $at in "$1"/*) ;; *) continue;; esac
    at=/sys/fs/cgroup/\${at#"$1"/}
    mkdir "$at"
    if [ "$type" = cgroup2 ]; then mount -t cgroup2 cgroup2 "$at"; continue; fi
    # A second mount of a v1 hierarchy names its controllers and nothing else.
    wanted=
    IFS=,
    for option in $options; do
      case $option in
        name=*) wanted="$wanted,none,$option";;
        rw|ro|relatime|noatime|nosuid|nodev|noexec|xattr|clone_children|noprefix|cpuset_v2_mode|release_agent=*|seclabel) ;;
        *) wanted="$wanted,$option";;
      esac
    done
    unset IFS
    mount -t cgroup -o "\${wanted#,}" cgroup "$at"
  done < /proc/self/mounts
}
`;
