/**
 * Removes everything one run left, as root. Arguments: id, scratch root, state root, and the topmost directory that was made
 * for the scratch root, or "". Each step goes on past a failure of the one before;
 * running it twice, or while another runs it, does no harm. It signals only processes that carry the run's own configuration path, make its cgroups or
 * sit in them, and deletes only the run's own directory, without crossing a mount.
 */
export const cleanUpScript = `
clean_up() {
  id=$1 scratch=$2/$1 state=$3 failed=0
  case $id in *[!a-z0-9]*|"") echo "not an id of a run: $id" >&2; return 2;; esac
  # Until none is found: one may just be starting the next, such as the one that makes the cgroups.
  tries=0
  while [ $tries -lt 50 ]; do
    found=$(grep -lzsx -e "--config-file=$scratch/[^/]*/daemon.json" -e "/sys/fs/cgroup/.*remap-read[y]-$id/.*" /proc/[0-9]*/cmdline)
    if [ -z "$found" ]; then break; fi
    for file in $found; do pid=\${file#/proc/}; kill -s KILL "\${pid%/cmdline}" 2>/dev/null; done
    tries=$((tries + 1))
    if [ $tries -gt 5 ]; then sleep 0.02; fi
  done
  tries=0
  while :; do
    tops=
    for top in /sys/fs/cgroup/"remap-ready-$id" /sys/fs/cgroup/*/"remap-ready-$id"; do if [ -d "$top" ]; then tops="$tops $top"; fi; done
    if [ -z "$tops" ]; then break; fi
    if [ $tries -ge 100 ]; then echo "cgroups are still in use:$tops" >&2; failed=1; break; fi
    if [ $tries -gt 0 ]; then
      for pid in $(find $tops -name cgroup.procs -exec cat {} + 2>/dev/null); do kill -s KILL "$pid" 2>/dev/null; done
      sleep 0.03
    fi
    find $tops -depth -type d -exec rmdir {} + 2>/dev/null
    tries=$((tries + 1))
  done
  mounts=
  while read -r a b c d at rest; do
    case $at in "$scratch"|"$scratch"/*) mounts="$at
$mounts";; esac
  done < /proc/self/mountinfo
  printf '%s' "$mounts" | while IFS= read -r at; do umount -l "$(printf '%b' "$at")"; done
  if [ -e "$scratch" ]; then
    tries=0
    until rm -rf --one-file-system -- "$scratch" 2>"$state/$id.err" || [ $tries -ge 20 ]; do tries=$((tries + 1)); sleep 0.1; done
    if [ -e "$scratch" ]; then head -c 2000 "$state/$id.err" >&2; failed=1; fi
  fi
  rm -f -- "$state/$id.err"
  if [ $failed = 0 ]; then rm -f -- "$state/$id.json" "$state/$id.json.new"; fi
  rmdir -- "$state" 2>/dev/null
  at=$2
  while [ -n "$4" ]; do
    case $at in "$4"|"$4"/*) rmdir -- "$at" 2>/dev/null || break; at=\${at%/*};; *) break;; esac
  done
  return $failed
}
`;

/**
 * The keeper of one run, as root: writes the record (argument 5), then makes the scratch, says `kept`, waits for the end of its stdin, which comes
 * when the tool is done or dead, and cleans up. Signals meant for the tool do not reach it.
 */
export const keeperScript = `${cleanUpScript}
trap '' INT TERM HUP PIPE
umask 022
tries=0
# Another run may be removing the empty state root at this moment.
until { mkdir -p "$3" && chmod 0711 "$3" && printf '%s\\n' "$5" > "$3/$1.json.new" && mv "$3/$1.json.new" "$3/$1.json"; } 2>/dev/null; do
  tries=$((tries + 1))
  if [ $tries -gt 20 ]; then echo "cannot write $3/$1.json" >&2; exit 1; fi
  sleep 0.02
done
if mkdir -p "$2" && mkdir -m 0711 "$2/$1"; then echo kept; read -r end; fi
clean_up "$1" "$2" "$3" "$4"
`;
