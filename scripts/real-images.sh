#!/usr/bin/env bash
# Makes the layers that test/real-stacks stands on: a root file system with real servers, without a registry.
#   scripts/real-images.sh            makes what is not there
#   scripts/real-images.sh --again    makes it anew
# Leaves .engines/real/{system,postgres,mariadb}.layer.tar with a .sha256 beside each: layers as an image has them, with
# numeric owners, modes, setuid bits and file capabilities. test/real-stacks/images.ts puts images together from them.
# Needs root, debootstrap and an apt source of this machine; takes the archive and the suite from there.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
engines="${REMAP_READY_ENGINES:-$root/.engines}"
mkdir -p "$engines/real"
out=$(cd "$engines/real" && pwd -P)

say() { printf '%s\n' "$*"; }
refuse() {
  printf 'real-images: %s\n' "$*" >&2
  exit 1
}

packages=(
  gosu tini curl python3 sudo cron s6 execline rsyslog logrotate iputils-ping tcpdump
  openssh-server openssh-client nginx-light apache2 haproxy redis-server memcached dnsmasq-base mosquitto prometheus-node-exporter
  postgresql mariadb-server-core mariadb-client-core
)
# Packages that only one database needs: layers of their own, as most images do without them.
postgres='^(postgresql.*|libpq5|libicu[0-9]+|ssl-cert)$'
mariadb='^(mariadb-.*|libmariadb3|liburing2|libpmem1|libsnappy.*)$'
# What no server here reads: documentation, caches, package management, perl, the compiler of postgres' JIT, the cluster made at installation.
left_out=(
  './var/cache/apt/*' './var/lib/apt/lists/*' './var/log/*.log' './dev/*' './proc/*' './sys/*' './tmp/*'
  './usr/share/doc/*' './usr/share/man/*' './usr/share/locale/*' './usr/share/i18n/*' './usr/share/info/*'
  './usr/lib/*/perl' './usr/share/perl' './usr/lib/*/libperl.so*' './usr/lib/*/gconv' './usr/lib/*/libapt-*' './var/lib/dpkg/info' '__pycache__'
  './usr/lib/*/libLLVM*' './usr/lib/*/libz3.so*' './usr/lib/postgresql/*/lib/llvmjit*' './usr/lib/postgresql/*/lib/bitcode'
  './var/lib/postgresql/*' './etc/ssh/ssh_host_*' './etc/resolv.conf' './etc/hostname'
)

recipe=$(sha256sum "${BASH_SOURCE[0]}" | cut -d ' ' -f 1)
if [ "${1:-}" != --again ] && [ "$(cat "$out/recipe" 2>/dev/null)" = "$recipe" ]; then
  say "real images: $(wc -l <"$out/packages.txt") packages of $(cat "$out/suite") (already in $out)"
  exit
fi

if [ "$(id -u)" != 0 ]; then refuse "needs root: files of many owners are made"; fi
if ! command -v debootstrap >/dev/null; then refuse "needs debootstrap: apt-get install debootstrap"; fi
if ! command -v apt-get >/dev/null; then refuse "needs a machine with apt, whose archive is asked for the packages"; fi
free=$(df --output=avail -k "$out" | tail -n 1)
if [ "$free" -lt 3000000 ]; then refuse "needs 3 GB of free disk at $out; there are $((free / 1024)) MiB"; fi

# shellcheck disable=SC1091
suite=$(. /etc/os-release && printf '%s' "${VERSION_CODENAME:-}")
# shellcheck disable=SC2016
targets=$(apt-get indextargets --no-release-info --format '$(RELEASE) $(COMPONENT) $(REPO_URI)' 'Created-By: Packages' || true)
archive=$(awk -v suite="$suite" '$1 == suite && $2 == "main" { print $3; exit }' <<<"$targets")
if [ -z "$archive" ]; then refuse "no apt source of this machine holds ${suite:-its own suite}/main"; fi
components=$(awk -v suite="$suite" -v archive="$archive" '$1 == suite && $3 == archive && ($2 == "main" || $2 == "universe") { print $2 }' <<<"$targets" | sort -u | paste -sd,)
# A list of mirrors is apt's own idea: the first of them will do.
case "$archive" in mirror+file:*) archive=$(awk '/^https?:/ { print $1; exit }' "${archive#mirror+file:}") ;; esac

work=$(mktemp -d "$out/work.XXXXXX")
trap 'rm -rf --one-file-system "$work"' EXIT
tree="$work/root"
mkdir -p "$out/packages"
say "making a root file system of $suite ($components) with ${#packages[@]} packages: a few minutes"
if ! debootstrap --variant=minbase --cache-dir="$out/packages" --components="$components" \
  --include="$(printf '%s\n' "${packages[@]}" | paste -sd,)" "$suite" "$tree" "$archive" >"$out/debootstrap.log" 2>&1; then
  tail -n 15 "$out/debootstrap.log" >&2
  refuse "debootstrap failed; its log is $out/debootstrap.log"
fi
# The installation mounts these for itself; none of it belongs into a layer.
umount "$tree/proc" "$tree/sys" 2>/dev/null || true
ln -sfn "$(cd "$tree" && echo /usr/lib/postgresql/*/bin | sed "s|.*/postgresql/|/usr/lib/postgresql/|")" "$tree/usr/local/lib/postgresql"

# Files of the packages whose names match, one a line, as tar names them. Where /lib is a link to /usr/lib, as packages do not say, a layer must not make it a directory.
files_of() {
  local package
  chroot "$tree" dpkg-query -W -f '${Package}\n' | grep -E "$1" | while read -r package; do
    # Words about diversions stand among the paths, and directories that others have too.
    chroot "$tree" dpkg-query -L "$package" | grep '^/' | while read -r path; do
      if [ ! -d "$tree$path" ] && [ -L "$tree$path" -o -f "$tree$path" ]; then printf '.%s\n' "$path"; fi
    done
  done | sed -E 's#^\./(bin|sbin|lib|lib64)/#./usr/\1/#' | sort -u
}

# Packs files into a layer: $1 its name, the rest are tar's.
pack() {
  local name=$1
  shift
  tar -C "$tree" --format=pax --numeric-owner --xattrs --xattrs-include='security.*' --sort=name --mtime=@0 --clamp-mtime \
    --pax-option=delete=atime,delete=ctime --exclude-from="$work/left-out" --no-wildcards-match-slash -cf "$out/$name.layer.tar" "$@"
  sha256sum "$out/$name.layer.tar" | cut -d ' ' -f 1 >"$out/$name.layer.sha256"
  say "$name: $(du -m "$out/$name.layer.tar" | cut -f 1) MiB"
}

printf '%s\n' "${left_out[@]}" >"$work/left-out"
files_of "$postgres" >"$work/postgres"
files_of "$mariadb" >"$work/mariadb"
pack postgres --no-recursion -T "$work/postgres"
pack mariadb --no-recursion -T "$work/mariadb"
cat "$work/postgres" "$work/mariadb" >>"$work/left-out"
pack system --one-file-system .
chroot "$tree" dpkg-query -W -f '${Package} ${Version}\n' >"$out/packages.txt"
say "$suite" >"$out/suite"
say "$recipe" >"$out/recipe"
